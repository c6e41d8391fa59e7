"""A marked copy says what its original says, with marks added and nothing else changed."""

from __future__ import annotations

import hashlib
import io
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from app.comparison.compare import compare
from app.comparison.model import Comparison, Kind
from app.document.readers.wordml import read as read_word
from app.document.readers.wordml_xml import attribute, child, inside, tags
from app.errors import OutputFailed, UnreadableInput
from app.export.marked_copy import marked_copy
from app.export.marks import STYLES, UNIQUE, contrast
from tests.conftest import document
from tests.document.word_files import field, paragraph, run, word_file
from tests.export.comparisons import comparison, opened, passage, unique

CHANGED = {"word/document.xml", "word/comments.xml", "word/styles.xml"}
DECLARED = {"[Content_Types].xml", "word/_rels/document.xml.rels"}
STYLES_PART = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="character" w:default="1" w:styleId="a0"><w:name w:val="Default Paragraph Font"/></w:style>'
)


@pytest.fixture(autouse=True)
def _fixed_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")


def part(content: bytes, name: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return etree.fromstring(file.read(name))


def members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def shades(content: bytes) -> list[tuple[str, str]]:
    """The text of each run that is shaded, with the colour."""
    found = []
    for each in inside(part(content), "w:r"):
        properties = child(each, "w:rPr")
        shade = None if properties is None else child(properties, "w:shd")
        if shade is not None:
            found.append(("".join(t.text or "" for t in inside(each, "w:t")), attribute(shade, "w:fill") or ""))
    return found


def comment_texts(content: bytes) -> list[str]:
    comments = part(content, "word/comments.xml")
    return ["\n".join("".join(p.itertext()) for p in inside(c, "w:p")) for c in inside(comments, "w:comment")]


def assert_anchored(content: bytes) -> None:
    """Each comment has one range with its sign behind it, and ids are used once."""
    root = part(content)
    order = {element: number for number, element in enumerate(root.iter())}
    ids = [attribute(c, "w:id") for c in inside(part(content, "word/comments.xml"), "w:comment")]
    assert len(ids) == len(set(ids))
    marks = {
        kind: {attribute(e, "w:id"): order[e] for e in inside(root, f"w:{kind}")}
        for kind in ("commentRangeStart", "commentRangeEnd", "commentReference")
    }
    assert set(marks["commentReference"]) == set(ids)
    for each in ids:
        start, end = marks["commentRangeStart"].get(each), marks["commentRangeEnd"].get(each)
        if start is not None and end is not None:
            assert start < end < marks["commentReference"][each]
    assert sum(1 for _ in inside(root, "w:commentReference")) == len(ids)


def body(content: bytes, folder: Path) -> str:
    path = folder / "marked.docx"
    path.write_bytes(content)
    back = read_word(path)
    return back.text[: back.body_end]


PIECES = ["先立后破，", "不破不立。", "狠抓", "落实不放松", " ", "久久为功。"]


@st.composite
def word_bodies(draw: st.DrawFn) -> str:
    paragraphs = []
    for _ in range(draw(st.integers(1, 3))):
        inner = "".join(
            draw(
                st.sampled_from(
                    [
                        run(text),
                        run(text, '<w:b/><w:u w:val="single"/><w:lang w:eastAsia="zh-CN"/>'),
                        f'<w:ins w:id="5" w:author="李敏">{run(text)}</w:ins>',
                        f'<w:del w:id="6" w:author="李敏"><w:r><w:delText>{text}</w:delText></w:r></w:del>',
                        f'<w:hyperlink w:anchor="a">{run(text)}</w:hyperlink>',
                        f"<w:sdt><w:sdtContent>{run(text)}</w:sdtContent></w:sdt>",
                        field(" PAGE ", run(text)),
                        f"<w:r><w:t>{text}</w:t><w:tab/><w:t>{text}</w:t><w:br/></w:r>",
                        f"<w:r><w:pict><w:txbxContent>{paragraph(text)}</w:txbxContent></w:pict></w:r>",
                    ]
                )
            )
            for text in draw(st.lists(st.sampled_from(PIECES), min_size=1, max_size=4))
        )
        paragraphs.append(f"<w:p>{inner}</w:p>")
    return paragraph("题目。") + "".join(paragraphs)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(inner=word_bodies(), drawn=st.data(), strict=st.booleans())
def test_the_text_stays_whatever_is_marked(tmp_path: Path, inner: str, drawn: st.DataObject, strict: bool) -> None:
    path = word_file(tmp_path, inner, strict=strict, parts={"styles": STYLES_PART})
    original = opened(path)
    places = drawn.draw(
        st.lists(st.tuples(st.sampled_from(Kind), st.integers(0, original.body_end), st.integers(1, 12)), max_size=6)
    )
    passages = [
        passage(kind, (0, start, min(start + length, original.body_end)), (1, 0, 2))
        for kind, start, length in places
        if start < original.body_end
    ]
    made = comparison([original, document("先立后破。")], passages, [unique(0, 0, original.body_end // 2)])

    content = marked_copy(made, 0, "zh")

    assert body(content, tmp_path) == original.text
    assert_anchored(content)


def two(tmp_path: Path, inner: str, *passages: tuple[Kind, int, int], **parts: str) -> Comparison:
    """A Word file and a text that share these spans of the first."""
    tmp_path.mkdir(exist_ok=True)
    original = opened(word_file(tmp_path, inner, parts={"styles": STYLES_PART, **parts}))
    found = [passage(kind, (0, start, end), (1, 0, 4)) for kind, start, end in passages]
    return comparison([original, document("先立后破。", "另一份.txt")], found)


def test_shared_text_is_shaded_and_underlined_by_kind(tmp_path: Path) -> None:
    made = two(tmp_path, paragraph("先立后破，不破不立，久久为功。"), (Kind.VERBATIM, 0, 4), (Kind.COMMON, 5, 9))

    content = marked_copy(made, 0, "zh")

    assert shades(content) == [("先立后破", STYLES[Kind.VERBATIM].fill), ("不破不立", STYLES[Kind.COMMON].fill)]
    assert [attribute(u, "w:val") for u in inside(part(content), "w:u")] == ["wave"]


def test_where_passages_overlap_the_first_kind_shows(tmp_path: Path) -> None:
    made = two(tmp_path, paragraph("先立后破，不破不立。"), (Kind.FORMULA, 0, 9), (Kind.VERBATIM, 2, 4))

    assert shades(marked_copy(made, 0, "zh")) == [
        ("先立", STYLES[Kind.FORMULA].fill),
        ("后破", STYLES[Kind.VERBATIM].fill),
        ("，不破不立", STYLES[Kind.FORMULA].fill),
    ]


def test_what_no_other_document_has_looks_different(tmp_path: Path) -> None:
    original = opened(word_file(tmp_path, paragraph("先立后破，不破不立。")))

    content = marked_copy(comparison([original], unique=[unique(0, 0, 4)]), 0, "zh")

    assert shades(content) == [("先立后破", UNIQUE.fill)]


def test_every_kind_looks_different_in_black_and_white_or_is_no_evidence() -> None:
    lines = [style.underline for style in STYLES.values() if style.underline]

    assert len(lines) == len(set(lines)) == len(Kind) - 1
    assert not STYLES[Kind.COMMON].underline


def test_black_text_is_readable_on_every_shade() -> None:
    assert all(contrast("000000", style.fill) > 12 for style in [*STYLES.values(), UNIQUE])
    assert all(one.fill != other.fill for one, other in combinations([*STYLES.values(), UNIQUE], 2))


def test_parts_without_marks_stay_byte_for_byte(tmp_path: Path) -> None:
    made = two(tmp_path, paragraph("先立后破。"), (Kind.VERBATIM, 0, 4), footer1=paragraph("先立后破"))
    before = members(Path(made.documents[0].path).read_bytes())

    after = members(marked_copy(made, 0, "zh"))

    assert [*before, "word/comments.xml", "word/_rels/comments.xml.rels"] == list(after)
    assert {name for name in before if before[name] != after[name]} == (CHANGED | DECLARED) - {"word/comments.xml"}


def test_the_input_is_never_changed(tmp_path: Path) -> None:
    made = two(tmp_path, paragraph("先立后破。"), (Kind.VERBATIM, 0, 4))
    path = Path(made.documents[0].path)
    before, folder = path.read_bytes(), sorted(tmp_path.iterdir())

    marked_copy(made, 0, "zh")

    assert path.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == folder


def test_a_file_that_changed_since_it_was_compared_is_refused(tmp_path: Path) -> None:
    made = two(tmp_path, paragraph("先立后破。"), (Kind.VERBATIM, 0, 4))
    word_file(tmp_path, paragraph("不破不立。"))

    with pytest.raises(OutputFailed) as failure:
        marked_copy(made, 0, "zh")

    assert failure.value.message.code == "output.input_changed"


def test_a_file_that_is_gone_is_refused(tmp_path: Path) -> None:
    made = two(tmp_path, paragraph("先立后破。"), (Kind.VERBATIM, 0, 4))
    Path(made.documents[0].path).unlink()

    with pytest.raises(OutputFailed) as failure:
        marked_copy(made, 0, "zh")

    assert failure.value.message.code == "output.input_gone"


def test_the_same_comparison_gives_the_same_bytes(tmp_path: Path) -> None:
    made = two(tmp_path, paragraph("先立后破。"), (Kind.VERBATIM, 0, 4))
    text_only = comparison([document("先立后破。"), document("先立后破。")], [passage(Kind.NEAR, (0, 0, 4), (1, 0, 4))])

    for each in (made, text_only):
        assert marked_copy(each, 0, "zh") == marked_copy(each, 0, "zh")


def test_comments_that_stand_there_keep_their_ids_and_words(tmp_path: Path) -> None:
    comments = '<w:comment w:id="3" w:author="李敏"><w:p><w:r><w:t>请核实。</w:t></w:r></w:p></w:comment>'
    inner = (
        '<w:p><w:commentRangeStart w:id="3"/>'
        f'{run("先立后破。")}<w:commentRangeEnd w:id="3"/><w:r><w:commentReference w:id="3"/></w:r></w:p>'
    )
    made = two(tmp_path, inner, (Kind.VERBATIM, 0, 4), comments=comments)

    content = marked_copy(made, 0, "zh")

    found = list(inside(part(content, "word/comments.xml"), "w:comment"))
    assert [attribute(c, "w:id") for c in found] == ["3", "4", "5"]
    assert [attribute(c, "w:author") for c in found] == ["李敏", "对读 Duidu", "对读 Duidu"]
    assert comment_texts(content)[0] == "请核实。"
    assert_anchored(content)


def test_styles_of_comments_are_known_by_their_names(tmp_path: Path) -> None:
    own = (
        '<w:style w:type="character" w:styleId="af1"><w:name w:val="annotation reference"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="af2"><w:name w:val="annotation text"/></w:style>'
    )
    made = two(tmp_path, paragraph("先立后破。"), (Kind.VERBATIM, 0, 4))
    with_own = two(tmp_path / "own", paragraph("先立后破。"), (Kind.VERBATIM, 0, 4), styles=STYLES_PART + own)

    added, kept = marked_copy(made, 0, "zh"), marked_copy(with_own, 0, "zh")

    names = [attribute(n, "w:val") for n in inside(part(added, "word/styles.xml"), "w:name")]
    assert names[-2:] == ["annotation reference", "annotation text"]
    assert members(kept)["word/styles.xml"] == members(Path(with_own.documents[0].path).read_bytes())["word/styles.xml"]
    assert {attribute(s, "w:val") for s in inside(part(kept, "word/comments.xml"), "w:pStyle")} == {"af2"}


def test_a_comment_on_a_text_box_stands_beside_it(tmp_path: Path) -> None:
    box = f"<w:r><w:pict><w:txbxContent>{paragraph('先立后破')}</w:txbxContent></w:pict></w:r>"
    made = two(tmp_path, f"<w:p>{run('题目')}{box}</w:p>", (Kind.VERBATIM, 3, 7))

    content = marked_copy(made, 0, "zh")

    assert shades(content)[0][0] == "先立后破"
    for element in part(content).iter(*tags("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference")):
        assert next(element.iterancestors(*tags("w:txbxContent")), None) is None
    assert_anchored(content)


def test_where_a_content_control_begins_the_signs_of_comments_stand_before_its_text(tmp_path: Path) -> None:
    control = f"<w:sdt><w:sdtContent>{paragraph('题目先立后破')}{paragraph('不破不立')}</w:sdtContent></w:sdt>"
    made = two(tmp_path, control + paragraph("完"), (Kind.VERBATIM, 2, 6), (Kind.NEAR, 7, 11))

    content = marked_copy(made, 0, "zh")

    first, second = (p for p in inside(part(content), "w:p") if any(True for _ in inside(p, "w:commentReference")))
    assert [bool(said(r)) for r in inside(first, "w:r")] == [False, True, True]
    assert [bool(said(r)) for r in inside(second, "w:r")] == [True, False]
    assert_anchored(content)
    if shutil.which("soffice"):
        assert "题目先立后破\n不破不立\n完" in as_text(content, tmp_path)


def said(run: etree._Element) -> str:
    return "".join(text.text or "" for text in inside(run, "w:t"))


def as_text(content: bytes, folder: Path) -> str:
    """What LibreOffice takes for the text of a Word file."""
    path = folder / "shown.docx"
    path.write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(folder)]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=120)
    return (folder / "shown.txt").read_text(encoding="utf-8-sig")


def test_the_legend_comes_first_and_claims_nothing(tmp_path: Path) -> None:
    made = two(tmp_path, paragraph("标题") + paragraph("先立后破。"), (Kind.VERBATIM, 3, 7))

    legend, comment = comment_texts(marked_copy(made, 0, "zh"))

    for words in ("总重合率40.0%", "净雷同率30.0%", "30字", "100字", "《另一份》", "原句雷同", "线索", "待复核"):
        assert words in legend
    assert "抄袭" not in legend
    assert "原句雷同" in comment


def test_a_marked_copy_speaks_the_language_asked_for(tmp_path: Path) -> None:
    made = two(tmp_path, paragraph("先立后破。"), (Kind.VERBATIM, 0, 4))

    assert "Verbatim" in comment_texts(marked_copy(made, 0, "en"))[1]


def test_a_text_file_becomes_a_word_file_with_marks(tmp_path: Path) -> None:
    made = comparison(
        [document("标题\n\n先立后破，不破不立。"), document("先立后破。")],
        [passage(Kind.VERBATIM, (0, 4, 8), (1, 0, 4))],
    )

    content = marked_copy(made, 0, "zh")

    assert shades(content) == [("先立后破", STYLES[Kind.VERBATIM].fill)]
    assert body(content, tmp_path) == made.documents[0].text


def soffice(path: Path, folder: Path) -> bool:
    """Whether LibreOffice makes pages of the file."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / f"{path.stem}.pdf").stat().st_size > 1000


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_a_marked_copy(tmp_path: Path) -> None:
    made = two(tmp_path, paragraph("先立后破，不破不立。"), (Kind.VERBATIM, 0, 4), (Kind.FORMULA, 5, 9))
    path = tmp_path / "marked.docx"
    path.write_bytes(marked_copy(made, 0, "zh"))

    assert soffice(path, tmp_path)


# The real files


def pairs(corpus: Path) -> Iterator[list[Path]]:
    for form in ("gbt", "draft2", "auto", "review"):
        yield sorted(corpus.glob(f"speeches_docx/*__{form}.docx"))


@pytest.mark.corpus
def test_marked_copies_of_real_speeches_keep_text_comments_and_parts(corpus: Path, tmp_path: Path) -> None:
    for paths in pairs(corpus):
        assert paths
        documents = [opened(path) for path in paths]
        found = compare(documents)
        for number, path in enumerate(paths):
            content = marked_copy(found, number, "zh")
            before, after = members(path.read_bytes()), members(content)
            assert hashlib.sha256(path.read_bytes()).hexdigest() == documents[number].sha256
            assert body(content, tmp_path) == documents[number].text[: documents[number].body_end]
            assert {n for n in before if before[n] != after[n]} <= CHANGED | DECLARED
            assert_anchored(content)
            if "word/comments.xml" in before:
                known = list(inside(etree.fromstring(before["word/comments.xml"]), "w:comment"))
                kept = list(inside(etree.fromstring(after["word/comments.xml"]), "w:comment"))[: len(known)]
                assert [etree.tostring(c, method="c14n") for c in kept] == [
                    etree.tostring(c, method="c14n") for c in known
                ]


@pytest.mark.corpus
def test_nothing_that_word_files_can_hold_is_lost_by_marking(corpus: Path, tmp_path: Path) -> None:
    marked = 0
    for path in sorted([*corpus.glob("corpus/nasty/*.do*"), *corpus.glob("corpus/chinese_docx/*.docx")]):
        try:
            original = opened(path)
        except UnreadableInput:
            continue
        spans = [(start, min(start + 7, original.body_end)) for start in range(0, original.body_end, 31)]
        kinds = list(Kind)
        passages = [passage(kinds[n % 8], (0, *span), (1, 0, 4)) for n, span in enumerate(spans[:400])]
        content = marked_copy(comparison([original, document("先立后破。")], passages), 0, "zh")
        assert body(content, tmp_path) == original.text[: original.body_end], path.name
        assert_anchored(content)
        marked += 1
    assert marked > 60


def findings(command: list[str], path: Path) -> int:
    """How many errors a checker finds."""
    said = subprocess.run([*command, str(path)], check=False, capture_output=True, text=True, timeout=120).stdout
    return said.lower().count("error:") + said.count("   Part: ")


@pytest.mark.corpus
@pytest.mark.parametrize("form", ["gbt", "auto", "review"])
def test_checkers_find_nothing_new_in_a_marked_copy(corpus: Path, tmp_path: Path, form: str) -> None:
    known = (("docx-integrity", "check"), ("openxml-audit",))
    checkers = [[which, *rest] for name, *rest in known if (which := found_tool(name))]
    if not checkers:
        pytest.skip("no checker is installed")
    paths = sorted(corpus.glob(f"speeches_docx/*__{form}.docx"))
    content = marked_copy(compare([opened(path) for path in paths]), 0, "zh")
    marked = tmp_path / "marked.docx"
    marked.write_bytes(content)

    for command in checkers:
        assert findings(command, marked) <= findings(command, paths[0])


def found_tool(name: str) -> str | None:
    return shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
