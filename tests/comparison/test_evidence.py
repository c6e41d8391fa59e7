"""What clusters show, looked at together: the same as each place by itself tells."""

from __future__ import annotations

from itertools import combinations
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from app.comparison import evidence as evidence_module
from app.comparison import usage as usage_module
from app.comparison.chains import Place
from app.comparison.evidence import Evidence, evidence
from app.comparison.likeness import Weights
from app.comparison.prepared import Prepared
from app.comparison.usage import Usage
from app.comparison.wordings import MOST_WORDINGS
from app.language.folding import BREAK
from app.language.usualness import GRAM, Family, gram_hashes, table
from tests.conftest import document

LEAST = 2
TABLE = table("t", [Family(("坚决做到两个维护。要修路。",), "甲"), Family(("坚决做到两个维护",), "乙")] * 2)
PIECES = ["坚决做到两个维护", "修路", "“造林”", "，", "。", "\n", "**", "甲", "乙丙丁戊己", "《办法》", "x1"]
TEXTS = st.lists(st.lists(st.sampled_from(PIECES), min_size=2, max_size=14).map("".join), min_size=2, max_size=4)


def seen(texts: list[str]) -> Usage:
    return Usage([Prepared(document(text)) for text in texts], TABLE, LEAST)


@st.composite
def looked_at(draw: st.DrawFn) -> tuple[Usage, list[tuple[Place, ...]]]:
    """Texts and clusters of places in them."""
    usage = seen(draw(TEXTS))
    ranges = [
        Place(number, *sorted(bounds))
        for number, text in enumerate(usage.texts)
        for bounds in combinations(range(min(20, len(text.folded) + 1)), 2)
    ]
    if len(ranges) < 2:
        return usage, []
    cluster = st.lists(st.sampled_from(ranges), min_size=2, max_size=6, unique=True).map(
        lambda found: (*sorted(found),)
    )
    return usage, draw(st.lists(cluster, max_size=5))


def words_of(usage: Usage, place: Place) -> str:
    return usage.texts[place.document].folded.text[place.start : place.end].replace(BREAK, "")


def grams_of(usage: Usage, place: Place) -> list[int]:
    grams: list[int] = gram_hashes(usage.texts[place.document].folded.text[place.start : place.end]).tolist()
    return grams


def usual_share(usage: Usage, place: Place) -> float:
    text = usage.texts[place.document].folded.text[place.start : place.end]
    whole = [text[at : at + GRAM] for at in range(len(text) - GRAM + 1) if BREAK not in text[at : at + GRAM]]
    known = [int(TABLE.families(text[at : at + GRAM])[0]) >= LEAST for at in range(len(text) - GRAM + 1)]
    return sum(known) / max(1, len(whole))


def clausal_share(usage: Usage, place: Place) -> float:
    return sum(map(len, usage.whole_clauses(place))) / max(1, len(words_of(usage, place)))


@given(looked_at())
def test_places_stand_in_their_texts_with_the_marks_that_belong_to_them(
    found: tuple[Usage, list[tuple[Place, ...]]],
) -> None:
    usage, clusters = found
    for cluster, shown in zip(clusters, evidence(usage, clusters), strict=True):
        assert [o.span for o in shown.occurrences] == [
            usage.texts[p.document].original(p.start, p.end) for p in cluster
        ]
        assert [shown.wordings[o.wording] for o in shown.occurrences] == [words_of(usage, p) for p in cluster]
        assert shown.wordings == list(dict.fromkeys(words_of(usage, p) for p in cluster))
        said = [words_of(usage, place) for place in cluster]
        shortest = [min(len(p) for p, words in zip(cluster, said, strict=True) if words == w) for w in shown.wordings]
        assert [words_of(usage, place) for place in shown.shortest_places] == shown.wordings
        assert [len(place) for place in shown.shortest_places] == shortest
        typical = words_of(usage, shown.typical)
        assert (said.count(typical), len(typical)) == max((said.count(words), len(words)) for words in said)
        assert [shown.wordings[n] for n in shown.by_use] == sorted(
            shown.wordings, key=lambda words: (-said.count(words), -len(words), words)
        )
        assert shown.typical == shown.shortest_places[shown.by_use[0]]
        rows = TABLE.rows(np.array(grams_of(usage, shown.typical), dtype=np.uint32))
        least = max(1, len(rows) - len(rows) // 5)
        assert shown.held == TABLE.holding(rows, np.array([len(rows)]), np.array([least])).item()
        assert shown.documents == len({place.document for place in cluster})
        spans = [len(o.span) - len(words_of(usage, p)) for o, p in zip(shown.occurrences, cluster, strict=True)]
        assert shown.marks == min(spans)


@given(looked_at())
def test_shares_are_those_of_each_place(found: tuple[Usage, list[tuple[Place, ...]]]) -> None:
    usage, clusters = found
    for cluster, shown in zip(clusters, evidence(usage, clusters), strict=True):
        texts = [usage.texts[place.document] for place in cluster]
        first_places = {words_of(usage, place): place for place in reversed(cluster)}
        firsts = [usual_share(usage, first_places[words]) for words in shown.wordings]
        grams = [max(0, len(words) - GRAM + 1) for words in shown.wordings]
        assert shown.longest == max(map(len, shown.wordings))
        assert shown.least_usual == pytest.approx(min(firsts))
        assert list(shown.usual_grams) == pytest.approx([a * b for a, b in zip(firsts, grams, strict=True)])
        assert shown.unusual_grams == pytest.approx(max(b - a * b for a, b in zip(firsts, grams, strict=True)))
        assert shown.quoted == all(t.quoted[p.start : p.end].any() for t, p in zip(texts, cluster, strict=True))
        assert shown.counted == any(t.counted[p.start : p.end].any() for t, p in zip(texts, cluster, strict=True))
        assert shown.clausal == pytest.approx(min(clausal_share(usage, place) for place in cluster))


@given(looked_at())
def test_what_is_shared_stands_in_two_documents_or_in_two_places_of_one(
    found: tuple[Usage, list[tuple[Place, ...]]],
) -> None:
    usage, clusters = found
    for cluster, shown in zip(clusters, evidence(usage, clusters), strict=True):
        if len(shown.wordings) == 1:
            assert list(shown.shared_families) == usage.families_in(min(cluster, key=len))  # without line ends
            continue
        one = shown.documents == 1
        holders: dict[int, set[int]] = {}
        for number, place in enumerate(cluster):
            for gram in grams_of(usage, place):
                holders.setdefault(gram, set()).add(number if one else place.document)
        shared = np.array([gram for gram, held in holders.items() if len(held) > 1], dtype=np.uint32)
        assert sorted(shown.shared_families) == sorted(TABLE.families_at(TABLE.rows(shared)).tolist())


@given(looked_at())
def test_similarity_is_the_mean_over_the_pairs_of_places(found: tuple[Usage, list[tuple[Place, ...]]]) -> None:
    usage, clusters = found
    for cluster, shown in zip(clusters, evidence(usage, clusters), strict=True):
        pairs = [
            Levenshtein.normalized_similarity(words_of(usage, one), words_of(usage, other))
            for one, other in combinations(cluster, 2)
        ]
        assert shown.similarity == pytest.approx(sum(pairs) / len(pairs))


@given(looked_at())
def test_a_cluster_shows_the_same_whatever_is_looked_at_with_it(found: tuple[Usage, list[tuple[Place, ...]]]) -> None:
    usage, clusters = found

    def told(shown: Evidence) -> list[object]:
        return [
            shown.occurrences,
            shown.wordings,
            shown.similarity,
            shown.least_usual,
            shown.held,
            sorted(shown.shared),
        ]

    together = [told(shown) for shown in evidence(usage, clusters)]
    with patch.object(evidence_module, "_AT_ONCE", 1), patch.object(usage_module, "_AT_ONCE", 1):
        assert [told(shown) for shown in evidence(usage, clusters)] == together


def test_of_many_wordings_those_that_most_places_have_are_compared() -> None:
    said = [f"坚决做到两个维护{chr(0x4E00 + 40 * n)}" for n in range(MOST_WORDINGS + 6)]
    usage = seen(["\n".join(said), "\n".join(said[6:])])
    cluster = tuple(
        Place(number, start, start + len(said[0]))
        for number, text in enumerate(usage.texts)
        for start in range(0, len(text.folded), len(said[0]) + 1)
    )
    (shown,) = evidence(usage, [cluster])
    pairs = [Levenshtein.normalized_similarity(one, other) for one, other in combinations(said[6:], 2)]
    weights, same = 4 * len(pairs), len(said[6:])
    assert len(shown.wordings) == len(said)
    assert shown.similarity == pytest.approx((4 * sum(pairs) + same) / (weights + same))
    assert [grams > 0 for grams in shown.usual_grams] == [True] * MOST_WORDINGS + [False] * 6


def test_what_stands_in_quotations_is_not_shared_outside_them() -> None:
    usage = seen(["他说“缆桩逐根敲击听音”，缆桩要敲击听音", "喊出“缆桩逐根敲击听音”，缆桩要敲击听音"])
    quoted, said = (
        (place(usage, n, "缆桩逐根敲击听音") for n in (0, 1)),
        (place(usage, n, "缆桩要敲击听音") for n in (0, 1)),
    )
    inside, outside = evidence(usage, [tuple(quoted), tuple(said)])
    assert inside.shared_unquoted == 0
    assert outside.shared_unquoted == len("缆桩要敲击听音") - GRAM + 1


def place(usage: Usage, document: int, words: str) -> Place:
    start = usage.texts[document].folded.text.index(words)
    return Place(document, start, start + len(words))


@given(TEXTS)
def test_no_range_weighs_more_than_is_foretold(texts: list[str]) -> None:
    usage = seen(texts)
    weights = Weights(TABLE, LEAST)
    for text, families in zip(usage.texts, usage.by_text, strict=True):
        weighed = weights.text(text.folded.text, families)
        whole = weighed.wording(0, len(text.folded))
        for start, end in combinations(range(min(20, len(text.folded) + 1)), 2):
            said = weighed.wording(start, end)
            assert max(said.content, whole.likeness(said).content) <= weighed.most(start, end)
