"""Text files: the encodings that people have, and nothing changed but line ends."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from app.document.options import ReadingOptions
from app.document.readers.plain_text import read
from app.document.reading import pasted, piped, readable_files
from app.errors import UnreadableInput

WORDS = "同志们：\n这次会议对安全生产工作进行了部署，我们要把各项工作做好。\n"
TRADITIONAL = "同志們：\n這次會議對安全生產工作進行了部署，我們要把各項工作做好。\n"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (WORDS.encode(), WORDS),
        (codecs.BOM_UTF8 + WORDS.encode(), WORDS),
        (WORDS.encode("utf-16"), WORDS),
        (codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"), WORDS),
        (WORDS.encode("gb18030"), WORDS),
        (WORDS.encode("gbk"), WORDS),
        (TRADITIONAL.encode("big5"), TRADITIONAL),
        ("Comrades, this is café.\n".encode("latin-1"), "Comrades, this is café.\n"),
        (WORDS.replace("\n", "\r\n").encode(), WORDS),
        (WORDS.replace("\n", "\r").encode(), WORDS),
        ("𠮷野家\n".encode(), "𠮷野家\n"),
    ],
)
def test_the_text_comes_out_whatever_the_encoding(tmp_path: Path, content: bytes, text: str) -> None:
    path = tmp_path / "讲话.txt"
    path.write_bytes(content)
    document = read(path)
    assert document.text == text
    assert [text[b.start : b.end] for b in document.blocks] == text.split("\n")


@pytest.mark.parametrize("content", [b"\x00\x01\x02\xff" * 50, bytes(range(128, 256)) * 3])
def test_what_is_no_text_in_any_encoding_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "讲话.txt"
    path.write_bytes(content)
    with pytest.raises(UnreadableInput) as error:
        read(path)
    assert error.value.message.code == "input.unknown_encoding"
    assert error.value.message.values["path"] == str(path)


@pytest.mark.parametrize("encoding", ["utf-8", "no-such-encoding"])
def test_an_encoding_that_was_asked_for_and_does_not_fit_is_named(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "讲话.txt"
    path.write_bytes(WORDS.encode("gb18030"))
    with pytest.raises(UnreadableInput) as error:
        read(path, ReadingOptions(encoding=encoding))
    assert error.value.message.values["encoding"] == encoding


def test_a_folder_gives_its_readable_files_in_order_without_lock_and_hidden_files(tmp_path: Path) -> None:
    for name in ("乙.txt", "甲.docx", "~$甲.docx", ".隐藏.txt", "图.png"):
        (tmp_path / name).write_bytes(b"x")
    assert [path.name for path in readable_files([tmp_path])] == ["乙.txt", "甲.docx"]


def test_pasted_text_is_a_document_of_its_own_name() -> None:
    document = pasted("\ufeff同志们：\r\n讲两点。\r", "剪贴板 1")
    assert (document.name, document.format, document.text) == ("剪贴板 1", "txt", "同志们：\n讲两点。\n")
    assert [document.text[b.start : b.end] for b in document.blocks] == ["同志们：", "讲两点。", ""]
    assert document.sha256 != pasted("别的", "剪贴板 1").sha256
    with pytest.raises(UnreadableInput, match=r"input\.no_text"):
        pasted(" \n", "剪贴板 1")


def test_piped_bytes_are_told_as_those_of_a_file() -> None:
    assert piped(WORDS.encode("gb18030"), "stdin").text == WORDS
    with pytest.raises(UnreadableInput, match=r"input\.wrong_encoding"):
        piped(WORDS.encode("gb18030"), "stdin", ReadingOptions(encoding="utf-8"))
