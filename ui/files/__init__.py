"""The start page, the list of files, and dropping files anywhere."""
