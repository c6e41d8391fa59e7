"""The same rare slip of the pen in two texts: one wrong character in words that everybody writes otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np

from app.comparison.model import Finding, FindingKind, Place
from app.comparison.prepared import Prepared
from app.language.columns import distinct
from app.language.folding import BREAK
from app.language.usualness import GRAM, Usualness, gram_hashes
from app.messages import message

_REACH = GRAM - 1
_MOST_HOLDERS = 3
"""What more documents write alike is their way of writing, not a slip."""
_LEAST_USUAL = 10
"""In so many families every run of the right wording must stand."""
_LEAST_GRAMS = 3
_RARE_PAIR, _USUAL_PAIR = 30, 60
"""The wrong character stands beside a neighbour in fewer families than the one, the right one in more."""
_NO_SLIP = frozenset(
    "零一二三四五六七八九十百千万亿两几省市县区镇乡村州国党我你他本各全东南西北上下前后左右大小新旧年月日的地得了和与"
)
"""What is changed for a reason: numbers, places, directions, particles."""


def shared_slips(texts: Sequence[Prepared], usual: Usualness) -> Iterator[Finding]:
    """Give the slips that two or three documents share, in the order of their first places.

    A slip is a character around which no family of official texts has any run of five characters, where one other
    character in its place makes all of them usual (再接再励、奋勇 → 再接再厉、奋勇).
    """
    holders: dict[str, dict[int, int]] = defaultdict(dict)
    for number, text in enumerate(texts):
        for at in _odd(text, usual):
            holders[_around(text, at)].setdefault(number, at)
    for context, places in holders.items():
        if 2 <= len(places) <= _MOST_HOLDERS and (right := _right(context, usual)) is not None:
            found = tuple(Place(number, texts[number].original(at, at + 1)) for number, at in places.items())
            said = context.strip(BREAK)
            yield Finding(FindingKind.SHARED_SLIP, found, message("finding.shared_slip", said=said, right=right))


def _odd(text: Prepared, usual: Usualness) -> list[int]:
    """The offsets of characters in no run that the table has, with a usual run right before or behind them."""
    folded = text.folded.text
    grams = usual.families_at(text.rows(usual))
    if not len(grams):
        return []
    (known,) = np.nonzero(grams)
    covered = np.zeros(len(folded), dtype=bool)
    for offset in range(GRAM):
        covered[known + offset] = True
    (usual_runs,) = np.nonzero(grams >= _LEAST_USUAL)
    beside = np.concatenate([usual_runs + GRAM, usual_runs - 1])
    beside = distinct(beside[(beside >= 0) & (beside < len(folded))])
    return [
        at
        for at in beside[~covered[beside]].tolist()
        if "\u4e00" <= folded[at] <= "\u9fff" and folded[at] not in _NO_SLIP
    ]


def _around(text: Prepared, at: int) -> str:
    """Nine characters, the odd one in the middle; breaks stand for what is beyond the line."""
    folded = text.folded.text
    before = folded[max(0, at - _REACH) : at].rpartition(BREAK)[2]
    behind = folded[at + 1 : at + 1 + _REACH].partition(BREAK)[0]
    return before.rjust(_REACH, BREAK) + folded[at] + behind.ljust(_REACH, BREAK)


@lru_cache(maxsize=1024)
def _right(context: str, usual: Usualness) -> str | None:
    """The wording that everybody has instead; None where there is none or more than one."""
    before, behind = context[:_REACH].strip(BREAK), context[_REACH + 1 :].strip(BREAK)
    if len(before) + len(behind) + 1 < GRAM + _LEAST_GRAMS - 1:
        return None
    found = [c for c in _fitting(before, behind, usual) if usual.families(before + c + behind).min() >= _LEAST_USUAL]
    if len(found) != 1 or found[0] in _NO_SLIP:
        return None
    wrong = _pairs(before[-1:] + context[_REACH] + behind[:1], usual)
    right = _pairs(before[-1:] + found[0] + behind[:1], usual)
    return before + found[0] + behind if min(wrong) < _RARE_PAIR and min(right) >= _USUAL_PAIR else None


def _pairs(words: str, usual: Usualness) -> list[int]:
    pairs: list[int] = usual.pair_families(words).tolist()
    return pairs


def _fitting(before: str, behind: str, usual: Usualness) -> list[str]:
    """The characters with which the first whole run of five around the place is usual."""
    lead, tail = before[-_REACH:], behind[: max(0, _REACH - len(before))]
    characters = _characters(usual)
    runs = lead + f"{tail}{BREAK}{lead}".join(characters) + tail
    (fitting,) = np.nonzero(usual.families_at(usual.rows(gram_hashes(runs)[:: GRAM + 1])) >= _LEAST_USUAL)
    return [characters[at] for at in fitting.tolist()]


@lru_cache(maxsize=2)
def _characters(usual: Usualness) -> str:
    """The characters that official texts use."""
    codes = usual.pairs[usual.pair_counts >= _RARE_PAIR] >> np.uint32(16)
    return "".join(c for c in map(chr, np.unique(codes).tolist()) if "\u4e00" <= c <= "\u9fff")
