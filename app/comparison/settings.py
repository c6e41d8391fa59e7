"""Every setting once: its name, type, default and what it does."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """What changes a result. Lengths are in folded characters (letters and digits), shares in 0…1."""

    shortest: int = 6
    """The shortest run of characters that counts as shared."""
