"""PDF: paragraphs joined from lines by their places; heads, page numbers and notes told apart; no text is said."""

from __future__ import annotations

import shutil
import subprocess
import sys
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from app.document.model import BlockKind, Document
from app.document.options import ReadingOptions
from app.document.readers.pdf_paragraphs import joined
from app.document.reading import read
from app.errors import UnreadableInput
from tests.document.other_files import Words, pdf_file

pytest.importorskip("pypdfium2")

LEFT, TOP, STEP, EM, COLUMN = 80.0, 720.0, 28.0, 16.0, 27
LONG = (
    "各级各部门要把隐患当成事故来抓，盯住堤坝、码头、渡口不放，一处一处看，一件一件改，"
    "把责任落到人头上，把办法想在前面，年底逐项对账。"
)


def texts(document: Document, kind: BlockKind = BlockKind.PARAGRAPH) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if b.kind is kind]


def lines(text: str, top: float, indent: int = 2) -> list[Words]:
    """Set a paragraph in full squares, as a writer would: 27 characters a line, the first line standing in."""
    first, rest = text[: COLUMN - indent], text[COLUMN - indent :]
    rows = [first, *(rest[at : at + COLUMN] for at in range(0, len(rest), COLUMN))]
    return [(LEFT + (indent * EM if not n else 0), top - STEP * n, EM, row) for n, row in enumerate(rows)]


def page(*paragraphs: str, number: int = 1, head: str = "内部资料") -> list[Words]:
    """Set a page with a running head and a page number."""
    words: list[Words] = [(250.0, 800.0, 10.5, head), (280.0, 40.0, 10.5, f"— {number} —")]
    top = TOP
    for paragraph in paragraphs:
        set_lines = lines(paragraph, top)
        words += set_lines
        top = set_lines[-1][1] - STEP
    return words


def test_lines_are_joined_to_paragraphs_and_chinese_without_blanks(tmp_path: Path) -> None:
    full = LONG[: 2 * COLUMN - 2]  # its last line is full: only the next indent tells that it ends
    paragraphs = [LONG, full, LONG[:30], LONG[5:40]]
    assert texts(read(pdf_file(tmp_path, [page(*paragraphs)[2:]]))) == paragraphs


def test_running_heads_and_page_numbers_are_dropped_and_paragraphs_go_on_overleaf(tmp_path: Path) -> None:
    whole = LONG * 3
    cut = COLUMN * 4 - 2
    first = page(LONG[:20], whole[:cut], number=1)
    second = [*page(number=2), *lines(whole[cut:], TOP, 0)]
    third = page("另起一段，说的是别的事情。", number=3)
    document = read(pdf_file(tmp_path, [first, second, third]))
    assert texts(document) == [LONG[:20], whole, "另起一段，说的是别的事情。"]
    assert [block.where.values["number"] for block in document.blocks] == [1, 1, 3]


def test_a_title_of_two_centred_lines_is_one_paragraph_and_a_heading_after_a_full_line_another(tmp_path: Path) -> None:
    title = "在全市安全生产工作会议暨防汛抗旱动员会上的讲话"
    centred = [(LEFT - 2.0 + 22 * 8.9 * n, 760.0 - 28 * n, 22.0, title[20 * n : 20 * n + 20]) for n in (0, 1)]
    document = read(pdf_file(tmp_path, [[*centred, *lines(LONG[: 2 * COLUMN - 2], 680), *lines("一、总体要求", 624)]]))
    assert texts(document) == [title, LONG[: 2 * COLUMN - 2], "一、总体要求"]
    assert document.blocks[0].look.size == 22.0


def test_footnotes_follow_the_body_and_their_marks_are_no_text(tmp_path: Path) -> None:
    words: list[Words] = [
        *lines(LONG[:COLUMN], TOP),
        (LEFT + 5 * EM, TOP - 2 * STEP, EM, "两个维护"),
        (LEFT + 9 * EM, TOP - 2 * STEP + 6, 8.0, "1"),
        (LEFT + 9 * EM + 5, TOP - 2 * STEP, EM, "要做到"),
        (LEFT, 100.0, 6.0, "1"),
        (LEFT + 4, 97.0, 10.5, "指的是什么，这里说明，一行不够，"),
        (LEFT, 80.0, 10.5, "第二行说完。"),
    ]
    document = read(pdf_file(tmp_path, [words]))
    assert texts(document) == [LONG[:COLUMN], "两个维护要做到"]
    assert texts(document, BlockKind.FOOTNOTE) == ["指的是什么，这里说明，一行不够，第二行说完。"]
    assert document.text[: document.body_end].endswith("要做到")


def test_english_lines_are_joined_with_blanks_and_parted_words_without(tmp_path: Path) -> None:
    rows = [
        "The committee shall review every hazard on the list once a quar-",
        "ter, and among them the well-known cases first; not one well-",
        "known case may be left out of it.",
        "A new paragraph begins here.",
    ]
    words = [(72.0, 700.0 - 14 * n - (10 if n == 3 else 0), 11.0, row) for n, row in enumerate(rows)]
    assert texts(read(pdf_file(tmp_path, [words]))) == [
        "The committee shall review every hazard on the list once a quarter, and among them the well-known "
        "cases first; not one well-known case may be left out of it.",
        "A new paragraph begins here.",
    ]


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        (["安全", "生产"], "安全生产"),
        (["the sea", "side"], "the sea side"),
        (["GDP", "增长"], "GDP增长"),
        (["re-", "port"], "report"),
        (["2020-", "2025"], "2020- 2025"),
    ],
)
def test_how_lines_are_joined(rows: list[str], text: str) -> None:
    assert joined(rows) == text


def test_cells_of_a_table_stand_alone(tmp_path: Path) -> None:
    cells: list[Words] = []
    for n, (one, other) in enumerate((("项目", "完成时间"), ("隐患排查", "三月底"), ("汛前检查", "五月底"))):
        cells += [(100.0, 500.0 - 24 * n, 12.0, one), (320.0, 500.0 - 24 * n, 12.0, other)]
    document = read(pdf_file(tmp_path, [[*lines(LONG, TOP), *cells]]))
    assert texts(document)[1:] == ["项目", "完成时间", "隐患排查", "三月底", "汛前检查", "五月底"]


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    def column(x: float, text: str) -> list[Words]:
        return [(x, 740.0 - 20 * n, 12.0, text[at : at + 16]) for n, at in enumerate(range(0, len(text), 16))]

    left, right = LONG + LONG[:-4], LONG[-4:] + LONG
    document = read(pdf_file(tmp_path, [[*column(80, left), *column(310, right)]]))
    assert "".join(texts(document)) == left + right


def test_lines_of_a_table_of_contents_end_at_their_leaders(tmp_path: Path) -> None:
    rows = [f"{label}、{'总体要求' * 3}{'…' * 11}{number}" for label, number in (("一", 2), ("二", 5))]
    words = [(LEFT, TOP - STEP * n, EM, row) for n, row in enumerate(rows)]
    head = (LEFT + 12 * EM, TOP + 40, EM, "目　录")
    document = read(pdf_file(tmp_path, [[head, *words, *lines(LONG, 600)]]))
    assert texts(document)[1:3] == ["一、总体要求总体要求总体要求\t2", "二、总体要求总体要求总体要求\t5"]
    assert [block.contents for block in document.blocks] == [True, True, True, False]


# What cannot be read


def code(path: Path) -> str:
    with pytest.raises(UnreadableInput) as error:
        read(path)
    assert error.value.message.values["path"] == str(path)
    return error.value.message.code


def test_a_scan_is_said_to_be_a_scan_and_single_scanned_pages_are_counted(tmp_path: Path) -> None:
    assert code(pdf_file(tmp_path, [[], []], image=True)) == "input.scan"
    mixed = read(pdf_file(tmp_path, [lines(LONG, TOP), []], image=True))
    assert [(w.code, dict(w.values)) for w in mixed.warnings] == [("reading.scanned_pages", {"count": 1, "first": 2})]


def test_other_bytes_cut_off_files_and_garbage_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "讲话.pdf"
    path.write_bytes(b"hello" * 300)
    assert code(path) == "input.not_pdf"
    whole = pdf_file(tmp_path, [page(LONG)]).read_bytes()
    for cut in (20, len(whole) // 2, len(whole) - 60):
        path.write_bytes(whole[:cut])
        assert code(path) == "input.damaged_pdf"
    path.write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 20 + b"\nstartxref\n9\n%%EOF")
    assert code(path) == "input.damaged_pdf"


def test_a_password_is_said(tmp_path: Path) -> None:
    path = pdf_file(tmp_path, [page(LONG)])
    standard = (
        b"<< /Filter /Standard /V 1 /R 2 /O <" + b"61" * 32 + b"> /U <" + b"62" * 32 + b"> /P -64 >>\nendobj\ntrailer"
    )
    content = path.read_bytes().replace(b"trailer", b"99 0 obj\n" + standard, 1)
    content = content.replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt 99 0 R /ID [<00> <00>]")
    path.write_bytes(content)
    assert code(path) == "input.encrypted_pdf"


def test_a_missing_library_is_named_with_the_command_that_installs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    path = pdf_file(tmp_path, [page(LONG)])
    with pytest.raises(UnreadableInput) as error:
        read(path)
    assert error.value.message.code == "input.library_missing"
    assert error.value.message.values["command"] == 'pip install "duidu[pdf]"'


@pytest.mark.corpus
@pytest.mark.skipif(shutil.which("soffice") is None, reason="takes LibreOffice")
@pytest.mark.parametrize(
    ("kind", "least", "left_out"),
    [
        ("odt", 1.0, ()),
        ("rtf", 1.0, ("review",)),  # LibreOffice 7.4 writes dates of format changes into the text
        ("doc", 1.0, ()),
        ("pdf", 0.98, ("review", "web")),  # the page shows deleted text too, and breaks lines where they were broken
    ],
)
def test_speeches_converted_by_libreoffice_read_as_the_word_files(
    tmp_path: Path, corpus: Path, kind: str, least: float, left_out: tuple[str, ...]
) -> None:
    sources = [path for path in sorted((corpus / "speeches_docx").glob("*.docx")) if path.stem[-3:] != "ft2"]
    sources = [path for path in sources if not path.stem.endswith(left_out)]
    assert sources
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", tmp_path, *sources]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    if kind == "doc":
        sources = sources[:3]  # each is converted back by a program of its own
    total = found = 0
    for path in sources:
        wanted = _paragraphs(read(path), labelled=kind == "pdf")
        got = _paragraphs(read(tmp_path / f"{path.stem}.{kind}"), labelled=False)
        total += len(wanted)
        found += sum(block.size for block in SequenceMatcher(None, wanted, got, autojunk=False).get_matching_blocks())
    assert found >= least * total, f"{found} of {total}"


def _paragraphs(document: Document, *, labelled: bool) -> list[str]:
    kinds = (BlockKind.PARAGRAPH, BlockKind.CELL, BlockKind.FOOTNOTE)
    return [
        "".join(((block.number if labelled else "") + document.text[block.start : block.end]).split())
        for block in document.blocks
        if block.kind in kinds and document.text[block.start : block.end].strip()
    ]


def test_reading_options_do_not_matter_to_a_pdf(tmp_path: Path) -> None:
    path = pdf_file(tmp_path, [page(LONG)])
    assert read(path, ReadingOptions(hidden=True)) == read(path)
