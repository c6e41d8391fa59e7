"""Edits that are known to have been made, and whether they were found as what they are."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.comparison.model import Edit, Operation
from app.language.spans import Span

_PARAGRAPHS = {
    "swap_paragraphs": Operation.MOVE,
    "move_section": Operation.MOVE,
    "split_paragraph": Operation.SPLIT,
    "merge_paragraphs": Operation.MERGE,
}
_WORDS = frozenset({Operation.INSERT, Operation.DELETE, Operation.REPLACE})


@dataclass(frozen=True, slots=True)
class Known:
    """An edit that was made: what it did, the words before and after, and the sentences that they stand in."""

    kind: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    old_sentence: str
    new_sentence: str


def known_edits(path: Path, name: str) -> list[Known]:
    """Read the edits that led to the draft `name`."""
    made = json.loads(path.read_text(encoding="utf-8"))["files"][name]["edits"]
    return [
        Known(
            kind=edit["kind"],
            old=_texts(edit["old"]),
            new=_texts(edit["new"]),
            old_sentence=edit.get("old_sentence") or _texts(edit["old"])[0],
            new_sentence=edit.get("new_sentence") or _texts(edit["new"])[0],
        )
        for edit in made
    ]


def _texts(given: str | list[str]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)


def missed(known: Sequence[Known], found: Sequence[Edit], a: str, b: str) -> tuple[list[Known], list[str]]:
    """Give the known edits that were not found, and what was found besides them."""
    used: set[int] = set()
    not_found = []
    for each in known:
        fitting = _fitting(each, found, a, b)
        used |= fitting
        if not fitting:
            not_found.append(each)
    # The number of a section that moved is changed with it: one edit that nobody lists.
    others = [
        f"{edit.operation.value}: {a[edit.a.start : edit.a.end]} → {b[edit.b.start : edit.b.end]}"
        for number, edit in enumerate(found)
        if number not in used
    ]
    return not_found, others


def _fitting(each: Known, found: Sequence[Edit], a: str, b: str) -> set[int]:
    """Give the edits that are this one: all that lie in its sentences, if they change these words and no more."""
    operation = _PARAGRAPHS.get(each.kind)
    if operation is not None:
        return {
            number
            for number, edit in enumerate(found)
            if edit.operation is operation
            and (
                any(text[:30] in a[edit.a.start : edit.a.end] for text in each.old)
                or any(text[:30] in b[edit.b.start : edit.b.end] for text in each.new)
            )
        }
    gone, come = _place(a, each.old_sentence, each.old[0]), _place(b, each.new_sentence, each.new[0])
    return {
        number
        for number, edit in enumerate(found)
        if edit.operation in _WORDS
        and ((len(edit.a) > 0 and edit.a.within(gone)) or (len(edit.b) > 0 and edit.b.within(come)))
    }


def _place(text: str, sentence: str, words: str) -> Span:
    """Give where the words may have changed: they themselves, with a character at either side that goes with them."""
    at = text.find(sentence) if sentence else -1
    if at < 0:
        return Span(0, 0)
    inside = sentence.find(words)
    if inside < 0 or sentence.count(words) > 1:  # which of them it was is not said
        return Span(at, at + len(sentence))
    return Span(at + max(0, inside - 1), at + inside + len(words) + 1)
