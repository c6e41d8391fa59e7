"""Two wordings of one passage as one line of a comment: what only one of them says stands in brackets."""

from __future__ import annotations

from app.export.comments import Words
from app.language.differences import Change, differences

_KEPT = 8
"""Characters of an equal stretch that are shown beside a difference."""

_LONGEST_CHANGE = 32
_LONGEST = 160
"""Characters of a line; what comes after stays out."""


def other_wording(here: str, there: str) -> tuple[Words, ...]:
    """Show `there` against `here`: 〔−only here〕〔＋only there〕, long equal stretches shortened."""
    line: list[Words] = []
    shown = 0
    changes = differences(" ".join(here.split()), " ".join(there.split()))
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
    return tuple(line)


def _shortened(text: str, *, is_first: bool, is_last: bool) -> str:
    head, tail = (0 if is_first else _KEPT), (0 if is_last else _KEPT)
    if len(text) <= head + tail + 2:
        return text
    return f"{text[:head]}……{text[len(text) - tail :]}"


def _limited(text: str) -> str:
    half = _LONGEST_CHANGE // 2
    return text if len(text) <= _LONGEST_CHANGE else f"{text[:half]}……{text[-half:]}"
