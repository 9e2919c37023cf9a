"""One file a step of the way of a paper; no step imports another."""
