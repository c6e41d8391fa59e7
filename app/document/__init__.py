"""A file as text with structure."""
