"""Recognises text in articles that gives orders to machines instead of news to readers."""
