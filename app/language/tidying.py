"""The fewest changed words → changes that a person would mark: no chance islands, whole clauses, punctuation apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, chain
from typing import NamedTuple

from rapidfuzz.distance import Postfix, Prefix

from app.language.words import is_word

_LARGEST_ISLAND = 2
_ENDS = {"\n": 4} | dict.fromkeys("。！？!?…", 3) | dict.fromkeys("；;：:", 2) | dict.fromkeys("，,、", 1)
"""How good a place to end a change is behind a character."""
_NUMERALS = frozenset("〇零一二三四五六七八九十百千万亿两")
_OPENING = frozenset("“‘「『《〈（(【[")


class Replaced(NamedTuple):
    """Words of the one wording and what stands in their place in the other; the same words where they are `kept`."""

    one: Sequence[str]
    other: Sequence[str]
    kept: bool = False


def tidied(steps: Iterable[Replaced]) -> list[Replaced]:
    """Give changes as a person would mark them; they lead from and to the same wordings.

    Kept stretches and changes alternate, but changed punctuation at the edge of changed words is a change by itself.
    """
    tidy: list[Replaced] = []
    for step in _without_islands(_slid(_joined(steps))):
        for part in [step] if step.kept or not step.one or not step.other else _parts(step):
            if part.kept and tidy and tidy[-1].kept:
                tidy[-1] = _put_together((tidy[-1], part))
            else:
                tidy.append(part)
    return tidy


def _parts(step: Replaced) -> list[Replaced]:
    """A replacement as changed punctuation at its edges, words that both begin or end with, and what is left."""
    parts: list[Replaced] = []
    for apart in _punctuation_apart(step):
        parts += _shared_words_apart(apart)
    return parts


def _joined(steps: Iterable[Replaced]) -> list[Replaced]:
    """Neighbours of one sort put together."""
    runs: list[list[Replaced]] = []
    kept = None
    for step in steps:
        if step.kept is kept:
            runs[-1].append(step)
        else:
            runs.append([step])
            kept = step.kept
    return [_put_together(run) for run in runs]


def _put_together(run: Sequence[Replaced]) -> Replaced:
    if len(run) == 1:
        return run[0]
    one = list(chain.from_iterable([step.one for step in run]))
    if run[0].kept:
        return Replaced(one, one, kept=True)
    return Replaced(one, list(chain.from_iterable([step.other for step in run])))


def _slid(steps: list[Replaced]) -> list[Replaced]:
    """Plain insertions and deletions moved to where sentences or clauses end: not 。甲乙 was inserted but 甲乙。."""
    nothing = Replaced([], [], kept=True)
    slid, moved = [nothing, *steps, nothing], False
    for at, step in enumerate(slid):
        if step.kept or (step.one and step.other):
            continue
        before, words, behind = slid[at - 1].one, step.one or step.other, slid[at + 1].one
        if (before and before[-1] == words[-1]) or (behind and behind[0] == words[0]):
            moved = True
            before, words, behind = _best_place(list(before), list(words), list(behind))
            slid[at - 1 : at + 2] = (
                Replaced(before, before, kept=True),
                Replaced(words, []) if step.one else Replaced([], words),
                Replaced(behind, behind, kept=True),
            )
    return _joined(step for step in slid if step.one or step.other) if moved else steps


def _best_place(before: list[str], words: list[str], behind: list[str]) -> tuple[list[str], list[str], list[str]]:
    """Slide words between equal neighbours to the best place; of equal ones the last."""
    back = 0
    while back < len(before) and before[-1 - back] == _cyclic(words, -1 - back):
        back += 1
    forth = 0
    while forth < len(behind) and behind[forth] == _cyclic(words, forth):
        forth += 1
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
    if len(step.one) > _LARGEST_ISLAND:
        return False
    text = "".join(step.one)
    if len(text) > _LARGEST_ISLAND or not text.isalpha():
        return False
    return _says_something(before) and _says_something(behind)


def _says_something(step: Replaced) -> bool:
    return any(map(str.isalnum, chain.from_iterable((*step.one, *step.other))))


def _punctuation_apart(step: Replaced) -> list[Replaced]:
    """A replacement of words with changed punctuation at its edges, as the changes of each."""
    one, other = step.one, step.other
    if one[0].isalnum() and one[-1].isalnum() and other[0].isalnum() and other[-1].isalnum():
        return [step]  # as mostly
    heads = _marks(one), _marks(other)
    tails = min(_marks(reversed(one)), len(one) - heads[0]), min(_marks(reversed(other)), len(other) - heads[1])
    to_one, to_other = len(one) - tails[0], len(other) - tails[1]
    ours, theirs = one[heads[0] : to_one], other[heads[1] : to_other]
    if not (ours and theirs):
        return [step]  # no words on one side: what is left of a deleted or inserted clause
    parts = (one[: heads[0]], other[: heads[1]]), (ours, theirs), (one[to_one:], other[to_other:])
    return [Replaced(ours, theirs) for ours, theirs in parts if ours or theirs]


def _marks(words: Iterable[str]) -> int:
    """How many words from the first on are punctuation or white space."""
    count = 0
    for word in words:
        if word.isalnum() or any(map(str.isalnum, word)) or word[0] in "*＊×✕":
            break
        count += 1
    return count


def _shared_words_apart(step: Replaced) -> list[Replaced]:
    """A replacement without the words that both begin or end with: 干部 of 广大干部 and 全体干部, one word each."""
    one, other = "".join(step.one), "".join(step.other)
    if not one or not other or (one[0] != other[0] and one[-1] != other[-1]):
        return [step]
    head = Prefix.similarity(one, other)
    tail = Postfix.similarity(one[head:], other[head:])
    if head + tail < min(len(one), len(other)) or not _comes_or_goes(step, head, tail):
        head = _shared(step, one[:head])
        tail = _shared(step, one[len(one) - Postfix.similarity(one[head:], other[head:]) :], at_end=True)
    to_one, to_other = len(one) - tail, len(other) - tail
    parts = (
        (True, one[:head], one[:head]),
        (False, one[head:to_one], other[head:to_other]),
        (True, one[to_one:], one[to_one:]),
    )
    return [
        Replaced([ours] if ours else [], [theirs] if theirs else [], kept)
        for kept, ours, theirs in parts
        if ours or theirs
    ]


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
