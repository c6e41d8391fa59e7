"""What a person decides: kinds, exclusions, ignored wordings, linked sections; taken back, kept in a file."""
