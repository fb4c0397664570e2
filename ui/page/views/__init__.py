"""What the page shows, as HTML: a view a module."""
