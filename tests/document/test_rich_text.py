"""RTF files: code pages and numbers, paragraphs, tables, notes, changes; hostile ones end in one error."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.document.model import BlockKind, Document
from app.document.options import ReadingOptions, View
from app.document.readers.rich_text import read
from app.errors import UnreadableInput
from tests.document.other_files import escaped, rtf_file


def texts(document: Document, kind: BlockKind = BlockKind.PARAGRAPH) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if b.kind is kind]


def test_paragraphs_come_out_with_their_breaks_and_tabs(tmp_path: Path) -> None:
    document = read(rtf_file(tmp_path, r"同志们：\par 第一段\line 换行\tab 制表\~空格 \{括号\}\par 末段"))
    assert texts(document) == ["同志们：", "第一段\n换行\t制表\xa0空格 {括号}", "末段"]
    assert document.body_end == len(document.text)
    assert document.format == "rtf"


@pytest.mark.parametrize(
    ("head", "codec"),
    [
        (r"\ansicpg936", "gbk"),
        (r"\ansicpg950", "big5"),
        (r"\ansicpg1252\deff1{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset134 SimSun;}}", "gbk"),
        (r"\ansicpg1252\deff0{\fonttbl{\f0\fcharset136 MingLiU;}}", "big5"),
    ],
)
def test_bytes_are_read_in_the_code_page_of_the_file_or_of_the_font(tmp_path: Path, head: str, codec: str) -> None:
    words = "中共中央一乙" if codec == "gbk" else "功蓋許中央"  # the last byte of some is a letter or a backslash
    content = "".join(f"\\'{byte:02x}" for byte in words.encode(codec)).encode()
    assert read(rtf_file(tmp_path, content, head=head)).text == words


def test_a_character_may_be_written_half_as_a_code_and_half_as_a_letter(tmp_path: Path) -> None:
    first, second = "丂".encode("gbk")
    assert chr(second) == "@"
    assert read(rtf_file(tmp_path, f"\\'{first:02x}@b".encode())).text == "丂b"


def test_what_stands_in_for_a_number_is_skipped_and_surrogates_are_joined(tmp_path: Path) -> None:
    body = r"{\uc2\u20013\'d6\'d0}{\uc0\u25991}x{\uc1\u-10178?\u-8512?}\u-10178?"
    assert read(rtf_file(tmp_path, body.encode())).text == "中文x" + "\U0001fac0" + "\ufffd"


def test_the_numbers_of_lists_are_labels_not_text(tmp_path: Path) -> None:
    document = read(rtf_file(tmp_path, r"{\listtext\pard 一、\tab}\ls1 总体要求\par\pard 正文\par"))
    assert texts(document) == ["总体要求", "正文"]
    assert [block.number for block in document.blocks] == ["一、", ""]


def test_the_numbers_of_old_lists_are_labels_too(tmp_path: Path) -> None:
    document = read(rtf_file(tmp_path, r"{\pntext 1.\tab}{\*\pn\pnlvlbody{\pntxta .}}总体要求\par"))
    assert [(block.number, document.text) for block in document.blocks] == [("1.", "总体要求")]


def test_tables_give_their_cells_with_their_places(tmp_path: Path) -> None:
    row = r"\trowd\cellx1000\cellx2000\pard\intbl {}\cell {}\cell\row "
    body = "前\\par " + row.format("甲\\par 乙", "丙") + row.format("丁", "戊") + r"\pard 后\par"
    document = read(rtf_file(tmp_path, body))
    cells = [block for block in document.blocks if block.kind is BlockKind.CELL]
    assert texts(document, BlockKind.CELL) == ["甲", "乙", "丙", "丁", "戊"]
    assert [tuple(cell.where.values.values()) for cell in cells] == [
        (1, 1, 1),
        (1, 1, 1),
        (1, 1, 2),
        (1, 2, 1),
        (1, 2, 2),
    ]
    assert texts(document) == ["前", "后"]


def test_notes_boxes_and_margins_have_their_places_and_pictures_have_none(tmp_path: Path) -> None:
    body = (
        r"{\info{\title 题名}}{\header\pard 内部\par}{\footer\pard 第\par}"
        r"正文{\super\chftn{\footnote\pard\chftn  脚注}}{\footnote\ftnalt 尾注}接着"
        r"{\shp{\*\shpinst{\sp{\sn fName}{\sv 名}}{\shptxt\pard 框内\par}}}"
        r"{\pict\bin3 }{\*\unknown 无}{\field{\*\fldinst HYPERLINK x}{\fldrslt 链接}}{\*\annotation 批注}\par 下段\par"
    )
    path = rtf_file(tmp_path, body)
    path.write_bytes(path.read_bytes().replace(rb"\bin3 ", b"\\bin3 {{{"))
    document = read(path)
    assert [(block.kind.value, document.text[block.start : block.end]) for block in document.blocks] == [
        ("paragraph", "正文接着链接"),
        ("textbox", "框内"),
        ("paragraph", "下段"),
        ("footnote", "脚注"),
        ("endnote", "尾注"),
        ("header", "内部"),
        ("footer", "第"),
    ]
    assert document.text[: document.body_end].endswith("下段")


CHANGED = r"{\deleted 旧}{\revised 新}的说法{\deleted\par}接上\par"


@pytest.mark.parametrize(("view", "said"), [(View.FINAL, ["新的说法接上"]), (View.ORIGINAL, ["旧的说法", "接上"])])
def test_either_view_of_tracked_changes_is_read(tmp_path: Path, view: View, said: list[str]) -> None:
    document = read(rtf_file(tmp_path, CHANGED), ReadingOptions(view=view))
    assert texts(document) == said
    assert [warning.code for warning in document.warnings] == [
        "reading.tracked" if view is View.FINAL else "reading.tracked_original"
    ]


def test_hidden_text_is_counted_and_read_by_choice(tmp_path: Path) -> None:
    path = rtf_file(tmp_path, r"看得见{\v 看不见}")
    document = read(path)
    assert document.text == "看得见"
    assert [(w.code, w.values["count"]) for w in document.warnings] == [("reading.hidden_text", 3)]
    assert read(path, ReadingOptions(hidden=True)).text == "看得见看不见"


def test_of_two_spellings_the_second_is_read(tmp_path: Path) -> None:
    assert read(rtf_file(tmp_path, r"{\info{\upr{\title ?}{\*\ud{\title 题}}}}{\upr{??}{\*\ud{正文}}}")).text == "正文"


def test_outline_levels_and_looks_are_kept(tmp_path: Path) -> None:
    head = r"\ansicpg936{\fonttbl{\f0 SimSun;}{\f1\fcharset134 SimHei;}}{\stylesheet{\s1\outlinelevel0 heading 1;}}"
    document = read(rtf_file(tmp_path, r"\pard\s1\qc\f1\fs44\b 标题\par\pard\plain\f0\fs32 正文\par", head=head))
    first, second = document.blocks
    assert (first.outline_level, first.look.font, first.look.size, first.look.bold, first.look.centred) == (
        1,
        "SimHei",
        22.0,
        True,
        True,
    )
    assert (second.outline_level, second.look.bold, second.look.centred) == (None, False, False)


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04", bytes(range(256))])
def test_what_is_no_rtf_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "讲话.rtf"
    path.write_bytes(content)
    with pytest.raises(UnreadableInput) as error:
        read(path)
    assert error.value.message.code == "input.not_rich_text"


@given(cut=st.integers(6, 400), noise=st.binary(max_size=30))
def test_a_file_cut_off_or_spoilt_gives_a_document_or_one_error(
    tmp_path_factory: pytest.TempPathFactory, cut: int, noise: bytes
) -> None:
    path = rtf_file(tmp_path_factory.mktemp("rtf"), r"{\listtext 一、}标题\par{\footnote 注}" + CHANGED * 4)
    content = path.read_bytes()
    path.write_bytes(content[:cut] + noise + content[cut + len(noise) :])
    try:
        assert isinstance(read(path), Document)
    except UnreadableInput as error:
        assert error.message.code == "input.damaged"  # noqa: PT017 - either outcome is right


def test_a_file_that_ends_too_early_is_damaged(tmp_path: Path) -> None:
    path = rtf_file(tmp_path, "正文")
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(UnreadableInput, match=r"input\.damaged"):
        read(path)


def test_a_long_file_of_many_groups_is_read_in_linear_time(tmp_path: Path) -> None:
    import time

    def seconds(times: int) -> float:
        path = rtf_file(tmp_path, (escaped("{同志们}{\\b 要}") + r"\par ") * times)
        start = time.process_time()
        read(path)
        return time.process_time() - start

    seconds(500)
    assert seconds(8_000) < 20 * max(seconds(1_000), 0.02)


def test_groups_may_be_nested_to_any_depth(tmp_path: Path) -> None:
    assert read(rtf_file(tmp_path, "{" * 50_000 + "深处" + "}" * 50_000)).text == "深处"
