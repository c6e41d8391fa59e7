"""Chains, exact repeats and rewordings → clusters of places, widened to words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cpdist

from app.comparison.chains import Chain, Place, chains
from app.comparison.clusters import clustered, collapsed
from app.comparison.finds import Finds, as_finds, together
from app.comparison.prepared import QUOTATION_MARKS, Prepared
from app.comparison.repeats import SuffixIndex
from app.comparison.rewordings import rewordings
from app.comparison.settings import Settings
from app.language.columns import Ints
from app.language.folding import BREAK

_PAIRS_PER_CHARACTER, _LEAST_PAIRS = 2, 4_000_000
_PLACES_PER_CHARACTER, _LEAST_PLACES = 1, 200_000
"""How many pairs of places the seeds, and how many places the repeats may cost for each character, and at least.

Keeps the whole near linear. Fifty reports of one kind use 2 pairs and 0.2 places a character.
"""

_COPY_LENGTH = 40
_COPY_SIMILARITY = 0.8
"""A pair of places so long (no set phrase is) and so similar is a copy."""

_CLAUSE_REST = 6
"""So much of a clause may be left at the end of a passage for the passage to take it in."""

_LONGEST = 400
"""A passage longer than this many characters is cut where a section begins: a whole draft is no passage."""

_UNBROKEN = 20_000
"""A passage that is still longer has no section; it is cut between two changes, for to compare it costs its square."""


def shared_places(texts: Sequence[Prepared], settings: Settings) -> list[tuple[Place, ...]]:
    """Find what stands in two or more places: clusters of folded places, each cluster in order, longest first.

    The documents are taken in the order of what they say, so that the order in which they were given decides nothing.
    """
    order = sorted(range(len(texts)), key=lambda number: texts[number].folded.text)
    found = _clusters([texts[number] for number in order], settings)
    documents = np.array(order, dtype=np.int64)[found.documents]
    given = Finds(found.groups, documents, found.starts, found.ends)
    return given.only(np.lexsort((found.starts, documents, found.groups))).listed()


def _clusters(texts: Sequence[Prepared], settings: Settings) -> Finds:
    index = SuffixIndex([text.folded for text in texts])
    length = sum(len(text.folded) for text in texts)
    matches = index.matches(settings.seed, max(_LEAST_PAIRS, _PAIRS_PER_CHARACTER * length))
    copies, edited = _edited(texts, chains(texts, matches, settings), settings)
    repeats = index.repeats(settings.shortest, max(_LEAST_PLACES, _PLACES_PER_CHARACTER * length))
    same = Finds(repeats.groups, repeats.documents, repeats.offsets, repeats.offsets + repeats.lengths[repeats.groups])
    layers = (copies, together(edited, same, rewordings(texts, settings)))
    return collapsed(together(*(clustered(layer.widened(texts)) for layer in layers)))


def _edited(texts: Sequence[Prepared], chained: Sequence[Chain], settings: Settings) -> tuple[Finds, Finds]:
    """Give the pairs of places that chains stand for: long copies by themselves, so that they mix with nothing weaker.

    A sentence copied by two documents is verbatim though a third says something like it.
    """
    cuts = [(chain, piece) for chain in chained for cut in _cut(texts, chain) for piece in _in_pieces(*cut, chain)]
    found = _to_clauses(texts, as_finds([cut for _, cut in cuts]))
    places = zip(found.documents.tolist(), found.starts.tolist(), found.ends.tolist(), strict=True)
    bodies = [text.folded.text for text in texts]
    said = [bodies[document][start:end].replace(BREAK, "") for document, start, end in places]
    similarity = cpdist(said[::2], said[1::2], scorer=Levenshtein.normalized_similarity, dtype=np.float64)
    lengths = found.ends - found.starts
    copied = (similarity >= _COPY_SIMILARITY) & (np.minimum(lengths[::2], lengths[1::2]) >= _COPY_LENGTH)
    alike = similarity >= settings.least_similarity
    for number in np.flatnonzero(~alike).tolist():
        alike[number] = cuts[number][0].covered >= settings.least_similarity
    return found.only(np.repeat(copied, 2)), found.only(np.repeat(alike & ~copied, 2))


def _cut(texts: Sequence[Prepared], chain: Chain) -> Iterator[tuple[Place, Place]]:
    """Cut a chain where a heading or an edge of the body stands in both texts, a very long one at every section."""
    a_place, b_place = chain.a, chain.b
    long = max(len(a_place), len(b_place)) > _LONGEST
    if not long and not any(a_place.start < edge < a_place.end for edge in texts[a_place.document].edges):
        yield a_place, b_place
        return
    for a_start, b_start in _section_starts(texts, chain):
        edge = a_start in texts[chain.a.document].edges and b_start in texts[chain.b.document].edges
        if (long or edge) and a_start > a_place.start and b_start > b_place.start:
            yield Place(a_place.document, a_place.start, a_start), Place(b_place.document, b_place.start, b_start)
            a_place = Place(a_place.document, a_start, a_place.end)
            b_place = Place(b_place.document, b_start, b_place.end)
    yield a_place, b_place


def _in_pieces(a_place: Place, b_place: Place, chain: Chain) -> Iterator[tuple[Place, Place]]:
    """Cut a passage without sections where a match of its chain begins, so that a piece is about as long as may be."""
    for match in chain.matches if len(a_place) > _UNBROKEN else ():
        within = match.a_start < a_place.end and b_place.start < match.b_start < b_place.end
        if within and match.a_start - a_place.start >= _UNBROKEN:
            yield (
                Place(a_place.document, a_place.start, match.a_start),
                Place(b_place.document, b_place.start, match.b_start),
            )
            a_place = Place(a_place.document, match.a_start, a_place.end)
            b_place = Place(b_place.document, match.b_start, b_place.end)
    yield a_place, b_place


def _section_starts(texts: Sequence[Prepared], chain: Chain) -> Iterator[tuple[int, int]]:
    """Where a section begins in both texts: at the same place of a match, or in the same gap between two."""
    a_starts, b_starts = texts[chain.a.document].section_starts, texts[chain.b.document].section_starts
    for match, following in zip(chain.matches, [*chain.matches[1:], None], strict=True):
        a_end, b_end = match.a_start + match.length, match.b_start + match.length
        shift = match.b_start - match.a_start
        for start in _between(a_starts, match.a_start, a_end):
            if start + shift in _between(b_starts, match.b_start, b_end):
                yield start, start + shift
        if following is not None:
            in_a, in_b = _between(a_starts, a_end, following.a_start), _between(b_starts, b_end, following.b_start)
            if in_a and in_b:
                yield in_a[0], in_b[0]


def _between(starts: npt.NDArray[np.int32], first: int, end: int) -> list[int]:
    low, high = np.searchsorted(starts, (first, end))
    return list(starts[low:high].tolist())


def _to_clauses(texts: Sequence[Prepared], pairs: Finds) -> Finds:
    """Widen both places of pairs to the ends of their clauses where little is left of these: that was changed."""
    front, end = (
        rests * np.repeat(np.maximum(rests[::2], rests[1::2]) <= _CLAUSE_REST, 2)
        for rests in _rests_of_clauses(texts, pairs)
    )
    return Finds(pairs.groups, pairs.documents, pairs.starts - front, pairs.ends + end)


def _rests_of_clauses(texts: Sequence[Prepared], finds: Finds) -> Ints:
    """How many characters of its first clause and of its last each find leaves out; none at the marks of a quotation.

    Two rows, a column for each find.
    """
    rests = np.zeros((2, len(finds)), dtype=np.int64)
    for number, text in enumerate(texts):
        (here,) = np.nonzero(finds.documents == number)
        clause_starts, clause_ends = np.array(text.clause_bounds, dtype=np.int64)
        first = np.searchsorted(clause_ends, finds.starts[here], "right")
        last = np.searchsorted(clause_starts, finds.ends[here], "left") - 1
        touching = first <= last
        here, first, last = here[touching], first[touching], last[touching]
        rests[0, here] = np.maximum(0, finds.starts[here] - clause_starts[first])
        rests[1, here] = np.maximum(0, clause_ends[last] - finds.ends[here])
        opened, closed = text.marks_beside
        beside = opened[finds.starts[here]] | closed[finds.ends[here] - 1]
        for at in here[beside & rests[:, here].any(axis=0)].tolist():
            span = text.original(finds.starts.item(at), finds.ends.item(at))
            rests[0, at] *= text.body[span.start] not in QUOTATION_MARKS
            rests[1, at] *= text.body[span.end - 1] not in QUOTATION_MARKS
    return rests
