"""The fewest changed words → changes that a person would mark: no chance islands, whole clauses, punctuation apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, groupby

from rapidfuzz.distance import Postfix, Prefix

from app.language.words import is_word

_LARGEST_ISLAND = 2
_ENDS = {"\n": 4} | dict.fromkeys("。！？!?…", 3) | dict.fromkeys("；;：:", 2) | dict.fromkeys("，,、", 1)
"""How good a place to end a change is behind a character."""
_NUMERALS = frozenset("〇零一二三四五六七八九十百千万亿两")
_OPENING = frozenset("“‘「『《〈（(【[")


@dataclass(frozen=True, slots=True)
class Replaced:
    """Words of the one wording and what stands in their place in the other; the same words where they are `kept`."""

    one: Sequence[str]
    other: Sequence[str]
    kept: bool = False


def tidied(steps: Iterable[Replaced]) -> list[Replaced]:
    """Give changes as a person would mark them; they lead from and to the same wordings.

    Kept stretches and changes alternate, but changed punctuation at the edge of changed words is a change by itself.
    """
    whole = _joined(steps)
    parts = (
        part
        for step in _without_islands(_slid(whole))
        for apart in _punctuation_apart(step)
        for part in _shared_words_apart(apart)
    )
    runs = ((kept, list(run)) for kept, run in groupby(parts, lambda step: step.kept))
    return [step for kept, run in runs for step in ([_put_together(run, kept)] if kept else run)]


def _joined(steps: Iterable[Replaced]) -> list[Replaced]:
    """Neighbours of one sort put together."""
    return [_put_together(list(run), kept) for kept, run in groupby(steps, lambda step: step.kept)]


def _put_together(run: Sequence[Replaced], kept: bool = False) -> Replaced:
    if len(run) == 1:
        return run[0]
    one, other = (list(chain.from_iterable(words)) for words in ((s.one for s in run), (s.other for s in run)))
    return Replaced(one, other, kept)


def _slid(steps: list[Replaced]) -> list[Replaced]:
    """Plain insertions and deletions moved to where sentences or clauses end: not 。甲乙 was inserted but 甲乙。."""
    nothing = Replaced([], [], kept=True)
    slid = [nothing, *steps, nothing]
    for at, step in enumerate(slid):
        if step.kept or (step.one and step.other):
            continue
        before, words, behind = _best_place(
            list(slid[at - 1].one), list(step.one or step.other), list(slid[at + 1].one)
        )
        slid[at - 1 : at + 2] = (
            Replaced(before, before, kept=True),
            Replaced(words, []) if step.one else Replaced([], words),
            Replaced(behind, behind, kept=True),
        )
    return _joined(step for step in slid if step.one or step.other)


def _best_place(before: list[str], words: list[str], behind: list[str]) -> tuple[list[str], list[str], list[str]]:
    """Slide words between equal neighbours to the best place; of equal ones the last."""
    back = 0
    while back < len(before) and before[-1 - back] == _cyclic(words, -1 - back):
        back += 1
    forth = 0
    while forth < len(behind) and behind[forth] == _cyclic(words, forth):
        forth += 1
    if not back and not forth:
        return before, words, behind
    line = [*before, *words, *behind]
    start = len(before)
    best = max(range(start - back, start + forth + 1), key=lambda at: (_worth(line, at, len(words)), at))
    return line[:best], line[best : best + len(words)], line[best + len(words) :]


def _cyclic(words: list[str], place: int) -> str:
    return words[place % len(words)]


def _worth(line: list[str], start: int, length: int) -> int:
    """How well a change from a place on stands on its own: it begins behind an end and ends with one."""
    end = start + length
    first = _ENDS.get(line[start - 1][-1], 0) if start else 4
    last = _ENDS.get(line[end - 1][-1], 0) if length else 0
    opening = line[start][0] in _OPENING if start < len(line) else False
    return 2 * min(first, last) + max(first, last) + opening


def _without_islands(steps: list[Replaced]) -> list[Replaced]:
    """Changes put together that only a chance island parts: a kept stretch of one or two characters that say little."""
    merged: list[Replaced] = []
    run: list[Replaced] = []
    for at, step in enumerate(steps):
        if not step.kept or (run and at + 1 < len(steps) and _is_island(steps[at - 1], step, steps[at + 1])):
            run.append(step)
            continue
        if run:
            merged.append(_put_together(run))
            run = []
        merged.append(step)
    return [*merged, _put_together(run)] if run else merged


def _is_island(before: Replaced, step: Replaced, behind: Replaced) -> bool:
    text = "".join(step.one)
    if len(text) > _LARGEST_ISLAND or not text.isalpha():
        return False
    return _says_something(before) and _says_something(behind)


def _says_something(step: Replaced) -> bool:
    return any(c.isalnum() for words in (step.one, step.other) for word in words for c in word)


def _punctuation_apart(step: Replaced) -> Iterator[Replaced]:
    """A replacement of words with changed punctuation at its edges, as the changes of each."""
    if step.kept or not step.one or not step.other:
        yield step
        return
    heads = [_marks(step.one), _marks(step.other)]
    tails = [
        _marks(list(reversed(words))[: -head or None]) if head < len(words) else 0
        for words, head in zip((step.one, step.other), heads, strict=True)
    ]
    one, other = step.one, step.other
    parts = (
        (one[: heads[0]], other[: heads[1]]),
        (one[heads[0] : len(one) - tails[0]], other[heads[1] : len(other) - tails[1]]),
        (one[len(one) - tails[0] :], other[len(other) - tails[1] :]),
    )
    if not (parts[1][0] and parts[1][1]):
        yield step  # no words on one side: what is left of a deleted or inserted clause
        return
    for ours, theirs in parts:
        if ours or theirs:
            yield Replaced(ours, theirs)


def _marks(words: Sequence[str]) -> int:
    """How many words from the first on are punctuation or white space."""
    count = 0
    while count < len(words) and not any(c.isalnum() for c in words[count]) and words[count][0] not in "*＊×✕":
        count += 1
    return count


def _shared_words_apart(step: Replaced) -> Iterator[Replaced]:
    """A replacement without the words that both begin or end with: 干部 of 广大干部 and 全体干部, one word each."""
    one, other = "".join(step.one), "".join(step.other)
    if step.kept or not one or not other:
        yield step
        return
    head = Prefix.similarity(one, other)
    tail = Postfix.similarity(one[head:], other[head:])
    if head + tail < min(len(one), len(other)) or not _comes_or_goes(step, head, tail):
        head = _shared(step, one[:head])
        tail = _shared(step, one[len(one) - Postfix.similarity(one[head:], other[head:]) :], at_end=True)
    for kept, ours, theirs in (
        (True, one[:head], one[:head]),
        (False, one[head : len(one) - tail], other[head : len(other) - tail]),
        (True, one[len(one) - tail :], one[len(one) - tail :]),
    ):
        if ours or theirs:
            yield Replaced([ours] if ours else [], [theirs] if theirs else [], kept)


def _comes_or_goes(step: Replaced, head: int, tail: int) -> bool:
    """Whether characters come into, or go from, a wording that stays else: 以 of 三日以内. Figures, names are whole."""
    if len(step.one) == len(step.other) == 1 and not (is_word(step.one[0]) and is_word(step.other[0])):
        return False
    for text in ("".join(step.one), "".join(step.other)):
        for at in (head, len(text) - tail):
            before, behind = text[at - 1 : at], text[at : at + 1]
            if before and behind and (_in_figure(before) and _in_figure(behind)):
                return False
    return True


def _in_figure(character: str) -> bool:
    """Whether a character may be part of a figure, a numeral or a word in Latin letters."""
    return character in _NUMERALS or (character.isascii() and character.isalnum())


def _shared(step: Replaced, text: str, *, at_end: bool = False) -> int:
    """The length of what two wordings begin or end with, if it is words of two characters or more and no numeral."""
    if len(text) < 2 or _NUMERALS & set(text):
        return 0
    return len(text) if is_word(text) or _is_words(step, len(text), at_end=at_end) else 0


def _is_words(step: Replaced, length: int, *, at_end: bool) -> bool:
    """Whether one of two wordings begins or ends with whole words of this length together."""
    sides = (reversed(words) if at_end else words for words in (step.one, step.other))
    return any(length in accumulate(map(len, words)) for words in sides)
