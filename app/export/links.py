"""From a comment to the same passage in the other marked copies: bookmarks there, targets here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from app.comparison.model import Comparison, Occurrence, Passage
from app.export.marks import Marking, shared_places


class Target(NamedTuple):
    """A place in a file of the same folder: the file's name and the bookmark in it."""

    file: str
    bookmark: str


class Bookmark(NamedTuple):
    """A span of a document's text, from `start` to `end`, that other files can lead to."""

    start: int
    end: int
    name: str


def bookmark_name(passage: Passage, occurrence: Occurrence) -> str:
    """Name the bookmark of an occurrence in its document: at most 40 letters, digits and underscores, as Word asks."""
    return f"duidu_{passage.id[:24]}_{occurrence.start}"


def bookmarks(comparison: Comparison, number: int, marking: Marking) -> Iterator[Bookmark]:
    """Give the bookmarks of document `number`, in the order of the passages.

    Each wording of a passage has one: a comment leads to the first place with its own wording, else to the first place.
    """
    named: set[tuple[str, int]] = set()
    for passage, occurrence in shared_places(comparison, number, marking.kinds):
        if (passage.id, occurrence.wording) in named:
            continue
        named.add((passage.id, occurrence.wording))
        yield Bookmark(occurrence.start, occurrence.end, bookmark_name(passage, occurrence))
