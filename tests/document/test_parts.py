"""What stands around the body of a paper: in front, behind, attached."""

from __future__ import annotations

from tests.conftest import document

NOTICE = """云泽市人民政府关于加强港口安全的通知
各区县人民政府，市政府各部门：
为加强港口安全，现通知如下。
一、提高认识
要高度重视。
二、抓好落实
1.排查。
2.整改。
{listed}云泽市人民政府
2024年3月18日
{attached}"""
LISTED = "附件：1.重点任务清单\n　　　2.责任单位名单\n\n"
ATTACHED = """
附件1
重点任务清单
一、缆桩
逐根敲击听音。
二、灯塔
逐座检修。
附件2
责任单位名单
港务所、海事所。
抄送：市委办公室，市人大常委会办公室。
"""


def top(text: str, name: str = "通知.txt") -> list[tuple[str, str]]:
    """The kinds of level 1 behind the preamble, each with its first words."""
    found = document(text, name)
    return [(s.kind.value, found.text[s.span.start :].lstrip()[:4]) for s in found.sections if s.level == 1]


def test_attachments_stand_behind_the_date_and_the_list_of_them_before_the_signature() -> None:
    assert top(NOTICE.format(listed=LISTED, attached=ATTACHED))[-7:] == [
        ("section", "二、抓好"),
        ("attachment", "附件：1"),
        ("signature", "云泽市人"),
        ("date", "2024"),
        ("attachment", "附件1\n"),
        ("attachment", "附件2\n"),
        ("imprint", "抄送：市"),
    ]


def test_numbers_of_an_attachment_are_its_own() -> None:
    found = document(NOTICE.format(listed="", attached=ATTACHED.replace("重点任务清单\n", "")))
    by_id = {section.id: section for section in found.sections}
    holders = [by_id[s.parent].kind if s.parent else None for s in found.sections if s.label in ("一、", "二、")]
    assert holders == [None, None, "attachment", "attachment"]


def test_a_file_that_begins_with_an_attachments_number_is_that_attachment() -> None:
    assert [kind for kind, _ in top("附件1\n港口安全方案\n一、目标\n安全。\n二、措施\n检查。\n")] == [
        "title",
        "section",
        "section",
    ]


def test_explained_terms_behind_a_speech_leave_it_its_closing() -> None:
    speech = "讲话\n同志们：\n我讲两点。\n一、学\n学习。\n二、干\n干活。\n同志们，让我们努力！\n"
    terms = "附：名词解释\n1.缆桩：系船。\n2.灯塔：照明。\n"
    assert top(speech + terms)[-2:] == [("closing", "同志们，"), ("attachment", "附：名词")]


def test_english_speeches_have_their_salutation_and_closing() -> None:
    text = "Speech on Ports\nLadies and gentlemen,\nWelcome.\nI. Ports\nWe build.\nII. Roads\nWe mend.\nThank you.\n"
    kinds = ["title", "salutation", "preamble", "section", "section", "closing"]
    assert [kind for kind, _ in top(text)] == kinds


def test_rules_of_markdown_are_no_title() -> None:
    law = "## 港口管理规定\n\n### 第一章 总则\n\n内容。\n\n### 第二章 附则\n\n内容。\n"
    found = document(f"---\ntitle: 甲\n---\n\n> 说明\n\n---\n\n{law}", "规定.md").sections
    assert [(s.kind, s.label, s.heading) for s in found if s.level == 1] == [
        ("title", "", "港口管理规定"),
        ("section", "第一章", "总则"),
        ("section", "第二章", "附则"),
    ]


def test_a_stretch_is_told_by_its_own_words_alone() -> None:
    text = "同志们：\n今天开会。\n存在的问题也不少。\n一、学\n学习。\n二、干\n干活。\n"
    told = [(s.function, document(text).text[s.span.start :][:4]) for s in document(text).sections if s.kind == "body"]
    assert told == [(None, "今天开会"), ("problems", "存在的问")]


def test_a_date_above_the_text_takes_nothing_of_it_away() -> None:
    body = "近年来，各级组织对执行处分决定的程序不够清楚，现就有关问题通知如下，请各单位遵照执行，不得延误。\n"
    kinds = [kind for kind, _ in top(f"关于执行程序的通知\n（1992年9月5日）\n{body}{body}")]
    assert "date" not in kinds
    assert kinds[-1] in {"preamble", "body"}
    assert [kind for kind, _ in top(f"通知\n{body}{body}云泽市港务局\n1992年9月5日\n（此件公开发布）\n")][-2:] == [
        "signature",
        "date",
    ]


def test_words_to_those_who_listen_right_below_the_last_heading_are_its_text() -> None:
    last = "二、干\n各位代表，任务繁重。\n灯塔逐座检修。\n各位代表！让我们努力！\n"
    speech = f"报告\n各位代表：\n我报告工作。\n一、学\n学习。\n{last}"
    assert top(speech)[-2:] == [("section", "二、干\n"), ("closing", "各位代表")]
    found = document(speech)
    assert found.text[found.sections[-1].span.start :] == "各位代表！让我们努力！\n"
