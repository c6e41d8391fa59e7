"""One module a format, each with one function `read`."""
