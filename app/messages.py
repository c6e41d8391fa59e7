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
    return _worded(said.code, said.values, language)


def say(language: str, code: str, **values: Value) -> str:
    """Give the sentence of a code and its values at once."""
    return _worded(code, values, language)


def _worded(code: str, values: Mapping[str, Value], language: str) -> str:
    said = []
    for words, wanted, manner in _wording(code, language):
        said.append(words)
        if wanted is not None:
            said.append(_shown(values[wanted], manner, language))
    return "".join(said)


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


@cache
def _wording(code: str, language: str) -> tuple[tuple[str, str | None, str], ...]:
    """Give a wording in parts: words, the value behind them, how that is said. Parsed once: exports say thousands."""
    wording = _catalogue(language).gettext(code)
    if wording == code:
        raise KeyError(f"no wording for {code} in {language}")
    return tuple((words, field, manner or "") for words, field, manner, _ in string.Formatter().parse(wording))


def _shown(value: Value, manner: str, language: str) -> str:
    """Show a value: `{kind:term}` says a code such as `near` in words, `{share:percent}` a share in percent."""
    if manner == "term":
        return sentence(Message(f"kind.{value}"), language)
    if manner == "percent":
        return f"{100 * float(value):.1f}%"
    return format(value, manner)
