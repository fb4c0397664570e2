"""Which model makes the vectors, and how they are compared."""
