"""The page, the server and the commands through which people use the project."""
