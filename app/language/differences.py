"""What differs between two wordings, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, compress

from diff_match_patch import diff_match_patch
from rapidfuzz.distance import Indel, Postfix, Prefix

from app.language.change import Change
from app.language.order import common_stretches
from app.language.tidying import Replaced, tidied
from app.language.tokens import tokens, tokens_of

__all__ = ["Change", "all_differences", "differences"]

_DELETED, _KEPT, _INSERTED = Change
_LONG = 8_000
"""From how many characters on (both wordings) fixed points are sought first: words of a long text cost time."""
_AT_ONCE = 1 << 16
"""So many characters of clauses are cut at once, to hold little."""
_MOST_WORDS = 20_000
"""How many words (both wordings) are compared in one go: 0.02 s and 12 MB."""
_SIGNS = "".join(map(chr, range(_MOST_WORDS)))
"""What words are mapped to, more than both sides can share: the first 256 Python holds ready, which saves a tenth."""
_MOST_STEPS = 500_000
"""Words times changed words up to which diff-match-patch compares them: its time grows with them. Where more differs,
rapidfuzz finds as few changes in bounded time."""

_DIFF = diff_match_patch()
_DIFF.Diff_Timeout = 0  # with its default of a second it silently answers "delete all, insert all"

_CLAUSE = re.compile(
    r"(?=[\s\S])(?:[^，,、；;。！!？?：:\n…]+|[，,](?=[0-9０-９]))*(?:[、；;。！!？?：:\n…]|[，,](?![0-9０-９]))*"
)
"""A clause with the marks behind it; a comma before a digit may stand within a figure."""


def differences(one: str, other: str) -> list[tuple[Change, str]]:
    """Give the stretches of `one` and `other` in order: kept, deleted from the one, inserted in the other.

    What is not inserted joins to `one`, what is not deleted to `other`. An inserted stretch right behind a deleted one
    replaces it. Words are cut only where characters come or go and the rest stays (以 of 三日以内), figures and names
    never; two replacements with no more than two characters between them, equal by chance, are one; changed punctuation
    stands apart from changed words.

    The fewest words are changed (words mapped to characters and compared by diff-match-patch) between the clauses that
    both begin and end with. Long wordings are compared between clauses, then words, that both have once, then, where
    they have nothing in common that is rare, in pieces, so that the cost is near linear.
    """
    (found,) = all_differences([(one, other)])
    return found


def all_differences(pairs: Iterable[tuple[str, str]]) -> Iterator[list[tuple[Change, str]]]:
    """Give the `differences` of each pair of wordings in order: the words of many are cut at once."""
    for batch in _batches(_Parted.of(one, other) for one, other in pairs):
        known = tokens_of(clause for each in batch for clause in each.to_cut)
        for each in batch:
            yield _told(tidied(each.steps(known)))


def _batches(parted: Iterable[_Parted]) -> Iterator[list[_Parted]]:
    """Give them in lists whose words fill no great memory."""
    batch, size = [], 0
    for each in parted:
        batch.append(each)
        size += sum(map(len, each.to_cut))
        if size >= _AT_ONCE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _told(steps: Iterable[Replaced]) -> list[tuple[Change, str]]:
    told = []
    for step in steps:
        if step.kept:
            told.append((_KEPT, "".join(step.one)))
            continue
        if step.one:
            told.append((_DELETED, "".join(step.one)))
        if step.other:
            told.append((_INSERTED, "".join(step.other)))
    return told


@dataclass(frozen=True, slots=True)
class _Parted:
    """Two wordings as the clauses that both begin with, those of either in between, and those that both end with.

    Only those in between are cut into words (`to_cut`), which costs most of the time: none where one side has none or
    where they are a great many.
    """

    before: Sequence[str]
    one: Sequence[str]
    other: Sequence[str]
    behind: Sequence[str]
    to_cut: Sequence[str]

    @classmethod
    def of(cls, one: str, other: str) -> _Parted:
        ours, theirs = _CLAUSE.findall(one), _CLAUSE.findall(other)
        head = Prefix.similarity(ours, theirs)
        tail = min(Postfix.similarity(ours, theirs), len(ours) - head, len(theirs) - head)
        before, behind = ours[:head], ours[len(ours) - tail :]
        ours, theirs = ours[head : len(ours) - tail], theirs[head : len(theirs) - tail]
        between = [*ours, *theirs] if ours and theirs else []
        return cls(before, ours, theirs, behind, between if sum(map(len, between)) <= _LONG else [])

    def steps(self, known: Mapping[str, Sequence[str]]) -> Iterator[Replaced]:
        """The changes, word by word, those of a great many clauses between the ones that both have once."""
        if self.before:
            yield Replaced(self.before, self.before, kept=True)
        if self.to_cut:
            yield from _words(_joined(self.one, known), _joined(self.other, known))
        elif self.one and self.other:
            for step in _between(self.one, self.other, common_stretches(self.one, self.other)):
                yield from [step] if step.kept else _words(tokens("".join(step.one)), tokens("".join(step.other)))
        elif self.one or self.other:
            yield Replaced(self.one, self.other)
        if self.behind:
            yield Replaced(self.behind, self.behind, kept=True)


def _joined(clauses: Iterable[str], known: Mapping[str, Sequence[str]]) -> list[str]:
    return list(chain.from_iterable(map(known.__getitem__, clauses)))


def _words(one: Sequence[str], other: Sequence[str]) -> list[Replaced]:
    """The changes between two lists of words, those of a great many between the words that both have once."""
    if len(one) + len(other) <= _MOST_WORDS:
        return _fewest(one, other)
    steps = _between(one, other, common_stretches(one, other))
    return list(chain.from_iterable([step] if step.kept else _pieces(step.one, step.other) for step in steps))


def _pieces(one: Sequence[str], other: Sequence[str]) -> Iterator[Replaced]:
    """The changes between two lists of words that have no fixed point, cut alike into pieces that can be compared."""
    count = -(-(len(one) + len(other)) // _MOST_WORDS)
    for piece in range(count):
        yield from _fewest(*(s[piece * len(s) // count : (piece + 1) * len(s) // count] for s in (one, other)))


def _between(one: Sequence[str], other: Sequence[str], common: Iterable[tuple[int, int, int]]) -> list[Replaced]:
    """What two lists have in common (start in the one, start in the other, length), and what stands between."""
    steps, at_one, at_other = [], 0, 0
    for i, j, length in chain(common, [(len(one), len(other), 0)]):
        if i > at_one or j > at_other:
            steps.append(Replaced(one[at_one:i], other[at_other:j]))
        if length:
            same = one[i : i + length]
            steps.append(Replaced(same, same, kept=True))
        at_one, at_other = i + length, j + length
    return steps


def _fewest(one: Sequence[str], other: Sequence[str]) -> list[Replaced]:
    """The changes that replace the fewest words.

    Only words that both have are compared, for the others change anyway: a fifth of the time.
    """
    signs = dict(zip(set(one).intersection(other), _SIGNS, strict=False))
    ours, theirs = list(map(signs.get, one)), list(map(signs.get, other))
    in_one, in_other = list(compress(range(len(one)), ours)), list(compress(range(len(other)), theirs))
    kept = _kept("".join(filter(None, ours)), "".join(filter(None, theirs)))
    return _between(one, other, _stretches(kept, in_one, in_other))


def _stretches(
    kept: Iterable[tuple[int, int, int]], in_one: Sequence[int], in_other: Sequence[int]
) -> Iterator[tuple[int, int, int]]:
    """What is kept of the words that both have (`in_one` and `in_other` give their places) as stretches of all words.

    Neighbours in both are one: start in the one, start in the other, length.
    """
    start = to = length = 0
    for i, j, count in kept:
        for x, y in zip(in_one[i : i + count], in_other[j : j + count], strict=True):
            if x == start + length and y == to + length:
                length += 1
                continue
            if length:
                yield start, to, length
            start, to, length = x, y, 1
    if length:
        yield start, to, length


def _kept(ours: str, theirs: str) -> Iterator[tuple[int, int, int]]:
    """What two lists of words, as signs, have in common: start in the one, start in the other, length."""
    if (len(ours) + len(theirs)) * Indel.distance(ours, theirs) > _MOST_STEPS:
        for op in Indel.opcodes(ours, theirs):
            if op.tag == "equal":
                yield op.src_start, op.dest_start, op.src_end - op.src_start
        return
    i = j = 0
    for change, text in _DIFF.diff_main(ours, theirs, False):
        if not change:
            yield i, j, len(text)
        i, j = i + len(text) * (change <= 0), j + len(text) * (change >= 0)
