"""Whether two documents are versions of one text."""

from __future__ import annotations

from app.comparison.model import Mode
from app.comparison.settings import Settings
from app.messages import Message, message


def mode_of(a_in_b: float, b_in_a: float, settings: Settings) -> tuple[Mode, Message]:
    """Tell what two documents are to each other from the share of each that stands in the other."""
    more, less = round(100 * max(a_in_b, b_in_a)), round(100 * min(a_in_b, b_in_a))
    if max(a_in_b, b_in_a) >= settings.versions_share and min(a_in_b, b_in_a) >= settings.versions_share / 2:
        return Mode.VERSIONS, message("pair.versions", more=more, less=less)
    return Mode.TEXTS, message("pair.texts", more=more, less=less)
