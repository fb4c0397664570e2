"""Articles from the web: fetched politely, within limits, and never from a private network."""
