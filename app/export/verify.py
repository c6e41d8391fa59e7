"""Whether a file with tracked changes is right: all accepted the new text, all rejected the old, part by part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml.etree import _Element as Element

from app.document.model import BlockKind, Document
from app.document.options import View
from app.document.readers.wordml import read_content
from app.document.readers.wordml_package import Package
from app.document.readers.wordml_xml import attribute, name, tags
from app.export.redline_source import Version
from app.export.revisions import settled
from app.messages import Message, message

_TEXTS: Mapping[str, frozenset[BlockKind]] = {
    "verify.text.body": frozenset({BlockKind.PARAGRAPH}),
    "verify.text.tables": frozenset({BlockKind.CELL}),
    "verify.text.boxes": frozenset({BlockKind.TEXTBOX}),
    "verify.text.footnotes": frozenset({BlockKind.FOOTNOTE}),
    "verify.text.endnotes": frozenset({BlockKind.ENDNOTE}),
    "verify.text.margins": frozenset({BlockKind.HEADER, BlockKind.FOOTER}),
}
"""The parts whose text is compared, in the order of the report, by the code of what is said where it differs."""
_MARGINS = "verify.text.margins"
_COUNTED: Mapping[str, frozenset[str]] = {
    "verify.count.cells": frozenset({"w:tc"}),
    "verify.count.notes": frozenset({"w:footnoteReference", "w:endnoteReference"}),
    "verify.count.images": frozenset({"w:drawing", "w:pict", "w:object"}),
    "verify.count.sections": frozenset({"w:sectPr"}),
    "verify.count.fields": frozenset({"w:fldSimple", "w:fldChar"}),
}
"""What is counted by which elements, by the code of what is said where the counts differ."""
_SHOWN = 16
"""Characters that are shown of each side where two texts part."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Where the settled file and the version that it should be differ: a line of the report."""

    view: View
    said: Message


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of it: what differs (nothing, if all is well), and how much of each there is in old and new."""

    findings: tuple[Finding, ...]
    counts: Mapping[str, tuple[int, int]]

    @property
    def holds(self) -> bool:
        """Whether accepting gives the new text and rejecting the old."""
        return not self.findings


def verify(path: Path, content: bytes, old: Version, new: Version) -> Verdict:
    """Accept, and reject, all tracked changes of a Word file; compare what comes out with two versions.

    The text must be the same letter for letter in every part, and so must the numbers of cells, notes, pictures,
    sections and fields. Headers and footers count without their empty lines, in any order and each wording once: one
    that only the other version has cannot come or go by a tracked change, its text can. Raises UnreadableInput for what
    is no Word file.
    """
    findings: list[Finding] = []
    package = Package(path, content)
    for view, version in ((View.FINAL, new), (View.ORIGINAL, old)):
        made, _ = settled(package, view)
        findings += (Finding(view, said) for said in _differences(path, made, version))
    counts = {each: (_count(old.package)[each], _count(new.package)[each]) for each in _COUNTED}
    return Verdict(tuple(findings), counts)


def _differences(path: Path, content: bytes, version: Version) -> Iterator[Message]:
    document = read_content(path, content)
    for part in _TEXTS:
        found, expected = _lines(document, part), _lines(version.document, part)
        if found != expected:
            yield _first_difference(part, found, expected)
    here, there = _count(Package(path, content)), _count(version.package)
    for each in _COUNTED:
        if here[each] != there[each]:
            yield message(each, found=here[each], expected=there[each])


def _lines(document: Document, part: str) -> list[str]:
    lines = [document.text[b.start : b.end] for b in document.blocks if b.kind in _TEXTS[part]]
    return sorted({line for line in lines if line.strip()}) if part == _MARGINS else lines


def _first_difference(part: str, found: Sequence[str], expected: Sequence[str]) -> Message:
    """Say in which paragraph of a part two texts part first, and what stands there."""
    pairs = enumerate(zip(found, expected, strict=False), start=1)
    number, (here, there) = next(
        ((n, pair) for n, pair in pairs if pair[0] != pair[1]),
        (min(len(found), len(expected)) + 1, ("\n".join(found[len(expected) :]), "\n".join(expected[len(found) :]))),
    )
    at = next((n for n, (x, y) in enumerate(zip(here, there, strict=False)) if x != y), min(len(here), len(there)))
    return message(
        part,
        number=number,
        found=here[at : at + _SHOWN],
        expected=there[at : at + _SHOWN],
    )


def _count(package: Package) -> Counter[str]:
    """Count in the main part, in headers and footers; of notes, those that the text refers to."""
    counts: Counter[str] = Counter()
    root = package.part(package.main)
    for element in () if root is None else root.iter():
        for each, names in _COUNTED.items():
            counts[each] += name(element) in names and _counts(element)
    return counts


def _counts(element: Element) -> bool:
    """Count section breaks, fields by their first mark, and no pictures that are there for other programs."""
    if name(element) == "w:sectPr":  # the last section ends with the text, not with a break
        return next(element.iterancestors(*tags("w:pPr")), None) is not None
    if name(element) == "w:fldChar":
        return attribute(element, "w:fldCharType") == "begin"
    return not any(name(ancestor) == "mc:Fallback" for ancestor in element.iterancestors())
