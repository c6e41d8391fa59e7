"""The numbers that Word computes."""

from __future__ import annotations

import pytest
from lxml import etree

from app.document.number_formats import formatted
from app.document.numbering import Counter, Numbering
from tests.document.word_files import TRANSITIONAL, level


def numbering(xml: str, style_lists: dict[str, int] | None = None) -> Numbering:
    root = etree.fromstring(f'<w:numbering xmlns:w="{TRANSITIONAL["w"]}">{xml}</w:numbering>')
    return Numbering.from_xml(root, style_lists or {})


def abstract(number: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def num(number: int, on: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{on}"/>{overrides}</w:num>'


def restart(at: int, start: int) -> str:
    return f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def labels(defined: Numbering, *paragraphs: tuple[int, int]) -> list[str]:
    counter = Counter(defined)
    return [counter.label(number, at) for number, at in paragraphs]


THREE_LEVELS = abstract(
    7, level(0, "chineseCounting", "第%1条"), level(1, "chineseCounting", "（%2）"), level(2, "decimal", "%1.%2.%3")
)


@pytest.mark.parametrize(
    ("number_format", "expected"),
    [
        ("decimal", {1: "1", 2023: "2023"}),
        (
            "chineseCounting",
            {10: "十", 11: "十一", 20: "二十", 99: "九十九", 100: "一百", 101: "一百零一", 110: "一百一十"},
        ),
        (
            "chineseCountingThousand",
            {1010: "一千零一十", 10000: "一万", 10010: "一万零一十", 12345: "一万二千三百四十五"},
        ),
        ("chineseLegalSimplified", {1: "壹", 10: "壹拾", 101: "壹佰零壹"}),
        ("ideographLegalTraditional", {2: "貳", 10000: "壹萬"}),
        ("ideographDigital", {10: "一〇", 21: "二一"}),
        ("taiwaneseCountingThousand", {12: "十二", 120: "一百二十"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("ideographZodiac", {1: "子", 12: "亥", 13: "13"}),
        ("decimalFullWidth", {12: "１２"}),
        ("decimalEnclosedCircleChinese", {1: "①", 20: "⑳", 21: "㉑", 50: "㊿", 51: "51"}),
        ("decimalEnclosedParen", {1: "⑴", 20: "⒇", 21: "21"}),
        ("decimalEnclosedFullstop", {1: "⒈", 20: "⒛"}),
        ("decimalZero", {7: "07", 12: "12"}),
        ("001", {7: "007", 1234: "1234"}),
        ("upperLetter", {1: "A", 26: "Z", 27: "AA", 53: "AAA"}),
        ("lowerRoman", {4: "iv", 1999: "mcmxcix"}),
        ("ordinal", {1: "1st", 12: "12th", 23: "23rd", 111: "111th"}),
        (
            "cardinalText",
            {1: "One", 21: "Twenty-one", 2019: "Two thousand nineteen", 10**6: "1000000"},
        ),
        ("ordinalText", {1: "First", 12: "Twelfth", 20: "Twentieth", 21: "Twenty-first", 108: "One hundred eighth"}),
        ("hex", {31: "1F"}),
        ("chicago", {1: "*", 4: "§", 6: "††"}),
        ("ideographZodiacTraditional", {1: "甲子", 60: "癸亥", 61: "61"}),
        ("japaneseLegal", {12: "壱拾弐"}),
        ("none", {3: ""}),
        ("aFormatOfTheFuture", {3: "3"}),
    ],
)
def test_a_number_is_printed_as_the_format_says(number_format: str, expected: dict[int, str]) -> None:
    assert {number: formatted(number, number_format) for number in expected} == expected


def test_an_absurd_number_is_printed_in_digits_at_once() -> None:
    assert formatted(10**12, "upperLetter") == formatted(10**12, "upperRoman") == str(10**12)


def test_lower_levels_start_again_under_every_parent() -> None:
    found = labels(numbering(THREE_LEVELS + num(1, 7)), (1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2))
    assert found == ["第一条", "（一）", "（二）", "一.二.1", "第二条", "（一）", "二.一.1"]


def test_a_legal_level_prints_all_numbers_as_digits() -> None:
    legal = abstract(1, level(0, "chineseCounting", "第%1章"), level(1, "decimal", "%1.%2", "<w:isLgl/>"))
    assert labels(numbering(legal + num(1, 1)), (1, 0), (1, 0), (1, 1)) == ["第一章", "第二章", "2.1"]


def test_lists_on_one_abstract_list_count_together_until_one_says_where_it_starts() -> None:
    defined = numbering(THREE_LEVELS + num(1, 7) + num(2, 7) + num(3, 7, restart(0, 1)))
    found = labels(defined, (1, 0), (2, 0), (3, 0), (3, 0), (1, 0))
    assert found == ["第一条", "第二条", "第一条", "第二条", "第三条"]


def test_a_level_can_restart_after_a_chosen_level_or_never() -> None:
    figures = level(2, "decimal", "图%3", '<w:lvlRestart w:val="1"/>')
    ever = level(3, "decimal", "例%4", '<w:lvlRestart w:val="0"/>')
    defined = numbering(abstract(1, level(0, "decimal", "%1."), level(1, "decimal", "%2)"), figures, ever) + num(1, 1))
    found = labels(defined, (1, 0), (1, 1), (1, 2), (1, 3), (1, 1), (1, 2), (1, 3), (1, 0), (1, 2), (1, 3))
    assert found == ["1.", "1)", "图1", "例1", "2)", "图2", "例2", "2.", "图1", "例3"]


def test_a_level_that_was_passed_over_counts_as_used() -> None:
    defined = numbering(abstract(1, level(0, "decimal", "%1."), level(1, "decimal", "%1.%2")) + num(1, 1))
    assert labels(defined, (1, 1), (1, 1), (1, 0), (1, 1)) == ["1.1", "1.2", "2.", "2.1"]


def test_a_list_may_replace_a_level() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "附件%1")}</w:lvlOverride>'
    assert labels(numbering(THREE_LEVELS + num(1, 7, own)), (1, 0), (1, 0)) == ["附件1", "附件2"]


def test_a_list_that_names_a_numbering_style_takes_its_levels() -> None:
    linked = '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="条款"/></w:abstractNum>'
    defined = numbering(THREE_LEVELS + linked + num(1, 7) + num(2, 1), {"条款": 1})
    assert labels(defined, (2, 0), (2, 1)) == ["第一条", "（一）"]


def test_numbering_styles_that_name_each_other_end() -> None:
    one = '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="甲"/></w:abstractNum>'
    other = '<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="乙"/></w:abstractNum>'
    assert labels(numbering(one + other + num(1, 1) + num(2, 2), {"甲": 2, "乙": 1}), (1, 0)) == [""]


def test_bullets_of_symbol_fonts_become_plain_ones() -> None:
    bullets = abstract(1, level(0, "bullet", "\uf0b7"), level(1, "bullet", "—"), level(2, "bullet", "o"))
    assert labels(numbering(bullets + num(1, 1)), (1, 0), (1, 1), (1, 2)) == ["•", "—", "◦"]


def test_a_custom_format_pads_with_zeros_and_others_fall_back() -> None:
    def custom(sample: str) -> str:
        return (
            '<w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent '
            'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="w14">'
            f'<w:numFmt w:val="custom" w:format="{sample}"/></mc:Choice><mc:Fallback><w:numFmt w:val="upperLetter"/>'
            '</mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1."/></w:lvl>'
        )

    defined = numbering(
        abstract(1, custom("001, 002, 003, ...")) + abstract(2, custom("ａ, ｂ")) + num(1, 1) + num(2, 2)
    )
    assert labels(defined, (1, 0), (2, 0)) == ["001.", "A."]


def test_no_list_an_unknown_list_and_an_unknown_level_give_no_label() -> None:
    assert labels(numbering(THREE_LEVELS + num(1, 7)), (0, 0), (9, 0), (1, 8), (1, 99), (1, -1)) == [""] * 5


def test_a_level_tied_to_a_style_goes_before_the_level_that_the_style_names() -> None:
    tied = level(1, "decimal", "%2)", '<w:pStyle w:val="标题2"/>')
    defined = numbering(abstract(1, level(0, "decimal", "%1."), tied) + num(1, 1))
    assert defined.level(1, [("标题2", 0)]) == 1
    assert defined.level(1, [("别的", None), ("标题2", None)]) == 1
    assert defined.level(1, [("别的", 2), ("标题2", None)]) == 2
    assert defined.level(1, [("别的", None)]) == 0
