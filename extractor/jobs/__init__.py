"""The durable queue, the watch folder, backfill."""
