"""A code and its values, turned into a sentence in the language asked for.

The engine says what it means with a `Message`; the sentence is made where a person reads it, so that one result can be
read in either language. The wording lives in gettext catalogues (`resources/translations`) whose ids are the codes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

LANGUAGES: Mapping[str, str] = {"zh": "zh_CN", "en": "en"}
"""The languages of the program: the name used in settings, and the name of the catalogue."""

Value = str | int | float


@dataclass(frozen=True)
class Message:
    """What is to be said: a stable code and the values that belong to it."""

    code: str
    values: Mapping[str, Value] = field(default_factory=dict)


def message(code: str, **values: Value) -> Message:
    """Give the message `code` with its values; the code is an id in the catalogues."""
    return Message(code, values)
