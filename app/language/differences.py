"""What differs between two wordings, word by word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from enum import IntEnum
from itertools import groupby
from operator import itemgetter

from diff_match_patch import diff_match_patch

from app.language.order import heaviest_in_order
from app.language.words import words

_FIRST_SIGN = 0xF0000
"""Words are mapped to characters of the supplementary private use area, where no text has any."""
_LARGEST_ISLAND = 2
_LONG = 20_000
"""Characters of both wordings beyond which sentences are compared first: words cost the square of what differs."""

_SENTENCE = re.compile(r"[^。！？!?；;\n]*[。！？!?；;\n]|[^。！？!?；;\n]+")
_LEAST_COMMON = 2
_NUMERAL = re.compile("[0-9０-９.．一二三四五六七八九十百千万亿两零〇]{2}")
_LABEL = re.compile(r"(第[零〇一二三四五六七八九十百千0-9０-９]+[编章节条](?:之[一二三四五六七八九十]+)?)(\s+)")
_FIGURE = re.compile(r"[0-9０-９]+(?:[.,．，][0-9０-９]+)*[%％‰]?")


class Change(IntEnum):
    """What became of a stretch of text, in diff-match-patch's numbers."""

    DELETED = -1
    KEPT = 0
    INSERTED = 1


def differences(one: str, other: str) -> list[tuple[Change, str]]:
    """Give the stretches of `one` and `other` in order: kept, deleted from the one, inserted in the other.

    What is not inserted joins to `one`, what is not deleted to `other`. Words are never cut; two changes with no more
    than two characters between them, equal by chance, are one change. Long texts are first compared by sentences, so
    that the cost stays near linear; a changed stretch that is long without any sentence in common is told as a whole.
    """
    if len(one) + len(other) <= _LONG:
        return _joined(_merged(_by_words(one, other)))
    found: list[tuple[Change, str]] = []
    for same, here, there in _by_sentences(_SENTENCE.findall(one), _SENTENCE.findall(other)):
        if len(here) + len(there) <= _LONG:
            found += _merged(_by_words(here, there))
        else:
            found += _change(here, there)
        found.append((Change.KEPT, same))
    return _joined(found)


def _by_sentences(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Give each sentence that both have once, in one order, with the texts before it that nothing joins.

    The last of them is empty and stands for the end.
    """
    once = {text for text, n in Counter(ours).items() if n == 1} & {
        text for text, n in Counter(theirs).items() if n == 1
    }
    places = {text: j for j, text in enumerate(theirs) if text in once}
    pairs = {i: places[text] for i, text in enumerate(ours) if text in once}
    kept = heaviest_in_order(pairs, lambda i: len(ours[i]))
    from_i = from_j = 0
    for i, j in [*sorted(kept.items()), (len(ours), len(theirs))]:
        yield "".join(ours[i : i + 1]), "".join(ours[from_i:i]), "".join(theirs[from_j:j])
        from_i, from_j = i + 1, j + 1


def _by_words(one: str, other: str) -> list[tuple[Change, str]]:
    signs: dict[str, str] = {}
    diff = diff_match_patch()
    diff.Diff_Timeout = 0  # with its default of a second it silently answers "delete all, insert all"
    found = diff.diff_main(_signed(one, signs), _signed(other, signs), False)
    diff.diff_cleanupSemantic(found)
    said = {sign: word for word, sign in signs.items()}
    return [(Change(change), "".join(said[sign] for sign in text)) for change, text in found]


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


def _joined(found: list[tuple[Change, str]]) -> list[tuple[Change, str]]:
    """Join stretches of one kind that stand side by side."""
    runs = groupby((each for each in found if each[1]), key=itemgetter(0))
    return [(change, "".join(text for _, text in run)) for change, run in runs]


def _is_replacement(found: list[tuple[Change, str]], island: int) -> bool:
    """Whether both neighbours of a kept stretch replace words, so that it is no anchor between two plain edits."""
    before = {change for change, _ in found[max(0, island - 2) : island]} - {Change.KEPT}
    behind = {change for change, _ in found[island + 1 : island + 3]} - {Change.KEPT}
    return len(before) == 2 and len(behind) == 2


def _change(deleted: str, inserted: str) -> list[tuple[Change, str]]:
    """Give a change without what both wordings begin or end with: words of jieba hold more than what changed.

    The number of an article and the word behind it are two changes.
    """
    one, other = _LABEL.match(deleted), _LABEL.match(inserted)
    if one and other and one[2] == other[2]:
        label = (
            [(Change.DELETED, one[1]), (Change.INSERTED, other[1])] if one[1] != other[1] else [(Change.KEPT, one[1])]
        )
        return [*label, (Change.KEPT, one[2]), *_change(deleted[one.end() :], inserted[other.end() :])]
    head = _common(deleted, inserted)
    tail = _common(deleted[head:][::-1], inserted[head:][::-1])
    kept_before, kept_behind = deleted[:head], deleted[len(deleted) - tail :]
    gone, come = deleted[head : len(deleted) - tail], inserted[head : len(inserted) - tail]
    parts = (Change.KEPT, kept_before), (Change.DELETED, gone), (Change.INSERTED, come), (Change.KEPT, kept_behind)
    return [(change, text) for change, text in parts if text]


def _common(one: str, other: str) -> int:
    """Count the characters that both begin with: two or more, and never a part of a number."""
    count = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    while count and any(len(text) > count and _NUMERAL.match(text[count - 1 : count + 1]) for text in (one, other)):
        count -= 1
    return count if count >= _LEAST_COMMON else 0
