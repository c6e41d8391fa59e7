"""Articles of amended laws find each other, however they are renumbered and their chapters shuffled."""

from __future__ import annotations

import random
import re
from collections import Counter
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from app.comparison.links import links
from app.comparison.prepared import Prepared
from app.comparison.review import Review
from app.comparison.settings import Settings
from app.document.model import Document
from app.document.outline import outlined
from app.document.reading import read
from app.language.folding import comparable

pytestmark = pytest.mark.corpus

ARTICLE = re.compile("第.+条")
CHAPTER = re.compile(r"^(?:#+ )?\**第[一二三四五六七八九十百]+章", re.MULTILINE)


def articles(document: Document) -> dict[str, str]:
    """What each article says without its number, by section id."""
    return {
        section.id: comparable(document.text[section.span.start + len(section.label) : section.span.end])
        for section in document.sections
        if ARTICLE.match(section.label)
    }


def wrong(one: Document, other: Document) -> tuple[list[str], int]:
    """The articles whose body is the same and stands once in both, but that are not linked to each other first."""
    ours, theirs = articles(one), articles(other)
    once = [Counter(each.values()) for each in (ours, theirs)]
    place = {said: section for section, said in theirs.items()}
    same = {s: place[said] for s, said in ours.items() if said and once[0][said] == 1 == once[1].get(said, 0)}
    best: dict[str, str] = {}
    for link in links([Prepared(one), Prepared(other)], Settings(), Review()):  # the strongest comes first
        best.setdefault(link.a.section, link.b.section)
    return [section for section, partner in same.items() if best.get(section) != partner], len(same)


def shuffled(document: Document, folder: Path) -> Document | None:
    """The law with its chapters in another order; None where it has hardly any."""
    starts = [m.start() for m in CHAPTER.finditer(document.text)]
    if len(starts) < 3:
        return None
    chapters = [document.text[a:b].rstrip("\n") for a, b in pairwise([*starts, len(document.text)])]
    random.Random(1).shuffle(chapters)  # the same every time
    path = folder / ("打乱.md" if document.name.endswith(".md") else "打乱.txt")
    path.write_text("\n".join([document.text[: starts[0]], *chapters]), encoding="utf-8")
    return outlined(read(path))


def test_articles_that_stayed_the_same_find_each_other_in_any_order(corpus: Path, tmp_path: Path) -> None:
    checked = 0
    for folder in sorted(path for path in (corpus / "corpus" / "amended").iterdir() if path.is_dir()):
        laws = [outlined(read(path)) for path in sorted(folder.iterdir())]
        for one, other in combinations(laws, 2):
            _, straight = wrong(one, other)
            for version in (other, shuffled(other, tmp_path)):
                if version is not None:
                    missed, count = wrong(one, version)
                    assert missed == [], (one.name, version.name)
                    assert count >= 0.8 * straight, (one.name, version.name)
                    checked += count
    assert checked > 1100
