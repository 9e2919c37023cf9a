"""Benches: figures as ratios in one run, beside what a user would take instead."""
