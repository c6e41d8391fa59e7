"""What is found for all sections at once is what the rule says of each two."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from app.comparison import profiles, reasons, section_likeness
from app.comparison.prepared import Prepared
from app.comparison.section_likeness import cells
from app.comparison.vectors import Telling, Tokens, tokens_of_pairs, tokens_of_words
from app.language import rarity
from tests.conftest import document

SAID = ["", *"甲乙丙丁戊己庚辛壬癸"]
written = st.lists(st.text(alphabet="渔港码头学校，。\n", max_size=40), min_size=1, max_size=4)
told = st.lists(
    st.dictionaries(st.integers(1, len(SAID) - 1), st.sampled_from([0.5, 1.0, 1.5, 2.0])), min_size=1, max_size=6
)


def prepared(texts: list[str]) -> list[Prepared]:
    return [Prepared(document(text + "。", f"{n}.txt")) for n, text in enumerate(texts)]


@given(arrays(np.bool_, st.tuples(st.integers(0, 5), st.integers(0, 5))))
def test_what_is_chosen_in_a_matrix_is_given_row_by_row(chosen: np.ndarray) -> None:
    assert np.array_equal(cells(chosen), np.nonzero(chosen))


@given(arrays(np.int64, st.tuples(st.integers(1, 7), st.integers(1, 7)), elements=st.integers(-9, 9)))
def test_how_like_a_section_is_to_others_is_the_mean_over_the_three_nearest_but_the_one_asked_about(
    alike: np.ndarray,
) -> None:
    def mean(others: list[int]) -> float:
        nearest = sorted(others, reverse=True)[:3]
        return sum(nearest) / len(nearest) if nearest else 0.0

    found = section_likeness._hubs(alike.astype(np.float64), 1), section_likeness._hubs(alike.astype(np.float64), 0)
    for (i, j), _ in np.ndenumerate(alike):
        row, column = alike[i].tolist(), alike[:, j].tolist()
        assert found[0][i, j] == mean(row[:j] + row[j + 1 :])
        assert found[1][i, j] == mean(column[:i] + column[i + 1 :])


@given(told, st.data())
def test_two_sections_are_said_to_have_the_words_in_common_that_weigh_most_in_both(
    sections: list[dict[int, float]], data: st.DataObject
) -> None:
    words, weights = np.zeros((2, len(sections), len(SAID)))
    for row, section in enumerate(sections):
        for place, number in enumerate(sorted(section)):
            words[row, place], weights[row, place] = number, section[number]
    number = st.integers(0, len(sections) - 1)
    asked = data.draw(st.lists(st.tuples(number, number), min_size=1, max_size=20))
    found = reasons._in_common(Telling(words.astype(np.int64), weights, SAID), *np.array(asked).T)
    for (a, b), said in zip(asked, found, strict=True):
        both = {n: sections[a][n] * sections[b][n] for n in sections[a].keys() & sections[b].keys()}
        assert said == "、".join(SAID[n] for n in sorted(both, key=lambda n: (-both[n], n))[:5])


@given(written)
@settings(max_examples=25)
def test_runs_of_characters_have_a_number_where_another_text_has_them_too(texts: list[str]) -> None:
    given = prepared(texts)
    numbers = profiles._of_several(given)
    by_hash: dict[int, set[int]] = {}
    for n, (text, found) in enumerate(zip(given, numbers, strict=True)):
        assert len(found) == len(text.hashes)
        others = {h for m, other in enumerate(given) if m != n for h in other.hashes.tolist()}
        for run, number in zip(text.hashes.tolist(), found.tolist(), strict=True):
            assert (number >= 0) == (run in others)
            by_hash.setdefault(run, set()).add(number)
    assert all(len(found) == 1 for found in by_hash.values())
    shared = [number for found in by_hash.values() for number in found if number >= 0]
    assert len(set(shared)) == len(shared)


def test_of_many_words_that_weigh_alike_those_are_kept_that_the_text_says_first() -> None:
    numbers = np.arange(130)[::-1]
    tokens = Tokens(np.arange(130), np.ones(130), numbers, [(0, 130), (0, 2)], [(130, 130), (130, 130)])
    telling = tokens.telling(tokens.entries(1), [""] * 130)
    assert telling.words[0].tolist() == list(range(10, 130))
    assert telling.words[1].tolist() == [128, 129] + [0] * 118
    assert telling.weights[1].tolist() == [1.0, 1.0] + [0.0] * 118


def test_words_and_pairs_have_one_number_in_all_texts_and_words_that_of_the_alphabet() -> None:
    given = prepared(["渔港码头修好了", "学校和码头都修好了"])
    found, said = tokens_of_words(given, rarity.shipped())
    assert list(said) == sorted(said)
    spoken = [[said[tokens.columns[n]] for n in tokens.numbers.tolist() if n >= 0] for tokens in found]
    assert [[word for word in text.words if len(word) > 1] for text in given] == spoken
    one, other = (
        {tokens.columns[n] for n in tokens.numbers.tolist() if n >= 0}
        for tokens in tokens_of_pairs(given, rarity.shipped())
    )
    assert len(one & other) == len({"码头", "修好", "好了"})
