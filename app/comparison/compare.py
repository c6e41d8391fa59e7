"""Documents → Comparison: the stages in order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.collector import without_collector
from app.comparison.decisions import counted, decided
from app.comparison.details import details, facts_of
from app.comparison.drafts import drafts_of
from app.comparison.edits import edits
from app.comparison.findings import findings
from app.comparison.frames import Fact
from app.comparison.hand_links import obeyed
from app.comparison.kinds import Classifier
from app.comparison.links import links
from app.comparison.model import Comparison, Link, Mode, Pair, Passage
from app.comparison.passages import shared_places
from app.comparison.prepared import Prepared
from app.comparison.rates import Tally, pairs_of
from app.comparison.review import Review
from app.comparison.rows import rows
from app.comparison.settings import Settings
from app.comparison.versions import mode_of
from app.document.model import Document
from app.language.folding import Folding
from app.language.usualness import Usualness, shipped
from app.messages import Message, message

Progress = Callable[[float, Message], None]
"""Told the share done (0…1) and what comes next, between stages; it may raise `app.errors.Cancelled`."""


@without_collector()
def compare(
    documents: Sequence[Document],
    settings: Settings = Settings(),  # noqa: B008 - frozen
    review: Review = Review(),  # noqa: B008 - frozen
    references: Sequence[Document] = (),
    progress: Progress = lambda share, stage: None,
) -> Comparison:
    """Compare documents that have their outlines; `references` are common sources that excuse what stands in them.

    `review` is what a person decided. The same input gives the same result. One document alone gives its own facts,
    rates and repeats.
    """
    return found(documents, settings, references, progress).reviewed(review, progress)


@dataclass(frozen=True, eq=False)
class Found:
    """What documents have in common before a person decides about it, which is what takes long.

    `facts` are those of each document; they run parallel to `texts`.
    """

    texts: Sequence[Prepared]
    settings: Settings
    references: Sequence[Document]
    usual: Usualness
    facts: Sequence[Sequence[Fact]]
    passages: Sequence[Passage]
    links: Sequence[Link]

    def answers(self, documents: Sequence[Document], settings: Settings, references: Sequence[Document]) -> bool:
        """Tell whether this is what would be found in these documents."""
        own = [text.document for text in self.texts]
        return [own, self.settings, [*self.references]] == [[*documents], settings, [*references]]

    @without_collector()
    def reviewed(self, review: Review, progress: Progress = lambda share, stage: None) -> Comparison:
        """Give the comparison that obeys a person's decisions."""
        progress(0.8, message("stage.rates"))
        texts = self.texts
        passages = decided(texts, self.passages, review)
        linked = obeyed(self.links, texts, self.settings, review)
        tally = Tally(texts, counted(passages, review))
        numbers = range(len(texts))
        pairs = [_pair(a, b, texts, tally, self.settings) for a, b in pairs_of(len(texts))]
        return Comparison(
            settings=self.settings,
            usualness=self.usual.version,
            references=tuple(document.name for document in self.references),
            documents=tuple(text.document for text in texts),
            facts=facts_of(texts, self.facts),
            rates=tuple(tally.document(n) for n in numbers),
            section_rates=tuple(tally.sections(n) for n in numbers),
            links=tuple(linked),
            rows=tuple(rows(texts, linked)),
            passages=tuple(passages),
            unique=tuple(span for n in numbers for span in tally.unique(n)),
            pairs=tuple(pairs),
            findings=findings(texts, self.facts, passages, self.usual),
            drafts=drafts_of([text.document for text in texts], pairs),
        )


@without_collector()
def found(
    documents: Sequence[Document],
    settings: Settings = Settings(),  # noqa: B008 - frozen
    references: Sequence[Document] = (),
    progress: Progress = lambda share, stage: None,
) -> Found:
    """Find what documents have in common, whatever a person decides; see `compare`."""
    texts = _prepared(documents, settings)
    progress(0.0, message("stage.passages"))
    places = shared_places(texts, settings)
    progress(0.4, message("stage.kinds"))
    sources = {each.document.name: frozenset(each.hashes.tolist()) for each in _prepared(references, settings)}
    facts, usual = [details(text) for text in texts], shipped()
    passages = Classifier(texts, usual, settings, facts, sources).passages(places)
    progress(0.6, message("stage.links"))
    linked = links(texts, settings, Review())
    return Found(texts, settings, references, usual, facts, passages, linked)


def _prepared(documents: Sequence[Document], settings: Settings) -> list[Prepared]:
    folding = Folding(settings.traditional, settings.numerals)
    return [Prepared(document, folding) for document in documents]


def _pair(a: int, b: int, texts: Sequence[Prepared], tally: Tally, settings: Settings) -> Pair:
    a_in_b, b_in_a = tally.share(a, b, net=False), tally.share(b, a, net=False)
    mode, why = mode_of(texts[a], texts[b], a_in_b, b_in_a, settings)
    return Pair(
        a=a,
        b=b,
        mode=mode,
        why=why,
        a_in_b=round(a_in_b, 4),
        b_in_a=round(b_in_a, 4),
        net_a_in_b=round(tally.share(a, b, net=True), 4),
        net_b_in_a=round(tally.share(b, a, net=True), 4),
        edits=edits(texts[a].document, texts[b].document) if mode is Mode.VERSIONS else (),
    )
