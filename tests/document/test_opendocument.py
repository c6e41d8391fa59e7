"""OpenDocument texts: paragraphs, lists with numbers, tables, notes, changes; hostile ones end in one error."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.document.model import BlockKind, Document
from app.document.options import Limits, ReadingOptions, View
from app.document.readers.opendocument import read
from app.document.reading import read as read_any
from app.errors import UnreadableInput
from tests.document.other_files import ODT, manifest, odt_file, odt_package


def texts(document: Document, kind: BlockKind = BlockKind.PARAGRAPH) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if b.kind is kind]


def labels(document: Document) -> list[str]:
    return [block.number for block in document.blocks]


def test_blanks_are_those_of_the_format(tmp_path: Path) -> None:
    body = (
        "<text:p>  一\n  二<text:s text:c='3'/>三<text:tab/>四<text:line-break/>五 </text:p><!-- 注 -->"
        "<text:p>Go <text:span>to</text:span> it</text:p><text:p/>"
    )
    assert texts(read(odt_file(tmp_path, body))) == ["一 二   三\t四\n五", "Go to it", ""]


def test_headings_have_their_level_and_paragraphs_their_look(tmp_path: Path) -> None:
    styles = (
        "<style:style style:name='T' style:family='paragraph'><style:paragraph-properties fo:text-align='center'/>"
        "<style:text-properties style:font-name-asian='黑体' style:font-size-asian='22pt'/></style:style>"
        "<style:style style:name='P' style:family='paragraph' style:parent-style-name='T'/>"
        "<style:style style:name='B' style:family='text'><style:text-properties fo:font-weight='bold'/></style:style>"
    )
    body = (
        "<text:h text:outline-level='2' text:style-name='P'><text:span text:style-name='B'>题</text:span></text:h>"
        "<text:p><text:span text:style-name='B'>粗</text:span>细</text:p>"
    )
    first, second = read(odt_file(tmp_path, body, styles=styles)).blocks
    assert (first.outline_level, first.look.font, first.look.size) == (2, "黑体", 22.0)
    assert (first.look.bold, first.look.centred) == (True, True)
    assert (second.outline_level, second.look.bold) == (None, False)


LIST = (
    "<text:list-style style:name='L' "
    "xmlns:loext='urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0'>"
    "<text:list-level-style-number text:level='1' style:num-format='一, 二, 三, ...' style:num-suffix='、'/>"
    "<text:list-level-style-number text:level='2' style:num-format='1' loext:num-list-format='第%2%条'/>"
    "<text:list-level-style-number text:level='3' style:num-format='1' text:display-levels='2' style:num-suffix='.'/>"
    "<text:list-level-style-bullet text:level='4' text:bullet-char='•'/></text:list-style>"
)


def item(text: str, *inner: str, start: int | None = None) -> str:
    attribute = f" text:start-value='{start}'" if start is not None else ""
    words = f"<text:p>{text}</text:p>" if text else ""
    return f"<text:list-item{attribute}>{words}{''.join(inner)}</text:list-item>"


def listed(*items: str, style: str = " text:style-name='L'") -> str:
    return f"<text:list{style}>{''.join(items)}</text:list>"


def test_numbers_of_lists_are_computed_as_labels(tmp_path: Path) -> None:
    inner = listed(item("丙", listed(item("丁", listed(item("点"), style="")), style="")), item("戊"), style="")
    more = "<text:p>间</text:p>" + listed(item("己"), style=" text:style-name='L' text:continue-numbering='true'")
    body = listed(item("甲"), item("乙", inner), item("庚", start=7)) + more + listed(item("辛"))
    document = read(odt_file(tmp_path, body, styles=LIST))
    assert labels(document) == ["一、", "二、", "第1条", "1.1.", "•", "第2条", "七、", "", "八、", "一、"]
    assert texts(document) == ["甲", "乙", "丙", "丁", "点", "戊", "庚", "间", "己", "辛"]


def test_a_list_goes_on_with_the_one_that_it_names(tmp_path: Path) -> None:
    first = listed(item("甲"), style=" text:style-name='L' xml:id='a'")
    other = listed(item("子"))
    again = listed(item("乙"), style=" text:style-name='L' text:continue-list='a'")
    assert labels(read(odt_file(tmp_path, first + other + again, styles=LIST))) == ["一、", "一、", "二、"]


def test_only_the_first_paragraph_of_an_item_has_its_number(tmp_path: Path) -> None:
    body = listed("<text:list-item><text:p>甲</text:p><text:p>续</text:p></text:list-item>", item("乙"))
    assert labels(read(odt_file(tmp_path, body, styles=LIST))) == ["一、", "", "二、"]


def test_tables_notes_boxes_and_margins_have_their_places(tmp_path: Path) -> None:
    row = "<table:table-row><table:table-cell table:number-columns-spanned='2'><text:p>宽</text:p></table:table-cell>"
    row += "<table:covered-table-cell/><table:table-cell><text:p>窄</text:p></table:table-cell></table:table-row>"
    note = (
        "<text:note text:note-class='{}'><text:note-citation>1</text:note-citation><text:note-body>{}</text:note-body>"
    )
    body = (
        "<text:p>正文"
        + note.format("footnote", "<text:p><text:s/>脚注</text:p>")
        + "</text:note>"
        + note.format("endnote", "<text:p>尾注</text:p>")
        + "</text:note>接着<draw:frame><draw:text-box><text:p>框内</text:p></draw:text-box></draw:frame>"
        "<office:annotation><text:p>批注</text:p></office:annotation>"
        "<text:ruby><text:ruby-base>字</text:ruby-base><text:ruby-text>zi</text:ruby-text></text:ruby></text:p>"
        f"<table:table><table:table-header-rows>{row}</table:table-header-rows>{row}</table:table>"
    )
    margins = (
        "<style:header><text:p>内部</text:p></style:header><style:header-left><text:p>内部</text:p></style:header-left>"
    )
    document = read(odt_file(tmp_path, body, margins=margins + "<style:footer><text:p>页脚</text:p></style:footer>"))
    assert [(block.kind.value, document.text[block.start : block.end]) for block in document.blocks] == [
        ("paragraph", "正文接着字"),
        ("textbox", "框内"),
        ("cell", "宽"),
        ("cell", "窄"),
        ("cell", "宽"),
        ("cell", "窄"),
        ("footnote", "脚注"),
        ("endnote", "尾注"),
        ("header", "内部"),
        ("footer", "页脚"),
    ]
    assert [tuple(b.where.values.values()) for b in document.blocks if b.kind is BlockKind.CELL] == [
        (1, 1, 1),
        (1, 1, 3),
        (1, 2, 1),
        (1, 2, 3),
    ]


def region(identity: str, change: str) -> str:
    return f"<text:changed-region text:id='{identity}'>{change}</text:changed-region>"


CHANGES = (
    "<text:tracked-changes>"
    + region("d", "<text:deletion><office:change-info/><text:p>旧</text:p></text:deletion>")
    + region("i", "<text:insertion><office:change-info/></text:insertion>")
    + region("m", "<text:deletion><text:p>，前段尾</text:p><text:p>后段头</text:p></text:deletion>")
    + region("f", "<text:format-change/>")
    + "</text:tracked-changes>"
    "<text:p><text:change text:change-id='d'/>"
    "<text:change-start text:change-id='i'/>新<text:change-end text:change-id='i'/>说法"
    "<text:change text:change-id='m'/>，"
    "<text:change-start text:change-id='f'/>好<text:change-end text:change-id='f'/></text:p>"
)


@pytest.mark.parametrize(
    ("view", "said"), [(View.FINAL, ["新说法，好"]), (View.ORIGINAL, ["旧说法，前段尾", "后段头，好"])]
)
def test_either_view_of_tracked_changes_is_read(tmp_path: Path, view: View, said: list[str]) -> None:
    document = read(odt_file(tmp_path, CHANGES), ReadingOptions(view=view))
    assert texts(document) == said
    assert [(w.code, w.values["count"]) for w in document.warnings] == [
        ("reading.tracked" if view is View.FINAL else "reading.tracked_original", 3)
    ]


def test_paragraphs_parted_by_an_insertion_are_one_in_the_original(tmp_path: Path) -> None:
    changes = region("i", "<text:insertion/>")
    body = (
        f"<text:tracked-changes>{changes}</text:tracked-changes>"
        "<text:p>甲<text:change-start text:change-id='i'/>乙</text:p>"
        "<text:p>丙<text:change-end text:change-id='i'/>丁</text:p>"
    )
    path = odt_file(tmp_path, body)
    assert texts(read(path)) == ["甲乙", "丙丁"]
    assert texts(read(path, ReadingOptions(view=View.ORIGINAL))) == ["甲丁"]


def test_hidden_text_is_counted_and_read_by_choice(tmp_path: Path) -> None:
    styles = (
        "<style:style style:name='H' style:family='text'><style:text-properties text:display='none'/></style:style>"
    )
    path = odt_file(tmp_path, "<text:p>看得见<text:span text:style-name='H'>看不见</text:span></text:p>", styles=styles)
    document = read(path)
    assert document.text == "看得见"
    assert [(w.code, w.values["count"]) for w in document.warnings] == [("reading.hidden_text", 3)]
    assert read(path, ReadingOptions(hidden=True)).text == "看得见看不见"


def test_lines_of_a_table_of_contents_are_known(tmp_path: Path) -> None:
    contents = "<text:index-body><text:p>一、甲 3</text:p></text:index-body>"
    body = f"<text:table-of-content>{contents}</text:table-of-content><text:p>文</text:p>"
    assert [block.contents for block in read(odt_file(tmp_path, body)).blocks] == [True, False]


# Hostile files


def code(path: Path, options: ReadingOptions = ReadingOptions()) -> str:  # noqa: B008 - frozen
    with pytest.raises(UnreadableInput) as error:
        read_any(path, options)
    assert error.value.message.values["path"] == str(path)
    return error.value.message.code


def test_bytes_that_are_no_package_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "讲话.odt"
    path.write_bytes(b"hello" * 100)
    assert code(path) == "input.not_opendocument"


def test_a_sheet_is_no_text(tmp_path: Path) -> None:
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    assert code(odt_package(tmp_path / "表.odt", {"content.xml": "<a/>"}, kind)) == "input.not_opendocument"


def test_a_password_is_said(tmp_path: Path) -> None:
    inside = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
    parts = {"META-INF/manifest.xml": manifest(inside), "content.xml": "\x00\x01"}
    assert code(odt_package(tmp_path / "密.odt", parts)) == "input.encrypted"


@pytest.mark.parametrize(
    "content",
    [
        "<a",
        "",
        "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>",
        "<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'/>",
    ],
)
def test_broken_and_dangerous_parts_are_damage(tmp_path: Path, content: str) -> None:
    assert code(odt_package(tmp_path / "坏.odt", {"content.xml": content})) == "input.damaged"


def test_a_cut_off_file_is_damaged(tmp_path: Path) -> None:
    path = odt_file(tmp_path, "<text:p>正文</text:p>" * 50)
    content = path.read_bytes()
    for cut in (5, 100, len(content) // 2, len(content) - 10):
        path.write_bytes(content[:cut])
        assert code(path) == "input.damaged"


def test_a_file_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    words = "".join(chr(0x4E00 + n * n % 907) for n in range(1_000)) * 2_000
    path = odt_file(tmp_path, f"<text:p>{words}</text:p>")
    assert read(path).text == words
    for limits in (
        Limits(part=1_000_000),
        Limits(package=1_000_000),
        Limits(ratio=20, suspicious=1_000_000),
        Limits(parts=1),
        Limits(markup=3),
    ):
        assert code(path, ReadingOptions(limits=limits)) == "input.too_large"


def test_a_hundred_thousand_like_paragraphs_are_a_text_and_more_than_asked_for_are_refused(tmp_path: Path) -> None:
    path = odt_file(tmp_path, "<text:p>各级党组织要抓好落实。</text:p>" * 100_000)
    assert len(read(path).blocks) == 100_000
    assert code(path, ReadingOptions(limits=Limits(paragraphs=99_999))) == "input.too_large"


def test_deep_nesting_and_rings_of_styles_come_to_an_end(tmp_path: Path) -> None:
    deep = "<text:section>" * 3000 + "<text:p>深</text:p>" + "</text:section>" * 3000
    assert code(odt_file(tmp_path, deep)) == "input.damaged"
    ring = "<style:style style:name='A' style:family='paragraph' style:parent-style-name='A'/>"
    assert read(odt_file(tmp_path, "<text:p text:style-name='A'>圈</text:p>", styles=ring)).text == "圈"


def test_a_text_without_words_is_said_to_have_none(tmp_path: Path) -> None:
    assert code(odt_file(tmp_path, "<text:p> </text:p>")) == "input.no_text"
    assert ODT.endswith("text")
