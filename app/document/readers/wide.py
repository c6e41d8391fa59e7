"""Which characters are as wide as high: Chinese, Japanese and Korean ones, and their punctuation."""

from __future__ import annotations

import unicodedata


def is_wide(character: str) -> bool:
    """Say whether a character is set in a full square, without blanks around it."""
    return unicodedata.east_asian_width(character) in ("W", "F") or character in "“”‘’—…·"
