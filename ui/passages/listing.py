"""Which passages are listed, and in which order: plain values and functions, without Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from app.comparison.model import NET_KINDS, Comparison, Kind, Passage
from ui.review.decisions import found_kind

_RANK = {kind: number for number, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage with what the list needs of it: its length in characters (the longest place) and its wordings.

    `wordings` are the texts of its places on one line each, the first place's first, equal ones once. `excluded`
    where a person left it out of the rates.
    """

    passage: Passage
    length: int
    wordings: tuple[str, ...]
    documents: frozenset[int]
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be listed. `documents` None stands for all; else two of them must share the passage."""

    kinds: frozenset[Kind] = frozenset(Kind)
    shortest: int = 0
    words: str = ""
    repeats: bool = False
    documents: frozenset[int] | None = None


class Order(Enum):
    """How the list is sorted; every order ends in length, then in the place in the text.

    The weight is that of the kind that was found: a passage that a person takes for something else stays where it was,
    so that who goes through the list from top to bottom loses no place.
    """

    WEIGHT = "weight"
    KIND = "kind"
    LENGTH = "length"
    DOCUMENTS = "documents"
    SIMILARITY = "similarity"
    PLACE = "place"


_KEYS: Mapping[Order, Callable[[Entry], tuple[float, ...]]] = {
    Order.WEIGHT: lambda entry: (found_kind(entry.passage) not in NET_KINDS,),
    Order.KIND: lambda entry: (_RANK[entry.passage.kind],),
    Order.LENGTH: lambda entry: (),
    Order.DOCUMENTS: lambda entry: (-entry.passage.documents,),
    Order.SIMILARITY: lambda entry: (-entry.passage.similarity,),
    Order.PLACE: lambda entry: _first_place(entry),
}


def entries(comparison: Comparison, excluded: frozenset[str] = frozenset(), known: Iterable[Entry] = ()) -> list[Entry]:
    """Give an entry for every passage, in the order of the comparison; `excluded` are ids.

    `known` are entries of before, used again for the passages that are the very same.
    """
    before = {id(entry.passage): entry for entry in known}
    found = []
    for passage in comparison.passages:
        entry, is_excluded = before.get(id(passage)), passage.id in excluded
        if entry is None or entry.passage is not passage or entry.excluded != is_excluded:
            entry = _entry(passage, comparison, is_excluded)
        found.append(entry)
    return found


def listed(of: Sequence[Entry], wanted: Wanted, order: Order, *, backwards: bool = False) -> list[Entry]:
    """Give the entries that are wanted, sorted; `backwards` turns the whole order round."""
    words = _one_line(wanted.words).casefold()
    key = _KEYS[order]
    found = [entry for entry in of if _is_wanted(entry, wanted, words)]
    found.sort(key=lambda entry: (*key(entry), -entry.length, *_first_place(entry)), reverse=backwards)
    return found


def counts(of: Sequence[Entry], wanted: Wanted) -> dict[Kind, int]:
    """Give how many entries of each kind there would be if every kind were wanted."""
    every = Wanted(frozenset(Kind), wanted.shortest, wanted.words, wanted.repeats, wanted.documents)
    words = _one_line(wanted.words).casefold()
    found = dict.fromkeys(Kind, 0)
    for entry in of:
        if _is_wanted(entry, every, words):
            found[entry.passage.kind] += 1
    return found


def _entry(passage: Passage, comparison: Comparison, excluded: bool) -> Entry:
    texts = [comparison.documents[o.document].text[o.start : o.end] for o in passage.occurrences]
    return Entry(
        passage=passage,
        length=max(o.end - o.start for o in passage.occurrences),
        wordings=tuple(dict.fromkeys(_one_line(text) for text in texts)),
        documents=frozenset(o.document for o in passage.occurrences),
        excluded=excluded,
    )


def _is_wanted(entry: Entry, wanted: Wanted, words: str) -> bool:
    return (
        entry.passage.kind in wanted.kinds
        and entry.length >= wanted.shortest
        and (wanted.repeats or entry.passage.documents > 1)
        and (wanted.documents is None or len(entry.documents & wanted.documents) >= _holders(entry))
        and (not words or any(words in wording.casefold() for wording in entry.wordings))
    )


def _holders(entry: Entry) -> int:
    """How many of the documents in view must hold a passage: two, or the one of a repeat inside one document."""
    return min(2, entry.passage.documents)


def _first_place(entry: Entry) -> tuple[int, int]:
    first = entry.passage.occurrences[0]
    return first.document, first.start


def _one_line(words: str) -> str:
    return " ".join(words.split())
