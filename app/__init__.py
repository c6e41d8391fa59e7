"""Duidu: compares speeches and Word drafts. The engine and the command line; imports no Qt."""

import os

# Thousands of small matrix products: threads of their own cost more than they bring (9 s against 5 s for 50 documents).
# It has to be said before numpy is loaded; what the user has set stands.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__version__ = "0.1.0"
