"""From a query to the passages and sentences that answer it, and whether any does."""
