"""Indicators: what in the papers is worth a look, each with its evidence, its basis and the harmless readings."""
