"""Files that cannot be read say why."""

from __future__ import annotations

import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from app.document.options import Limits, ReadingOptions
from app.document.readers.wordml import read
from app.errors import UnreadableInput
from tests.document.word_files import paragraph, word_file, zip_file


def code_of(path: Path, options: ReadingOptions = ReadingOptions()) -> str:  # noqa: B008 - frozen
    with pytest.raises(UnreadableInput) as raised:
        read(path, options)
    assert raised.value.message.values == {"path": str(path)}
    return raised.value.message.code


def members_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


def test_files_that_are_no_word_files_are_told_apart(tmp_path: Path) -> None:
    compound = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600)
    contents = {
        "input.encrypted": compound + "EncryptionInfo".encode("utf-16-le"),
        "input.old_word": compound + "WordDocument".encode("utf-16-le"),
        "input.not_word": b"{\\rtf1 plain}",
    }
    path = tmp_path / "稿.docx"
    for code, content in contents.items():
        path.write_bytes(content)
        assert code_of(path) == code
    path.write_bytes(compound)
    assert code_of(path) == "input.not_word"


def test_a_zip_without_a_word_part_is_no_word_file(tmp_path: Path) -> None:
    assert code_of(zip_file(tmp_path / "包.docx", {"a.txt": "甲"})) == "input.not_word"
    workbook = {**members_of(word_file(tmp_path, "")), "word/document.xml": b"<workbook/>"}
    assert code_of(zip_file(tmp_path / "表.docx", workbook)) == "input.not_word"


def test_a_cut_or_broken_file_is_damaged(tmp_path: Path) -> None:
    path = word_file(tmp_path, paragraph("甲" * 1000))
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    assert code_of(path) == "input.damaged"
    path.write_bytes(content.replace(b"PK\x03\x04", b"PK\x03\x00"))
    assert code_of(path) == "input.damaged"
    assert code_of(word_file(tmp_path, "<w:p>")) == "input.damaged"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_part_with_a_document_type_is_refused(tmp_path: Path, encoding: str) -> None:
    members = members_of(word_file(tmp_path, paragraph("甲")))
    bomb = '<!DOCTYPE w [<!ENTITY a "哈哈">]>'
    text = members["word/document.xml"].decode().split("?>", 1)[1]
    members["word/document.xml"] = f'<?xml version="1.0" encoding="{encoding}"?>{bomb}{text}'.encode(encoding)
    assert code_of(zip_file(tmp_path / "炸弹.docx", members)) == "input.damaged"


def test_utf_16_parts_are_read(tmp_path: Path) -> None:
    members = members_of(word_file(tmp_path, paragraph("甲")))
    text = members["word/document.xml"].decode().split("?>", 1)[1]
    members["word/document.xml"] = f'<?xml version="1.0" encoding="UTF-16"?>{text}'.encode("utf-16")
    assert read(zip_file(tmp_path / "宽.docx", members)).text == "甲"


@pytest.mark.parametrize(
    "limits",
    [
        Limits(part=10_000),
        Limits(package=12_000),
        Limits(ratio=20, suspicious=10_000),
        Limits(markup=20),
        Limits(paragraphs=0),
        Limits(parts=2),
    ],
)
def test_a_file_that_unpacks_to_too_much_is_refused(tmp_path: Path, limits: Limits) -> None:
    path = word_file(tmp_path, paragraph("甲" * 5_000))
    assert read(path).text == "甲" * 5_000
    assert code_of(path, ReadingOptions(limits=limits)) == "input.too_large"


def test_a_part_that_says_it_is_smaller_than_it_is_is_not_unpacked(tmp_path: Path) -> None:
    members = members_of(word_file(tmp_path, ""))
    members["word/document.xml"] = b"<a>" + b" " * 50_000_000 + b"</a>"
    path = zip_file(tmp_path / "炸弹.docx", members)
    path.write_bytes(path.read_bytes().replace((50_000_007).to_bytes(4, "little"), (5_000).to_bytes(4, "little")))
    tracemalloc.start()
    assert code_of(path) == "input.damaged"
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 5_000_000


def test_two_parts_of_one_name_are_damage(tmp_path: Path) -> None:
    path = word_file(tmp_path, paragraph("甲"))
    with zipfile.ZipFile(path, "a") as file:
        file.writestr("WORD/document.xml", "<other/>")
    assert code_of(path) == "input.damaged"


def test_a_part_packed_in_a_way_that_word_does_not_know_is_damage(tmp_path: Path) -> None:
    members = members_of(word_file(tmp_path, paragraph("甲")))
    path = tmp_path / "bz2.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_BZIP2) as file:
        for name, content in members.items():
            file.writestr(name, content)
    assert code_of(path) == "input.damaged"


def test_a_zip_with_a_password_is_encrypted(tmp_path: Path) -> None:
    path = word_file(tmp_path, paragraph("甲"))
    content = bytearray(path.read_bytes())
    at = -1
    while (at := content.find(b"PK\x01\x02", at + 1)) >= 0:
        content[at + 8] |= 1
    path.write_bytes(content)
    assert code_of(path) == "input.encrypted"


@pytest.mark.parametrize("target", ["../../../../etc/passwd", "file:///etc/passwd", "document.xml", "gone.xml", ""])
def test_a_relation_that_leads_out_of_the_file_or_in_a_circle_leads_nowhere(tmp_path: Path, target: str) -> None:
    members = members_of(word_file(tmp_path, paragraph("甲"), parts={"styles": "", "header1": ""}))
    relations = "word/_rels/document.xml.rels"
    for part in (b"styles.xml", b"header1.xml"):
        members[relations] = members[relations].replace(b'"' + part, b'"' + target.encode())
    assert read(zip_file(tmp_path / "环.docx", members)).text == "甲"


def test_wrong_or_missing_content_types_do_no_harm(tmp_path: Path) -> None:
    members = members_of(word_file(tmp_path, paragraph("甲")))
    members["[Content_Types].xml"] = b"<Types/>"
    assert read(zip_file(tmp_path / "一.docx", members)).text == "甲"
    del members["[Content_Types].xml"]
    assert read(zip_file(tmp_path / "二.docx", members)).text == "甲"


@pytest.mark.parametrize("bad", ["&#xD800;", "&#0;", "&#x1F;", "&#xFFFE;", "\x07"])
def test_characters_that_xml_does_not_allow_are_damage(tmp_path: Path, bad: str) -> None:
    assert code_of(word_file(tmp_path, f"<w:p><w:r><w:t>甲{bad}</w:t></w:r></w:p>")) == "input.damaged"


def test_fifty_levels_of_tables_in_tables_are_read(tmp_path: Path) -> None:
    body = paragraph("底")
    for depth in range(50):
        cell = f"<w:sdt><w:sdtContent><w:tc>{body}{paragraph(str(depth))}</w:tc></w:sdtContent></w:sdt>"
        body = f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>"
    document = read(word_file(tmp_path, body))
    assert document.text.split("\n") == ["底", *map(str, range(50))]


def test_a_very_long_paragraph_is_read(tmp_path: Path) -> None:
    assert read(word_file(tmp_path, paragraph("甲" * 2_000_000))).body_end == 2_000_000


def test_time_is_linear_in_the_number_of_paragraphs(tmp_path: Path) -> None:
    def seconds(paragraphs: int) -> float:
        path = word_file(tmp_path, paragraph("加强领导。") * paragraphs)
        read(path)
        start = time.process_time()
        assert read(path).text.count("\n") == paragraphs - 1
        return time.process_time() - start

    assert seconds(40_000) < 8 * seconds(10_000) + 0.2


def test_elements_nested_without_end_are_damage(tmp_path: Path) -> None:
    deep = 1500
    body = "<w:sdt><w:sdtContent>" * deep + paragraph("深") + "</w:sdtContent></w:sdt>" * deep
    assert code_of(word_file(tmp_path, body)) == "input.damaged"
