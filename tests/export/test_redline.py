"""A redline: accepted it is the new text, rejected the old; what nothing changed stays as it was."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from app.comparison.model import Edit, Operation
from app.document.options import View
from app.errors import OutputFailed
from app.export.redline import redline
from app.export.redline_source import opened, version
from app.language.spans import Span
from tests.document.word_files import field, level, numbered, paragraph, run, word_file
from tests.export.redlines import LINE, MOMENT, W, checked, made_of, pair, redlined, root, said, verdict_on

STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/><w:basedOn w:val="a"/></w:style>'
)
NOTE = '<w:r><w:footnoteReference w:id="{}"/></w:r>'


def notes(*texts: str) -> str:
    made = (f'<w:footnote w:id="{n}">{paragraph(text)}</w:footnote>' for n, text in enumerate(texts, 2))
    return "".join(made)


def table(*rows: tuple[str, ...]) -> str:
    made = "".join(
        "<w:tr>" + "".join(f"<w:tc><w:tcPr/>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in rows
    )
    grid = "".join('<w:gridCol w:w="100"/>' for _ in rows[0])
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>"


def test_changed_words_are_struck_and_inserted_where_they_stand(tmp_path: Path) -> None:
    content = checked(*pair(tmp_path, paragraph("今年修路三十公里。"), paragraph("今年修路五十公里。")))

    assert (said(content, "del"), said(content, "ins")) == (["三"], ["五"])
    assert {change.get(f"{W}author") for change in root(content).iter(f"{W}ins", f"{W}del")} == {"审稿人"}
    assert {change.get(f"{W}date") for change in root(content).iter(f"{W}ins", f"{W}del")} == {"2026-03-05T00:00:00Z"}


def test_runs_keep_their_look_where_they_are_cut(tmp_path: Path) -> None:
    bold = f"<w:p>{run('一要抓实，二要抓细。', '<w:b/>')}</w:p>"
    content = checked(*pair(tmp_path, bold, f"<w:p>{run('一要抓实，二要抓牢。', '<w:b/>')}</w:p>"))

    assert all(each.find(f"{W}rPr/{W}b") is not None for each in root(content).iter(f"{W}r"))


def test_inserted_text_brings_its_look(tmp_path: Path) -> None:
    new = f"<w:p>{run('先立后破，')}{run('不破不立', '<w:i/>')}{run('。')}</w:p>"
    content = checked(*pair(tmp_path, paragraph("先立后破，。"), new))

    (inserted,) = root(content).iter(f"{W}ins")
    assert inserted.find(f"{W}r/{W}rPr/{W}i") is not None


def test_a_new_paragraph_is_inserted_with_its_mark_and_properties(tmp_path: Path) -> None:
    new = paragraph(LINE) + paragraph("新的一段。", properties='<w:jc w:val="center"/>') + paragraph("结尾。")
    content = checked(*pair(tmp_path, paragraph(LINE) + paragraph("结尾。"), new))

    (made,) = [p for p in root(content).iter(f"{W}p") if p.find(f"{W}pPr/{W}rPr/{W}ins") is not None]
    assert "".join(made.itertext()) == "新的一段。"
    assert made.find(f"{W}pPr/{W}jc").get(f"{W}val") == "center"


def test_a_paragraph_that_goes_goes_with_its_own_mark(tmp_path: Path) -> None:
    old = paragraph(LINE) + paragraph("这一段不要了。") + paragraph("结尾。")
    content = checked(*pair(tmp_path, old, paragraph(LINE) + paragraph("结尾。")))

    (gone,) = [p for p in root(content).iter(f"{W}p") if p.find(f"{W}pPr/{W}rPr/{W}del") is not None]
    assert "".join(gone.itertext()) == "这一段不要了。"


@pytest.mark.parametrize("cut", [1, 5, 14])
def test_a_paragraph_that_is_split_or_joined_keeps_its_words(tmp_path: Path, cut: int) -> None:
    whole, parted = paragraph(LINE), paragraph(LINE[:cut]) + paragraph(LINE[cut:])
    for old, new in ((whole, parted), (parted, whole)):
        content = checked(*pair(tmp_path, old, new))
        assert (said(content, "ins"), said(content, "del")) == ([], [])


def test_what_nothing_changed_stays_as_it_was(tmp_path: Path) -> None:
    still = paragraph("不动的一段。", properties='<w:ind w:firstLineChars="200"/>') + table(("甲", "乙"))
    parts = {"styles": STYLES.format(id="a1", name="正文缩进"), "header1": paragraph("页眉")}
    old, new = pair(tmp_path, still + paragraph("三十"), still + paragraph("五十"), old=parts, new=parts)
    content = checked(old, new)

    with zipfile.ZipFile(old) as before, zipfile.ZipFile(io.BytesIO(content)) as after:
        assert before.namelist() == after.namelist()
        changed = [name for name in before.namelist() if before.read(name) != after.read(name)]
    assert changed == ["word/document.xml"]
    (body,) = root(content)
    (body_before,) = root(old.read_bytes())
    assert [etree.tostring(e) for e in body[:2]] == [etree.tostring(e) for e in body_before[:2]]


def test_ids_of_changes_are_nobody_elses(tmp_path: Path) -> None:
    old = f'<w:p><w:bookmarkStart w:id="7" w:name="甲"/>{run("三十条")}<w:bookmarkEnd w:id="7"/></w:p>' + table(
        ("一", "二"), ("三", "四")
    )
    new = paragraph("五十条") + table(("一", "贰"), ("五", "六"), ("三", "四"))
    content = checked(*pair(tmp_path, old, new))

    ids = Counter(e.get(f"{W}id") for e in root(content).iter(f"{W}ins", f"{W}del", f"{W}bookmarkStart"))
    assert max(ids.values()) == 1


def test_text_of_deletions_is_deleted_text(tmp_path: Path) -> None:
    old = f"<w:p>{run('见')}{field(' PAGE ', run('3'))}{run('页附件。')}</w:p>"
    content = checked(*pair(tmp_path, old, paragraph("见附件。")))

    for change in root(content).iter(f"{W}del"):
        assert not list(change.iter(f"{W}t", f"{W}instrText"))
    deleted = {each.tag for change in root(content).iter(f"{W}del") for each in change.iter()}
    assert {f"{W}delInstrText", f"{W}fldChar"} <= deleted


def test_a_field_goes_or_stays_whole(tmp_path: Path) -> None:
    old = f"<w:p>{run('第')}{field(' PAGE ', run('3'))}{run('页')}</w:p>"
    content = checked(*pair(tmp_path, old, paragraph("第3页")))
    in_deletions = [e for c in root(content).iter(f"{W}del") for e in c.iter(f"{W}fldChar")]
    assert len(in_deletions) == 3
    assert (said(content, "del"), said(content, "ins")) == (["3"], ["3"])

    same = checked(*pair(tmp_path, old, old.replace("页", "面")))
    assert not [e for c in root(same).iter(f"{W}del") for e in c.iter(f"{W}fldChar")]


def test_a_simple_field_is_deleted_and_inserted(tmp_path: Path) -> None:
    simple = f'<w:p>{run("共")}<w:fldSimple w:instr=" NUMPAGES ">{run("8")}</w:fldSimple>{run("页")}</w:p>'
    checked(*pair(tmp_path, simple, paragraph("共页")))
    content = checked(*pair(tmp_path, paragraph("共页"), simple))
    assert not list(root(content).iter(f"{W}fldSimple"))


@pytest.mark.parametrize("year", ["", "1998"])
def test_words_come_before_a_simple_field_and_into_it(tmp_path: Path, year: str) -> None:
    simple = f'<w:fldSimple w:instr=" SAVEDATE ">{run(year)}</w:fldSimple>{run("年，全市上下狠抓落实。")}'
    changed = run("截至") + simple.replace(run(year), run("2007"))

    content = root(checked(*pair(tmp_path, f"<w:p>{simple}</w:p>", f"<w:p>{changed}</w:p>")))

    order = [e.text or e.get(f"{W}fldCharType") for e in content.iter(f"{W}t", f"{W}fldChar")]
    assert order[:5] == ["截至", "begin", "separate", "2007", "end"]


def test_words_in_a_link_are_changed_within_it(tmp_path: Path) -> None:
    link = f'<w:p>{run("见")}<w:hyperlink w:anchor="甲">{run("第三条")}</w:hyperlink></w:p>'
    content = checked(*pair(tmp_path, link, link.replace("三", "五")))

    assert {c.getparent().tag for c in root(content).iter(f"{W}ins", f"{W}del")} == {f"{W}hyperlink"}


def test_tables_keep_their_rows_and_change_their_cells(tmp_path: Path) -> None:
    old = table(("一月份完成情况", "三十"), ("二月份完成情况", "四十")) + paragraph(LINE)
    new = table(("一月份完成情况", "五十"), ("三月份新增", "六十"), ("二月份完成情况", "四十")) + paragraph(LINE)
    content = checked(*pair(tmp_path, old, new))

    rows = [row.find(f"{W}trPr/{W}ins") is not None for row in root(content).iter(f"{W}tr")]
    assert rows == [False, True, False]
    assert "三" in said(content, "del")


def test_a_row_of_other_cells_is_deleted_and_inserted(tmp_path: Path) -> None:
    old = table(("项目", "数量"), ("修路", "三十公里"))
    new = table(("项目", "数量"), ("修路三十公里",)) + paragraph("")
    content = checked(*pair(tmp_path, old + paragraph(""), new))

    marks = [
        [name for name in ("ins", "del") if row.find(f"{W}trPr/{W}{name}") is not None]
        for row in root(content).iter(f"{W}tr")
    ]
    assert marks == [[], ["del"], ["ins"]]


def test_a_table_of_other_columns_is_deleted_and_inserted_whole(tmp_path: Path) -> None:
    old, new = table(("修路", "三十公里")), table(("修路", "本年计划", "三十公里"))
    content = checked(*pair(tmp_path, old + paragraph(LINE), new + paragraph(LINE)))

    grids = [len(list(each.iter(f"{W}gridCol"))) for each in root(content).iter(f"{W}tbl")]
    assert grids == [2, 3]


@pytest.mark.parametrize("swapped", [False, True])
def test_whole_tables_come_and_go(tmp_path: Path, swapped: bool) -> None:
    files = pair(tmp_path, paragraph(LINE) + paragraph("后"), paragraph(LINE) + table(("甲", "乙")) + paragraph("后"))
    content = checked(*(files[::-1] if swapped else files))

    (row,) = root(content).iter(f"{W}tr")
    marks = [name for name in ("ins", "del") if row.find(f"{W}trPr/{W}{name}") is not None]
    assert marks == ["del" if swapped else "ins"]


def test_notes_are_changed_inserted_and_deleted(tmp_path: Path) -> None:
    old = f"<w:p>{run('甲')}{NOTE.format(2)}{run('乙')}{NOTE.format(3)}</w:p>"
    new = f"<w:p>{run('甲')}{NOTE.format(2)}{run('乙，丙')}{NOTE.format(3)}</w:p>"
    both = {"old": {"footnotes": notes("第一条注", "第二条注")}, "new": {"footnotes": notes("第一条注释", "第二条注")}}
    content = checked(*pair(tmp_path, old, new, **both))
    assert said(content, "ins", "word/footnotes.xml") == ["释"]

    fewer = f"<w:p>{run('甲乙')}{NOTE.format(2)}</w:p>"
    files = pair(tmp_path, old, fewer, old=both["old"], new={"footnotes": notes("第二条注")})
    checked(*files)
    checked(*files[::-1])


def test_a_note_comes_to_a_file_without_any(tmp_path: Path) -> None:
    new = f"<w:p>{run('甲')}{NOTE.format(2)}</w:p>"
    content = checked(*pair(tmp_path, paragraph("甲"), new, new={"footnotes": notes("注一")}))
    assert said(content, "ins", "word/footnotes.xml") == ["注一"]


@pytest.mark.parametrize("strict", [False, True])
def test_what_comes_is_written_in_the_format_that_is_there(tmp_path: Path, strict: bool) -> None:
    look = '<w:pStyle w:val="1"/><w:ind w:left="200"/>'
    brought = f"<w:p><w:pPr>{look}</w:pPr>{run('新的一段', '<w:b/>')}{NOTE.format(2)}</w:p>"
    parts = {"styles": STYLES.format(id="1", name="heading 1"), "footnotes": notes("注一")}
    old = word_file(tmp_path, paragraph(LINE), name="旧稿.docx", strict=strict, parts={"styles": ""})
    new = word_file(tmp_path, brought + paragraph(LINE), name="新稿.docx", strict=not strict, parts=parts)
    content = checked(old, new)

    for part in ("document", "styles", "footnotes"):
        made = root(content, f"word/{part}.xml")
        assert {etree.QName(element).namespace for element in made.iter()} == {etree.QName(made).namespace}


def test_measures_of_the_strict_format_become_numbers(tmp_path: Path) -> None:
    width = table(("修路",)).replace("<w:tcPr/>", '<w:tcPr><w:tcW w:w="28.35pt" w:type="dxa"/></w:tcPr>')
    old = word_file(tmp_path, paragraph(LINE), name="旧稿.docx")
    new = word_file(tmp_path, width + paragraph(LINE), name="新稿.docx", strict=True)

    (cell,) = root(checked(old, new)).iter(f"{W}tcW")
    assert cell.get(f"{W}w") == "567"


def test_words_in_a_text_box_are_changed_in_both_of_its_forms(tmp_path: Path) -> None:
    def box(words: str) -> str:
        inner = f"<w:txbxContent>{paragraph(words)}</w:txbxContent>"
        return (
            f"<w:p>{run('正文')}<w:r><mc:AlternateContent>"
            f'<mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp></w:drawing>'
            f"</mc:Choice>"
            f"<mc:Fallback><w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict></mc:Fallback>"
            f"</mc:AlternateContent></w:r></w:p>"
        )

    content = checked(*pair(tmp_path, box("框里三十字"), box("框里五十字")))
    assert (said(content, "ins"), said(content, "del")) == (["五", "五"], ["三", "三"])


def test_styles_are_brought_or_found_by_name(tmp_path: Path) -> None:
    def with_style(id_: str, name: str) -> tuple[str, dict[str, str]]:
        return paragraph("小标题", properties=f'<w:pStyle w:val="{id_}"/>'), {
            "styles": STYLES.format(id=id_, name=name)
        }

    body, styles = with_style("1", "heading 1")
    _, known = with_style("标题一", "heading 1")
    _, other = with_style("1", "Quote")
    for there, expected in ((known, "标题一"), (other, "10")):
        old, new = pair(tmp_path, paragraph(LINE), body + paragraph(LINE), old=there, new=styles)
        content = checked(old, new)
        (used,) = root(content).iter(f"{W}pStyle")
        assert used.get(f"{W}val") in (expected, "11")
        defined = {
            s.get(f"{W}styleId"): s.find(f"{W}name").get(f"{W}val")
            for s in root(content, "word/styles.xml").iter(f"{W}style")
        }
        assert defined[used.get(f"{W}val")] == "heading 1"


def test_lists_are_brought_or_found_by_what_they_look_like(tmp_path: Path) -> None:
    chinese = {"numbering": _list(level(0, "chineseCounting", "%1、"))}
    digits = {"numbering": _list(level(0, "decimal", "%1."))}
    old = numbered("甲", 1) + paragraph(LINE)
    new = numbered("甲", 1) + numbered("新的一条", 1) + paragraph(LINE)
    for there, numbers in ((chinese, ["1", "1"]), (digits, ["1", "2"])):
        content = checked(*pair(tmp_path, old, new, old=there, new=chinese))
        assert [n.get(f"{W}val") for n in root(content).iter(f"{W}numId")] == numbers


def _list(levels: str) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )


def test_moved_text_says_where_it_went_and_where_it_came_from(tmp_path: Path) -> None:
    first, second = "要狠抓落实。", "要改进作风。"
    old, new = pair(
        tmp_path,
        paragraph(first) + paragraph(second) + paragraph("完。"),
        paragraph(second) + paragraph(first) + paragraph("完。"),
    )
    edits = [Edit(Operation.MOVE, Span(0, len(first) + 1), Span(len(second) + 1, len(second) + len(first) + 2))]
    content = redline(opened(old), opened(new), edits, "zh", "审稿人", MOMENT).content

    assert verdict_on(content, old, new).findings == ()
    comments = ["".join(c.itertext()) for c in root(content, "word/comments.xml")]
    assert [comment[:3] for comment in comments] == ["移至：", "移自："]


@pytest.mark.parametrize("around", ["{}", "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"])
def test_a_note_that_is_referred_to_twice_is_redlined_once(tmp_path: Path, around: str) -> None:
    old_note, new_note = notes("见三号文件。"), notes("见五号文件。")
    old_note, new_note = (
        re.sub("(<w:p>.*</w:p>)", lambda found: around.format(found[0]), each) for each in (old_note, new_note)
    )
    body = f"<w:p>{run('一要抓实')}{NOTE.format(2)}{run('，二要抓细')}{NOTE.format(2)}</w:p>"
    content = checked(*pair(tmp_path, body, body, old={"footnotes": old_note}, new={"footnotes": new_note}))

    assert said(content, "ins", "word/footnotes.xml") == ["五"]


def test_files_with_the_same_styles_each_get_those_of_comments_once(tmp_path: Path) -> None:
    first, second = "要狠抓落实。", "要改进作风。"
    styles = STYLES.format(id="b", name="body")
    span = len(first) + 1
    for n, end in enumerate(("完。", "毕。")):
        (folder := tmp_path / str(n)).mkdir()
        one, other = paragraph(first) + paragraph(second), paragraph(second) + paragraph(first)
        old, new = pair(folder, one + paragraph(end), other + paragraph(end), old={"styles": styles})
        edits = [Edit(Operation.MOVE, Span(0, span), Span(len(second) + 1, len(second) + 1 + span))]
        content = redline(opened(old), opened(new), edits, "zh", "审稿人", MOMENT).content

        names = [each.get(f"{W}val") for each in root(content, "word/styles.xml").iter(f"{W}name")]
        assert names == ["Normal", "body", "annotation reference", "annotation text"]
        assert next(root(content, "word/comments.xml").iter(f"{W}rStyle")).get(f"{W}val") == "CommentReference"


def test_a_comment_on_text_moved_out_of_the_beginning_of_a_content_control_stands_before_it(tmp_path: Path) -> None:
    first, second = "要狠抓落实。", "要改进作风。"
    old, new = pair(
        tmp_path,
        f"<w:sdt><w:sdtContent>{paragraph(first)}{paragraph(second)}</w:sdtContent></w:sdt>{paragraph('完。')}",
        paragraph(second) + paragraph("完。") + paragraph(first),
    )
    last = len(second) + 4
    edits = [Edit(Operation.MOVE, Span(0, len(first) + 1), Span(last - 1, last + len(first)))]
    content = redline(opened(old), opened(new), edits, "zh", "审稿人", MOMENT).content

    assert verdict_on(content, old, new).findings == ()
    held = next(root(content).iter(f"{W}sdt"))
    kinds = [etree.QName(e).localname for e in next(held.iter(f"{W}p")) if e.tag != f"{W}pPr"]
    assert kinds == ["commentRangeStart", "commentRangeEnd", "del", "del"]


@pytest.mark.parametrize(("view", "kept"), [(View.FINAL, "五十"), (View.ORIGINAL, "三十")])
def test_changes_that_the_input_came_with_are_settled_first(tmp_path: Path, view: View, kept: str) -> None:
    earlier = (
        f'<w:p><w:del w:id="1" w:author="甲"><w:r><w:delText>三十</w:delText></w:r></w:del>'
        f'<w:ins w:id="2" w:author="甲">{run("五十")}</w:ins>{run("条")}</w:p>'
    )
    old, new = pair(tmp_path, earlier, paragraph("八十条"))
    base = opened(old, view)
    assert base.settled == 2
    assert base.document.text == f"{kept}条"
    content = made_of(base, opened(new))
    assert "".join(said(content, "del")) in (kept, kept[0])
    assert {c.get(f"{W}author") for c in root(content).iter(f"{W}ins", f"{W}del")} == {"审稿人"}


def test_a_text_file_is_set_as_a_word_file_first(tmp_path: Path) -> None:
    old, new = tmp_path / "旧.txt", tmp_path / "新.md"
    old.write_text("第一条 为了规范管理，制定本法。\n第二条 本法自公布之日起施行。", encoding="utf-8")
    new.write_text("第一条 为了规范管理，制定本条例。\n第二条 本条例自公布之日起施行。", encoding="utf-8")
    content = redlined(old, new)

    assert verdict_on(content, old, new).findings == ()
    assert "条例" in "".join(said(content, "ins"))


def test_a_file_that_changed_since_it_was_read_is_refused(tmp_path: Path) -> None:
    old = word_file(tmp_path, paragraph(LINE))
    document = opened(old).document
    word_file(tmp_path, paragraph("别的"))

    with pytest.raises(OutputFailed) as failure:
        version(document)
    assert failure.value.message.code == "output.input_changed"


WORDS = st.text("甲乙丙丁，。", max_size=6)
SHAPES = st.sampled_from(
    (
        run("{}"),
        run("{}", "<w:b/>"),
        field(" PAGE ", run("{}")),
        f'<w:fldSimple w:instr=" DATE ">{run("{}")}</w:fldSimple>',
        f'<w:hyperlink w:anchor="甲">{run("{}")}</w:hyperlink>',
        f"<w:sdt><w:sdtContent>{run('{}')}</w:sdtContent></w:sdt>",
        f"{run('{}')}<w:r><w:br/></w:r>",
        f'<w:proofErr w:type="spellStart"/>{run("{}")}',
    )
)
PIECES = st.builds(str.format, SHAPES, WORDS)
BODIES = st.lists(
    st.one_of(
        st.lists(PIECES, max_size=5).map(lambda pieces: f"<w:p>{''.join(pieces)}</w:p>"),
        st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=3).map(lambda rows: table(*rows)),
        WORDS.map(lambda text: f"<w:sdt><w:sdtContent>{paragraph(text)}{paragraph('丁')}</w:sdtContent></w:sdt>"),
        WORDS.map(lambda text: paragraph(text, properties="<w:sectPr/>")),
    ),
    max_size=6,
).map(lambda blocks: "".join(blocks) + paragraph("末"))


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(old=BODIES, new=BODIES)
def test_any_two_texts_come_out_of_their_redline(tmp_path: Path, old: str, new: str) -> None:
    files = pair(tmp_path, old, new)
    assert verdict_on(redlined(*files), *files).findings == ()


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    shapes=st.lists(SHAPES, min_size=1, max_size=4),
    texts=st.lists(st.tuples(WORDS, WORDS), min_size=4, max_size=4),
    added=PIECES,
    at=st.integers(0, 4),
)
def test_words_changed_in_links_fields_and_controls_and_beside_them_come_out_of_the_redline(
    tmp_path: Path, shapes: list[str], texts: list[tuple[str, str]], added: str, at: int
) -> None:
    former, latter = ([shape.format(both[n]) for shape, both in zip(shapes, texts, strict=False)] for n in range(2))
    latter.insert(at, added)
    files = pair(tmp_path, *(f"<w:p>{''.join(pieces)}{run('末')}</w:p>" for pieces in (former, latter)))
    assert verdict_on(redlined(*files), *files).findings == ()
