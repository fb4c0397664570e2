"""Reads the dates that a text says, in any notation of its language."""
