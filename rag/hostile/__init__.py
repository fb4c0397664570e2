"""What in an article speaks to machines instead of readers."""
