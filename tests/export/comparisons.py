"""Comparisons made by hand: documents with the passages that a test needs."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from app.comparison.model import Comparison, Kind, Occurrence, Passage, Rates, UniqueSpan
from app.comparison.settings import Settings
from app.document.model import Document, Span
from app.document.outline import outlined
from app.document.reading import read
from app.messages import message


def comparison(
    documents: Iterable[Document], passages: Iterable[Passage] = (), unique: Iterable[UniqueSpan] = ()
) -> Comparison:
    """Give a comparison that found these passages."""
    known = tuple(documents)
    return Comparison(
        settings=Settings(),
        usualness="test",
        references=(),
        documents=known,
        facts=tuple(() for _ in known),
        rates=tuple(Rates(100, 40, {Kind.VERBATIM: 30, Kind.FORMULA: 10}) for _ in known),
        section_rates=tuple({} for _ in known),
        links=(),
        rows=(),
        passages=tuple(passages),
        unique=tuple(unique),
        pairs=(),
        findings=(),
    )


def passage(kind: Kind, *places: tuple[int, int, int], wordings: Iterable[int] | None = None) -> Passage:
    """Give a passage at places (document, start, end); all have the same wording unless `wordings` says otherwise."""
    numbers = list(wordings or [0] * len(places))
    return Passage(
        id="-".join(map(str, places[0])),
        kind=kind,
        reason=message("reason.same", clauses=1, characters=places[0][2] - places[0][1]),
        documents=len({document for document, *_ in places}),
        similarity=1.0 if len(set(numbers)) == 1 else 0.8,
        occurrences=tuple(Occurrence(*place, number) for place, number in zip(places, numbers, strict=True)),
    )


def unique(document: int, start: int, end: int) -> UniqueSpan:
    """Give a span that no other document has."""
    return UniqueSpan(document, Span(start, end))


def opened(path: Path) -> Document:
    """Read and outline a file."""
    return outlined(read(path))
