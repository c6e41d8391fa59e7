"""A code and its values, turned into a sentence in the language asked for.

The engine says what it means with a `Message`; the sentence is made where a person reads it, so that one result can be
read in either language. The wording lives in gettext catalogues (`resources/translations`) whose ids are the codes.
"""

from __future__ import annotations

import gettext
import locale
import os
import string
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

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


def sentence(said: Message, language: str) -> str:
    """Give a message as a sentence; raises KeyError for a code that no catalogue has (a bug)."""
    wording = _catalogue(language).gettext(said.code)
    if wording == said.code:
        raise KeyError(f"no wording for {said.code} in {language}")
    return _Wording(language).vformat(wording, (), said.values)


def say(language: str, code: str, **values: Value) -> str:
    """Give the sentence of a code and its values at once."""
    return sentence(Message(code, values), language)


def users_language() -> str:
    """Give the language of the user's system: English where it names one that is not Chinese, else Chinese."""
    named = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), None)
    if named is None:
        named = locale.getlocale()[0]
    if not named or named.split(".")[0] in {"C", "POSIX"} or named.lower().startswith(("zh", "chinese")):
        return "zh"
    return "en"


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    path = files("resources") / "translations" / LANGUAGES[language] / "LC_MESSAGES" / "duidu.mo"
    with path.open("rb") as stream:
        return gettext.GNUTranslations(stream)


class _Wording(string.Formatter):
    """Fills a wording in; `{kind:term}` says a code such as `near` in words, `{share:percent}` a share in percent."""

    def __init__(self, language: str) -> None:
        self._language = language

    def format_field(self, value: Any, format_spec: str) -> str:  # noqa: ANN401 - as in the base class
        if format_spec == "term":
            return sentence(Message(f"kind.{value}"), self._language)
        if format_spec == "percent":
            return f"{100 * float(value):.1f}%"
        return str(super().format_field(value, format_spec))
