"""Every decision in words, with the review as it would be without it: plain values, without widgets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.comparison.model import Comparison
from app.comparison.review import HandLink, Review
from app.export.naming import kind_name
from ui.language import Language
from ui.outline.section_words import one_line, section_words
from ui.review.decisions import without_links

_WORDS = 60


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision: what it is, about what, and the review without it."""

    what: str
    about: str
    without: Review


def decisions(review: Review, comparison: Comparison | None, language: Language) -> list[Decision]:
    """Give the decisions of a review; what they are about is told from the comparison, if it has it."""
    return [
        *_about_passages(review, comparison, language),
        *_about_sections(review, comparison, language),
        *_corrections(review, language),
    ]


def _about_passages(review: Review, comparison: Comparison | None, language: Language) -> Iterator[Decision]:
    places = {passage.id: passage.occurrences[0] for passage in comparison.passages} if comparison else {}

    def words(passage_id: str) -> str:
        place = places.get(passage_id)
        if comparison is None or place is None:
            return language.say("ui.decisions.gone")
        return one_line(comparison.documents[place.document].text[place.start : place.end])[:_WORDS]

    for passage_id, kind in review.kinds.items():
        rest = {name: said for name, said in review.kinds.items() if name != passage_id}
        what = language.say("ui.decisions.kind", kind=kind_name(kind, language.code))
        yield Decision(what, words(passage_id), replace(review, kinds=rest))
    for passage_id in sorted(review.excluded):
        without = replace(review, excluded=review.excluded - {passage_id})
        yield Decision(language.say("ui.review.excluded"), words(passage_id), without)
    for phrase in review.ignored:
        without = replace(review, ignored=tuple(other for other in review.ignored if other != phrase))
        yield Decision(language.say("ui.decisions.ignored"), one_line(phrase)[:_WORDS], without)


def _about_sections(review: Review, comparison: Comparison | None, language: Language) -> Iterator[Decision]:
    for links, code in ((review.links, "ui.decisions.link"), (review.unlinks, "ui.decisions.unlink")):
        for link in links:
            about = " — ".join(_sections(link, comparison, language))
            yield Decision(language.say(code), about, without_links(review, [link]))


def _sections(link: HandLink, comparison: Comparison | None, language: Language) -> Iterator[str]:
    for name, number in ((link.document_a, link.section_a), (link.document_b, link.section_b)):
        document = next((d for d in comparison.documents if d.name == name), None) if comparison else None
        section = next((s for s in document.sections if s.id == number), None) if document else None
        said = section_words(document, section, language).text[:_WORDS] if document and section else number
        yield language.say("ui.decisions.section", name=name, section=said)


def _corrections(review: Review, language: Language) -> Iterator[Decision]:
    for name, made in review.corrections.items():
        for number, correction in enumerate(made):
            rest = {**review.corrections, name: (*made[:number], *made[number + 1 :])}
            about = language.say("ui.decisions.section", name=name, section=one_line(correction.words))
            what = language.say(f"ui.correction.{correction.action.value}")
            kept = {document: each for document, each in rest.items() if each}
            yield Decision(what, about, replace(review, corrections=kept))
