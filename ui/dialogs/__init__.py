"""Dialogs: export, messages."""
