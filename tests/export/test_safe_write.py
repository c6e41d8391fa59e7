"""A file is written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.errors import OutputFailed
from app.export.safe_write import write


def test_a_file_is_written(tmp_path: Path) -> None:
    write(tmp_path / "新稿.docx", b"content")

    assert (tmp_path / "新稿.docx").read_bytes() == b"content"
    assert [path.name for path in tmp_path.iterdir()] == ["新稿.docx"]


def test_what_stands_there_is_replaced_and_keeps_its_permissions(tmp_path: Path) -> None:
    target = tmp_path / "稿.docx"
    target.write_bytes(b"old")
    target.chmod(0o600)

    write(target, b"new")

    assert target.read_bytes() == b"new"
    assert target.stat().st_mode & 0o777 == 0o600


def test_a_failure_leaves_what_stood_there_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "稿.docx"
    target.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputFailed) as failure:
        write(target, b"new")

    assert failure.value.message.code == "output.cannot_write"
    assert failure.value.message.values["path"] == str(target)
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["稿.docx"]


def test_a_folder_that_does_not_exist_is_said(tmp_path: Path) -> None:
    with pytest.raises(OutputFailed):
        write(tmp_path / "none" / "稿.docx", b"new")
