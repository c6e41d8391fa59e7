"""Copies of Word files: what is changed is written, all else stays."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

from app.document.readers.wordml_package import Package
from app.export.package_copy import PackageCopy
from tests.document.word_files import paragraph, word_file


def package(folder: Path, **others: bytes) -> Package:
    """Give a Word file with other members, deflated."""
    path = word_file(folder, paragraph("今天开会。"))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as file:
        for name, content in others.items():
            file.writestr(f"word/media/{name}", content)
    return Package(path, path.read_bytes())


def test_a_draft_is_the_readers_own_and_is_written_only_when_asked_for(tmp_path: Path) -> None:
    read = package(tmp_path)
    before = read.part(read.main)
    copy = PackageCopy(read)
    draft = copy.draft(read.main)
    assert before is not None
    assert draft is not None
    draft.clear()
    assert len(before)  # what others read stays as it was
    assert Package(read.path, copy.written()).part(read.main) is not None
    assert zipfile.ZipFile(io.BytesIO(copy.written())).read(read.main) == read.zip.read(read.main)

    assert copy.root(read.main) is draft
    assert zipfile.ZipFile(io.BytesIO(copy.written())).read(read.main) != read.zip.read(read.main)


def test_pictures_are_not_packed_again_in_vain(tmp_path: Path) -> None:
    noise = random.Random(3).randbytes(50_000)
    read = package(tmp_path, picture=noise, drawing=b"<svg/>" * 1000)
    with zipfile.ZipFile(io.BytesIO(PackageCopy(read).written())) as file:
        picture, drawing = (file.getinfo(f"word/media/{name}") for name in ("picture", "drawing"))
        assert (picture.compress_type, drawing.compress_type) == (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
        assert file.read(picture) == noise
