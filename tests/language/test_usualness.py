"""How usual a phrase is, from a table of families of texts."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import chain

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.language.folding import comparable, fold
from app.language.usualness import Family, Usualness, gram_hashes, packed, shipped, table, unpacked

PHRASE = "坚决做到两个维护"
FAMILIES = [
    Family((f"{PHRASE}。甲地修路。同一家写的话。",), "甲"),
    Family((f"要{PHRASE}！同一家写的话。",), "甲"),
    Family((f"{PHRASE}，乙地造林。", f"{PHRASE}，乙地植树。乙地造林。"), "乙"),
    Family(("同一家写的话，说了三遍。",), "甲"),
]


@pytest.fixture
def made() -> Usualness:
    return table("2026.1", FAMILIES)


def test_a_family_counts_once_however_many_texts_it_has(made: Usualness) -> None:
    assert made.size == 4
    assert set(made.families(PHRASE).tolist()) == {3}


def test_what_fewer_families_say_is_not_usual(made: Usualness) -> None:
    assert set(made.families("乙地造林植树").tolist()) == {0}


def test_what_one_issuer_alone_says_is_not_usual_however_often(made: Usualness) -> None:
    assert set(made.families("同一家写的话").tolist()) == {0}


def test_families_that_are_left_out_do_not_count(made: Usualness) -> None:
    without = made.without([2])
    assert without.size == 3
    assert set(without.families(PHRASE).tolist()) == {2}
    assert set(made.families(PHRASE).tolist()) == {3}


def test_a_run_is_looked_up_as_a_whole(made: Usualness) -> None:
    whole, other = (made.rows(gram_hashes(words)) for words in (PHRASE, "甲地修路造林"))
    runs = [whole, np.concatenate([whole, other]), other, whole[:0], whole]
    least = [len(whole), len(whole), 1, 1, len(whole) + 1]
    held = made.holding(np.concatenate(runs), np.array([len(run) for run in runs]), np.array(least))
    assert held.tolist() == [3, 3, 0, 0, 0]


@given(st.lists(st.lists(st.integers(-1, 11), max_size=6, unique=True), max_size=8), st.integers(1, 3))
def test_many_runs_are_looked_up_as_each_by_itself(runs: list[list[int]], least: int) -> None:
    issuers, holders = [0, 0, 1, 2, 2], [[0, 1, 2], [0, 1], [2, 3, 4], [3, 4], [0, 2, 4], [1, 3]] * 2
    made = replace(
        table("t", FAMILIES),
        issuers=np.array(issuers, dtype=np.uint16),
        hashes=np.arange(12, dtype=np.uint32),
        starts=np.cumsum([0, *map(len, holders)]),
        holders=np.array([*chain.from_iterable(holders)], dtype=np.uint16),
        excluded=(4,),
    )
    wanted = []
    for run in runs:
        times = Counter(family for row in run if row >= 0 for family in holders[row] if family != 4)
        held = [family for family, count in times.items() if count >= least]
        wanted.append(len(held) if len({issuers[family] for family in held}) > 1 else 0)
    rows = np.array([*chain.from_iterable(runs)], dtype=np.int32)
    sizes = np.array([len(run) for run in runs], dtype=np.int64)
    assert made.holding(rows, sizes, np.full(len(runs), least)).tolist() == wanted


def test_a_text_is_kin_to_the_family_that_it_is_a_version_of() -> None:
    words = [f"{chr(0x4E00 + 7 * n)}{chr(0x5E00 + 11 * n)}{chr(0x6E00 + 13 * n)}" for n in range(600)]
    long = ["".join(words[:300]), "".join(words[300:])]
    made = table("t", [Family((text,), text[0]) for text in [*long, PHRASE]])
    version = fold("".join(words[40:300]) + PHRASE).text
    assert made.kin(gram_hashes(version)) == (0,)
    assert made.kin(gram_hashes(fold(PHRASE).text)) == ()


def test_a_table_comes_back_from_its_file_as_it_was(made: Usualness) -> None:
    again = unpacked(packed(made))
    assert (again.version, again.size) == (made.version, made.size)
    for name in ("issuers", "hashes", "starts", "holders", "pairs", "pair_counts", "kin_hashes", "kin_families"):
        assert getattr(again, name).tolist() == getattr(made, name).tolist()
    assert packed(again) == packed(made)


def test_the_shipped_table_knows_set_phrases_and_no_invented_sentence() -> None:
    usual = shipped()
    assert min(usual.families(comparable("增强“四个意识”、坚定“四个自信”、做到“两个维护”"))) >= 20
    assert max(usual.families("蓝鲸在会议室里弹奏三角钢琴")) == 0


def test_the_shipped_table_knows_common_pairs_of_characters_better_than_rare_ones() -> None:
    common, rare = shipped().pair_families("工作缆桩").tolist()[::2]
    assert common > 500 > rare
