"""The numbers that Word computes, beside those that LibreOffice prints."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.document.readers.wordml import read
from tests.document.word_files import level, numbered, paragraph, word_file
from tests.quality.office import SOFFICE, office_texts

pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")

FORMATS = (
    "decimal", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter", "ordinal", "cardinalText", "ordinalText",
    "chicago", "japaneseCounting", "decimalHalfWidth", "decimalEnclosedCircle", "decimalEnclosedCircleChinese",
    "decimalZero", "ideographTraditional", "ideographZodiac", "taiwaneseCounting", "taiwaneseCountingThousand",
    "ideographLegalTraditional", "chineseCounting", "chineseLegalSimplified", "chineseCountingThousand", "none",
)  # fmt: skip
"""LibreOffice has no full-width digits, ⑴, ⒈, ㊀, 甲子, - 1 -, nor the digits of 一〇. It heeds no
`w:lvlRestart` and no `w:isLgl`: those have tests of their own."""
NUMBERS = (1, 2, 4, 9, 10, 11, 12, 19, 20, 21, 27, 40, 60, 99, 100)

SCHEME = "".join(
    (
        level(0, "chineseCounting", "第%1章"),
        level(1, "chineseCounting", "第%2条"),
        level(2, "chineseCounting", "（%3）"),
        level(3, "decimal", "%4."),
        level(4, "lowerLetter", "%4.%5)"),
    )
)
TIED = level(0, "decimal", "%1", '<w:pStyle w:val="一级"/>') + level(1, "decimal", "%1.%2", '<w:pStyle w:val="二级"/>')


def abstract(number: int, levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'


def num(number: int, on: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{on}"/>{overrides}</w:num>'


def started(number_format: str, start: int) -> str:
    first = f'<w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>'
    return f'<w:lvl w:ilvl="0">{first}<w:lvlText w:val="[%1]"/></w:lvl>'


def labels(path: Path, folder: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Give our label and LibreOffice's of each paragraph; each paragraph's text is a word of its own after ~."""
    document = read(path)
    ours = {document.text[b.start : b.end]: b.number for b in document.blocks}
    ((_, text),) = office_texts([path], folder)
    lines = re.findall(r"^\s*(.*?)\s*(~\w+)$", text or "", re.MULTILINE)
    return ours, {word: label for label, word in lines}


def test_every_format_prints_as_libreoffice_prints_it(tmp_path: Path) -> None:
    abstracts, nums, body = "", "", ""
    for at, number_format in enumerate(FORMATS):
        for number in NUMBERS:
            this = at * 1000 + number
            abstracts += abstract(this, started(number_format, number))
            nums += num(this, this)
            body += numbered(f"~{number_format}_{number}", this)
    ours, theirs = labels(word_file(tmp_path, body, parts={"numbering": abstracts + nums}), tmp_path)
    assert len(ours) == len(FORMATS) * len(NUMBERS)
    assert ours == theirs


def test_levels_restarts_overrides_and_tied_styles_count_as_in_libreoffice(tmp_path: Path) -> None:
    restart = '<w:lvlOverride w:ilvl="{}"><w:startOverride w:val="{}"/></w:lvlOverride>'
    other = f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "附件%1")}</w:lvlOverride>'
    nums = num(1, 1) + num(2, 1, restart.format(1, 5)) + num(3, 2) + num(4, 3) + num(5, 3, other)
    nums += num(6, 1, restart.format(0, 1))
    parts = {
        "numbering": abstract(1, SCHEME) + abstract(2, TIED) + abstract(3, level(0, "upperRoman", "%1.")) + nums,
        "styles": "".join(
            f'<w:style w:type="paragraph" w:styleId="{style}"><w:name w:val="{style}"/><w:pPr><w:numPr>{at}'
            '<w:numId w:val="3"/></w:numPr></w:pPr></w:style>'
            for style, at in (("一级", ""), ("二级", '<w:ilvl w:val="1"/>'))
        ),
    }
    steps: list[tuple[int, int] | str] = [
        (1, 0), (1, 1), (1, 1), (1, 2), (1, 3), (1, 4), (1, 4), (1, 2), (1, 3), (1, 0), (1, 1), (1, 2), "一级", "二级",
        "二级", "一级", "二级", (2, 1), (2, 1), (2, 2), (1, 1), (4, 0), (4, 0), (5, 0), (6, 0), (6, 1), (6, 0), (1, 0),
    ]  # fmt: skip
    body = "".join(
        paragraph(f"~{n}", properties=f'<w:pStyle w:val="{step}"/>')
        if isinstance(step, str)
        else numbered(f"~{n}", *step)
        for n, step in enumerate(steps)
    )
    ours, theirs = labels(word_file(tmp_path, body, parts=parts), tmp_path)
    assert len(ours) == len(steps)
    assert ours == theirs
