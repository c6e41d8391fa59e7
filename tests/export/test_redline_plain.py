"""Plain paragraphs are written as text, and what comes of it is what comes of writing them as elements."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from unittest.mock import patch
from xml.sax.saxutils import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.comparison.edits import edits
from app.comparison.model import Edit, Operation
from app.errors import OutputFailed, UnreadableInput
from app.export.redline import redline
from app.export.redline_plain import Written
from app.export.redline_plain_write import PlainWriter
from app.export.redline_source import Version, opened
from tests.document.word_files import field, paragraph, run, word_file
from tests.export.redlines import MOMENT, W, checked, pair, plain_edits, root, said

STYLES = "".join(
    f'<w:style w:type="character" w:styleId="{id_}"><w:name w:val="{name}"/></w:style>'
    for id_, name in (("a", "strong"), ("b", "emphasis"))
)


def ways(old: Version, new: Version, changes: Sequence[Edit]) -> tuple[bytes, bytes]:
    """Give the redline of two versions with plain paragraphs written as text, and with all written as elements."""
    as_text = redline(old, new, changes, "zh", '审<稿>人 & "他"', MOMENT).content
    with patch.object(PlainWriter, "takes", lambda *_: False):
        return as_text, redline(old, new, changes, "zh", '审<稿>人 & "他"', MOMENT).content


WORDS = st.text("甲乙丙，。 \u3000&<>'\"a", min_size=1, max_size=6)
LOOKS = st.sampled_from(["", "<w:rPr/>", "<w:rPr><w:b/></w:rPr>", '<w:rPr><w:rStyle w:val="a"/><w:i/></w:rPr>'])
RUNS = st.builds(
    lambda text, look, sign, space, revision: f"<w:r{revision}>{look}{sign}<w:t{space}>{escape(text)}</w:t></w:r>",
    WORDS,
    LOOKS,
    st.sampled_from(["", "", "<w:lastRenderedPageBreak/>"]),
    st.sampled_from(["", ' xml:space="preserve"']),
    st.sampled_from(["", ' w:rsidR="00A1"']),
)
BETWEEN = st.sampled_from(
    ['<w:proofErr w:type="spellStart"/>', '<w:bookmarkStart w:id="7" w:name="b"/>', '<w:bookmarkEnd w:id="7"/>']
)
PROPERTIES = st.sampled_from(
    [
        *("", "<w:pPr/>", '<w:pPr><w:pStyle w:val="x"/></w:pPr>', "<w:pPr><w:rPr/></w:pPr>"),
        '<w:pPr><w:jc w:val="center"/><w:rPr><w:b/></w:rPr></w:pPr>',
    ]
)
PLAIN = st.builds(
    lambda attributes, properties, items: f"<w:p{attributes}>{properties}{''.join(items)}</w:p>",
    st.sampled_from(["", ' w:rsidR="00B2"']),
    PROPERTIES,
    st.lists(st.one_of(RUNS, RUNS, BETWEEN), max_size=4),
)
OTHERS = st.one_of(
    WORDS.map(lambda text: f"<w:p>{run(text)}<w:r><w:br/></w:r></w:p>"),
    WORDS.map(lambda text: f"<w:p>{field(' PAGE ', run(text))}</w:p>"),
    WORDS.map(lambda text: paragraph(text, properties="<w:sectPr/>")),
    PLAIN.map(lambda inner: f"<w:tbl><w:tblPr/><w:tr><w:tc><w:tcPr/>{inner}</w:tc></w:tr></w:tbl>"),
    PLAIN.map(lambda inner: f"<w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt>"),
)
BODIES = st.lists(st.one_of(PLAIN, PLAIN, PLAIN, OTHERS), min_size=1, max_size=7).map(
    lambda blocks: "".join(blocks) + paragraph("末")
)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(old=BODIES, new=BODIES, moved=st.booleans())
def test_paragraphs_written_as_text_are_those_written_as_elements(
    tmp_path: Path, old: str, new: str, moved: bool
) -> None:
    one = opened(word_file(tmp_path, old, name="旧.docx", parts={"styles": STYLES}))
    other = opened(word_file(tmp_path, new, name="新.docx", parts={"styles": STYLES.replace('"a"', '"c"')}))
    changes = plain_edits(one.document.text, other.document.text)
    if moved:  # what goes first is said to come last
        gone = next((n for n, edit in enumerate(changes) if edit.operation is Operation.DELETE), None)
        come = next((n for n, edit in enumerate(changes) if edit.operation is Operation.INSERT), None)
        if gone is not None and come is not None:
            move = Edit(Operation.MOVE, changes[gone].a, changes[come].b)
            changes = [edit for n, edit in enumerate(changes) if n not in (gone, come)] + [move]
    as_text, as_elements = ways(one, other, changes)
    assert as_text == as_elements


@pytest.mark.corpus
@pytest.mark.parametrize("folder", ["speeches_docx", "corpus/pairs", "corpus/tracked", "corpus/nasty"])
def test_real_files_are_written_as_text_as_they_are_as_elements(corpus: Path, folder: str) -> None:
    files = sorted(p for p in (corpus / folder).rglob("*.docx") if p.stat().st_size < 100_000)
    compared = 0
    for old, new in list(pairwise(files))[::3]:
        try:
            one, other = opened(old), opened(new)
            as_text, as_elements = ways(one, other, edits(one.document, other.document))
        except (UnreadableInput, OutputFailed):
            continue
        assert as_text == as_elements, (old.name, new.name)
        compared += 1
    assert compared


def test_most_paragraphs_of_a_speech_are_plain(tmp_path: Path) -> None:
    spelling = '<w:proofErr w:type="spellStart"/>'
    body = f"<w:p>{run('一要', '<w:b/>')}{spelling}{run('抓实')}</w:p>" + paragraph("二要抓细。")
    version = opened(word_file(tmp_path, body))
    main = version.package.part(version.package.main)
    assert main is not None
    written = Written(main)

    found = [
        written.plain(each, text) for each, text in zip(main.iter(f"{W}p"), ("一要抓实", "二要抓细。"), strict=True)
    ]
    assert [[item.letters for item in plain.items] for plain in found if plain] == [
        ["一要", "", "抓实"],
        ["二要抓细。"],
    ]


def test_a_paragraph_that_reads_otherwise_than_it_is_written_is_not_plain(tmp_path: Path) -> None:
    body = f"<w:p>{run('看得见')}{run('看不见', '<w:vanish/>')}</w:p>"
    version = opened(word_file(tmp_path, body))
    main = version.package.part(version.package.main)
    assert main is not None

    assert Written(main).plain(next(main.iter(f"{W}p")), version.document.text) is None


def test_nothing_in_either_file_is_taken_for_the_place_of_a_written_paragraph(tmp_path: Path) -> None:
    held = "<!--0--><w:duiduPlace>0</w:duiduPlace>"
    same = f"{paragraph('不变')}<w:p>{held}</w:p><w:p>{run('<!--0-->')}<w:r>{held}<w:tab/></w:r></w:p>{paragraph('末')}"
    brought = f"<w:p>{run('再')}<w:r>{held}<w:tab/></w:r></w:p>"
    old = opened(word_file(tmp_path, paragraph("一要抓实。") + same, name="旧.docx"))
    new = opened(word_file(tmp_path, paragraph("一要抓细。") + same + brought, name="新.docx"))

    as_text, as_elements = ways(old, new, plain_edits(old.document.text, new.document.text))
    assert as_text == as_elements


def test_names_that_mean_something_else_in_the_old_file_are_brought_with_their_meaning(tmp_path: Path) -> None:
    look = '<w:rPr xmlns:x="urn:{}"><x:glow/></w:rPr>'
    old, new = pair(
        tmp_path,
        f"<w:p><w:r>{look.format('a')}<w:t>一要抓实。</w:t></w:r></w:p>",
        f"<w:p><w:r>{look.format('b')}<w:t>一要抓细。</w:t></w:r></w:p>",
    )
    content = checked(old, new)

    assert said(content, "ins") == ["细"]
    (inserted,) = (change for change in root(content).iter(f"{W}ins"))
    assert next(inserted.iter("{urn:b}glow"), None) is not None


@pytest.mark.parametrize("prefix", ["", "x:"])
def test_a_part_that_writes_its_names_otherwise_is_redlined_too(tmp_path: Path, prefix: str) -> None:
    def body(text: str) -> str:
        names = f"xmlns{prefix and ':x'}={W[1:-1]!r}"
        inner = f"<{prefix}p {names}><{prefix}r><{prefix}t>{text}</{prefix}t></{prefix}r></{prefix}p>"
        return f"<w:p>{run(text)}</w:p>{inner}{paragraph('完。')}"

    content = checked(*pair(tmp_path, body("一要抓实。"), body("一要抓细。")))
    assert said(content, "ins") == ["细", "细"]
