"""Decisions about passages and sections, each a review made from the review before: plain functions, without Qt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from app.comparison.model import Comparison, Kind, Passage, SectionRef
from app.comparison.review import HandLink, Review
from app.messages import message

_OVERRULED = "reason.overruled"


def found_kind(passage: Passage) -> Kind:
    """Give the kind that the program found, whatever a person made of it."""
    return Kind(str(passage.reason.values["found"])) if is_overruled(passage) else passage.kind


def is_overruled(passage: Passage) -> bool:
    """Tell whether a person decided the kind."""
    return passage.reason.code == _OVERRULED


def of_kind(review: Review, passage: Passage, kind: Kind) -> Review:
    """Say of which kind a passage is; to say what was found is no decision."""
    kinds = {name: said for name, said in review.kinds.items() if name != passage.id}
    return replace(review, kinds=kinds if kind is found_kind(passage) else {**kinds, passage.id: kind})


def excluding(review: Review, passage: Passage) -> Review:
    """Leave a passage out of what counts as shared."""
    return replace(review, excluded=review.excluded | {passage.id})


def including(review: Review, passage: Passage) -> Review:
    """Count a passage again."""
    return replace(review, excluded=review.excluded - {passage.id})


def ignoring(review: Review, wordings: Iterable[str]) -> Review:
    """Report these wordings nowhere any more."""
    return replace(review, ignored=tuple(dict.fromkeys((*review.ignored, *wordings))))


def is_decided(review: Review, passage: Passage) -> bool:
    """Tell whether anything was decided about a passage."""
    return passage.id in review.kinds or passage.id in review.excluded


def as_found(review: Review, passage: Passage) -> Review:
    """Take back what was decided about a passage."""
    kinds = {name: said for name, said in review.kinds.items() if name != passage.id}
    return replace(including(review, passage), kinds=kinds)


def hand_link(comparison: Comparison, one: SectionRef, other: SectionRef) -> HandLink:
    """Name two sections as a review does."""
    names = [comparison.documents[ref.document].name for ref in (one, other)]
    return HandLink(names[0], one.section, names[1], other.section)


def linking(review: Review, links: Iterable[HandLink]) -> Review:
    """Put sections side by side."""
    given = tuple(links)
    rest = without_links(review, given)
    return replace(rest, links=(*rest.links, *given))


def unlinking(review: Review, links: Iterable[HandLink]) -> Review:
    """Put sections apart."""
    given = tuple(links)
    rest = without_links(review, given)
    return replace(rest, unlinks=(*rest.unlinks, *given))


def without_links(review: Review, links: Iterable[HandLink]) -> Review:
    """Take back what was decided about these pairs of sections, whichever stands first."""
    gone = {pair for link in links for pair in (link, _turned(link))}
    return replace(
        review,
        links=tuple(link for link in review.links if link not in gone),
        unlinks=tuple(link for link in review.unlinks if link not in gone),
    )


def links_of(review: Review, name: str, section: str) -> list[HandLink]:
    """Give what was decided about one section, links and unlinks."""
    return [
        link
        for link in (*review.links, *review.unlinks)
        if (name, section) in ((link.document_a, link.section_a), (link.document_b, link.section_b))
    ]


def partners(comparison: Comparison, ref: SectionRef) -> list[SectionRef]:
    """Give the sections that one is linked with, strongest first."""
    found = sorted(
        (link for link in comparison.links if ref in (link.a, link.b)), key=lambda link: link.score, reverse=True
    )
    return [link.b if link.a == ref else link.a for link in found]


def wordings(comparison: Comparison, passage: Passage) -> tuple[str, ...]:
    """Give what a passage says, each wording once, on one line."""
    return tuple(dict.fromkeys(_wordings(comparison, passage)))


def foreseen(comparison: Comparison, review: Review) -> Comparison:
    """Give a comparison with the passages as they will be once it is made again with a review; rates stay.

    It bridges the moment until the engine answers. What was ignored and is so no more comes back with the answer.
    """
    ignored = frozenset(review.ignored)
    return replace(
        comparison,
        passages=tuple(
            _decided(passage, review)
            for passage in comparison.passages
            if not (ignored and ignored.issuperset(_wordings(comparison, passage)))
        ),
    )


def _decided(passage: Passage, review: Review) -> Passage:
    found = found_kind(passage)
    kind = review.kinds.get(passage.id, found)
    if kind is passage.kind:
        return passage
    reason = message(_OVERRULED, found=found.value) if kind is not found else passage.reason
    return replace(passage, kind=kind, reason=reason)


def _wordings(comparison: Comparison, passage: Passage) -> Iterator[str]:
    for place in passage.occurrences:
        yield " ".join(comparison.documents[place.document].text[place.start : place.end].split())


def _turned(link: HandLink) -> HandLink:
    return HandLink(link.document_b, link.section_b, link.document_a, link.section_a)
