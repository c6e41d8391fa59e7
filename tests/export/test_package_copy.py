"""Copies of Word files: what is changed is written, all else stays."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

from app.document.readers.packed import Packed
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


def test_what_is_not_changed_is_passed_on_as_it_is_packed(tmp_path: Path) -> None:
    noise = random.Random(3).randbytes(50_000)
    read = package(tmp_path, picture=noise, drawing=b"<svg/>" * 1000)
    copy = PackageCopy(read)
    copy.root(read.main)
    with zipfile.ZipFile(io.BytesIO(copy.written())) as file:
        assert file.testzip() is None
        for name in ("word/media/picture", "word/media/drawing"):
            there, here = read.zip.getinfo(name), file.getinfo(name)
            assert (here.compress_type, here.compress_size) == (there.compress_type, there.compress_size)
            assert file.read(name) == read.zip.read(name)
        assert file.namelist() == read.zip.namelist()


def test_members_whose_sizes_stand_behind_them_are_passed_on(tmp_path: Path) -> None:
    whole = package(tmp_path, picture=b"png" * 1000)
    stream = Unseekable()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for member in whole.zip.namelist():
            file.writestr(member, whole.zip.read(member))
    read = Package(whole.path, stream.getvalue())
    assert read.zip.getinfo(read.main).flag_bits & 8

    with zipfile.ZipFile(io.BytesIO(PackageCopy(read).written())) as file:
        assert file.testzip() is None
        assert file.read("word/media/picture") == b"png" * 1000
        assert not file.getinfo("word/media/picture").flag_bits & 8


class Unseekable(io.BytesIO):
    """A stream that only goes on, as a pipe does."""

    def seekable(self) -> bool:
        return False

    def seek(self, offset: int, whence: int = 0, /) -> int:
        raise io.UnsupportedOperation("seek")

    def tell(self) -> int:
        raise io.UnsupportedOperation("tell")


def test_a_part_may_be_given_packed_content(tmp_path: Path) -> None:
    read = package(tmp_path, drawing=b"<svg/>" * 1000)
    copy = PackageCopy(read)
    packed = copy.packed("word/media/drawing")
    assert packed is not None
    assert packed.unpacked() == b"<svg/>" * 1000

    copy.rewrite_packed("word/media/drawing", Packed.of(b"<svg></svg>" * 500))
    with zipfile.ZipFile(io.BytesIO(copy.written())) as file:
        assert file.testzip() is None
        assert file.read("word/media/drawing") == b"<svg></svg>" * 500
        assert file.namelist() == read.zip.namelist()


def test_a_part_that_may_be_changed_is_not_given_as_it_is_packed(tmp_path: Path) -> None:
    copy = PackageCopy(package(tmp_path))
    assert copy.packed(copy.main) is not None
    copy.root(copy.main)
    assert copy.packed(copy.main) is None
    assert copy.packed("word/none.xml") is None
