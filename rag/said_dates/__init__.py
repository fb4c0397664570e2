"""The dates a text says, in any notation of its language."""
