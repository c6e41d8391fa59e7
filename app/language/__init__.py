"""Chinese text as comparable units; knows no files."""
