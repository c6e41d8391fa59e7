"""A redline that is wrong is found out, part by part."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.document.options import View
from app.document.readers.wordml_package import Package
from app.export.redline_source import opened
from app.export.revisions import changes, settled
from app.export.verify import verify
from tests.document.word_files import field, paragraph, run, word_file
from tests.export.redlines import made_of, root, verdict_on

INSERTED = '<w:ins w:id="{}" w:author="甲">{}</w:ins>'
DELETED = '<w:del w:id="{}" w:author="甲"><w:r><w:delText>{}</w:delText></w:r></w:del>'


def marked_paragraph(text: str, kind: str) -> str:
    return paragraph(text, properties=f'<w:rPr><w:{kind} w:id="9" w:author="甲"/></w:rPr>')


def lines(path: Path, view: View) -> list[str]:
    content, _ = settled(Package(path, path.read_bytes()), view)
    return word_text(path, content).split("\n")


def word_text(path: Path, content: bytes) -> str:
    made = path.with_name("made.docx")
    made.write_bytes(content)
    return opened(made).document.text


@pytest.mark.parametrize(
    ("body", "accepted", "rejected"),
    [
        (f"<w:p>{DELETED.format(1, '三')}{INSERTED.format(2, run('五'))}{run('十')}</w:p>", ["五十"], ["三十"]),
        (marked_paragraph("甲", "ins") + paragraph("乙"), ["甲", "乙"], ["甲乙"]),
        (marked_paragraph("甲", "del") + paragraph("乙"), ["甲乙"], ["甲", "乙"]),
        (
            f'<w:p><w:pPr><w:rPr><w:ins w:id="3"/></w:rPr></w:pPr>{INSERTED.format(4, run("甲"))}</w:p>'
            + paragraph("乙"),
            ["甲", "乙"],
            ["乙"],
        ),
        (
            '<w:tbl><w:tr><w:trPr><w:del w:id="5"/></w:trPr><w:tc><w:p/></w:tc></w:tr></w:tbl>' + paragraph("乙"),
            ["乙"],
            ["", "乙"],
        ),
        (
            f'<w:p><w:moveTo w:id="6">{run("甲")}</w:moveTo>{run("乙")}'
            f'<w:moveFrom w:id="7">{run("甲")}</w:moveFrom></w:p>',
            ["甲乙"],
            ["乙甲"],
        ),
    ],
    ids=["words", "mark inserted", "mark deleted", "paragraph inserted", "row deleted", "moved"],
)
def test_changes_are_accepted_and_rejected(tmp_path: Path, body: str, accepted: list[str], rejected: list[str]) -> None:
    path = word_file(tmp_path, body)
    assert (lines(path, View.FINAL), lines(path, View.ORIGINAL)) == (accepted, rejected)
    assert not changes(root(settled(Package(path, path.read_bytes()), View.FINAL)[0]))


def test_changed_properties_are_settled_too(tmp_path: Path) -> None:
    change = '<w:rPrChange w:id="1"><w:rPr><w:i/></w:rPr></w:rPrChange>'
    path = word_file(tmp_path, f"<w:p>{run('甲', f'<w:b/>{change}')}</w:p>")

    def look(view: View) -> list[str]:
        properties = root(settled(Package(path, path.read_bytes()), view)[0]).find(".//{*}rPr")
        return [] if properties is None else [element.tag.rpartition("}")[2] for element in properties]

    assert (look(View.FINAL), look(View.ORIGINAL)) == (["b"], ["i"])


def test_a_file_without_changes_stays_byte_for_byte(tmp_path: Path) -> None:
    path = word_file(tmp_path, paragraph("甲"))
    assert settled(Package(path, path.read_bytes()), View.FINAL) == (path.read_bytes(), 0)


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    noted = {"footnotes": f'<w:footnote w:id="2">{paragraph("注释")}</w:footnote>'}
    cells = f"<w:tbl><w:tr><w:tc>{paragraph('甲')}</w:tc><w:tc>{paragraph('乙')}</w:tc></w:tr></w:tbl>"
    one = f"<w:p>{run('三十公里')}{note}{field(' PAGE ', run('1'))}</w:p>{cells}{paragraph('完')}"
    return (
        word_file(tmp_path, one, name="旧.docx", parts=noted),
        word_file(tmp_path, one.replace("三十", "五十"), name="新.docx", parts=noted),
    )


def test_a_right_redline_holds_and_says_what_there_is(files: tuple[Path, Path]) -> None:
    old, new = files
    verdict = verdict_on(made_of(opened(old), opened(new)), old, new)

    assert verdict.holds
    counts = {code.rpartition(".")[2]: both for code, both in verdict.counts.items()}
    assert counts == {"cells": (2, 2), "notes": (1, 1), "images": (0, 0), "sections": (0, 0), "fields": (1, 1)}


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (lambda body: body.replace("公里", "公尺"), "verify.text.body"),
        (lambda body: body.replace("甲", "丙"), "verify.text.tables"),
        (lambda body: body.replace('<w:r><w:footnoteReference w:id="2"/></w:r>', ""), "verify.text.footnotes"),
        (lambda body: body.replace("</w:tc></w:tr>", "</w:tc><w:tc><w:p/></w:tc></w:tr>"), "verify.count.cells"),
        (lambda body: body.replace("<w:p>", "<w:p><w:r><w:drawing/></w:r>", 1), "verify.count.images"),
    ],
    ids=["body", "table", "note", "cell", "picture"],
)
def test_what_is_wrong_is_named(files: tuple[Path, Path], wrong: Callable[[str], str], code: str) -> None:
    old, new = files
    with_note = {"footnotes": f'<w:footnote w:id="2">{paragraph("注释")}</w:footnote>'}
    cells = f"<w:tbl><w:tr><w:tc>{paragraph('甲')}</w:tc><w:tc>{paragraph('乙')}</w:tc></w:tr></w:tbl>"
    body = (
        f"<w:p>{DELETED.format(1, '三')}{INSERTED.format(2, run('五'))}{run('十公里')}"
        f'<w:r><w:footnoteReference w:id="2"/></w:r>{field(" PAGE ", run("1"))}</w:p>{cells}{paragraph("完")}'
    )
    right = word_file(old.parent, body, name="修订.docx", parts=with_note)
    assert verify(right, right.read_bytes(), opened(old), opened(new)).holds

    false = word_file(old.parent, wrong(body), name="修订.docx", parts=with_note)
    found = verify(false, false.read_bytes(), opened(old), opened(new)).findings
    assert {View.FINAL, View.ORIGINAL} == {finding.view for finding in found}
    assert code in {finding.said.code for finding in found}
