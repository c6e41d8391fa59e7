"""How rare words and pairs of characters are, from a table of paragraphs."""

from __future__ import annotations

import numpy as np

from app.language.rarity import packed, pair_codes, shipped, table, unpacked

LINES = [f"第{n}个渔港码头要加快建设，渔港码头管理处按时验收。" for n in "一二三四五六七八九"]


def test_a_paragraph_counts_once_however_often_it_stands_in_texts() -> None:
    made = table("t", ["\n".join(LINES), "\n".join(LINES[:4]), "短句。"])
    assert made.paragraphs == 9
    assert made.counts["渔港"] == 9


def test_a_table_comes_back_from_its_file_as_it_was() -> None:
    made = table("2026.1", ["\n".join(LINES)])
    again = unpacked(packed(made))
    assert (again.version, again.paragraphs, dict(again.counts)) == (made.version, made.paragraphs, dict(made.counts))
    assert packed(again) == packed(made)


def test_an_empty_table_takes_everything_for_rare() -> None:
    nothing = unpacked(packed(table("t", [])))
    assert nothing.weights_of_pairs(pair_codes("渔港码头")).tolist() == [nothing.weight("渔港")] * 3


def test_pairs_weigh_the_same_by_their_codes_as_by_their_characters() -> None:
    words = "渔港发展𠮷工作建设魍魉"
    pairs = [words[i : i + 2] for i in range(len(words) - 1)]
    known = shipped()
    assert np.allclose(known.weights_of_pairs(pair_codes(words)), [known.weight(pair) for pair in pairs])


def test_what_every_text_says_weighs_less_than_what_few_say() -> None:
    known = shipped()
    assert known.weight("工作") < known.weight("渔港") < known.weight("缆桩")
