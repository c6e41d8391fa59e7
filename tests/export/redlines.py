"""Redlines of small files: edits by difflib, so that these tests hang on no other stage."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from difflib import SequenceMatcher
from pathlib import Path

from lxml import etree

from app.comparison.model import Edit, Operation
from app.export.redline import redline
from app.export.redline_source import Version, opened
from app.export.verify import Verdict, verify
from app.language.spans import Span
from tests.document.word_files import word_file

MOMENT = datetime(2026, 3, 5, tzinfo=UTC)
LINE = "全市上下要狠抓落实，久久为功。"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def plain_edits(a: str, b: str) -> list[Edit]:
    """Give what difflib finds changed: lines first, characters within changed lines."""
    ours, theirs = a.splitlines(keepends=True), b.splitlines(keepends=True)
    found: list[Edit] = []
    for operation, i, to_i, j, to_j in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if operation != "equal":
            at, to = len("".join(ours[:i])), len("".join(theirs[:j]))
            found += _characters("".join(ours[i:to_i]), "".join(theirs[j:to_j]), at, to)
    return found


def _characters(a: str, b: str, at: int, to: int) -> list[Edit]:
    if len(a) * len(b) > 1_000_000:  # difflib would take minutes
        return [
            Edit(Operation.DELETE, Span(at, at + len(a)), Span(to, to)),
            Edit(Operation.INSERT, Span(at + len(a), at + len(a)), Span(to, to + len(b))),
        ]
    names = {"replace": Operation.REPLACE, "delete": Operation.DELETE, "insert": Operation.INSERT}
    return [
        Edit(names[operation], Span(at + i, at + to_i), Span(to + j, to + to_j))
        for operation, i, to_i, j, to_j in SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
        if operation != "equal"
    ]


def redlined(old: Path, new: Path) -> bytes:
    """Give the redline of two files."""
    return made_of(opened(old), opened(new))


def made_of(old: Version, new: Version) -> bytes:
    """Give the redline of two versions."""
    edits = plain_edits(old.document.text, new.document.text)
    return redline(old, new, edits, "zh", "审稿人", MOMENT).content


def verdict_on(content: bytes, old: Path, new: Path) -> Verdict:
    """Accept and reject all, and compare with the two files."""
    return verify(old.with_name("修订稿.docx"), content, opened(old), opened(new))


def root(content: bytes, part: str = "word/document.xml") -> etree._Element:
    """Give the root of a part."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return etree.fromstring(file.read(part))


def said(content: bytes, kind: str, part: str = "word/document.xml") -> list[str]:
    """Give the text of each `ins` or `del` of a part."""
    wanted = f"{W}t" if kind == "ins" else f"{W}delText"
    found = ("".join(text.text or "" for text in change.iter(wanted)) for change in root(content, part).iter(W + kind))
    return [text for text in found if text]


def pair(folder: Path, one: str, other: str, /, **parts: dict[str, str]) -> tuple[Path, Path]:
    """Write two Word files, old and new, with these bodies and further parts."""
    return (
        word_file(folder, one, name="旧稿.docx", parts=parts.get("old")),
        word_file(folder, other, name="新稿.docx", parts=parts.get("new")),
    )


def checked(old: Path, new: Path) -> bytes:
    """The redline, once it is known to be right."""
    content = redlined(old, new)
    assert verdict_on(content, old, new).findings == ()
    return content
