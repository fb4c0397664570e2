"""Measures the quality of answers, against known answers and plain baselines."""
