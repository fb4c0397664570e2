"""Query -> the passages and sentences that answer it, and whether any does."""
