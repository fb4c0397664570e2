"""The embedding model: how it is found and run, and how its vectors are compared."""
