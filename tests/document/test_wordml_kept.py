"""What Word files have in common is parsed once, and each file is still read by what it says itself."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from lxml import etree

from app.document.options import Limits, ReadingOptions
from app.document.readers.wordml import read
from app.document.readers.wordml_kept import LARGEST, is_kept
from app.document.readers.wordml_package import Package
from app.errors import UnreadableInput
from tests.document.word_files import STYLES, paragraph, word_file
from tests.export.redlines import redlined

HEADING = paragraph("甲", properties='<w:pStyle w:val="1"/>')


def with_styles(folder: Path, styles: str, name: str = "讲话.docx") -> Path:
    return word_file(folder, HEADING, name=name, parts={"styles": styles, "header1": ""})


def roots(path: Path) -> dict[str, etree._Element]:
    """Give the roots of the main part, the styles and the header, as a reader asks for them."""
    package = Package(path, path.read_bytes())
    main = package.part(package.main)
    package.relations(package.main)
    others = {name: package.part(f"word/{name}.xml") for name in ("styles", "header1")}
    return {name: root for name, root in {"document": main, **others}.items() if root is not None}


def font(path: Path) -> str | None:
    return read(path).blocks[0].look.font


def test_two_files_with_the_same_styles_are_given_one_tree_of_them(tmp_path: Path) -> None:
    one = roots(with_styles(tmp_path, STYLES, "甲.docx"))
    two = roots(with_styles(tmp_path, STYLES, "乙.docx"))
    assert one["styles"] is two["styles"]
    assert is_kept(one["styles"])


def test_parts_with_text_of_the_document_are_not_kept(tmp_path: Path) -> None:
    found = roots(with_styles(tmp_path, STYLES))
    assert not is_kept(found["document"])
    assert not is_kept(found["header1"])


def test_a_document_that_is_said_to_be_its_own_styles_is_not_kept(tmp_path: Path) -> None:
    path = with_styles(tmp_path, STYLES)
    with zipfile.ZipFile(path) as file:
        members = {name: file.read(name) for name in file.namelist()}
    relations = "word/_rels/document.xml.rels"
    members[relations] = members[relations].replace(b'"styles.xml"', b'"document.xml"')
    with zipfile.ZipFile(path, "w") as file:
        for name, content in members.items():
            file.writestr(name, content)
    package = Package(path, path.read_bytes())
    package.relations(package.main)
    root = package.part(package.main)
    assert root is not None
    assert not is_kept(root)


def test_files_with_other_styles_under_the_same_names_are_read_by_their_own(tmp_path: Path) -> None:
    ours = with_styles(tmp_path, STYLES, "甲.docx")
    theirs = with_styles(tmp_path, STYLES.replace("黑体", "楷体"), "乙.docx")
    assert [font(ours), font(theirs), font(ours)] == ["黑体", "楷体", "黑体"]


def test_what_was_not_used_for_long_is_let_go(tmp_path: Path) -> None:
    first = roots(with_styles(tmp_path, STYLES, "甲.docx"))["styles"]
    for size in range(20, 40):
        roots(with_styles(tmp_path, STYLES.replace('"32"', f'"{size * 2}"'), "乙.docx"))
    assert not is_kept(first)


def test_a_large_part_is_not_kept(tmp_path: Path) -> None:
    path = with_styles(tmp_path, STYLES + "<w:style/>" * (LARGEST // 10))
    assert not is_kept(roots(path)["styles"])
    assert font(path) == "黑体"


def test_a_part_that_is_kept_is_still_refused_where_less_markup_is_allowed(tmp_path: Path) -> None:
    path = with_styles(tmp_path, STYLES)
    assert font(path) == "黑体"
    with pytest.raises(UnreadableInput) as raised:
        read(path, ReadingOptions(limits=Limits(markup=50)))
    assert raised.value.message.code == "input.too_large"


def test_a_part_that_is_kept_is_still_damage_where_its_checksum_is_wrong(tmp_path: Path) -> None:
    path = with_styles(tmp_path, STYLES)
    assert font(path) == "黑体"
    with zipfile.ZipFile(path) as file:
        checksum = file.getinfo("word/styles.xml").CRC
    wrong = (checksum ^ 1).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(checksum.to_bytes(4, "little"), wrong))
    with pytest.raises(UnreadableInput) as raised:
        read(path)
    assert raised.value.message.code == "input.damaged"


def test_a_redline_leaves_the_styles_that_its_files_have_in_common_as_they_were(tmp_path: Path) -> None:
    ours = with_styles(tmp_path, STYLES, "甲.docx")
    added = HEADING + paragraph("乙", properties='<w:pStyle w:val="sub"/>')
    theirs = word_file(tmp_path, added, name="乙.docx", parts={"styles": STYLES, "header1": ""})
    styles = roots(ours)["styles"]
    before = etree.tostring(styles)
    redlined(ours, theirs)
    assert roots(theirs)["styles"] is styles
    assert etree.tostring(styles) == before
