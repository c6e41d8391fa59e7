"""The facts of each document, and which of them no other document has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from app.comparison.model import Fact, FactKind
from app.comparison.prepared import Prepared
from app.language.facts import facts
from app.language.folding import comparable
from app.language.spans import Span


def details(text: Prepared) -> list[tuple[FactKind, Span]]:
    """Give the facts of a document's body in order."""
    return [(FactKind(kind), span) for kind, span in facts(text.body)]


def facts_of(
    texts: Sequence[Prepared], found: Sequence[Sequence[tuple[FactKind, Span]]]
) -> tuple[tuple[Fact, ...], ...]:
    """Give each document's facts in order; a fact is unique where no other document says the same (97%, ９７％)."""
    said = [[_said(text, span) for _, span in own] for text, own in zip(texts, found, strict=True)]
    holders = Counter(words for document in said for words in set(document))
    return tuple(
        tuple(Fact(kind, span, unique=holders[words] == 1) for (kind, span), words in zip(own, words_of, strict=True))
        for own, words_of in zip(found, said, strict=True)
    )


def _said(text: Prepared, span: Span) -> str:
    words = text.body[span.start : span.end]
    # % folds away as punctuation, but 97 and 97% are two facts.
    return comparable(words) + ("%" if "%" in words or "％" in words else "")
