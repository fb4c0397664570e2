"""Serving: the web server, the HTTP API, MCP, and who may do how much."""
