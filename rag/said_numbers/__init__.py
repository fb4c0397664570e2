"""The numbers a text says, in digits or words, in any notation of its language."""
