"""Headers and footers in a redline: changed, come and gone, each in the sections that have it."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.document.options import View
from app.document.readers.wordml_package import Package
from app.export.revisions import settled
from tests.document.word_files import paragraph
from tests.export.redlines import LINE, W, checked, pair, root, said

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def margins(content: bytes, view: View) -> list[list[str]]:
    """What the headers and footers of each section say once all is settled, sorted, the empty ones left out."""
    made, _ = settled(Package(Path("修订稿.docx"), content), view)
    targets = {each.id: each.target for each in Package(Path("修订稿.docx"), made).relations("word/document.xml")}
    return [
        sorted(words for each in section if (id_ := each.get(f"{R}id")) and (words := text(made, targets[id_])))
        for section in root(made).iter(f"{W}sectPr")
    ]


def text(content: bytes, part: str) -> str:
    return "".join(root(content, part).itertext())


def in_sections(*sections: tuple[str, tuple[str, ...]]) -> tuple[str, dict[str, str]]:
    """The body and the parts of a text in sections: what each says, and its headers, of the first pages and all."""
    body, parts = "", {}
    for number, (words, headers) in enumerate(sections, 1):
        look = ""
        for pages, header in zip(("default", "first"), headers, strict=False):
            part = f"header{2 * number + (pages == 'first')}"
            parts[part] = paragraph(header)
            look += f'<w:headerReference w:type="{pages}" r:id="{part}"/>'
        ends = f"<w:sectPr>{look}</w:sectPr>"
        body += paragraph(words, properties=ends if number < len(sections) else "")
        body += ends if number == len(sections) else ""
    return body, parts


def test_headers_are_changed_and_come(tmp_path: Path) -> None:
    def with_header(kind: str) -> str:
        return paragraph(LINE) + f'<w:sectPr><w:headerReference w:type="default" r:id="{kind}"/></w:sectPr>'

    parts = {"old": {"header1": paragraph("内部资料")}, "new": {"header1": paragraph("内部参考资料")}}
    content = checked(*pair(tmp_path, with_header("header1"), with_header("header1"), **parts))
    assert said(content, "ins", "word/header1.xml") == ["参考"]

    none = paragraph(LINE) + "<w:sectPr/>"
    checked(*pair(tmp_path, none, with_header("header1"), new=parts["new"]))
    checked(*pair(tmp_path, with_header("header1"), none, old=parts["old"]))


def test_a_footer_comes_to_a_file_that_says_nothing_of_its_sections(tmp_path: Path) -> None:
    footer = '<w:sectPr><w:footerReference w:type="default" r:id="footer1"/></w:sectPr>'
    new = {"footer1": paragraph("第一页")}
    content = checked(*pair(tmp_path, paragraph(LINE), paragraph(LINE) + footer, new=new))

    assert (margins(content, View.FINAL), margins(content, View.ORIGINAL)) == ([["第一页"]], [[]])


def test_a_footer_stays_where_the_section_that_it_was_taken_over_from_goes(tmp_path: Path) -> None:
    footer = '<w:footerReference w:type="default" r:id="footer1"/>'
    ends_section = paragraph("封面", properties=f"<w:sectPr>{footer}</w:sectPr>")
    parts = {"footer1": paragraph("第一页")}
    old, new = ends_section + paragraph(LINE) + "<w:sectPr/>", paragraph(LINE) + f"<w:sectPr>{footer}</w:sectPr>"
    content = checked(*pair(tmp_path, old, new, old=parts, new=parts))

    assert len(list(root(content).iterfind(f"{W}body/{W}sectPr/{W}footerReference"))) == 1


@pytest.mark.parametrize("swapped", [False, True])
def test_headers_come_and_go_in_the_sections_that_have_them(tmp_path: Path, swapped: bool) -> None:
    ours, our_parts = in_sections(("目录", ("甲",)), ("正文", ("乙",)), ("附件", ("丙",)))
    theirs, their_parts = in_sections(("封面", ()), ("目录", ("甲", "首")), ("正文", ("乙",)), ("附件", ("丁", "末")))
    files = pair(tmp_path, ours, theirs, old=our_parts, new=their_parts)
    content = checked(*(files[::-1] if swapped else files))

    views = [View.ORIGINAL, View.FINAL][:: -1 if swapped else 1]
    assert margins(content, views[0]) == [["甲"], ["乙"], ["丙"]]
    assert margins(content, views[1]) == [[], sorted(["甲", "首"]), ["乙"], sorted(["丁", "末"])]


def test_each_section_has_its_header_when_a_break_comes_before_the_last(tmp_path: Path) -> None:
    one, our_parts = in_sections(("正文", ("内部",)))
    two, their_parts = in_sections(("正文", ("内部",)), ("附件", ("公开",)))
    content = checked(*pair(tmp_path, one, two, old=our_parts, new=their_parts))

    assert margins(content, View.FINAL) == [["内部"], ["公开"]]
    assert margins(content, View.ORIGINAL) == [["内部"]]


def test_a_section_that_goes_on_with_the_same_header_needs_none_of_its_own(tmp_path: Path) -> None:
    ours, our_parts = in_sections(("目录", ("内部",)), ("正文", ()))
    theirs, their_parts = in_sections(("目录", ("内部",)), ("正文", ("内部",)))
    content = checked(*pair(tmp_path, ours, theirs, old=our_parts, new=their_parts))
    assert len(list(root(content).iter(f"{W}headerReference"))) == 1
