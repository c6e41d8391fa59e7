"""Redlines of real files: accepted the new text, rejected the old, in every part."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from app.document.options import View
from app.document.readers.wordml import read_content
from app.document.readers.wordml_package import Package
from app.errors import UnreadableInput
from app.export.redline_source import Version, opened
from app.export.revisions import settled
from app.export.verify import verify
from tests.export.redlines import made_of

pytestmark = pytest.mark.corpus


def versions(paths: list[Path]) -> list[Version]:
    """The files with text: what has pictures only is refused when it is read."""
    found = []
    for path in paths:
        try:
            found.append(opened(path))
        except UnreadableInput as error:
            if error.message.code != "input.no_text":
                raise
    return found


@pytest.mark.parametrize("kind", ["pairs", "tracked"])
def test_word_files_of_many_makes_come_out_of_their_redlines(corpus: Path, kind: str) -> None:
    wrong = []
    for folder in sorted((corpus / "corpus" / kind).iterdir()):
        for old, new in permutations(versions(sorted(folder.iterdir())[:2]), 2):
            verdict = verify(Path(old.document.path), made_of(old, new), old, new)
            wrong += [(old.document.name, new.document.name, finding) for finding in verdict.findings]
    assert wrong == []


@pytest.mark.parametrize(("old", "new"), [("gbt", "draft2"), ("gbt", "auto"), ("gbt", "review"), ("review", "draft2")])
def test_drafts_of_a_speech_come_out_of_their_redlines(corpus: Path, old: str, new: str) -> None:
    folder = corpus / "speeches_docx"
    for path in sorted(folder.glob(f"*__{old}.docx")):
        a, b = opened(path), opened(path.with_name(path.name.replace(f"__{old}", f"__{new}")))
        assert verify(path, made_of(a, b), a, b).findings == ()


def test_changes_are_settled_as_others_settle_them(corpus: Path) -> None:
    """The files with tracked changes lie beside what another program made of them: all accepted, all rejected."""
    compared = 0
    for folder in sorted((corpus / "corpus" / "tracked").iterdir()):
        files = sorted(folder.iterdir())
        (source,) = (f for f in files if "-Accepted__" not in f.name and "-Rejected__" not in f.name)
        for view, name in ((View.FINAL, "-Accepted__"), (View.ORIGINAL, "-Rejected__")):
            for expected in (f for f in files if name in f.name):
                made = read_content(source, settled(Package(source, source.read_bytes()), view)[0])
                assert made.text == read_content(expected, expected.read_bytes()).text, (source.name, view)
                compared += 1
    assert compared > 20
