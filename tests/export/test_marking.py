"""What a marked copy shows is the person's choice, and its comments lead to the other copies."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import etree

from app.comparison.compare import compare
from app.comparison.model import Comparison, Kind
from app.document.readers.wordml_xml import attribute, inside
from app.export.marked_copy import marked_copy
from app.export.marks import STYLES, UNIQUE, Marking
from app.export.names import marked_names
from tests.conftest import document
from tests.document.word_files import paragraph, run, word_file
from tests.export.comparisons import comparison, opened, passage, unique

RELATIONS = "word/_rels/comments.xml.rels"


@pytest.fixture
def made(tmp_path: Path) -> Comparison:
    """Two Word files that share a copied sentence and a set phrase; the first says something of its own too."""
    for folder in ("甲", "乙"):
        (tmp_path / folder).mkdir()
    one = opened(word_file(tmp_path / "甲", paragraph("先立后破，不破不立，久久为功，另有一句。"), name="甲稿.docx"))
    other = opened(word_file(tmp_path / "乙", paragraph("引子。久久为功，先立后破。"), name="乙 稿.docx"))
    found = [passage(Kind.VERBATIM, (0, 0, 4), (1, 8, 12)), passage(Kind.FORMULA, (0, 10, 14), (1, 3, 7))]
    return comparison([one, other], found, [unique(0, 15, 19)])


def part(content: bytes, name: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return etree.fromstring(file.read(name))


def names(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return file.namelist()


def fills(content: bytes) -> list[str | None]:
    return [attribute(shade, "w:fill") for shade in inside(part(content), "w:shd")]


def comments(content: bytes) -> str:
    return "".join(part(content, "word/comments.xml").itertext())


def test_kinds_that_are_left_out_get_neither_mark_nor_comment_and_the_legend_says_so(made: Comparison) -> None:
    content = marked_copy(made, 0, "zh", Marking(kinds=frozenset({Kind.VERBATIM}), unique=False))

    assert fills(content) == [STYLES[Kind.VERBATIM].fill]
    assert len(list(inside(part(content), "w:commentReference"))) == 2
    assert "未标注：套改" in comments(content)
    assert "固定提法" in comments(content).split("未标注：")[1]


def test_without_comments_and_legend_the_file_gets_none(made: Comparison) -> None:
    content = marked_copy(made, 0, "zh", Marking(comments=False, legend=False))

    assert "word/comments.xml" not in names(content)
    assert fills(content) == [STYLES[Kind.VERBATIM].fill, STYLES[Kind.FORMULA].fill, UNIQUE.fill]


def test_the_legend_can_stand_alone(made: Comparison) -> None:
    content = marked_copy(made, 0, "zh", Marking(comments=False))

    assert len(list(inside(part(content), "w:commentReference"))) == 1
    assert "只见于此处" not in comments(content)


def test_a_text_marker_takes_the_place_of_shades_and_the_legend_names_its_colours(made: Comparison) -> None:
    content = marked_copy(made, 0, "zh", Marking(highlights=True, unique=False))

    assert fills(content) == []
    assert [attribute(e, "w:val") for e in inside(part(content), "w:highlight")] == ["red", "lightGray"]
    assert "红色突出显示、波浪线" in comments(content)


def test_a_marker_colour_that_is_there_stays(tmp_path: Path) -> None:
    coloured = '<w:p><w:r><w:rPr><w:highlight w:val="green"/></w:rPr><w:t>先立后破</w:t></w:r></w:p>'
    documents = [
        opened(word_file(tmp_path, coloured)),
        opened(word_file(tmp_path, paragraph("先立后破"), name="b.docx")),
    ]
    content = marked_copy(
        comparison(documents, [passage(Kind.VERBATIM, (0, 0, 4), (1, 0, 4))]), 0, "zh", Marking(highlights=True)
    )

    assert [attribute(e, "w:val") for e in inside(part(content), "w:highlight")] == ["green"]


def test_colours_of_ones_own_are_used_and_named(made: Comparison) -> None:
    content = marked_copy(made, 0, "en", Marking(colours={Kind.VERBATIM: "FFCC00"}))

    assert fills(content)[0] == "FFCC00"
    assert "shade #FFCC00, wavy line" in comments(content)


def test_each_link_in_a_comment_leads_to_a_bookmark_around_the_same_words_in_the_other_copy(made: Comparison) -> None:
    copies = [marked_copy(made, number, "zh") for number in (0, 1)]
    files = dict(zip(marked_names(made.documents), copies, strict=True))

    targets = {r.get("Id"): unquote(r.get("Target") or "") for r in part(copies[0], RELATIONS)}
    links = list(inside(part(copies[0], "word/comments.xml"), "w:hyperlink"))
    said = []
    for link in links:
        there = part(files[targets[attribute(link, "r:id")]])
        (start,) = (
            e for e in inside(there, "w:bookmarkStart") if attribute(e, "w:name") == attribute(link, "w:anchor")
        )
        between = ""
        for following in start.itersiblings():
            if attribute(following, "w:id") == attribute(start, "w:id"):
                break
            between += "".join(following.itertext())
        said.append(between)

    assert said == ["先立后破", "久久为功"]
    assert all("乙 稿" in "".join(link.itertext()) for link in links)


def test_what_is_repeated_has_one_bookmark_for_each_wording(tmp_path: Path) -> None:
    path = word_file(tmp_path, paragraph("先立后破，先立后破，先立而后破。"))
    repeated = passage(Kind.NEAR, (0, 0, 4), (0, 5, 9), (0, 10, 15), (1, 0, 4), wordings=[0, 0, 1, 0])
    made = comparison([opened(path), document("先立后破。")], [repeated])

    starts = list(inside(part(marked_copy(made, 0, "zh")), "w:bookmarkStart"))

    assert [(attribute(e, "w:name") or "").rpartition("_")[2] for e in starts] == ["0", "10"]
    assert not list(inside(part(marked_copy(made, 0, "zh", Marking(comments=False))), "w:bookmarkStart"))


def test_bookmarks_of_the_file_keep_their_ids_and_new_ones_take_others(tmp_path: Path) -> None:
    mine = f'<w:bookmarkStart w:id="7" w:name="旧"/>{run("先立后破")}<w:bookmarkEnd w:id="7"/>'
    inner = f"<w:p>{mine}</w:p>"
    documents = [opened(word_file(tmp_path, inner)), opened(word_file(tmp_path, paragraph("先立后破"), name="b.docx"))]
    root = part(marked_copy(comparison(documents, [passage(Kind.NEAR, (0, 0, 4), (1, 0, 4))]), 0, "zh"))

    starts = [attribute(e, "w:id") for e in inside(root, "w:bookmarkStart")]
    assert starts == ["7", "8"]
    assert sorted(attribute(e, "w:id") or "" for e in inside(root, "w:bookmarkEnd")) == starts


def test_a_bookmark_stands_in_one_part_even_where_its_passage_goes_on_in_another(tmp_path: Path) -> None:
    section = '<w:sectPr><w:footerReference r:id="footer1"/></w:sectPr>'
    original = opened(word_file(tmp_path, paragraph("先立后破") + section, parts={"footer1": paragraph("内部资料")}))
    end = len(original.text)
    assert original.text.endswith("内部资料")

    content = marked_copy(comparison([original] * 2, [passage(Kind.NEAR, (0, 0, end), (1, 0, end))]), 0, "zh")

    footer = part(content, "word/footer1.xml")
    assert len(list(inside(part(content), "w:bookmarkStart"))) == 1
    assert not list(inside(footer, "w:bookmarkStart"))
    assert len(list(inside(footer, "w:shd"))) == 1


def test_without_links_there_are_neither_bookmarks_nor_relationships(made: Comparison) -> None:
    content = marked_copy(made, 0, "zh", Marking(links=False))

    assert RELATIONS not in names(content)
    assert not list(inside(part(content), "w:bookmarkStart"))


@pytest.mark.corpus
def test_marked_copies_compare_as_their_originals_do(corpus: Path, tmp_path: Path) -> None:
    originals = sorted(corpus.joinpath("speeches_docx").glob("*__review.docx"))
    first = compare([opened(path) for path in originals])
    for number, name in enumerate(marked_names(first.documents)):
        (tmp_path / name).write_bytes(marked_copy(first, number, "zh"))

    again = compare([opened(tmp_path / name) for name in marked_names(first.documents)])

    assert again.passages == first.passages
    assert [d.text for d in again.documents] == [d.text for d in first.documents]
    assert first.passages
