"""Comments and document properties."""

from __future__ import annotations

import zipfile
from pathlib import Path

from app.document.model import Comment, Document, Properties, Span
from app.document.options import ReadingOptions, View
from app.document.readers.wordml import read
from tests.document.word_files import PACKAGE_RELATIONS, TRANSITIONAL, paragraph, run, word_file, zip_file


def begins(number: int) -> str:
    return f'<w:commentRangeStart w:id="{number}"/>'


def ends(number: int) -> str:
    return f'<w:commentRangeEnd w:id="{number}"/><w:r><w:commentReference w:id="{number}"/></w:r>'


def remark(number: int, inside: str) -> str:
    who = f'w:id="{number}" w:author="李敏" w:initials="LM" w:date="2023-02-13T08:00:00Z"'
    return f"<w:comment {who}>{inside}</w:comment>"


def commented(folder: Path, body: str, *remarks: str) -> Document:
    return read(word_file(folder, body, parts={"comments": "".join(remarks)}))


def test_a_comment_says_who_what_and_where(tmp_path: Path) -> None:
    body = f"<w:p>{run('同志们，')}{begins(4)}{run('今天')}{ends(4)}{run('开会。')}</w:p>"
    document = commented(tmp_path, body, remark(4, paragraph("请核对。") + paragraph("再议。")))
    assert document.text == "同志们，今天开会。"
    assert document.comments == (Comment("4", "李敏", "LM", "2023-02-13T08:00:00Z", "请核对。\n再议。", Span(4, 6)),)


def test_a_comment_reaches_over_paragraphs_and_begins_and_ends_on_words(tmp_path: Path) -> None:
    body = paragraph("甲") + begins(0) + paragraph("乙") + paragraph("丙") + ends(0) + paragraph("丁")
    document = commented(tmp_path, body, remark(0, paragraph("并段")))
    (found,) = document.comments
    assert found.anchor is not None
    assert document.text[found.anchor.start : found.anchor.end] == "乙\n丙"


def test_replies_are_comments_and_one_without_a_range_is_on_a_point(tmp_path: Path) -> None:
    body = f"<w:p>{begins(0)}{begins(1)}{run('甲')}{ends(0)}{ends(1)}{run('乙')}{ends(2)}</w:p>"
    found = commented(tmp_path, body, *(remark(n, paragraph(str(n))) for n in range(4))).comments
    assert [(c.text, c.anchor) for c in found] == [
        ("0", Span(0, 1)),
        ("1", Span(0, 1)),
        ("2", Span(2, 2)),
        ("3", None),
    ]


def test_a_comment_on_deleted_text_is_on_a_point_and_on_the_text_in_the_original(tmp_path: Path) -> None:
    body = f'<w:p>{run("甲")}<w:del w:id="9">{begins(0)}{run("乙")}{ends(0)}</w:del>{run("丙")}</w:p>'
    path = word_file(tmp_path, body, parts={"comments": remark(0, paragraph("删？"))})
    assert read(path).comments[0].anchor == Span(1, 1)
    assert read(path, ReadingOptions(view=View.ORIGINAL)).comments[0].anchor == Span(1, 2)


def with_properties(folder: Path, core: str, app: str = "<Properties/>") -> Document:
    path = word_file(folder, paragraph("甲"))
    with zipfile.ZipFile(path) as file:
        members = {name: file.read(name) for name in file.namelist()}
    kinds = {"core": f"{PACKAGE_RELATIONS}/metadata/core-properties", "app": f"{TRANSITIONAL['r']}/extended-properties"}
    more = "".join(f'<Relationship Id="{n}" Type="{kind}" Target="docProps/{n}.xml"/>' for n, kind in kinds.items())
    members["_rels/.rels"] = members["_rels/.rels"].replace(b"</Relationships>", f"{more}</Relationships>".encode())
    members |= {"docProps/core.xml": core.encode(), "docProps/app.xml": app.encode()}
    return read(zip_file(folder / "属性.docx", members))


def test_properties_are_read(tmp_path: Path) -> None:
    spaces = 'xmlns="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    spaces += 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:t="http://purl.org/dc/terms/"'
    core = (
        f"<coreProperties {spaces}><dc:title>讲话</dc:title><dc:creator>张建国</dc:creator><revision>7</revision>"
        "<lastModifiedBy>李敏</lastModifiedBy><t:created>2023-02-13T08:00:00Z</t:created></coreProperties>"
    )
    app = "<Properties><Company>市委办</Company><Application>WPS Office</Application><Pages>3</Pages></Properties>"
    assert with_properties(tmp_path, core, app).properties == Properties(
        title="讲话",
        author="张建国",
        revision="7",
        last_modified_by="李敏",
        created="2023-02-13T08:00:00Z",
        company="市委办",
        application="WPS Office",
    )


def test_broken_properties_do_not_keep_a_file_from_being_read(tmp_path: Path) -> None:
    document = with_properties(tmp_path, "<broken", "<Properties><Company>市委办</Company></Properties>")
    assert (document.text, document.properties) == ("甲", Properties(company="市委办"))
