"""Versions are told from independent texts, and their edits say what changed."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from app.comparison.model import Comparison, Edit, Mode, Operation
from app.comparison.prepared import Prepared
from app.comparison.settings import Settings
from app.comparison.versions import edits
from tests.conftest import document

Compare = Callable[..., Comparison]

LINES = [
    "渔港码头的缆桩要逐根敲击听音，锈蚀过半的当天换掉。",
    "三所村小的食堂换上新灶台，校车每天跑两趟山路。",
    "河工队腊月里上堤，险工险段备足块石。",
    "老街的青石板按原样铺回去，骑楼的木窗请老木匠修。",
]


def said(comparison: Comparison, edit: Edit) -> tuple[str, str, str]:
    one, other = comparison.documents
    return edit.operation.value, one.text[edit.a.start : edit.a.end], other.text[edit.b.start : edit.b.end]


def changes(compared: Compare, one: list[str], other: list[str]) -> list[tuple[str, str, str]]:
    comparison = compared("同志们：\n" + "\n".join(one), "同志们：\n" + "\n".join(other))
    (pair,) = comparison.pairs
    assert pair.mode is Mode.VERSIONS
    return [said(comparison, edit) for edit in pair.edits]


def test_a_changed_word_is_one_replacement(compared: Compare) -> None:
    assert changes(compared, LINES, [LINES[0].replace("当天", "次日"), *LINES[1:]]) == [("replace", "当天", "次日")]


def test_an_inserted_and_a_deleted_paragraph_are_named_whole(compared: Compare) -> None:
    new = "新建两座渔政执法艇泊位。"
    assert changes(compared, LINES, [LINES[0], LINES[1], LINES[3], new]) == [
        ("delete", LINES[2], ""),
        ("insert", "", new),
    ]


def test_a_moved_paragraph_is_a_move(compared: Compare) -> None:
    assert changes(compared, LINES, [LINES[3], *LINES[:3]]) == [("move", LINES[3], LINES[3])]


def test_texts_that_share_little_are_no_versions(compared: Compare) -> None:
    (pair,) = compared("\n".join(LINES[:3]), LINES[0] + "\n" + LINES[3] * 6).pairs
    assert pair.mode is Mode.TEXTS
    assert pair.edits == ()


@given(
    st.lists(st.sampled_from([*LINES, "散会。"]), max_size=6),
    st.lists(st.sampled_from([*LINES, LINES[1].replace("两趟", "三趟"), "散会。"]), max_size=6),
)
@settings(max_examples=60)
def test_what_no_edit_touches_is_the_same_in_both(one: list[str], other: list[str]) -> None:
    a, b = Prepared(document("\n".join(one))), Prepared(document("\n".join(other)))
    found = edits(a, b, Settings())
    moved = [edit for edit in found if edit.operation is Operation.MOVE]
    changed = [edit for edit in found if edit.operation is not Operation.MOVE]
    kept_a = left(a.body, [e.a for e in changed] + [e.a for e in moved])
    kept_b = left(b.body, [e.b for e in changed] + [e.b for e in moved])
    assert kept_a == kept_b


def left(text: str, spans: list) -> str:  # type: ignore[type-arg]
    gone = {at for span in spans for at in range(span.start, span.end)}
    return "".join(c for at, c in enumerate(text) if at not in gone and c != "\n")
