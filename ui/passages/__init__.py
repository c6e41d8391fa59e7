"""The list of passages and the card of the chosen one."""
