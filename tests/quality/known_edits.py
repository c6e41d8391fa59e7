"""How well edits between versions are told: known edits found, others reported, changed characters, time.

    DUIDU_CORPUS=… python tests/quality/known_edits.py

The drafts of `speeches_docx` (`gbt` against `draft2`) have 40 known edits each. Over `corpus/amended` the characters
that differences mark in the paragraphs which belong together are set beside those of a plain minimal word diff of the
same paragraphs. Time is CPU time.
"""

from __future__ import annotations

import os
import sys
import time
from itertools import accumulate, combinations
from pathlib import Path

from rapidfuzz.distance import Indel

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from app.comparison.edits import edits  # noqa: E402
from app.comparison.paragraphs import aligned  # noqa: E402
from app.comparison.units import units  # noqa: E402
from app.document.model import Document  # noqa: E402
from app.document.reading import read  # noqa: E402
from app.language.differences import Change, differences  # noqa: E402
from app.language.tokens import tokens  # noqa: E402
from tests.comparison.known_edits import known_edits, missed  # noqa: E402


def least(one: str, other: str) -> int:
    """The characters that a minimal word diff changes."""
    ours, theirs = tokens(one), tokens(other)
    ends_a, ends_b = ([0, *accumulate(map(len, words))] for words in (ours, theirs))
    changed = 0
    for op in Indel.opcodes(ours, theirs):
        if op.tag != "equal":
            changed += ends_a[op.src_end] - ends_a[op.src_start] + ends_b[op.dest_end] - ends_b[op.dest_start]
    return changed


def changed_characters(a: Document, b: Document) -> tuple[int, int]:
    """The characters changed between paragraphs that belong together: those told, and the fewest."""
    ours, theirs = units(a), units(b)
    alignment = aligned(ours, theirs, a.text, b.text)
    told = fewest = 0
    for group in (*alignment.kept, *(group for run in alignment.moved for group in run)):
        one = "".join(a.text[ours[i].content.start : ours[i].content.end] for i in group.a)
        other = "".join(b.text[theirs[j].content.start : theirs[j].content.end] for j in group.b)
        if one != other:
            told += sum(len(text) for change, text in differences(one, other) if change is not Change.KEPT)
            fewest += least(one, other)
    return told, fewest


def main() -> None:
    """Measure and print."""
    corpus = Path(os.environ["DUIDU_CORPUS"])
    tokens("渔港")  # jieba loads once
    for old in sorted((corpus / "speeches_docx").glob("*__gbt.docx")):
        new = old.with_name(old.name.replace("gbt", "draft2"))
        known = known_edits(old.parent / "expected.json", new.name)
        a, b = read(old), read(new)
        found = edits(a, b)
        not_found, others = missed(known, found, a.text, b.text)
        print(f"{new.name}: {len(known) - len(not_found)} of {len(known)} known edits found, {len(others)} others")
    told = fewest = 0
    for folder in sorted((corpus / "corpus" / "amended").iterdir()):
        for one, other in combinations(sorted(folder.iterdir()), 2):
            a, b = read(one), read(other)
            start = time.process_time()
            found = edits(a, b)
            seconds = time.process_time() - start
            here, minimal = changed_characters(a, b)
            told, fewest = told + here, fewest + minimal
            print(
                f"{folder.name[:24]}: {len(a.text)} and {len(b.text)} characters, {len(found)} edits, {seconds:.2f} s"
            )
    print(f"changed characters: {told}, {told / fewest:.3f} of the fewest")


if __name__ == "__main__":
    main()
