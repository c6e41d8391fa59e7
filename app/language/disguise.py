"""Characters that are not what they seem: unseen ones, private ones, and ones that look like others.

Each function gives the spans of a text where such characters stand. What a script needs is no disguise: joiners and
direction marks in Arabic, Hebrew and Indic words, joined emoji, whole words in Cyrillic or Greek.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from app.language.spans import Span

UNSEEN = (
    "\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\u3164\ufeff\uffa0"
    "\ufff9-\ufffb\U000e0000-\U000e007f"
)
"""Zero-width characters, bidi controls, fillers and tags, as a class of a regular expression."""

_LATIN = "A-Za-z\u00c0-\u024f"
_CYRILLIC_TWINS = "АВЕКМНОРСТУХаеорсухЅІЈѕіјһԁԛԝ"
_GREEK_TWINS = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧον"
_KATAKANA_TWINS = "ニロハカタトエー"
_HAN = "\u3400-\u4dbf\u4e00-\u9fff"

_UNSEEN_RUN = re.compile(f"[{UNSEEN}]+")
_PRIVATE_RUN = re.compile("[\ue000-\uefff\uf100-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]+")
"""U+F000 to U+F0FF are the places of symbol fonts (Wingdings ticks and arrows), which every Word file may hold."""

_COMPATIBILITY = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")
_UNIFIED = frozenset("\ufa0e\ufa0f\ufa11\ufa13\ufa14\ufa1f\ufa21\ufa23\ufa24\ufa27\ufa28\ufa29")
"""Characters of the compatibility block that are ordinary ones by its own note."""

_WORD = re.compile(f"[{_LATIN}\u0370-\u03ff\u0400-\u052f]+")
_TWIN = re.compile(f"[{_CYRILLIC_TWINS}{_GREEK_TWINS}]+")
_OWN_CYRILLIC = re.compile(f"[\u0400-\u052f](?<![{_CYRILLIC_TWINS}])")
_OWN_GREEK = re.compile(f"[\u0370-\u03ff](?<![{_GREEK_TWINS}])")
_KATAKANA_AMONG_HAN = re.compile(f"(?<=[{_HAN}])[{_KATAKANA_TWINS}](?=[{_HAN}])")
_KANA = re.compile(f"[\u3041-\u3096\u30a1-\u30fa](?<![{_KATAKANA_TWINS}])")


def unseen_characters(text: str) -> list[Span]:
    """Give the runs of zero-width characters, bidi controls and the like that no script around them needs."""
    found = (Span(m.start(), m.end()) for m in _UNSEEN_RUN.finditer(text))
    return [span for span in found if not _is_needed(text, span)]


def private_characters(text: str) -> list[Span]:
    """Give the runs of private-use characters, those of symbol fonts left out."""
    return [Span(m.start(), m.end()) for m in _PRIVATE_RUN.finditer(text)]


def compatibility_characters(text: str) -> list[Span]:
    """Give the runs of radicals and compatibility ideographs that stand for usual Chinese characters."""
    spans: list[Span] = []
    for found in _COMPATIBILITY.finditer(text):
        if found[0] in _UNIFIED:
            continue
        if spans and spans[-1].end == found.start():
            spans[-1] = Span(spans[-1].start, found.end())
        else:
            spans.append(Span(found.start(), found.end()))
    return spans


def look_alikes(text: str) -> list[Span]:
    """Give the Cyrillic and Greek letters that stand for Latin ones, and katakana that stand for Chinese characters.

    In a word with Latin letters they always do; in a word of nothing but such letters they do where the text has no
    other letter of that script. A single Greek letter is a sign of mathematics.
    """
    if text.isascii():
        return []
    return sorted((*_letters(text), *_katakana(text)), key=lambda span: span.start)


def _letters(text: str) -> Iterator[Span]:
    if _TWIN.search(text) is None:
        return
    cyrillic, greek = _OWN_CYRILLIC.search(text) is not None, _OWN_GREEK.search(text) is not None
    for word in _WORD.finditer(text):
        twins = list(_TWIN.finditer(text, word.start(), word.end()))
        if not twins:
            continue
        letters = word[0]
        is_greek = "\u0370" <= twins[0][0][0] <= "\u03ff"
        mixed = re.search(f"[{_LATIN}]", letters) is not None
        own = sum(len(twin[0]) for twin in twins) < len(letters)
        alone = not own and not (greek or len(letters) == 1 if is_greek else cyrillic)
        if mixed or alone:
            yield from (Span(twin.start(), twin.end()) for twin in twins)


def _katakana(text: str) -> Iterator[Span]:
    if _KANA.search(text) is None:  # a Japanese text has others too
        yield from (Span(m.start(), m.end()) for m in _KATAKANA_AMONG_HAN.finditer(text))


def _is_needed(text: str, span: Span) -> bool:
    """Say whether a script or an emoji beside the characters needs them."""
    if text[span.start : span.end].startswith("\ufeff") and span.start == 0:
        return True  # the byte order mark of a file
    beside = text[max(0, span.start - 1) : span.start] + text[span.end : span.end + 1]
    return any(_uses_controls(character) for character in beside)


def _uses_controls(character: str) -> bool:
    """Say whether a character is of a script that is written with joiners or direction marks, or an emoji."""
    return (
        unicodedata.bidirectional(character) in ("R", "AL", "AN")
        or "\u0900" <= character <= "\u1cff"
        or unicodedata.category(character) == "So"
        or character in "\ufe0f"
        or "\U0001f3fb" <= character <= "\U0001f3ff"
    )
