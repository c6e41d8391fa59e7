"""Where a redline says that text moved from and to."""

from __future__ import annotations

from collections.abc import Sequence

from app.document.model import Block, BlockKind, Document
from app.export.redline_places import Places
from app.messages import message


def document(*lines: str, levels: Sequence[int | None] = (), numbers: Sequence[str] = ()) -> Document:
    """Give a document of these lines, with declared levels and computed numbers where they are given."""
    blocks, start = [], 0
    for at, line in enumerate(lines):
        where = message("where.paragraph", number=at + 1)
        level = levels[at] if levels else None
        number = numbers[at] if numbers else ""
        blocks.append(Block(start, start + len(line), BlockKind.PARAGRAPH, where, number=number, outline_level=level))
        start += len(line) + 1
    text = "\n".join(lines)
    return Document("甲.docx", "甲.docx", "", "docx", text, len(text), tuple(blocks))


def places(read: Document) -> list[str]:
    """Give the place of each line."""
    return [Places(read, "zh").at(block.start) for block in read.blocks]


def test_an_article_is_named_with_its_chapter_whatever_lists_stand_between() -> None:
    law = document("第一章 总则", "第一条 甲。", "（一）机关；", "（二）企业。", "第二条 乙。", "第二章 附则")
    assert places(law) == [
        "第一章总则",
        "第一章 › 第一条",
        "第一章 › 第一条 › （一）机关",
        "第一章 › 第一条 › （二）企业",
        "第一章 › 第二条",
        "第二章附则",
    ]


def test_text_below_a_number_is_named_by_it_and_a_long_heading_is_cut() -> None:
    heading = "一、" + "坚持以人民为中心的发展思想" * 3
    assert places(document(heading, "各地要落实。"))[1] == "一、" + ("坚持以人民为中心的发展思想" * 3)[:23] + "…"


def test_headings_that_the_file_declares_hold_what_is_numbered_below() -> None:
    report = document("工作回顾", "一、经济", "下步打算", "文字。", levels=[1, None, 2, None])
    assert places(report) == ["工作回顾", "工作回顾 › 一、经济", "工作回顾 › 下步打算", "工作回顾 › 下步打算"]


def test_an_article_never_holds_an_article_whatever_levels_are_declared() -> None:
    law = document("第一条 甲。", "第二条 乙。", levels=[1, 2])
    assert places(law) == ["第一条", "第二条"]


def test_numbers_that_word_computes_count_as_printed_ones() -> None:
    assert places(document("强化责任。", "文字。", numbers=["（一）", ""])) == ["（一）强化责任", "（一）强化责任"]


def test_without_a_number_above_it_is_the_paragraph() -> None:
    assert places(document("同志们：", "今天开会。")) == ["第1段", "第2段"]
