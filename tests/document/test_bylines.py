"""Who spoke, when and where: told from the title above it, and where no title stands above it."""

from __future__ import annotations

import pytest

from tests.conftest import document

BODY = "各位代表：\n现在，我报告工作。\n一、去年工作\n缆桩逐根敲击听音。\n二、今年工作\n灯塔逐座检修。\n"
OCCASION = "——2024年1月23日在云泽市第十四届人民代表大会第二次会议上"


def front(*lines: str, name: str = "报告.txt") -> list[tuple[str, str]]:
    """The parts above those who are addressed: kind, and the lines of each joined by a stroke."""
    found = document("\n".join(lines) + "\n" + BODY, name)
    above = [s for s in found.sections if s.level == 1 and s.span.start < found.text.index("各位代表")]
    said = [found.text[s.span.start : s.span.end].split("\n") for s in above]
    return [(s.kind.value, "/".join(line for line in part if line)) for s, part in zip(above, said, strict=True)]


def test_under_a_title_stand_the_occasion_and_the_speaker() -> None:
    assert front("政府工作报告", OCCASION, "云泽市市长　罗　强") == [
        ("title", "政府工作报告"),
        ("speaker", f"{OCCASION}/云泽市市长　罗　强"),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        (OCCASION, "云泽市市长　罗　强"),
        ("云泽市市长 罗 强",),
        ("云泽市市长罗志强",),
        ("市长：罗志强", "（2024年1月23日）"),
        ("自治区主席 洛桑江村",),
        ("自治区主席 雪克来提·扎克尔",),
        (OCCASION, "自治区主席巴特尔"),
        (OCCASION, "罗志强"),
        (OCCASION, "市人民政府代理市长"),
        (f"{OCCASION}市长　罗　强",),
        ("２０２４年１月２３日在云泽市", "第十四届人民代表大会第二次会议上", "市长 罗强"),
        ("在云泽市第十四届人民代表大会第二次会议上", "市长 ***"),
        ("（二〇二四年一月二十三日）", "罗志强"),
    ],
)
def test_a_text_without_its_title_begins_with_the_speaker(lines: tuple[str, ...]) -> None:
    assert front(*lines) == [("speaker", "/".join(lines))]


def test_a_title_may_stand_below_the_occasion() -> None:
    assert front(OCCASION, "政府工作报告", "市长 罗强") == [
        ("speaker", OCCASION),
        ("title", "政府工作报告"),
        ("speaker", "市长 罗强"),
    ]


def test_a_title_in_several_lines_goes_on_to_the_word_for_what_it_is() -> None:
    lines = "凝心聚力　砥砺前行", "奋力谱写云泽发展新篇章", "——在市委经济工作会议上的讲话", "罗志强"
    assert front(*lines) == [("title", "/".join(lines[:3])), ("speaker", "罗志强")]


@pytest.mark.parametrize(
    "lines",
    [
        ("在全市安全生产工作会议上", "的讲话"),
        ("2024年3月18日在全市安全生产工作会议上的", "讲话"),
        ("2024年1月23日在云泽市人代会上的报告（摘要）",),
        ("培养优秀市长　夯实基层基础",),
        ("凝心聚力　砥砺前行", "坚定信心　真抓实干"),
        ("抓港口", "方案"),
    ],
)
def test_a_title_is_no_speaker(lines: tuple[str, ...]) -> None:
    assert front(*lines) == [("title", "/".join(lines))]


def test_a_person_who_reports_is_named_behind_a_colon() -> None:
    assert front("港口工作情况", "汇报人：罗志强") == [("title", "港口工作情况"), ("speaker", "汇报人：罗志强")]


def test_bold_inside_a_line_of_markdown_hides_no_speaker() -> None:
    assert front("云泽市市长  **罗 强**", name="报告.md") == [("speaker", "云泽市市长  **罗 强**")]


def test_what_a_congress_adopted_is_dated_and_not_spoken() -> None:
    adopted = "（2024年1月23日云泽市第十四届人民代表大会第二次会议通过）"
    assert front("港口条例", adopted) == [("title", "港口条例"), ("date", adopted)]
