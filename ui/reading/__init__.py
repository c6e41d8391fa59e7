"""The texts side by side: panes, highlighting, aligned scrolling, ribbons, overview strips."""
