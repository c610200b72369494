"""Measurements by hand, as ratios; no test is timed."""
