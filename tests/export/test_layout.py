"""Text files become Word files in the usual layout without losing a letter."""

from __future__ import annotations

import hashlib
import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.document.model import Document
from app.document.outline import outlined
from app.document.readers.wordml import read as read_word
from app.export.layout import laid_out
from tests.conftest import document
from tests.export.comparisons import opened

MADE = datetime(2025, 3, 12, tzinfo=UTC)
SPEECH = """在全市安全生产工作会议上的讲话
市长　陆秉川
（2025年3月12日）

同志们：
　　今天我们召开这次会议，主要任务是部署全年工作。下面，我讲两点意见。
一、提高认识，压实责任
（一）提高政治站位。要深刻认识安全生产的重要性，坚决守住底线。
（二）压实各级责任。要一级抓一级，层层抓落实，确保责任到岗到人。
二、突出重点，狠抓落实
一是抓排查。各地要全面排查隐患，建立台账，限期整改到位。二是抓整治。要聚焦重点领域，开展专项整治。
云泽市人民政府
2025年3月12日"""


def word(made: Document) -> WordDocument:
    return docx.Document(io.BytesIO(laid_out(made, MADE)[0]))


def body_text(folder: Path, content: bytes) -> tuple[str, Document]:
    path = folder / "laid.docx"
    path.write_bytes(content)
    back = read_word(path)
    return back.text[: back.body_end], back


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(text=st.text(st.sampled_from("同志们一、（一）是要。， \t\u3000\xa0#*ab\u2028\x85𠮷\n"), max_size=60))
def test_the_text_is_that_of_the_original_and_found_again(tmp_path: Path, text: str) -> None:
    content, pieces = laid_out(document(text), MADE)

    said, back = body_text(tmp_path, content)

    assert said == text
    assert pieces == tuple(p for p in back.pieces if p.start < back.body_end)


def test_signs_that_xml_cannot_hold_become_spaces(tmp_path: Path) -> None:
    assert body_text(tmp_path, laid_out(document("甲\x0c乙\x00丙"), MADE)[0])[0] == "甲 乙 丙"


def test_each_part_has_its_style() -> None:
    styles = {p.text.strip()[:6]: p.style.style_id for p in word(document(SPEECH)).paragraphs if p.style is not None}

    assert styles["在全市安全生"] == "Title"
    assert styles["市长　陆秉川"] == "Subtitle"
    assert styles["同志们："] == "Salutation"
    assert styles["今天我们召开"] == "BodyText"
    assert styles["一、提高认识"] == "Heading1"
    assert styles["（一）提高政"] == "BodyText"
    assert styles["云泽市人民政"] == "Signature"


def test_a_heading_that_the_text_runs_on_from_has_its_own_font() -> None:
    (paragraph,) = [p for p in word(document(SPEECH)).paragraphs if p.text.startswith("（一）")]

    assert next((r.text, r.style.style_id) for r in paragraph.runs if r.style is not None) == (
        "（一）提高政治站位。",
        "Heading2Char",
    )
    assert paragraph.runs[1].text.startswith("要深刻认识")


def test_a_line_with_spaces_of_its_own_is_not_indented_again() -> None:
    paragraphs = word(document(SPEECH)).paragraphs
    spaced = next(p for p in paragraphs if p.text.startswith("\u3000\u3000今天"))
    plain = next(p for p in paragraphs if p.text.startswith("（二）"))

    assert spaced._p.pPr.ind.get(qn("w:firstLineChars")) == "0"
    assert plain._p.pPr.ind is None


def test_the_page_is_that_of_the_norm() -> None:
    made = word(document(SPEECH))
    section, body = made.sections[0], made.styles["Body Text"]

    sides = (section.page_width, section.page_height, section.top_margin, section.bottom_margin)
    sides += (section.left_margin, section.right_margin)
    assert [round(side.mm) for side in sides if side is not None] == [210, 297, 37, 35, 28, 26]
    assert body.font.size is not None
    assert body.font.size.pt == 16
    assert body.paragraph_format.line_spacing.pt == 28
    assert body.element.rPr.rFonts.get(qn("w:eastAsia")) == "仿宋_GB2312"
    assert body.element.pPr.ind.get(qn("w:firstLineChars")) == "200"
    assert "PAGE" in "".join(section.footer._element.itertext())


def test_substitutes_are_named_for_fonts_that_a_machine_may_lack() -> None:
    with zipfile.ZipFile(io.BytesIO(laid_out(document(SPEECH), MADE)[0])) as file:
        table = file.read("word/fontTable.xml").decode()

    assert 'w:name="方正小标宋简体"><w:altName' in table
    assert "仿宋" in table


def test_equal_texts_give_equal_bytes() -> None:
    first, second = (hashlib.sha256(laid_out(document(SPEECH), MADE)[0]).hexdigest() for _ in range(2))

    assert first == second


@pytest.mark.corpus
def test_real_texts_keep_every_letter(corpus: Path, tmp_path: Path) -> None:
    paths = sorted([*corpus.glob("speeches/*.txt"), *corpus.glob("corpus/reports/*/*.md")])
    assert paths
    for path in paths:
        original = opened(path)
        assert body_text(tmp_path, laid_out(original, MADE)[0])[0] == original.text


def test_a_date_under_the_title_is_centred_like_it_and_one_at_the_end_is_not() -> None:
    adopted = "2017年11月4日市人大常委会第三次会议通过"
    articles = "第一条 为了管好港口。\n第二条 适用本市。\n第三条 自公布之日起施行。"
    law = outlined(document(f"港口条例\n{adopted}\n{articles}\n2024年6月28日\n"))
    content, _ = laid_out(law, datetime(2024, 1, 1, tzinfo=UTC))
    styles = {p.text: p.style.name for p in docx.Document(io.BytesIO(content)).paragraphs if p.style is not None}
    assert styles[adopted] == "Subtitle"
    assert styles["2024年6月28日"] == "Date"
