"""The outline: what a careful secretary would draw."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.document.model import Document, Section, SectionKind
from app.document.outline import outlined
from app.document.readers import plain_text, wordml
from tests.conftest import document

SPEECH = """在全市安全生产工作会议上的讲话
（2024年3月18日）
李文华

同志们：
今天召开会议，安排部署安全生产工作。下面，我讲三点意见。
一、提高认识，增强责任感
去年以来，各级形式单一的检查少了。一是责任更加落实。各级书记是第一责任人。二是基础更加牢固。第二批企业通过验收。对这些成绩，要充分肯定。
二、突出重点，抓好落实
（一）抓实隐患排查
1.排查要全面。不留死角。
2.整改要彻底。一系列问题要清零。
（二）抓实应急处置
要加强值守。
三、加强领导，形成合力
一要压实责任。层层传导压力。
二要严格问责。失责必问。
同志们，责任重于泰山。让我们共同努力！
云泽市人民政府
2024年3月18日
"""


def shape(of: Document) -> list[str]:
    """One line a section: indent, kind, label and heading."""
    return [f"{'  ' * (s.level - 1)}{s.kind} {s.label}{s.heading}".rstrip() for s in of.sections]


def test_a_speech_has_the_outline_that_a_reader_sees() -> None:
    assert shape(document(SPEECH)) == [
        "title 在全市安全生产工作会议上的讲话",
        "speaker",
        "salutation",
        "preamble",
        "  body",
        "  body",
        "section 一、提高认识，增强责任感",
        "  lead",
        "  item 一是责任更加落实",
        "  item 二是基础更加牢固",
        "  body",
        "section 二、突出重点，抓好落实",
        "  section （一）抓实隐患排查",
        "    section 1.排查要全面",
        "    section 2.整改要彻底",
        "  section （二）抓实应急处置",
        "section 三、加强领导，形成合力",
        "  item 一要压实责任",
        "  item 二要严格问责",
        "closing",
        "signature",
        "date",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "形式单一、内容空洞。",
        "第一书记要到岗。",
        "第二批干部下乡。",
        "第一责任人要负责。",
        "第三届大会召开。",
        "一以贯之抓落实。",
        "一系列举措落地。",
        "2024.5万元到账。",
    ],
)
def test_look_alikes_are_no_headings(line: str) -> None:
    sections = document(f"各位同志：\n{line}\n{line}\n").sections
    assert [s.label for s in sections if s.label] == []


def test_one_lonely_item_is_no_run() -> None:
    assert [s.label for s in document("同志们：\n要做好工作。一是抓学习。然后散会。\n").sections if s.label] == []


def test_a_glued_salutation_ends_before_the_sentence() -> None:
    salutation, preamble = document("同志们，今天我们开会。\n").sections
    assert (salutation.kind, salutation.span.end) == (SectionKind.SALUTATION, 4)
    assert (preamble.kind, preamble.span.start) == (SectionKind.PREAMBLE, 4)


def test_two_runs_of_items_under_one_heading_stand_under_bodies_of_their_own() -> None:
    text = "一、总结\n成绩有：一是甲好。二是乙好。\n问题有：一是丙差。二是丁差。\n二、任务\n干。\n"
    assert shape(document(text))[:8] == [
        "section 一、总结",
        "  body",
        "    lead",
        "    item 一是甲好",
        "    item 二是乙好",
        "  body",
        "    lead",
        "    item 一是丙差",
    ]


def test_ordinals_hold_what_starts_again_under_them() -> None:
    text = "第一，提高认识。\n一是学习。学。\n二是宣传。讲。\n第二，抓好落实。\n一是检查。查。\n二是整改。改。\n"
    assert [(s.level, s.label) for s in document(text).sections if s.label] == [
        (1, "第一，"),
        (2, "一是"),
        (2, "二是"),
        (1, "第二，"),
        (2, "一是"),
        (2, "二是"),
    ]


def test_articles_of_a_law_run_on_over_their_chapters() -> None:
    text = (
        "# 某某法\n\n## 第一章 总则\n\n第一条 为了安全，制定本法。\n\n第二条 本法适用于各单位。\n\n"
        "## 第二章 职责\n\n第三条 单位应当负责。\n"
    )
    labels = [(s.level, s.label) for s in document(text, "法.md").sections if s.label]
    assert labels == [(1, "第一章"), (2, "第一条"), (2, "第二条"), (1, "第二章"), (2, "第三条")]


def labels(text: str, name: str = "文稿.txt") -> list[tuple[int, str]]:
    return [(s.level, s.label) for s in document(text, name).sections if s.label]


def test_english_papers_are_numbered_by_letters_roman_numerals_and_words() -> None:
    text = "Annual Report\nI. Review\nA. Ports\nDone.\nB. Roads\n1. North\nDone.\n2. South\nDone.\nII. Tasks\nMore.\n"
    assert labels(text) == [(1, "I."), (2, "A."), (2, "B."), (3, "1."), (3, "2."), (1, "II.")]
    law = "Chapter 1 General\nArticle 1 Words.\nArticle 2 Words.\nChapter 2 Duties\nArticle 3 Words.\n"
    found = [(1, "Chapter 1"), (2, "Article 1"), (2, "Article 2"), (1, "Chapter 2"), (2, "Article 3")]
    assert labels(law) == found


def test_numbers_of_several_places_stand_below_the_shorter_ones() -> None:
    first = "1. 背景\n1.1 来源\n文字。\n1.2 方法\n1.2.1 甲\n文字。\n1.2.2 乙\n文字。\n"
    text = first + "2. 结论\n2.1 其一\n文字。\n2.2 其二\n文字。\n"
    found = [(1, "1."), (2, "1.1"), (2, "1.2"), (3, "1.2.1"), (3, "1.2.2"), (1, "2."), (2, "2.1"), (2, "2.2")]
    assert labels(text) == found


def test_laws_in_traditional_characters_have_their_articles() -> None:
    text = "第一章 通則\n第一條 (適用)\n為統計，制定本法。\n第二條 略。\n第二章 附則\n第三條 完。\n"
    assert labels(text) == [(1, "第一章"), (2, "第一條"), (2, "第二條"), (1, "第二章"), (2, "第三條")]


def test_a_number_in_an_odd_form_counts_where_it_fills_a_gap_and_nowhere_else() -> None:
    text = "1.学。\n甲。\n2.练。\n乙。\n3.4条大道：通车。\n4.干。丙。5.查。\n丁。\n6.改。\n戊。\n"
    assert [label for _, label in labels(text)] == ["1.", "2.", "3.", "4.", "5.", "6."]
    assert labels("1.学。\n甲。\n2.练。\n3.5亿元到账。\n3.干。\n")[-1] == (1, "3.")
    assert len(labels("1.学。\n甲。\n2.练。\n3.5亿元到账。\n3.干。\n")) == 3


def test_an_article_that_is_only_cited_at_the_head_of_a_line_is_none() -> None:
    assert [label for _, label in labels("第一条 甲。\n第二条 依照\n第九条 所列办理。\n第三条 乙。\n")] == [
        "第一条",
        "第二条",
        "第三条",
    ]


def test_numbers_in_brackets_lie_in_the_items_that_they_follow() -> None:
    first = "同志们：\n要办实事：一是修路。（1）修东路。填坑。（2）修西路。铺油。"
    text = first + "二是造林。（1）种松。浇水。（2）种柏。培土。\n"
    assert labels(text) == [(3, "一是"), (4, "（1）"), (4, "（2）"), (3, "二是"), (4, "（1）"), (4, "（2）")]


def test_a_run_at_the_heads_of_paragraphs_goes_on_behind_what_is_counted_in_one_of_them() -> None:
    inside = "我们要办好实事：一是修码头；二是修学校；三是修河堤；四是修灯塔。"
    found = document(f"讲三点。\n一要抓港口。缆桩换新。\n二要抓民生。{inside}\n三要抓安全。逐日巡查。\n").sections
    outer = [section for section in found if section.label in ("一要", "二要", "三要")]
    assert [section.label for section in outer] == ["一要", "二要", "三要"]
    assert len({section.parent for section in outer}) == 1
    inner = [section.parent for section in found if section.label.endswith("是")]
    assert inner == [outer[1].id] * 4


def test_a_run_that_begins_inside_a_paragraph_may_go_on_at_the_heads_of_others() -> None:
    found = document("一是学。缆桩换新。\n二是干。做好三件：一是修码头。\n二是修学校。\n三是修河堤。\n").sections
    assert [section.label for section in found if section.label] == ["一是", "二是", "一是", "二是", "三是"]
    assert len({section.parent for section in found if section.heading in ("修学校", "修河堤")}) == 1


def test_two_runs_in_one_paragraph_stand_side_by_side() -> None:
    text = "一、总结\n成绩有，一是甲好。二是乙好。外贸也稳。第一，出口增。第二，进口增。\n二、任务\n干。\n"
    found = document(text).sections
    by_id = {s.id: s for s in found}
    assert all(s.span.within(by_id[s.parent].span) for s in found if s.parent)
    assert [s.label for s in found if s.kind == "item"] == ["一是", "二是", "第一，", "第二，"]


ODD_LINES = [
    "甲：一是学。第一，看。第二，读。二是干。第一，想。第二，做。",
    "一是（1）甲。（2）乙。二是（3）丙。",
    "1.1 甲",
    "1.2 乙",
    "I. A",
    "第一，要学。",
    "（三）",
    "3.",
    "一要甲。二要乙。三要丙。",
    "第二章 职责",
    "附件：1.清单",
    "　　",
    "X",
]
LINES = st.lists(st.sampled_from([*SPEECH.split("\n"), *ODD_LINES]), max_size=25)


@given(LINES)
def test_level_one_tiles_the_body_and_children_lie_in_order_inside_their_parents(lines: list[str]) -> None:
    found = document("\n".join(lines))
    by_id = {section.id: section for section in found.sections}
    assert len(by_id) == len(found.sections)
    top = [section for section in found.sections if section.parent is None]
    if found.text:
        assert [s.span.start for s in top] == [0, *(s.span.end for s in top[:-1])]
        assert top[-1].span.end == found.body_end
    last: dict[str | None, Section] = {}
    for section in found.sections:
        before = last.get(section.parent)
        assert before is None or before.span.end <= section.span.start
        last[section.parent] = section
        assert section.level == section.id.count(".") + 1
        if section.parent is not None:
            assert section.span.within(by_id[section.parent].span)
        if section.heading_span is not None:
            assert section.heading_span.within(section.span)


@pytest.mark.corpus
def test_the_reference_outlines_of_real_speeches_are_found(corpus: Path) -> None:
    gold = json.loads((corpus / "gold" / "sections.json").read_text(encoding="utf-8"))
    for name, sections in gold["sections"].items():
        found = {
            (s.span.start, s.label) for s in outlined(plain_text.read(corpus / "speeches" / name)).sections if s.label
        }
        assert found == {(s["start"], s["label"]) for s in sections if s["marker"] == "numbered"}


@pytest.mark.corpus
def test_numbers_that_word_computes_give_the_outline_of_numbers_that_are_typed(corpus: Path) -> None:
    folder = corpus / "speeches_docx"
    for typed in sorted(folder.glob("*__gbt.docx")):
        computed = typed.with_name(typed.name.replace("__gbt", "__auto"))
        labels = [
            [
                re.sub(r"\s", "", s.label)
                for s in outlined(wordml.read(path)).sections
                if s.label and s.kind is not SectionKind.TITLE
            ]
            for path in (typed, computed)
        ]
        assert labels[0] == labels[1]
