"""What a reader should look at besides sharing: the same file twice, hidden characters, counts that do not agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from app.comparison.counts import counts
from app.comparison.frames import Fact
from app.comparison.hidden import hidden_things
from app.comparison.leftovers import leftovers
from app.comparison.model import Finding, FindingKind, Passage, Place
from app.comparison.prepared import Prepared
from app.comparison.slips import shared_slips
from app.language.spans import Span
from app.language.usualness import Usualness
from app.messages import message


def findings(
    texts: Sequence[Prepared], facts: Sequence[Sequence[Fact]], passages: Sequence[Passage], usual: Usualness
) -> tuple[Finding, ...]:
    """Give what was noticed: in several documents first, then by document."""
    several = (*_same_files(texts), *leftovers(texts, facts, passages), *shared_slips(texts, usual))
    return (*several, *(finding for n, text in enumerate(texts) for finding in _of_one(n, text)))


def _same_files(texts: Sequence[Prepared]) -> Iterator[Finding]:
    by_content: dict[str, list[int]] = defaultdict(list)
    for number_, text in enumerate(texts):
        by_content[text.document.sha256].append(number_)
    for same in by_content.values():
        if len(same) > 1:
            places = tuple(Place(n, Span(0, texts[n].document.body_end)) for n in same)
            yield Finding(FindingKind.SAME_FILE, places, message("finding.same_file", files=len(same)))


def _of_one(document: int, text: Prepared) -> Iterator[Finding]:
    yield from hidden_things(document, text.document)
    yield from counts(document, text.document)
