"""What differs between two wordings, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum

from diff_match_patch import diff_match_patch

from app.language.words import words

_FIRST_SIGN = 0xF0000
"""Words are mapped to characters of the supplementary private use area, where no text has any."""
_LARGEST_ISLAND = 2
_FIGURE = re.compile(r"[0-9０-９]+(?:[.,．，][0-9０-９]+)*[%％‰]?")


class Change(IntEnum):
    """What became of a stretch of text, in diff-match-patch's numbers."""

    DELETED = -1
    KEPT = 0
    INSERTED = 1


def differences(one: str, other: str) -> list[tuple[Change, str]]:
    """Give the stretches of `one` and `other` in order: kept, deleted from the one, inserted in the other.

    What is not inserted joins to `one`, what is not deleted to `other`. Words are never cut; two changes with no more
    than two characters between them, equal by chance, are one change.
    """
    signs: dict[str, str] = {}
    diff = diff_match_patch()
    diff.Diff_Timeout = 0  # with its default of a second it silently answers "delete all, insert all"
    found = diff.diff_main(_signed(one, signs), _signed(other, signs), False)
    diff.diff_cleanupSemantic(found)
    said = {sign: word for word, sign in signs.items()}
    return _merged([(Change(change), "".join(said[sign] for sign in text)) for change, text in found])


def _signed(text: str, signs: dict[str, str]) -> str:
    return "".join(signs.setdefault(word, chr(_FIRST_SIGN + len(signs))) for word in _words(text))


def _words(text: str) -> Iterator[str]:
    """The words of a text; a figure is one word, its decimals and percent sign with it."""
    place = 0
    for figure in _FIGURE.finditer(text):
        yield from words(text[place : figure.start()])
        yield figure[0]
        place = figure.end()
    yield from words(text[place:])


def _merged(found: list[tuple[Change, str]]) -> list[tuple[Change, str]]:
    """Put changes together that only a chance island parts: a kept stretch of one or two characters that say little."""
    merged: list[tuple[Change, str]] = []
    deleted = inserted = ""
    for i, (change, text) in enumerate(found):
        if change is Change.KEPT:
            island = 0 < i < len(found) - 1 and len(text) <= _LARGEST_ISLAND and text.isalnum() and text.isalpha()
            if island and (deleted or inserted) and _is_replacement(found, i):
                deleted += text
                inserted += text
                continue
            merged += _change(deleted, inserted)
            deleted = inserted = ""
            merged.append((change, text))
        elif change is Change.DELETED:
            deleted += text
        else:
            inserted += text
    return merged + _change(deleted, inserted)


def _is_replacement(found: list[tuple[Change, str]], island: int) -> bool:
    """Whether both neighbours of a kept stretch replace words, so that it is no anchor between two plain edits."""
    before = {change for change, _ in found[max(0, island - 2) : island]} - {Change.KEPT}
    behind = {change for change, _ in found[island + 1 : island + 3]} - {Change.KEPT}
    return len(before) == 2 and len(behind) == 2


def _change(deleted: str, inserted: str) -> list[tuple[Change, str]]:
    return [(c, text) for c, text in ((Change.DELETED, deleted), (Change.INSERTED, inserted)) if text]
