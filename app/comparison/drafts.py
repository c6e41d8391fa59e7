"""Versions of one text put together, and put in order where there is evidence for one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, permutations

from app.comparison.model import Drafts, Mode, Operation, Pair
from app.document.model import Document, SectionKind
from app.language.numerals import number
from app.messages import message

_NUMBERED = re.compile(
    r"(?<!\d)([一二三四五六七八九十]|\d{1,2})次?(?:修改|讨论|征求意见)?稿"
    r"|[vV](\d{1,3}(?:\.\d{1,3})?)(?!\d)|draft[ _-]?(\d{1,2})"
)
_STAGES = (
    ("初稿", "草稿", "起草稿"),
    ("讨论稿", "修改稿"),
    ("征求意见稿", "意见稿"),
    ("送审稿", "报审稿", "审议稿", "上会稿"),
    ("定稿", "终稿", "最终稿", "印发稿", "正式稿", "签发稿"),
)
"""What drafts are called on their way, in the order of that way."""
_DAY = re.compile(
    r"((?:19|20)\d{2}|二[〇○零][〇○零一二三四五六七八九]{2}|一九[〇○零一二三四五六七八九]{2})\s*[年./-]\s*"
    r"(\d{1,2}|[一二三四五六七八九十]{1,3})\s*[月./-]\s*(\d{1,2}|[一二三四五六七八九十]{1,3})?"
)
_DATED = frozenset({SectionKind.TITLE, SectionKind.SPEAKER, SectionKind.DATE, SectionKind.SIGNATURE})
_MOST_TRIED = 7
"""Up to so many drafts all orders are tried: 5,040."""
_CLEARLY = 1.02
"""How much longer the way in the next best order must be for the best to be evidence."""


@dataclass(frozen=True, slots=True)
class _Evidence:
    """Something that puts drafts in order: a value for each document, None where it says nothing."""

    code: str
    value: Callable[[Document], tuple[int, ...] | None]


def drafts_of(documents: Sequence[Document], pairs: Iterable[Pair]) -> tuple[Drafts, ...]:
    """Give the groups of documents that are versions of one text, each in the order proposed for it.

    The first evidence that tells all of a group apart decides: what the files' names call the drafts, the dates in the
    texts, the dates in the files. Without any, each draft stands between those that it is nearest to (as few changed
    characters as possible on the way), begun with the one given first, and the proposal says so.
    """
    versions = [pair for pair in pairs if pair.mode is Mode.VERSIONS]
    distances = {(pair.a, pair.b): _distance(pair) for pair in versions}
    return tuple(_in_order(group, documents, distances) for group in _groups(len(documents), versions))


def _groups(count: int, versions: Iterable[Pair]) -> list[list[int]]:
    group = list(range(count))
    for pair in versions:
        joined, into = group[pair.b], group[pair.a]
        group = [into if each == joined else each for each in group]
    members = ([n for n in range(count) if group[n] == each] for each in sorted(set(group)))
    return [each for each in members if len(each) > 1]


def _in_order(group: list[int], documents: Sequence[Document], distances: Mapping[tuple[int, int], int]) -> Drafts:
    for evidence in _EVIDENCE:
        found = {n: evidence.value(documents[n]) for n in group}
        said = [value for value in found.values() if value is not None]
        if len(said) == len(group) == len(set(said)):
            return Drafts(tuple(sorted(group, key=lambda n: found[n] or ())), message(evidence.code))
    return _between(group, distances)


def _between(group: list[int], distances: Mapping[tuple[int, int], int]) -> Drafts:
    """The order in which the way from draft to draft is shortest, begun nearer to the one given first."""
    if len(group) > _MOST_TRIED or any((a, b) not in distances for a in group for b in group if a < b):
        return Drafts(tuple(group), message("pair.order_given"))
    ways = sorted(
        (sum(distances[min(step), max(step)] for step in pairwise(order)), order)
        for order in permutations(group)
        if order.index(group[0]) <= order[::-1].index(group[0])
    )
    # The same way backwards is no other way where the first one stands in the middle.
    others = [length for length, order in ways[1:] if order != ways[0][1][::-1]]
    if len(group) == 2 or not others or others[0] <= _CLEARLY * ways[0][0]:
        return Drafts(tuple(group), message("pair.order_given"))
    return Drafts(ways[0][1], message("pair.order_between"))


def _distance(pair: Pair) -> int:
    """How many characters changed between two versions; a move counts little."""
    words = {Operation.INSERT, Operation.DELETE, Operation.REPLACE}
    return sum(len(e.a) + len(e.b) if e.operation in words else 1 for e in pair.edits)


def _name(document: Document) -> tuple[int, ...] | None:
    """What a file's name calls the draft: its number, or else its stage."""
    name = document.name.rpartition(".")[0]
    if m := _NUMBERED.search(name):
        said = m[1] or m[2] or m[3]
        return 0, *(number(part) or 0 for part in said.split("."))
    stages = [at for at, words in enumerate(_STAGES) if any(word in name for word in words)]
    return (1, max(stages)) if stages else None


def _date_in_text(document: Document) -> tuple[int, ...] | None:
    """The latest day named in the parts of a text that date it."""
    parts = [document.text[s.span.start : s.span.end] for s in document.sections if s.kind in _DATED]
    days = [_day(m) for part in parts for m in _DAY.finditer(part)]
    return max(days, default=None)


def _day(m: re.Match[str]) -> tuple[int, int, int]:
    year, month, day = (number(part) or 0 if part else 0 for part in m.groups())
    return year, month, day


def _date_of_file(document: Document) -> tuple[int, ...] | None:
    """When a file says that it was last saved."""
    return tuple(map(int, re.findall(r"\d+", document.properties.modified))) or None


_EVIDENCE = (
    _Evidence("pair.order_names", _name),
    _Evidence("pair.order_text_dates", _date_in_text),
    _Evidence("pair.order_file_dates", _date_of_file),
)
