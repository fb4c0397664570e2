"""The check of claims against quotes: nothing is cited that does not stand in the article."""
