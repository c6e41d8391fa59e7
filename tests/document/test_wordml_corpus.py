"""Real Word files."""

from __future__ import annotations

import json
import os
from collections import Counter
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from app.comparison.hidden import hidden_things
from app.document.model import BlockKind
from app.document.options import ReadingOptions, View
from app.document.readers.wordml import read
from app.errors import UnreadableInput
from app.language.folding import comparable
from tests.document.word_files import assert_pieces_lead_back, texts

CORPUS = Path(os.environ.get("DUIDU_CORPUS", ""))
ORIGINAL = ReadingOptions(view=View.ORIGINAL)
corpus = pytest.mark.corpus
needs_corpus = pytest.mark.skipif("DUIDU_CORPUS" not in os.environ, reason="DUIDU_CORPUS names no corpus")


def speeches() -> dict[str, dict[str, Any]]:
    expected = CORPUS / "speeches_docx" / "expected.json"
    return json.loads(expected.read_text(encoding="utf-8"))["files"] if "DUIDU_CORPUS" in os.environ else {}


@corpus
@needs_corpus
@pytest.mark.parametrize("name", [n for n, e in speeches().items() if e["variant"] != "web"] or [""])
def test_real_speeches_give_their_paragraphs_and_numbers(name: str) -> None:
    path = CORPUS / "speeches_docx" / name
    document = read(path)
    body = [b for b in document.blocks if b.kind is BlockKind.PARAGRAPH and not b.contents and b.start < b.end]
    expected = [(p["num"], p["text"]) for p in speeches()[name]["paragraphs"]]
    assert [(b.number, document.text[b.start : b.end]) for b in body] == expected
    assert_pieces_lead_back(path, document)


@corpus
@needs_corpus
@pytest.mark.parametrize("name", [n for n, e in speeches().items() if e["variant"] == "web"] or [""])
def test_real_web_copies_give_every_paragraph_raw(name: str) -> None:
    assert texts(read(CORPUS / "speeches_docx" / name), BlockKind.PARAGRAPH) == speeches()[name]["w_paragraphs"]


def real_files() -> list[Path]:
    folders = ("chinese_docx", "nasty", "tracked", "pairs")
    return [path for folder in folders for path in sorted((CORPUS / "corpus" / folder).rglob("*.do[ct][xm]"))]


@corpus
@needs_corpus
def test_whatever_the_file_it_is_read_or_refused() -> None:
    refused: Counter[str] = Counter()
    for path in real_files():
        try:
            document = read(path)
        except UnreadableInput as error:
            refused[error.message.code] += 1
        else:
            assert "\n".join(texts(document)) == document.text
            assert_pieces_lead_back(path, document)
    assert refused == {"input.damaged": 4, "input.encrypted": 1}


@corpus
@needs_corpus
def test_the_final_view_is_what_word_shows_when_all_changes_are_accepted() -> None:
    for folder in sorted((CORPUS / "corpus" / "tracked").glob("oracle_*")):
        (accepted,) = folder.glob("*-Accepted__*.docx")
        (tracked,) = (p for p in folder.glob("*.docx") if "-Accepted__" not in p.name and "-Rejected__" not in p.name)
        assert read(tracked).text == read(accepted).text, tracked.name


def originals() -> list[str]:
    return [name for name, expected in speeches().items() if "original" in expected] or [""]


@corpus
@needs_corpus
def test_the_original_view_is_what_word_shows_when_all_changes_are_rejected() -> None:
    for folder in sorted((CORPUS / "corpus" / "tracked").glob("oracle_*")):
        (tracked,) = (p for p in folder.glob("*.docx") if "-Accepted__" not in p.name and "-Rejected__" not in p.name)
        for rejected in folder.glob("*-Rejected__*.docx"):
            original, expected = read(tracked, ORIGINAL), read(rejected)
            assert original.text == expected.text, tracked.name
            assert [b.number for b in original.blocks] == [b.number for b in expected.blocks], tracked.name
            assert_pieces_lead_back(tracked, original)


@corpus
@needs_corpus
@pytest.mark.parametrize("name", originals())
def test_real_review_traces_give_both_views_comments_hidden_text_and_properties(name: str) -> None:
    path, expected = CORPUS / "speeches_docx" / name, speeches()[name]
    original = read(path, ORIGINAL)
    body = [b for b in original.blocks if b.kind is BlockKind.PARAGRAPH and b.start < b.end]
    assert [(b.number, original.text[b.start : b.end]) for b in body] == [
        (p["num"], p["text"]) for p in expected["original"]
    ]
    assert_pieces_lead_back(path, original)
    document = read(path, ReadingOptions(hidden=True))
    assert [document.text[c.span.start : c.span.end] for c in document.concealed] == expected["hidden"]
    document = read(path)
    found = [
        {
            "id": int(c.id),
            "author": c.author,
            "initials": c.initials,
            "text": c.text,
            "anchor": c.anchor and document.text[c.anchor.start : c.anchor.end],
        }
        for c in document.comments
    ]
    assert found == expected["comments"]
    properties = asdict(document.properties)
    assert {key: properties[key] for key in expected["properties"]} == expected["properties"]


@corpus
@needs_corpus
@pytest.mark.parametrize("name", [n for n, e in speeches().items() if "footnotes" in e] or [""])
def test_real_notes_boxes_tables_and_contents_are_found(name: str) -> None:
    expected = speeches()[name]
    document = read(CORPUS / "speeches_docx" / name)
    assert texts(document, BlockKind.FOOTNOTE) == [note["text"] for note in expected["footnotes"]]
    assert texts(document, BlockKind.TEXTBOX) == [expected["text_box"]]
    assert set(texts(document, BlockKind.HEADER)) == {expected["header"]}
    assert set(texts(document, BlockKind.FOOTER)) == {expected["footer"]}
    assert texts(document, BlockKind.CELL) == [
        cell for table in expected["tables"] for row in table["rows"] for cell in row
    ]
    contents = [document.text[b.start : b.end] for b in document.blocks if b.contents and b.start < b.end]
    for line, wanted in zip(contents[-len(expected["toc"]) :], expected["toc"], strict=True):
        assert wanted["text"] in line


@corpus
@needs_corpus
@pytest.mark.parametrize("name", [n for n, e in speeches().items() if e["variant"] == "web"] or [""])
def test_the_lines_of_real_web_copies_are_paragraphs_without_their_noise(name: str) -> None:
    document = read(CORPUS / "speeches_docx" / name)
    lines = [comparable(line) for line in document.text[: document.body_end].split("\n")]
    assert [line for line in lines if line] == [
        folded for p in speeches()[name]["paragraphs"] if (folded := comparable(p["text"]))
    ]


@corpus
@needs_corpus
def test_few_real_files_hold_anything_hidden() -> None:
    seen: dict[str, list[str]] = {}
    for path in real_files():
        with suppress(UnreadableInput):
            for finding in hidden_things(0, read(path)):
                seen.setdefault(finding.why.code, []).append(path.name.partition("__")[2])
    assert {code: len(names) for code, names in seen.items()} == {
        "finding.hidden_text": 1,  # a direction mark at the end of a number
        "finding.private_use": 2,
        "finding.compatibility": 1,
        "finding.look_alike": 1,  # a Latin letter in a Russian word
        "finding.colour": 3,  # white words in a header
    }, seen
