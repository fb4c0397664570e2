"""The pages and commands through which people use the project."""
