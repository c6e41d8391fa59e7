"""The window. Contains no algorithm: it shows a Comparison and reports what the person did."""
