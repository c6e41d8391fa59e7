"""The edits between two versions say what a person did, and lead from the one to the other."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.comparison.edit_script import Step, applied, script
from app.comparison.edits import edits
from app.comparison.model import Edit, Operation
from app.document.model import Document
from app.document.reading import read
from app.errors import UnreadableInput
from tests.comparison.known_edits import Known, known_edits, missed
from tests.conftest import document

LINES = [
    "渔港码头的缆桩要逐根敲击听音，锈蚀过半的当天换掉。",
    "三所村小的食堂换上新灶台，校车每天跑两趟山路。",
    "河工队腊月里上堤，险工险段备足块石。",
    "老街的青石板按原样铺回去，骑楼的木窗请老木匠修。",
]


def said(one: Document, other: Document) -> list[tuple[str, str, str]]:
    """Each edit with what it takes and what it brings."""
    return [
        (edit.operation.value, one.text[edit.a.start : edit.a.end], other.text[edit.b.start : edit.b.end])
        for edit in edits(one, other)
    ]


def changes(one: list[str], other: list[str]) -> list[tuple[str, str, str]]:
    return said(document("\n".join(one)), document("\n".join(other)))


def test_a_changed_word_is_one_replacement() -> None:
    assert changes(LINES, [LINES[0].replace("当天", "次日"), *LINES[1:]]) == [("replace", "当天", "次日")]


def test_paragraphs_that_came_and_went_take_their_line_ends_with_them() -> None:
    new = "新建两座渔政执法艇泊位。"
    assert changes(LINES, [LINES[0], LINES[1], LINES[3], new]) == [
        ("delete", LINES[2] + "\n", ""),
        ("insert", "", "\n" + new),
    ]


def test_a_moved_paragraph_is_a_move_and_a_changed_one_has_its_change_behind_it() -> None:
    assert changes(LINES, [LINES[3], *LINES[:3]]) == [("move", "\n" + LINES[3], LINES[3] + "\n")]
    moved = LINES[3].replace("老木匠", "县里的匠人")
    assert changes(LINES, [moved, *LINES[:3]]) == [
        ("move", "\n" + LINES[3], moved + "\n"),
        ("replace", "老木匠", "县里的匠人"),
    ]


def test_neighbours_that_moved_together_are_one_move() -> None:
    lines = [*LINES, "散货堆场喷淋三遍，煤尘不出港区。", "护林员一人一片山，火种不上山。"]
    found = changes(lines, [lines[4], lines[5], *lines[:4]])
    assert found == [("move", "\n" + "\n".join(lines[4:]), "\n".join(lines[4:]) + "\n")]


def test_short_lines_do_not_move() -> None:
    assert changes(["散会。", *LINES], [*LINES, "散会。"]) == [("delete", "散会。\n", ""), ("insert", "", "\n散会。")]


def test_a_paragraph_in_two_is_a_split_and_two_in_one_are_a_merge() -> None:
    parts = ["渔港码头的缆桩要逐根敲击听音，", "锈蚀过半的当天换掉。"]
    assert changes(LINES, [*parts, *LINES[1:]]) == [("split", LINES[0], "\n".join(parts))]
    assert changes([*parts, *LINES[1:]], LINES) == [("merge", "\n".join(parts), LINES[0])]


def test_what_changed_in_a_split_paragraph_is_told_too() -> None:
    parts = ["渔港码头的缆桩要逐根敲击听音，", "锈蚀过半的次日换掉。"]
    assert changes(LINES, [*parts, *LINES[1:]]) == [
        ("split", LINES[0], "\n".join(parts)),
        ("replace", "当天", "次日"),
    ]


def test_changed_punctuation_is_told_from_changed_words() -> None:
    found = changes([LINES[2]], ["河工队腊月里上堤；隐患点位备足块石。"])
    assert found == [("replace", "，", "；"), ("replace", "险工险段", "隐患点位")]


def test_numbers_are_changed_whole() -> None:
    found = changes(["全年新修水渠1250公里，增长12.5%。"], ["全年新修水渠1350公里，增长13.5%。"])
    assert found == [("replace", "1250", "1350"), ("replace", "12.5%", "13.5%")]


TEXTS = st.lists(
    st.one_of(
        st.sampled_from([*LINES, LINES[1].replace("两趟", "三趟"), LINES[2][:9], LINES[2][9:], "散会。", "", "　"]),
        st.text("先立后破，不。 12a", max_size=12),
    ),
    max_size=7,
)


@given(TEXTS, TEXTS)
@settings(max_examples=200, deadline=None)
def test_edits_lead_from_any_text_to_any_other(one: list[str], other: list[str]) -> None:
    a, b = document("\n".join(one)), document("\n".join(other))
    found = edits(a, b)
    assert applied(found, a.text, b.text) == b.text
    assert_cut_the_same(a.text, b.text, found)


def assert_cut_the_same(a: str, b: str, found: tuple[Edit, ...]) -> None:
    """Without what edits took and brought both versions are the same, line ends inside splits and merges aside."""
    walk = script(found, a, b)
    assert "".join(a[s.a.start : s.a.end] for s in walk if s.step is not Step.INSERT) == a
    assert "".join(b[s.b.start : s.b.end] for s in walk if s.step is not Step.DELETE) == b
    assert all(a[s.a.start : s.a.end] == b[s.b.start : s.b.end] for s in walk if s.step is Step.KEEP)


@given(st.permutations(LINES), st.integers(0, 3), st.integers(1, 8))
@settings(max_examples=60, deadline=None)
def test_shuffled_and_parted_paragraphs_are_moves_and_splits_not_new_text(
    order: list[str], parted: int, at: int
) -> None:
    other = [*order[:parted], order[parted][:at], order[parted][at:], *order[parted + 1 :]]
    found = changes(LINES, other)
    new = sum(len(gone) + len(come) for operation, gone, come in found if operation in {"insert", "delete", "replace"})
    assert new <= 4 * (at + 1)


def test_edits_that_lead_elsewhere_are_refused() -> None:
    a, b = document("先立后破。"), document("先破后立。")
    with pytest.raises(ValueError, match="do not lead"):
        applied((), a.text, b.text)


def versions(corpus: Path) -> list[tuple[Path, Path]]:
    folders = [f for kind in ("amended", "pairs") for f in sorted((corpus / "corpus" / kind).iterdir()) if f.is_dir()]
    found = [pair for folder in folders for pair in combinations(sorted(folder.iterdir()), 2)]
    drafts = sorted((corpus / "speeches_docx").glob("*__gbt.docx"))
    return found + [
        (d, d.with_name(d.name.replace("gbt", other))) for d in drafts for other in ("draft2", "web", "auto")
    ]


@pytest.mark.corpus
def test_edits_lead_from_one_real_version_to_the_other(corpus: Path) -> None:
    opened: dict[Path, Document] = {}
    compared = 0
    for pair in versions(corpus):
        try:
            a, b = (opened.setdefault(path, read(path)) for path in pair)
        except UnreadableInput:  # nothing but a picture in it
            continue
        compared += 1
        assert applied(edits(a, b), a.text, b.text) == b.text, pair
    assert compared > 60


@pytest.mark.corpus
@pytest.mark.parametrize("number", [0, 1, 2])
def test_what_was_done_to_a_draft_is_found_as_what_it_is(corpus: Path, number: int) -> None:
    folder = corpus / "speeches_docx"
    old = sorted(folder.glob("*__gbt.docx"))[number]
    new = old.with_name(old.name.replace("gbt", "draft2"))
    known: list[Known] = known_edits(folder / "expected.json", new.name)
    a, b = read(old), read(new)
    found = edits(a, b)

    not_found, others = missed(known, found, a.text, b.text)

    assert len(not_found) <= 0.05 * len(known), not_found
    assert len(others) <= 0.05 * len(found), others


@pytest.mark.corpus
def test_another_paper_has_hardly_a_paragraph_in_common(corpus: Path) -> None:
    one, other = (read(path) for path in sorted((corpus / "speeches").glob("*.txt"))[:2])
    kinds = [edit.operation for edit in edits(one, other)]
    assert Operation.SPLIT not in kinds
    assert Operation.MERGE not in kinds
