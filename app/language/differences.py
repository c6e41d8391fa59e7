"""What differs between two wordings, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from diff_match_patch import diff_match_patch
from rapidfuzz.distance import Indel, Postfix, Prefix

from app.language.change import Change
from app.language.order import common_stretches
from app.language.tidying import Replaced, tidied
from app.language.tokens import tokens, tokens_of

__all__ = ["Change", "all_differences", "differences"]

_LONG = 8_000
"""From how many characters on (both wordings) fixed points are sought first: words of a long text cost time."""
_AT_ONCE = 1 << 16
"""So many characters of clauses are cut at once, to hold little."""
_MOST_WORDS = 20_000
"""How many words (both wordings) are compared in one go: 0.02 s and 12 MB; fewer than there are signs."""
_FIRST_SIGN = 0xF0000
"""Words are mapped to characters of the supplementary private use areas, where no text has any: 131,068 of them."""
_MOST_STEPS = 500_000
"""Words times changed words up to which diff-match-patch compares them: its time grows with them. Where more differs,
rapidfuzz finds as few changes in bounded time."""

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
            yield [told for step in tidied(each.steps(known)) for told in _told(step) if told[1]]


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


def _told(step: Replaced) -> tuple[tuple[Change, str], ...]:
    if step.kept:
        return ((Change.KEPT, "".join(step.one)),)
    return (Change.DELETED, "".join(step.one)), (Change.INSERTED, "".join(step.other))


@dataclass(frozen=True, slots=True)
class _Parted:
    """Two wordings as the clauses that both begin with, those of either in between, and those that both end with.

    Only those in between are cut into words, which costs most of the time: none where one side has none.
    """

    before: Sequence[str]
    one: Sequence[str]
    other: Sequence[str]
    behind: Sequence[str]

    @classmethod
    def of(cls, one: str, other: str) -> _Parted:
        ours, theirs = _CLAUSE.findall(one), _CLAUSE.findall(other)
        head = Prefix.similarity(ours, theirs)
        tail = min(Postfix.similarity(ours, theirs), len(ours) - head, len(theirs) - head)
        to_one, to_other = len(ours) - tail, len(theirs) - tail
        return cls(ours[:head], ours[head:to_one], theirs[head:to_other], ours[to_one:])

    @property
    def to_cut(self) -> Sequence[str]:
        """The clauses whose words are to be known: none where one side has none or where they are a great many."""
        if not self.one or not self.other:
            return ()
        between = [*self.one, *self.other]
        return between if sum(map(len, between)) <= _LONG else ()

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


def _words(one: Sequence[str], other: Sequence[str]) -> Iterator[Replaced]:
    """The changes between two lists of words, those of a great many between the words that both have once."""
    if len(one) + len(other) <= _MOST_WORDS:
        yield from _fewest(one, other)
        return
    for step in _between(one, other, common_stretches(one, other)):
        if step.kept:
            yield step
        else:
            yield from _pieces(step.one, step.other)


def _pieces(one: Sequence[str], other: Sequence[str]) -> Iterator[Replaced]:
    """The changes between two lists of words that have no fixed point, cut alike into pieces that can be compared."""
    count = -(-(len(one) + len(other)) // _MOST_WORDS)
    for piece in range(count):
        yield from _fewest(*(s[piece * len(s) // count : (piece + 1) * len(s) // count] for s in (one, other)))


def _between(one: Sequence[str], other: Sequence[str], common: Iterable[tuple[int, int, int]]) -> Iterator[Replaced]:
    """What two lists have in common (start in the one, start in the other, length), and what stands between."""
    at_one = at_other = 0
    for i, j, length in chain(common, [(len(one), len(other), 0)]):
        if i > at_one or j > at_other:
            yield Replaced(one[at_one:i], other[at_other:j])
        if length:
            yield Replaced(one[i : i + length], one[i : i + length], kept=True)
        at_one, at_other = i + length, j + length


def _fewest(one: Sequence[str], other: Sequence[str]) -> Iterator[Replaced]:
    """The changes that replace the fewest words.

    Only words that both have are compared, for the others change anyway: a fifth of the time.
    """
    both = set(one).intersection(other)
    signs = {word: chr(_FIRST_SIGN + number) for number, word in enumerate(both)}
    ours, theirs = ([signs.get(word, "") for word in words] for words in (one, other))
    in_one, in_other = ([place for place, sign in enumerate(side) if sign] for side in (ours, theirs))
    kept = _kept("".join(ours), "".join(theirs))
    yield from _between(one, other, _stretches(kept, in_one, in_other))


def _stretches(
    kept: Iterable[tuple[int, int, int]], in_one: Sequence[int], in_other: Sequence[int]
) -> Iterator[tuple[int, int, int]]:
    """What is kept of the words that both have (`in_one` and `in_other` give their places) as stretches of all words.

    Neighbours in both are one: start in the one, start in the other, length.
    """
    start = to = length = 0
    for i, j, count in kept:
        for step in range(count):
            x, y = in_one[i + step], in_other[j + step]
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
    diff = diff_match_patch()
    diff.Diff_Timeout = 0  # with its default of a second it silently answers "delete all, insert all"
    i = j = 0
    for change, text in diff.diff_main(ours, theirs, False):
        if not change:
            yield i, j, len(text)
        i, j = i + len(text) * (change <= 0), j + len(text) * (change >= 0)
