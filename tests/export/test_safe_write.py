"""A file is written whole or not at all."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.cli import run
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


def test_a_new_file_gets_the_permissions_that_new_files_get(tmp_path: Path) -> None:
    (tmp_path / "other").touch()

    write(tmp_path / "稿.docx", b"new")

    assert (tmp_path / "稿.docx").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_whoever_reads_while_two_write_one_file_finds_it_whole(tmp_path: Path) -> None:
    target = tmp_path / "稿.docx"
    contents = [bytes([number]) * 200_000 for number in (1, 2)]
    write(target, contents[0])

    with ThreadPoolExecutor(2) as writers:
        writing = [writers.submit(write, target, content) for content in contents for _ in range(20)]
        while not all(each.done() for each in writing):
            assert target.read_bytes() in contents

    for each in writing:
        each.result()
    assert [path.name for path in tmp_path.iterdir()] == ["稿.docx"]


def test_two_exports_to_one_folder_at_the_same_time_leave_what_one_alone_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    one, other = tmp_path / "甲.txt", tmp_path / "乙.txt"
    one.write_text("先立后破，不破不立。狠抓落实不放松。", encoding="utf-8")
    other.write_text("狠抓落实不放松。先立后破，不破不立。", encoding="utf-8")
    alone, together = tmp_path / "alone", tmp_path / "together"
    export = ["compare", str(one), str(other), "--out"]

    start = "import sys; from app.cli import run; sys.exit(run(sys.argv[1:]))"
    exports = [subprocess.Popen([sys.executable, "-c", start, *export, str(together)]) for _ in range(2)]
    assert run([*export, str(alone)]) == 0
    assert [each.wait(timeout=120) for each in exports] == [0, 0]

    written = {path.name: path.read_bytes() for path in alone.iterdir()}
    assert sorted(written) == ["乙.marked.docx", "甲.marked.docx"]
    assert {path.name: path.read_bytes() for path in together.iterdir()} == written
