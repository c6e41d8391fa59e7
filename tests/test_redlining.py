"""`duidu redline` and `duidu verify` with real files: what they write and say, leave alone, and refuse."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from app.cli import run
from app.document.readers.wordml_package import Package
from app.export.package_copy import PackageCopy
from app.export.word_formats import WORD_FORMATS
from tests.document.word_files import paragraph, word_file

TITLE = "在全市工作会议上的讲话"


@pytest.fixture
def drafts(tmp_path: Path) -> tuple[Path, Path]:
    return (
        word_file(tmp_path, paragraph(TITLE) + paragraph("今年要修路三十公里。"), name="旧稿.docx"),
        word_file(tmp_path, paragraph(TITLE) + paragraph("今年要修路五十公里。"), name="新稿.docx"),
    )


def duidu(*arguments: object) -> int:
    return run([*(str(argument) for argument in arguments), "--lang", "zh"])


def test_a_redline_is_written_and_holds(
    drafts: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = [path.read_bytes() for path in drafts]
    target = tmp_path / "修订稿.docx"
    assert duidu("redline", *drafts, "-o", target, "--author", "张三", "--date", "2026-03-05") == 0
    assert "插入1处，删除1处" in capsys.readouterr().out
    assert [path.read_bytes() for path in drafts] == before

    assert duidu("verify", target, *drafts) == 0
    assert "接受全部修订：与新稿一致。" in capsys.readouterr().out
    assert duidu("verify", target, drafts[1], drafts[0]) == 1
    assert "不一致" in capsys.readouterr().out


def test_earlier_changes_are_settled_and_counted(
    drafts: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = tmp_path / "一.docx", tmp_path / "二.docx"
    assert duidu("redline", *drafts, "-o", first) == 0
    assert duidu("redline", first, drafts[0], "-o", second) == 0
    assert "原有的2处修订已视为接受" in capsys.readouterr().out
    assert duidu("verify", second, first, drafts[0]) == 0


@pytest.mark.parametrize("number", [0, 1])
def test_an_input_is_never_written_over(drafts: tuple[Path, Path], number: int) -> None:
    before = [path.read_bytes() for path in drafts]
    assert duidu("redline", *drafts, "-o", drafts[number]) == 2
    assert [path.read_bytes() for path in drafts] == before


def test_a_link_to_an_input_is_never_written_over(drafts: tuple[Path, Path], tmp_path: Path) -> None:
    link = tmp_path / "link.docx"
    link.symlink_to(drafts[0])
    assert duidu("redline", *drafts, "-o", link) == 2


def typed(path: Path, suffix: str) -> Path:
    """The Word file as one of another format."""
    other = path.with_name(f"{path.stem}二{suffix}")
    with zipfile.ZipFile(path) as file, zipfile.ZipFile(other, "w") as made:
        for name in file.namelist():
            part = file.read(name)
            if name == "[Content_Types].xml":
                part = part.replace(WORD_FORMATS["docx"].encode(), WORD_FORMATS[suffix[1:]].encode())
            made.writestr(name, part)
    return other


def main_type(path: Path) -> str:
    package = PackageCopy(Package(path, path.read_bytes()))
    return package.content(package.main)[1]


@pytest.mark.parametrize(("suffix", "wanted"), [(".dotx", ".docx"), (".docx", ".dotm"), (".docm", ".docm")])
def test_the_output_is_a_file_of_the_format_that_its_name_says(
    drafts: tuple[Path, Path], tmp_path: Path, suffix: str, wanted: str
) -> None:
    old, target = typed(drafts[0], suffix), tmp_path / f"修订稿{wanted}"
    assert duidu("redline", old, drafts[1], "-o", target) == 0
    assert main_type(target) == WORD_FORMATS[wanted[1:]]
    assert duidu("verify", target, old, drafts[1]) == 0


def test_macros_are_not_lost_in_a_format_that_has_none(
    drafts: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "修订稿.docx"
    assert duidu("redline", typed(drafts[0], ".docm"), drafts[1], "-o", target) == 2
    assert not target.exists()
    assert ".docm" in capsys.readouterr().err


def test_a_target_that_is_no_word_file_is_refused(
    drafts: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert duidu("redline", *drafts, "-o", tmp_path / "修订稿.pdf") == 2
    assert "docx" in capsys.readouterr().err


def test_a_disk_that_is_full_leaves_what_stood_there(
    drafts: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "修订稿.docx"
    target.write_bytes(b"earlier")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert duidu("redline", *drafts, "-o", target) == 4
    assert target.read_bytes() == b"earlier"
    assert not list(tmp_path.glob(".*"))


def test_a_target_that_another_program_holds_is_said(
    drafts: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "修订稿.docx"
    target.write_bytes(b"earlier")

    def held(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", held)  # what Windows says of a file that Word has open
    assert duidu("redline", *drafts, "-o", target) == 4
    assert target.name in capsys.readouterr().err
    assert target.read_bytes() == b"earlier"


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_redline_that_is_killed_leaves_the_old_file_or_the_new_one(drafts: tuple[Path, Path], tmp_path: Path) -> None:
    target = tmp_path / "修订稿.docx"
    target.write_bytes(b"earlier")
    slow = (
        "import os, sys, time; real = os.fsync\n"
        "def fsync(number):\n    print('writing', flush=True); time.sleep(60)\n"
        "os.fsync = fsync\n"
        "from app.cli import run; sys.exit(run(sys.argv[1:]))"
    )
    arguments = ["redline", *map(str, drafts), "-o", str(target)]
    program = subprocess.Popen([sys.executable, "-c", slow, *arguments], stdout=subprocess.PIPE)
    assert program.stdout is not None
    program.stdout.readline()
    program.send_signal(signal.SIGKILL)
    program.wait()
    program.stdout.close()
    time.sleep(0)
    assert target.read_bytes() == b"earlier"


@pytest.mark.parametrize("name", ["长" * 80 + ".docx", "修订😀稿.docx", "CON.docx", "a b & c.docx"])
def test_odd_names_are_written(drafts: tuple[Path, Path], tmp_path: Path, name: str) -> None:
    assert duidu("redline", *drafts, "-o", tmp_path / name) == 0
    assert (tmp_path / name).stat().st_size


def test_a_name_too_long_for_the_disk_is_an_error_that_says_so(
    drafts: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert duidu("redline", *drafts, "-o", tmp_path / ("长" * 200 + ".docx")) == 4
    assert capsys.readouterr().err


def test_what_cannot_be_read_is_named(
    drafts: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert duidu("verify", tmp_path / "无.docx", *drafts) == 3
    assert "无.docx" in capsys.readouterr().err
