"""The aligned outline."""
