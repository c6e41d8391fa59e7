"""How usual a phrase is, from a table of families of texts."""

from __future__ import annotations

from app.language.folding import comparable
from app.language.usualness import packed, shipped, table, unpacked

FAMILIES = [
    ["坚决做到两个维护。甲地修路。"],
    ["要坚决做到两个维护！"],
    ["坚决做到两个维护，乙地造林。", "坚决做到两个维护，乙地植树。"],
]


def test_a_family_counts_once_however_many_texts_it_has() -> None:
    made = table("t", FAMILIES)
    assert made.size == 3
    assert set(made.families("坚决做到两个维护").tolist()) == {3}


def test_what_fewer_families_say_is_not_usual() -> None:
    assert set(table("t", FAMILIES).families("乙地造林植树").tolist()) == {0}


def test_a_table_comes_back_from_its_file_as_it_was() -> None:
    made = table("2026.1", FAMILIES)
    again = unpacked(packed(made))
    assert (again.version, again.size) == (made.version, made.size)
    assert again.hashes.tolist() == made.hashes.tolist()
    assert again.counts.tolist() == made.counts.tolist()


def test_the_shipped_table_knows_set_phrases_and_no_invented_sentence() -> None:
    usual = shipped()
    assert min(usual.families(comparable("增强“四个意识”、坚定“四个自信”、做到“两个维护”"))) >= 20
    assert max(usual.families("蓝鲸在会议室里弹奏三角钢琴")) == 0
