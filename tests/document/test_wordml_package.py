"""Files that cannot be read say why."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from app.document.readers import wordml_package
from app.document.readers.wordml import read
from app.errors import UnreadableInput
from tests.document.word_files import paragraph, word_file, zip_file


def code_of(path: Path) -> str:
    with pytest.raises(UnreadableInput) as raised:
        read(path)
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


def test_a_file_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wordml_package, "LARGEST", 10_000)
    assert code_of(word_file(tmp_path, paragraph("甲" * 10_000))) == "input.too_large"


def test_elements_nested_without_end_are_damage(tmp_path: Path) -> None:
    deep = 1500
    body = "<w:sdt><w:sdtContent>" * deep + paragraph("深") + "</w:sdtContent></w:sdt>" * deep
    assert code_of(word_file(tmp_path, body)) == "input.damaged"
