"""Text that is set so that nobody sees it."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from app.document.model import Concealment, Document
from app.document.readers.wordml import read
from tests.document.word_files import run, word_file, zip_file

WHITE, NEARLY_WHITE, BLACK = ('<w:color w:val="FFFFFF"/>', '<w:color w:val="FEFDFE"/>', '<w:color w:val="000000"/>')
STYLES = (
    '<w:style w:type="table" w:styleId="dark"><w:tblStylePr w:type="firstRow"><w:tcPr>'
    '<w:shd w:val="clear" w:fill="4472C4"/></w:tcPr></w:tblStylePr></w:style>'
    '<w:style w:type="table" w:styleId="grid"/>'
    '<w:style w:type="paragraph" w:styleId="box"><w:pPr><w:shd w:val="clear" w:fill="000000"/></w:pPr></w:style>'
)


def concealed(folder: Path, body: str) -> list[tuple[str, Concealment]]:
    document: Document = read(word_file(folder, body, parts={"styles": STYLES}))
    return [(document.text[c.span.start : c.span.end], c.how) for c in document.concealed]


def shade(fill: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'


@pytest.mark.parametrize(
    "colour", [WHITE, NEARLY_WHITE, BLACK + shade("000000"), WHITE + '<w:highlight w:val="white"/>']
)
def test_text_in_the_colour_of_what_is_behind_it_is_concealed(tmp_path: Path, colour: str) -> None:
    body = f"<w:p>{run('明')}{run('暗', colour)}{run('处', colour)}{run(' ', colour)}</w:p>"
    assert concealed(tmp_path, body) == [("暗处", Concealment.COLOUR)]


def test_text_too_small_to_read_is_concealed(tmp_path: Path) -> None:
    tiny, small = (f'<w:sz w:val="{half_points}"/>' for half_points in (2, 6))
    body = f"<w:p>{run('小', tiny)}{run('字', small)}</w:p>"
    assert concealed(tmp_path, body) == [("小", Concealment.SIZE)]


@pytest.mark.parametrize(
    "runs",
    [
        run("自动", '<w:color w:val="auto"/>'),
        run("反白", WHITE + shade("C00000")),
        run("反白", WHITE + '<w:highlight w:val="darkBlue"/>'),
        run("花纹", WHITE + '<w:shd w:val="pct50" w:color="000000" w:fill="FFFFFF"/>'),
        run("浅灰", '<w:color w:val="D9D9D9"/>'),
        run("黑", BLACK),
    ],
)
def test_text_that_can_be_seen_is_not(tmp_path: Path, runs: str) -> None:
    assert concealed(tmp_path, f"<w:p>{runs}</w:p>") == []


@pytest.mark.parametrize(
    ("table", "cell", "found"),
    [
        ("", "", 1),
        ('<w:tblStyle w:val="grid"/>', "", 1),
        ('<w:tblStyle w:val="dark"/>', "", 0),
        ("", shade("4472C4"), 0),
        (shade("4472C4"), "", 0),
        ('<w:tblStyle w:val="dark"/>', shade("FFFFFF"), 1),
    ],
)
def test_what_is_behind_a_cell_counts(tmp_path: Path, table: str, cell: str, found: int) -> None:
    tc = f"<w:tc><w:tcPr>{cell}</w:tcPr><w:p>{run('表头', WHITE)}</w:p></w:tc>"
    body = f"<w:tbl><w:tblPr>{table}</w:tblPr><w:tr>{tc}</w:tr></w:tbl><w:p>{run('后')}</w:p>"
    assert len(concealed(tmp_path, body)) == found


def test_a_text_box_and_a_coloured_page_may_be_dark(tmp_path: Path) -> None:
    box = f"<v:textbox><w:txbxContent><w:p>{run('框', WHITE)}</w:p></w:txbxContent></v:textbox>"
    assert concealed(tmp_path, f"<w:p><w:r><w:pict>{box}</w:pict></w:r>{run('锚')}</w:p>") == []
    page = word_file(tmp_path, f"<w:p>{run('字', WHITE)}</w:p>")
    with zipfile.ZipFile(page) as file:
        members = {name: file.read(name) for name in file.namelist()}
    coloured = b'<w:background w:color="002060"/><w:body>'
    members["word/document.xml"] = members["word/document.xml"].replace(b"<w:body>", coloured)
    assert read(zip_file(page, members)).concealed == ()


def test_the_shade_of_a_paragraph_counts(tmp_path: Path) -> None:
    styled = '<w:pPr><w:pStyle w:val="box"/></w:pPr>'
    body = f"<w:p>{styled}{run('反白', WHITE)}{run('暗', BLACK)}</w:p>"
    assert concealed(tmp_path, body) == [("暗", Concealment.COLOUR)]
