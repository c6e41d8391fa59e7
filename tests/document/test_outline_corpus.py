"""Outlines of real papers against what is known of them: drafts in every office form, laws, reports, styled files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.styles.style import BaseStyle

from app.document.model import Document, Section, SectionKind
from app.document.options import ReadingOptions, View
from app.document.outline import outlined
from app.document.reading import read

pytestmark = pytest.mark.corpus

UNSEEN = "[\\s\u200b\u200c\u200d\u2060\ufeff\xa0]*"
NUMBER = "[〇○零一二三四五六七八九十百千]+"


def bare(text: str) -> str:
    return re.sub(UNSEEN, "", text)


def find(text: str, words: str, start: int) -> int:
    """Where words stand, whatever blanks and unseen characters are among them; -1 nowhere."""
    m = re.compile(UNSEEN.join(map(re.escape, bare(words)[:25]))).search(text, start)
    return m.start() if m else -1


def known_outlines(corpus: Path) -> Iterator[tuple[str, list[dict[str, Any]], list[dict[str, Any]], Document]]:
    """Each office form of the drafts, in both views where it has tracked changes, with its paragraphs and sections."""
    folder = corpus / "speeches_docx"
    files = json.loads((folder / "expected.json").read_text(encoding="utf-8"))["files"]
    for name, known in files.items():
        yield name, known["paragraphs"], known["sections"], outlined(read(folder / name))
        if "original" in known:
            original = ReadingOptions(view=View.ORIGINAL)
            yield (
                f"{name} original",
                known["original"],
                known["original_sections"],
                outlined(read(folder / name, original)),
            )


def matched(paragraphs: list[dict[str, Any]], sections: list[dict[str, Any]], document: Document) -> dict[int, Section]:
    """The sections that were found, by the number of the known one: they begin there and have its label."""
    places, place = [], 0
    for paragraph in paragraphs:
        place = max(place, find(document.text, paragraph["text"], place))
        places.append(place)
    headed = {s.span.start: s for s in document.sections if s.kind in (SectionKind.SECTION, SectionKind.ITEM)}
    starts = {len(bare(document.text[:start])): section for start, section in headed.items()}
    found = {}
    for number, known in enumerate(sections):
        words = paragraphs[known["para"]]["text"][known["start"] :]
        at = len(bare(document.text[: find(document.text, words, places[known["para"]])]))
        section = starts.get(at)
        if section is not None and bare(section.label)[:2] == bare(known["label"])[:2]:
            found[number] = section
    return found


def test_the_sections_of_a_draft_are_found_in_every_form_of_its_file(corpus: Path) -> None:
    seen = 0
    for name, paragraphs, sections, document in known_outlines(corpus):
        found = matched(paragraphs, sections, document)
        numbered = [n for n, known in enumerate(sections) if known["marker"] == "numbered"]
        assert len(found) >= 0.95 * len(sections), name
        assert sum(n in found for n in numbered) >= 0.99 * len(numbered), name
        headed = [s for s in document.sections if s.kind in (SectionKind.SECTION, SectionKind.ITEM)]
        assert len(headed) <= len(found) + 1, name
        by_id = {section.id: section for section in document.sections}
        for number, section in found.items():
            parent = sections[number]["parent"]
            if parent in found:
                above = by_id[section.parent or ""]
                while above.kind is SectionKind.BODY:  # a run of items stands under a body of its own
                    above = by_id[above.parent or ""]
                assert above == found[parent], (name, section.heading)
        seen += 1
    assert seen == 18


def test_every_article_and_chapter_of_a_law_is_found_and_none_is_invented(corpus: Path) -> None:
    laws = [p for p in sorted((corpus / "corpus" / "amended").rglob("*")) if p.suffix in {".md", ".docx"}]
    for path in laws:
        document = outlined(read(path))
        articles = re.findall(rf"^[-*>\s]*(第{NUMBER}条(?:之{NUMBER})?)(?=[\s\u3000*])", document.text, re.MULTILINE)
        assert [s.label for s in document.sections if re.match("第.+条", s.label)] == articles, path.name
        chapters = re.findall(rf"^[#*\s]*(第{NUMBER}[编章节])[\s\u3000]", document.text, re.MULTILINE)
        if path.suffix == ".docx":  # the list of contents names them once before
            chapters = chapters[len(chapters) // 2 :]
        found = [s for s in document.sections if re.fullmatch("第.+[编章节]", s.label)]
        assert [s.label for s in found] == chapters, path.name
        by_id = {section.id: section for section in document.sections}
        for section in document.sections:
            if re.match("第.+条", section.label) and chapters:
                assert section.parent is not None
                # The last chapter or division before an article is the one that it stands in.
                before = [chapter for chapter in found if chapter.span.start < section.span.start]
                assert by_id[section.parent] == before[-1], (path.name, section.label)
    assert len(laws) > 40


def test_headings_of_reports_are_found_without_their_signs(corpus: Path, tmp_path: Path) -> None:
    right = wrong = missed = 0
    for path in sorted((corpus / "corpus" / "reports").rglob("*.md")):
        lines = path.read_text(encoding="utf-8").split("\n")
        headings = {re.sub(r"^#+\s+", "", line) for line in lines if re.match(r"#+\s", line)}
        if not headings:
            continue
        bald = tmp_path / path.name
        bald.write_text("\n".join(re.sub(r"^#+\s+", "", line) for line in lines), encoding="utf-8")
        document = outlined(read(bald))
        top = [s for s in document.sections if s.kind is SectionKind.SECTION and s.level == 1]
        found = {(s.label + s.heading) for s in top}
        right, wrong, missed = (
            right + len(found & headings),
            wrong + len(found - headings),
            missed + len(headings - found),
        )
    assert right >= 10
    assert 2 * right / (2 * right + wrong + missed) >= 0.95


def test_styled_files_have_exactly_the_headings_of_their_styles(corpus: Path) -> None:
    styled = 0
    for path in sorted((corpus / "corpus" / "chinese_docx").glob("*.docx")):
        declared = headings_of_styles(path)
        if not declared:
            continue
        document = outlined(read(path))
        kinds = {SectionKind.SECTION, SectionKind.TITLE}  # a heading above all others is the title
        sections = [s for s in document.sections if s.kind in kinds and s.heading]
        if bare(sections[0].heading) not in map(bare, declared):
            sections = sections[1:]
        lines = [bare(document.text[s.span.start :].lstrip().split("\n")[0]) for s in sections]
        assert lines == [bare(text.split("\n")[0]) for text in declared], path.name
        styled += 1
    assert styled >= 6


def headings_of_styles(path: Path) -> list[str]:
    """The paragraphs that Word's own styles make headings, read with another library."""
    levels = (".//w:outlineLvl", {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"})
    found = []
    for paragraph in docx.Document(str(path)).paragraphs:
        style: BaseStyle | None = paragraph.style
        element = paragraph._p.pPr.find(*levels) if paragraph._p.pPr is not None else None
        while element is None and style is not None:
            element = style.element.find(*levels)
            style = style.base_style  # type: ignore[attr-defined]
        level = element.get(qn("w:val")) if element is not None else None
        if level is not None and int(level) < 9 and paragraph.text.strip():
            found.append(paragraph.text.strip())
    return found
