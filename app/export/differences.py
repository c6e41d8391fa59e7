"""Two wordings of one passage shown as one line: what only one of them says in brackets of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diff_match_patch import diff_match_patch

from app.export.comments import Words
from app.language.words import words

_KEPT = 8
"""Characters of an equal stretch that are shown beside a difference."""

_LONGEST = 160
"""Characters of a line of differences; what comes after stays out."""

_FIGURE = re.compile(r"(\d+(?:[.．]\d+)*[%％]?)")
_FIRST_CODE = 0xF0000
_DELETE, _EQUAL, _INSERT = -1, 0, 1


def differences(here: str, there: str) -> tuple[Words, ...]:
    """Show `there` against `here`: 〔−只见于此〕〔＋只见于彼〕, long equal stretches shortened, 160 characters at most.

    Compared word by word; single equal words between changes are taken as changed with them (semantic clean-up).
    """
    line: list[Words] = []
    shown = 0
    changes = _changes(" ".join(here.split()), " ".join(there.split()))
    for number, (operation, text) in enumerate(changes):
        if operation == _EQUAL:
            line.append(Words(_shortened(text, is_first=number == 0, is_last=number == len(changes) - 1)))
        elif operation == _DELETE:
            line.append(Words(f"〔−{_limited(text)}〕", struck=True))
        else:
            line.append(Words(f"〔＋{_limited(text)}〕", bold=True))
        shown += len(line[-1].text)
        if shown > _LONGEST and number < len(changes) - 1:
            return (*line, Words("……"))
    return tuple(line)


def _changes(here: str, there: str) -> list[tuple[int, str]]:
    """Give the changes from `here` to `there` as operations and texts, in order.

    Words become single characters of a private plane first, so that no word is cut (the method of Neil Fraser's line
    mode). Without a time limit: the default one silently answers "delete all, insert all".
    """
    codes: dict[str, str] = {}
    known: list[str] = []

    def coded(text: str) -> Iterator[str]:
        for word in _words(text):
            if word not in codes:
                codes[word] = chr(_FIRST_CODE + len(known))
                known.append(word)
            yield codes[word]

    differ = diff_match_patch()
    differ.Diff_Timeout = 0
    found = differ.diff_main("".join(coded(here)), "".join(coded(there)), False)
    differ.diff_cleanupSemantic(found)
    return [(operation, "".join(known[ord(code) - _FIRST_CODE] for code in text)) for operation, text in found]


def _words(text: str) -> Iterator[str]:
    """Give the words of a text, each figure whole."""
    for number, stretch in enumerate(_FIGURE.split(text)):
        yield from [stretch] if number % 2 else words(stretch)


def _shortened(text: str, *, is_first: bool, is_last: bool) -> str:
    head, tail = (0 if is_first else _KEPT), (0 if is_last else _KEPT)
    if len(text) <= head + tail + 2:
        return text
    return f"{text[:head]}……{text[len(text) - tail :]}"


def _limited(text: str) -> str:
    return text if len(text) <= 4 * _KEPT else f"{text[: 2 * _KEPT]}……{text[-2 * _KEPT :]}"
