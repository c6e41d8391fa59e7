"""What a person put side by side or apart, obeyed in the links that were found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from app.comparison.links import links
from app.comparison.model import Link, SectionRef
from app.comparison.prepared import Prepared
from app.comparison.review import Review
from app.comparison.settings import Settings


def obeyed(found: Sequence[Link], texts: Sequence[Prepared], settings: Settings, review: Review) -> list[Link]:
    """Give the links found without a review as they are under it; only documents that it speaks of are linked anew.

    A link of two documents hangs on nothing but these two.
    """
    asked = _pairs_asked(texts, review)
    if not asked:
        return list(found)
    of_pair = {pair: list(given) for pair, given in groupby(found, key=lambda link: (link.a.document, link.b.document))}
    for a, b in asked:
        of_pair[a, b] = [
            replace(link, a=SectionRef(a, link.a.section), b=SectionRef(b, link.b.section))
            for link in links([texts[a], texts[b]], settings, review)
        ]
    return [link for _, given in sorted(of_pair.items()) for link in given]


def _pairs_asked(texts: Sequence[Prepared], review: Review) -> set[tuple[int, int]]:
    """Give the pairs of documents, a < b, of which the review joins or parts sections."""
    asked = {frozenset((pair.document_a, pair.document_b)) for pair in (*review.links, *review.unlinks)}
    if not asked:
        return set()
    names = [text.document.name for text in texts]
    return {(a, b) for b in range(len(names)) for a in range(b) if frozenset((names[a], names[b])) in asked}
