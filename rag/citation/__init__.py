"""Claims against quotes: nothing is cited that does not stand in the article."""
