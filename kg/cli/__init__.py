"""The `kg` command: parses, calls, prints."""
