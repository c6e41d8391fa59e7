"""Edits know rows, notes, blank lines and line breaks, and what became of paragraphs of each kind."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from app.comparison.edit_script import applied
from app.comparison.edits import edits
from app.document.model import Block, BlockKind, Document
from app.document.outline import outlined
from app.messages import message
from tests.conftest import document

LINES = [
    "渔港码头的缆桩要逐根敲击听音，锈蚀过半的当天换掉。",
    "三所村小的食堂换上新灶台，校车每天跑两趟山路。",
    "河工队腊月里上堤，险工险段备足块石。",
    "老街的青石板按原样铺回去，骑楼的木窗请老木匠修。",
    "茶山上的炒青作坊入秋前通电，手工揉捻的老师傅带三个徒弟。",
    "盐田改养对虾以后，涵闸的启闭归水利站统一调度。",
]


def told(one: Document, other: Document) -> list[tuple[str, str, str]]:
    found = edits(one, other)
    assert applied(found, one.text, other.text) == other.text
    return [(e.operation.value, one.text[e.a.start : e.a.end], other.text[e.b.start : e.b.end]) for e in found]


def differ(one: Document, other: Document) -> bool:
    """Whether edits, which lead from the one to the other, are needed at all."""
    return bool(told(one, other))


def between(one: list[str], other: list[str]) -> list[tuple[str, str, str]]:
    return told(document("\n".join(one)), document("\n".join(other)))


def with_kinds(*blocks: tuple[BlockKind, str], row: int = 0) -> Document:
    """A document of blocks; cells stand in rows of two."""
    made, start, cells = [], 0, 0
    for kind, text in blocks:
        where = message("where.line", number=1)
        if kind is BlockKind.CELL:
            where = message("where.cell", table=1, row=cells // 2 + 1, column=cells % 2 + 1)
            cells += 1
        made.append(Block(start, start + len(text), kind, where))
        start += len(text) + 1
    text = "\n".join(text for _, text in blocks)
    return outlined(Document("甲.docx", "甲.docx", "0", "docx", text, len(text), tuple(made)))


def test_the_same_text_has_no_edits() -> None:
    assert between(LINES, LINES) == []


def test_a_split_paragraph_is_a_split_and_what_changed_in_it() -> None:
    whole = LINES[0] + LINES[1].replace("两趟", "三趟")
    found = between([whole, *LINES[2:]], LINES)
    assert found == [("split", whole, LINES[0] + "\n" + LINES[1]), ("replace", "三趟", "两趟")]


def test_a_paragraph_split_in_four_like_none_of_them_is_a_split() -> None:
    whole = "".join(LINES[:4])
    assert between([whole, *LINES[4:]], LINES) == [("split", whole, "\n".join(LINES[:4]))]


def test_merged_paragraphs_are_a_merge_though_the_second_is_short() -> None:
    assert between(
        ["散会以前，" + LINES[0], "散会。", *LINES[1:]], ["散会以前，" + LINES[0] + "散会。", *LINES[1:]]
    ) == [("merge", "散会以前，" + LINES[0] + "\n散会。", "散会以前，" + LINES[0] + "散会。")]


def test_an_added_paragraph_beside_a_changed_one_is_no_split() -> None:
    operations = [
        operation for operation, _, _ in between(LINES[:3], [LINES[0], LINES[1] + LINES[5], LINES[4], LINES[2]])
    ]
    assert operations == ["insert", "insert"]


def test_renumbered_paragraphs_change_their_number_alone() -> None:
    one = ["第五条　" + LINES[0], "第六条　" + LINES[1]]
    other = ["第五条　" + LINES[4], "第六条　" + LINES[0], "第七条　" + LINES[1]]
    changed = [(old, new) for operation, old, new in between(one, other) if operation == "replace"]
    assert changed == [("五", "六"), ("六", "七")]


def test_a_paragraph_that_stands_in_a_much_longer_one_is_not_struck() -> None:
    one = [LINES[0], "第五条　校车每天跑两趟山路。", LINES[2]]
    other = [LINES[0], "第七条　校车每天跑两趟山路。" + LINES[4] + LINES[5], LINES[2]]
    assert between(one, other) == [("replace", "五", "七"), ("insert", "", LINES[4] + LINES[5])]


def test_of_two_paragraphs_that_change_places_the_one_with_more_words_in_both_stays() -> None:
    half = LINES[1] + LINES[3]
    one = [half + LINES[2], LINES[0] + LINES[4], LINES[5]]
    other = [
        LINES[0] + LINES[4],
        half.replace("石板", "砖墙").replace("灶台", "水井") + "当年开工，次年验收。",
        LINES[5],
    ]
    assert not any(LINES[0] in old for _, old, _ in between(one, other))


def test_changed_blank_lines_and_white_space_are_edits_too() -> None:
    assert between(LINES[:2], [LINES[0], "", "　" + LINES[1]]) == [("insert", "", "\n"), ("insert", "", "　")]


def test_a_row_of_a_table_comes_whole() -> None:
    cells = [(BlockKind.CELL, text) for text in ("码头", "十二座", "泊位", "")]
    more = [(BlockKind.CELL, text) for text in ("灯塔", "三座")]
    one, other = with_kinds(*cells), with_kinds(*cells[:2], *more, *cells[2:])
    assert told(one, other) == [("insert", "", "灯塔\n三座\n")]


def test_a_cell_and_a_paragraph_are_never_one() -> None:
    one = with_kinds((BlockKind.PARAGRAPH, LINES[1]), (BlockKind.PARAGRAPH, LINES[0]))
    other = with_kinds((BlockKind.CELL, LINES[1]), (BlockKind.PARAGRAPH, LINES[0].replace("当天", "次日")))
    assert told(one, other) == [
        ("delete", LINES[1] + "\n", ""),
        ("insert", "", LINES[1] + "\n"),
        ("replace", "当天", "次日"),
    ]


def test_notes_and_footers_have_edits_though_they_are_not_the_body() -> None:
    one = with_kinds((BlockKind.PARAGRAPH, LINES[0]), (BlockKind.FOOTNOTE, LINES[1]), (BlockKind.FOOTER, "第一稿"))
    other = with_kinds(
        (BlockKind.PARAGRAPH, LINES[0]),
        (BlockKind.FOOTNOTE, LINES[1].replace("两趟", "三趟")),
        (BlockKind.FOOTER, "第二稿"),
    )
    assert ("replace", "两趟", "三趟") in told(one, other)


PARAGRAPHS = st.lists(
    st.sampled_from(
        [
            *LINES,
            LINES[0] + LINES[1],
            LINES[2] + "\u2028" + LINES[3],
            LINES[1].replace("两趟", "三趟"),
            "散会。",
            "",
            "　　",
            "，",
            "\u200b",
        ]
    ),
    max_size=9,
)


@given(PARAGRAPHS, PARAGRAPHS)
@settings(max_examples=200)
def test_edits_lead_from_one_to_the_other_whatever_the_paragraphs(one: list[str], other: list[str]) -> None:
    made = [document("\n".join(lines)) for lines in (one, other)]
    assert differ(*made) == (made[0].text != made[1].text)


@st.composite
def drafts(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """A draft and the next: paragraphs edited, moved, split, merged, dropped, blank lines between."""
    one = draw(st.lists(st.sampled_from([*LINES, LINES[0] + LINES[1], ""]), min_size=1, max_size=7))
    other = list(one)
    for _ in range(draw(st.integers(0, 5))):
        at = draw(st.integers(0, len(other) - 1)) if other else 0
        change = draw(st.sampled_from(["move", "split", "merge", "drop", "word", "blank", "break"]))
        if not other:
            other.append(LINES[5])
        elif change == "move":
            other.insert(draw(st.integers(0, len(other) - 1)), other.pop(at))
        elif change == "split":
            cut = draw(st.integers(0, len(other[at])))
            other[at : at + 1] = [other[at][:cut], other[at][cut:]]
        elif change == "merge":
            other[at : at + 2] = ["".join(other[at : at + 2])]
        elif change == "drop":
            del other[at]
        elif change == "word":
            other[at] = other[at].replace("老", "古").replace("，", "；")
        else:
            other.insert(at, "" if change == "blank" else "　 ")
    return one, other


@given(drafts())
@settings(max_examples=200)
def test_edits_lead_from_a_draft_to_the_next(both: tuple[list[str], list[str]]) -> None:
    made = [document("\n".join(lines)) for lines in both]
    assert differ(*made) == (made[0].text != made[1].text)


@given(drafts(), st.data())
@settings(max_examples=100)
def test_edits_lead_on_though_paragraphs_have_line_breaks_in_them(
    both: tuple[list[str], list[str]], data: st.DataObject
) -> None:
    def broken(lines: list[str]) -> Document:
        return with_kinds(
            *((BlockKind.PARAGRAPH, data.draw(st.sampled_from([line, line.replace("，", "\n")]))) for line in lines)
        )

    made = [broken(lines or [""]) for lines in both]
    assert differ(*made) == (made[0].text != made[1].text)
