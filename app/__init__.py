"""Duidu: compares speeches and Word drafts. The engine and the command line; imports no Qt."""

__version__ = "0.1.0"
