"""Rates and the matrix of all documents."""
