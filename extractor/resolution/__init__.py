"""Which company a name means: finding candidates, and deciding when one may be taken unseen."""
