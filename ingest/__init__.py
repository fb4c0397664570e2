"""Anything readable -> articles in the corpus."""
