"""The corpus: the one owner of the folder on disk."""
