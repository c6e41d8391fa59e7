"""Two wordings of one passage as one line of a comment: what only one of them says stands in brackets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.distance import Prefix

from app.export.comments import Words
from app.language.differences import Change, all_differences

_KEPT = 8
"""Characters of an equal stretch that are shown beside a difference."""

_LONGEST_CHANGE = 32
_LONGEST = 160
"""Characters of a line; what comes after stays out."""

_LOOKED_AT = 600
"""Characters compared, from shortly before the first difference: more than a line can show, and cheap at any length."""


def other_wordings(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[Words, ...]]:
    """Show the second of each pair against the first: 〔−only here〕〔＋only there〕, long equal stretches shortened.

    Only as much of two wordings is compared as a line can show. The words of all pairs are cut at once.
    """
    windows = [_window(" ".join(here.split()), " ".join(there.split())) for here, there in pairs]
    found = all_differences((here, there) for here, there, _ in windows)
    for changes, (_, _, is_whole) in zip(found, windows, strict=True):
        while not is_whole and len(changes) > 1 and changes[-1][0] is not Change.KEPT:
            changes.pop()  # where the texts were cut, not where they differ
        yield _line(changes, is_whole=is_whole)


def _window(here: str, there: str) -> tuple[str, str, bool]:
    """Give as much of two wordings as is looked at, and whether that is all from the first difference on."""
    start = max(0, Prefix.similarity(here, there) - 4 * _KEPT)
    end = start + _LOOKED_AT
    return here[start:end], there[start:end], max(len(here), len(there)) <= end


def _line(changes: Sequence[tuple[Change, str]], *, is_whole: bool) -> tuple[Words, ...]:
    line: list[Words] = []
    shown = 0
    for number, (change, text) in enumerate(changes):
        match change:
            case Change.KEPT:
                line.append(Words(_shortened(text, is_first=number == 0, is_last=number == len(changes) - 1)))
            case Change.DELETED:
                line.append(Words(f"〔−{_limited(text)}〕", struck=True))
            case Change.INSERTED:
                line.append(Words(f"〔＋{_limited(text)}〕", bold=True))
        shown += len(line[-1].text)
        if shown > _LONGEST and number < len(changes) - 1:
            return (*line, Words("……"))
    return (*line, Words("……")) if line and not is_whole else tuple(line)


def _shortened(text: str, *, is_first: bool, is_last: bool) -> str:
    head, tail = (0 if is_first else _KEPT), (0 if is_last else _KEPT)
    if len(text) <= head + tail + 2:
        return text
    return f"{text[:head]}……{text[len(text) - tail :]}"


def _limited(text: str) -> str:
    half = _LONGEST_CHANGE // 2
    return text if len(text) <= _LONGEST_CHANGE else f"{text[:half]}……{text[-half:]}"
