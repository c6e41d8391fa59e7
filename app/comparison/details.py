"""The facts of each document, and which of them no other document has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from app.comparison.model import Fact, FactKind
from app.comparison.prepared import Prepared
from app.language.facts import facts
from app.language.folding import comparable


def facts_of(texts: Sequence[Prepared]) -> tuple[tuple[Fact, ...], ...]:
    """Give each document's facts in order; a fact is unique where no other document says the same (97%, ９７％)."""
    found = [
        [(FactKind(kind), span, _said(text, span.start, span.end)) for kind, span in facts(text.body)] for text in texts
    ]
    holders = Counter(said for document in found for said in {(kind, said) for kind, _, said in document})
    return tuple(
        tuple(Fact(kind, span, unique=holders[kind, said] == 1) for kind, span, said in document) for document in found
    )


def _said(text: Prepared, start: int, end: int) -> str:
    words = text.body[start:end]
    # % folds away as punctuation, but 97 and 97% are two facts.
    return comparable(words) + ("%" if "%" in words or "％" in words else "")
