"""Short sentences that name what follows are heads where a row of them shows it, and nowhere else."""

from __future__ import annotations

import pytest

from app.document.model import SectionKind
from app.document.outline import outlined
from app.document.topic_heads import topic_heads
from tests.conftest import document

BEHIND = "各渔港把缆桩逐根敲击听音，锈蚀过半的当天换掉，汛前再查一遍，台账由港务所统一保管备查。"
MORE = "三所村小的食堂换上新灶台，校车每天跑两趟山路，司机和照管员轮班值守，家长可以随时查看行程。"


def heads(*stretches: str) -> list[str]:
    text = "".join(stretches)
    return [text[span.start : span.end] for span in topic_heads(text, 0, len(text))]


def test_sentences_that_bid_are_heads_where_there_are_two() -> None:
    assert heads(MORE, "要坚持政治引领。", BEHIND, "要加强日常监督。", BEHIND) == ["要坚持政治引领", "要加强日常监督"]
    assert heads(MORE, "要坚持政治引领。", BEHIND) == []


def test_sentences_of_one_rhythm_are_heads_where_there_are_three_from_the_beginning_on() -> None:
    row = ["筑牢港口安全防线。", BEHIND, "改善乡村办学条件。", MORE, "加固河道险工险段。", BEHIND]
    assert heads(*row) == ["筑牢港口安全防线", "改善乡村办学条件", "加固河道险工险段"]
    assert heads(*row[:4]) == []
    assert heads(MORE, *row) == []


def test_sentences_that_open_the_paragraphs_are_heads() -> None:
    paragraphs = ["抓实港口。" + BEHIND, "全面改善山区学校办学条件。" + MORE, "加固河道险工险段。" + BEHIND]
    assert heads("\n".join([MORE, *paragraphs])) == ["抓实港口", "全面改善山区学校办学条件", "加固河道险工险段"]


def test_where_heads_open_the_paragraphs_a_short_sentence_inside_one_is_none() -> None:
    paragraphs = ["筑牢港口安全防线。" + BEHIND + "更换全部缆桩。" + BEHIND, "改善乡村办学条件。" + MORE]
    assert heads("\n".join(paragraphs)) == ["筑牢港口安全防线", "改善乡村办学条件"]


@pytest.mark.parametrize(
    "sentence",
    [
        "这是一条铁的纪律。",
        "成绩得到了各方肯定。",
        "我们必须增强信心。",
        "今年形势依然严峻。",
        "全年完成投资12亿元。",
        "港口安全，重于泰山。",
    ],
)
def test_statements_are_no_heads(sentence: str) -> None:
    row = ["筑牢港口安全防线。", BEHIND, sentence, MORE, "加固河道险工险段。", BEHIND]
    assert sentence[:-1] not in heads(*row)
    assert heads(sentence, BEHIND, sentence, BEHIND, sentence, BEHIND) == []


def test_a_short_sentence_with_hardly_a_text_behind_it_is_no_head() -> None:
    row = ["筑牢港口安全防线。", "强化港口安全监管。", BEHIND, "改善乡村办学条件。", MORE, "加固河道险工险段。", BEHIND]
    assert heads(*row) == ["筑牢港口安全防线", "改善乡村办学条件", "加固河道险工险段"]


def test_short_sentences_everywhere_are_the_authors_style() -> None:
    style = "狠抓项目建设进度。锁定工期。挂图作战。倒排节点。"
    assert heads("筑牢港口安全防线。", BEHIND, style, MORE, style, "加固河道险工险段。", BEHIND, style) == []


def test_heads_are_sections_inside_the_section_that_holds_them() -> None:
    body = "全市上下要扎实做好各项工作，把任务落到实处。要坚持政治引领。" + BEHIND + "要加强日常监督。" + MORE
    found = outlined(document(f"同志们：\n一、提高认识\n{body}\n二、抓好落实\n{MORE}\n")).sections
    first = next(section for section in found if section.heading == "提高认识")
    inside = [(section.kind, section.label, section.heading) for section in found if section.parent == first.id]
    assert inside == [
        (SectionKind.LEAD, "", ""),
        (SectionKind.SECTION, "", "要坚持政治引领"),
        (SectionKind.SECTION, "", "要加强日常监督"),
    ]
