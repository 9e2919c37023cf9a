"""extractor: reads rare-earth trade papers into records and keeps the account of every trade."""

__version__ = "0.1.0"
