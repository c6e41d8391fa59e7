"""Lines that part numbered runs are heads, and other short lines are not."""

from __future__ import annotations

from tests.conftest import document

RUN = "一、港口\n缆桩逐根敲击听音。\n二、学校\n灶台换新。\n"
FRONT = "政府工作报告\n各位代表：\n现在，我报告工作。\n"


def top(text: str, name: str = "报告.txt") -> list[str]:
    return [s.label + s.heading for s in document(text, name).sections if s.level == 1 and s.kind == "section"]


def test_the_lines_between_two_runs_and_above_the_first_are_heads() -> None:
    assert top(f"{FRONT}去年工作回顾\n{RUN}今年工作安排\n要抓紧。\n{RUN}") == ["去年工作回顾", "今年工作安排"]


def test_what_they_part_stands_in_them() -> None:
    found = document(f"{FRONT}去年工作回顾\n{RUN}今年工作安排\n{RUN}").sections
    assert [(s.level, s.label) for s in found if s.label] == [(2, "一、"), (2, "二、")] * 2


def test_bold_lines_of_markdown_behind_the_last_run_are_heads_too() -> None:
    text = f"{FRONT}**去年回顾**\n\n{RUN}\n**今年安排**\n\n{RUN}\n**名词解释**\n\n缆桩：系船的桩。\n"
    assert top(text, "报告.md") == ["去年回顾", "今年安排", "名词解释"]


def test_without_a_second_run_a_short_line_is_no_head() -> None:
    assert top(f"{FRONT}去年工作回顾\n{RUN}今年工作安排\n要抓紧。\n") == ["一、港口", "二、学校"]


def test_where_a_number_above_says_why_counting_begins_again_no_line_is_needed() -> None:
    inner = "（一）学\n甲乙。\n（二）干\n丙丁。\n落款一行\n"
    assert top(f"{FRONT}一、港口\n{inner}二、学校\n{inner}") == ["一、港口", "二、学校"]


def test_a_title_or_a_speaker_is_no_divider() -> None:
    text = f"工作报告\n市长　罗　强\n{RUN}今年工作安排\n{RUN}"
    assert top(text)[-1] == "今年工作安排"
    assert not {"工作报告", "市长　罗　强"} & set(top(text))


def test_parts_may_be_counted_in_different_ways() -> None:
    other = "（一）港口\n缆桩逐根敲击听音。\n（二）学校\n灶台换新。\n"
    assert top(f"{FRONT}去年工作回顾\n{other}今年工作安排\n{RUN}") == ["去年工作回顾", "今年工作安排"]
