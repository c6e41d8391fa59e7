"""Documents → Comparison: the stages in order."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from app.comparison.decisions import counted, decided
from app.comparison.details import details, facts_of
from app.comparison.drafts import drafts_of
from app.comparison.edits import edits
from app.comparison.findings import findings
from app.comparison.kinds import Classifier
from app.comparison.links import links
from app.comparison.model import Comparison, Mode, Pair
from app.comparison.passages import shared_places
from app.comparison.prepared import Prepared
from app.comparison.rates import Tally, pairs_of
from app.comparison.review import Review
from app.comparison.rows import rows
from app.comparison.settings import Settings
from app.comparison.versions import mode_of
from app.document.model import Document
from app.language.folding import Folding
from app.language.usualness import shipped
from app.messages import Message, message

Progress = Callable[[float, Message], None]
"""Told the share done (0…1) and what comes next, between stages; it may raise `app.errors.Cancelled`."""


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
    with _without_collector():
        return _compared(documents, settings, review, references, progress)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Keep the cycle collector from walking over and over the many small values made here, none of which is in a cycle.

    Fifty documents: a third of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _compared(
    documents: Sequence[Document],
    settings: Settings,
    review: Review,
    references: Sequence[Document],
    progress: Progress,
) -> Comparison:
    folding = Folding(settings.traditional, settings.numerals)
    texts = [Prepared(document, folding) for document in documents]
    progress(0.0, message("stage.passages"))
    places = shared_places(texts, settings)
    progress(0.4, message("stage.kinds"))
    sources = {document.name: frozenset(Prepared(document, folding).hashes.tolist()) for document in references}
    found = [details(text) for text in texts]
    usual = shipped()
    passages = decided(texts, Classifier(texts, usual, settings, found, sources).passages(places), review)
    progress(0.6, message("stage.links"))
    linked = links(texts, settings, review)
    aligned = rows(texts, linked)
    progress(0.8, message("stage.rates"))
    tally = Tally(texts, counted(passages, review))
    numbers = range(len(texts))
    pairs = [_pair(a, b, texts, tally, settings) for a, b in pairs_of(len(texts))]
    return Comparison(
        settings=settings,
        usualness=usual.version,
        references=tuple(document.name for document in references),
        documents=tuple(documents),
        facts=facts_of(texts, found),
        rates=tuple(tally.document(n) for n in numbers),
        section_rates=tuple(tally.sections(n) for n in numbers),
        links=tuple(linked),
        rows=tuple(aligned),
        passages=tuple(passages),
        unique=tuple(span for n in numbers for span in tally.unique(n)),
        pairs=tuple(pairs),
        findings=findings(texts, found, passages, usual),
        drafts=drafts_of(documents, pairs),
    )


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
