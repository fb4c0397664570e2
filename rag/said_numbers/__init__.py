"""Reads the numbers that a text says, in digits or words, in any notation of its language."""
