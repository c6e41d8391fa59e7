"""Old Word and WPS files: told by their content, converted by an office program where one is installed."""

from __future__ import annotations

import hashlib
import shutil
import struct
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.document.readers import offices
from app.document.reading import read
from app.errors import UnreadableInput
from tests.document.other_files import rtf_file
from tests.document.word_files import numbered, paragraph, word_file

COMPOUND = bytes.fromhex("D0CF11E0A1B11AE1")
needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="takes LibreOffice")


def compound(stream: bytes) -> bytes:
    """Give a compound file of three sectors: a stream, names of streams, the table of sectors."""
    head = COMPOUND + bytes(22) + struct.pack("<H", 9) + bytes(44) + struct.pack("<109I", 2, *[0xFFFFFFFF] * 108)
    table = struct.pack("<128I", *[0xFFFFFFFE] * 3, *[0xFFFFFFFF] * 125)
    return head + stream + "WordDocument".encode("utf-16-le").ljust(512, b"\0") + table


def code(path: Path) -> str:
    with pytest.raises(UnreadableInput) as error:
        read(path)
    assert error.value.message.values["path"] == str(path)
    return error.value.message.code


@pytest.fixture
def no_office(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(offices, "libreoffices", lambda *_: iter(()))
    monkeypatch.setattr(sys, "platform", "linux")


@pytest.fixture(scope="module")
def old_word(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A .doc that LibreOffice made of a small .docx."""
    folder = tmp_path_factory.mktemp("old")
    body = paragraph("在会议上的讲话") + paragraph("同志们：今天讲两点意见。")
    source = word_file(folder, body + numbered("总体要求", 9))
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    subprocess.run([*command, "--convert-to", "doc", "--outdir", folder, source], check=True, capture_output=True)
    return folder / "讲话.doc"


@needs_office
@pytest.mark.parametrize("suffix", [".doc", ".wps"])
def test_an_old_word_file_is_read_and_keeps_its_name_path_and_hash(old_word: Path, tmp_path: Path, suffix: str) -> None:
    path = Path(shutil.copy(old_word, tmp_path / f"讲话{suffix}"))
    document = read(path)
    assert document.text == "在会议上的讲话\n同志们：今天讲两点意见。\n总体要求"
    assert (document.name, document.path, document.format) == (path.name, str(path), suffix[1:])
    assert document.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert document.pieces == ()
    assert list(tmp_path.iterdir()) == [path]  # no lock file, nothing left behind


@needs_office
def test_a_program_that_hangs_is_ended_with_all_that_it_started(
    old_word: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hanging = tmp_path / "soffice"
    hanging.write_text("#!/bin/sh\nsleep 97531 &\nwait\n")
    hanging.chmod(0o755)
    monkeypatch.setattr(offices, "libreoffices", lambda *_: iter((hanging,)))
    monkeypatch.setattr(offices, "LIMIT_S", 0.5)
    start = time.monotonic()
    assert code(old_word) == "input.not_converted"
    assert time.monotonic() - start < 10
    running = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    assert "sleep 97531" not in running


@needs_office
def test_garbage_with_the_right_beginning_and_cut_off_files_end_in_one_error(old_word: Path, tmp_path: Path) -> None:
    path = tmp_path / "坏.doc"
    path.write_bytes(COMPOUND + bytes(range(256)) * 30)
    assert code(path) == "input.not_old_word"
    path.write_bytes(COMPOUND + bytes(range(256)) * 30 + "WordDocument".encode("utf-16-le"))
    assert code(path) == "input.damaged"
    whole = old_word.read_bytes()
    for cut in (20, 600, len(whole) // 2, len(whole) - 600):
        path.write_bytes(whole[:cut])
        assert code(path) in ("input.damaged", "input.not_old_word")


@pytest.mark.usefixtures("no_office")
def test_without_an_office_program_it_is_said_how_to_go_on(tmp_path: Path) -> None:
    path = tmp_path / "讲话.wps"
    path.write_bytes(compound(bytes(512)))
    assert code(path) == "input.no_office"


def test_other_content_is_told_by_its_first_bytes(tmp_path: Path) -> None:
    newer = word_file(tmp_path, paragraph("其实是新格式"))
    renamed = newer.rename(tmp_path / "新.doc")
    assert read(renamed).text == "其实是新格式"
    rich = rtf_file(tmp_path, "其实是RTF", name="富.doc")
    assert (read(rich).text, read(rich).format) == ("其实是RTF", "doc")
    page = tmp_path / "网页.doc"
    page.write_bytes(b"<html><body>web</body></html>")
    assert code(page) == "input.not_old_word"


def test_a_password_is_said_before_any_program_is_started(tmp_path: Path) -> None:
    path = tmp_path / "密.doc"
    header = bytearray(bytes.fromhex("ECA5C100") + bytes(28))
    header[11] = 0x01
    path.write_bytes(compound(bytes(header) + bytes(480)))
    assert code(path) == "input.encrypted"


@pytest.mark.parametrize(
    ("platform", "variable", "place"),
    [
        ("linux", "PATH", "soffice"),
        ("win32", "ProgramFiles", "LibreOffice/program/soffice.exe"),
        ("win32", "LOCALAPPDATA", "Programs/LibreOffice/program/soffice.exe"),
    ],
)
def test_libreoffice_is_found_where_systems_have_it(tmp_path: Path, platform: str, variable: str, place: str) -> None:
    program = tmp_path / place
    program.parent.mkdir(parents=True, exist_ok=True)
    program.write_text("")
    program.chmod(0o755)
    assert program in list(offices.libreoffices({variable: str(tmp_path)}, platform))


def test_the_profile_of_libreoffice_runs_no_macros_and_reaches_no_network(tmp_path: Path) -> None:
    command = offices._libreoffice(Path("soffice"), tmp_path / "a.doc", tmp_path, tmp_path / "profile")
    settings = (tmp_path / "profile/user/registrymodifications.xcu").read_text(encoding="utf-8")
    assert f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}" in command
    for name in ("DisableMacrosExecution", "AutoCheckEnabled", "ooInetProxyType", "BlockUntrustedRefererLinks"):
        assert f'oor:name="{name}"' in settings
