"""What the page shows, as HTML: one view in each module."""
