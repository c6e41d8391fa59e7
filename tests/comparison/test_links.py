"""Links and how linked sections stand to each other; no company and no order of documents changes them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from app.comparison.compare import compare
from app.comparison.hand_links import obeyed
from app.comparison.links import links
from app.comparison.model import Comparison, Link, Relation
from app.comparison.prepared import Prepared
from app.comparison.review import HandLink, Review
from app.comparison.settings import Settings
from tests.conftest import document

Compare = Callable[..., Comparison]

HARBOUR = "缆桩要逐根敲击听音，锈蚀过半的当天换掉，卸货平台加装防滑钢板。"
SCHOOL = "三所村小的食堂换上新灶台，校车每天跑两趟山路，菜谱每周公示。"
RIVER = "河工队腊月里上堤，险工险段备足块石，汛情一小时一报。"
STREET = "青石板按原样铺回去，骑楼的木窗请老木匠修，雨天不再漏水。"
WOODS = "护林员每日巡山，隔离带秋前割净，防火水池注满，瞭望塔昼夜有人。"
LIBRARY = "县图书馆延长开放两小时，旧书修补上架，流动书车开进十二个屯。"
POINTS = {"渔港码头": HARBOUR, "山区学校": SCHOOL, "河堤度汛": RIVER, "老街骑楼": STREET, "山林防火": WOODS}
NUMERALS = "一二三四五六七八"

texts = st.lists(st.permutations(list(POINTS)), min_size=2, max_size=3)


def speech(*points: tuple[str, str]) -> str:
    return "".join(f"{NUMERALS[n]}、{heading}\n{body}\n" for n, (heading, body) in enumerate(points))


def ordered(headings: list[str]) -> str:
    return speech(*((heading, POINTS[heading]) for heading in headings))


def linked(*written: str, review: Review = Review()) -> list[Link]:  # noqa: B008 - frozen
    prepared = [Prepared(document(text, f"{n}.txt")) for n, text in enumerate(written)]
    return links(prepared, Settings(), review)


def told(comparison: Comparison) -> dict[tuple[str, str], Relation]:
    """The relation of each two linked sections, by their headings."""
    headings = [{section.id: section.heading for section in d.sections} for d in comparison.documents]
    return {
        (headings[link.a.document][link.a.section], headings[link.b.document][link.b.section]): link.relation
        for link in comparison.links
    }


@given(texts)
@settings(max_examples=15)
def test_the_order_in_which_documents_are_given_changes_no_link(orders: list[list[str]]) -> None:
    written = [ordered(order) for order in orders]
    last = len(written) - 1
    turned = {
        ((last - link.b.document, link.b.section), (last - link.a.document, link.a.section), link.score, link.why.code)
        for link in linked(*reversed(written))
    }
    assert turned == {
        ((link.a.document, link.a.section), (link.b.document, link.b.section), link.score, link.why.code)
        for link in linked(*written)
    }


@given(texts, st.text(alphabet="渔港码头学校河堤一二、。\n", max_size=200))
@settings(max_examples=15)
def test_no_company_changes_the_links_of_two_documents(orders: list[list[str]], company: str) -> None:
    two = [ordered(order) for order in orders[:2]]
    alone = linked(*two)
    assert alone == [link for link in linked(*two, company + "。") if link.b.document < 2]


@given(st.permutations(list(POINTS)))
@settings(max_examples=10)
def test_a_document_against_itself_has_each_section_linked_with_itself_first(order: list[str]) -> None:
    best: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for link in linked(ordered(order), ordered(order)):
        best[link.a.section].append((link.score, link.b.section))
    assert best
    assert all(max(found)[1] == section for section, found in best.items())
    assert len(best) == len(document(ordered(order)).sections)


def test_what_says_the_same_to_the_letter_comes_before_what_says_much_the_same(compared: Compare) -> None:
    nearly = HARBOUR.replace("当天", "次日")
    comparison = compared(
        speech(("渔港码头", HARBOUR), ("山区学校", SCHOOL)), speech(("渔港码头", nearly), ("渔港码头", HARBOUR))
    )
    bodies = comparison.documents[1]
    first = comparison.links[0]
    found = next(section for section in bodies.sections if section.id == first.b.section)
    assert HARBOUR in bodies.text[found.span.start : found.span.end]
    assert first.why.code == "link.equal"


def test_a_section_that_was_cut_in_two_is_split_and_the_other_way_round_merged(compared: Compare) -> None:
    whole = speech(("渔港码头和河堤", HARBOUR + RIVER), ("山区学校", SCHOOL), ("老街骑楼", STREET))
    parts = speech(("渔港码头", HARBOUR), ("河堤", RIVER), ("山区学校", SCHOOL), ("老街骑楼", STREET))
    split = told(compared(whole, parts))
    assert split["渔港码头和河堤", "渔港码头"] is split["渔港码头和河堤", "河堤"] is Relation.SPLIT
    assert split["山区学校", "山区学校"] is Relation.SAME
    merged = told(compared(parts, whole))
    assert merged["渔港码头", "渔港码头和河堤"] is merged["河堤", "渔港码头和河堤"] is Relation.MERGED


def chapters(*given: tuple[str, list[str]]) -> str:
    lines = []
    for n, (heading, points) in enumerate(given):
        lines.append(f"{NUMERALS[n]}、{heading}")
        lines += [f"（{NUMERALS[m]}）{point}\n{POINTS[point]}" for m, point in enumerate(points)]
    return "\n".join(lines)


def test_the_points_of_a_chapter_that_moved_as_a_whole_have_not_moved(compared: Compare) -> None:
    one = chapters(("水上工作", ["渔港码头", "河堤度汛"]), ("山上工作", ["山区学校", "山林防火"]))
    other = chapters(("山上工作", ["山区学校", "山林防火"]), ("水上工作", ["渔港码头", "河堤度汛"]))
    relations = told(compared(one, other))
    assert Relation.MOVED in {relations[name, name] for name in ("水上工作", "山上工作")}
    assert {relations[point, point] for point in ("渔港码头", "河堤度汛", "山区学校", "山林防火")} == {Relation.SAME}


def test_a_point_that_went_to_another_chapter_has_moved(compared: Compare) -> None:
    one = chapters(("水上工作", ["渔港码头", "河堤度汛", "老街骑楼"]), ("山上工作", ["山区学校", "山林防火"]))
    other = chapters(("水上工作", ["渔港码头", "河堤度汛"]), ("山上工作", ["山区学校", "老街骑楼", "山林防火"]))
    relations = told(compared(one, other))
    assert relations["老街骑楼", "老街骑楼"] is Relation.MOVED
    assert relations["渔港码头", "渔港码头"] is relations["山林防火", "山林防火"] is Relation.SAME


def test_review_and_task_of_the_same_work_are_told_apart_by_their_manner(compared: Compare) -> None:
    done = "去年以来，渔港码头换了缆桩，平台得到加固，取得明显成效，渔民更加满意。"
    to_do = "要继续更换渔港码头缆桩，必须加固平台，切实提升成效，确保渔民满意。"
    one = speech(("渔港码头", done), ("码头渔港", to_do))
    other = speech(("码头渔港", to_do.replace("继续", "抓紧")), ("渔港码头", done.replace("去年", "前年")))
    best = compared(one, other).links[:2]
    assert {(link.a.section, link.b.section) for link in best} == {("1", "2"), ("2", "1")}


def test_set_phrases_alone_are_no_shared_passage_and_a_copied_clause_is(compared: Compare) -> None:
    phrases = "增强“四个意识”、坚定“四个自信”、做到“两个维护”"
    comparison = compared(
        speech(("渔港码头", phrases + "。" + HARBOUR[:14] + "。"), ("山区学校", SCHOOL)),
        speech(("码头渔港", phrases + "。" + WOODS), ("学校山区", SCHOOL[:-6] + "每月公示。")),
    )
    why = {(link.a.section, link.b.section): link.why.code for link in comparison.links}
    assert why["2", "2"] == "link.passages"
    assert why.get(("1", "1")) != "link.passages"


def hand(one: str, other: str) -> HandLink:
    return HandLink("0.txt", one, "1.txt", other)


def test_what_a_person_put_side_by_side_is_linked_first_and_stands_in_one_row() -> None:
    written = [speech(("渔港码头", HARBOUR), ("山区学校", SCHOOL)), speech(("老街骑楼", STREET), ("图书馆", LIBRARY))]
    assert not any(link.a.section == "1" for link in linked(*written))
    comparison = compare(
        [document(text, f"{n}.txt") for n, text in enumerate(written)], review=Review(links=(hand("1", "2"),))
    )
    first = comparison.links[0]
    assert (first.a.section, first.b.section, first.score, first.why.code) == ("1", "2", 1.0, "link.hand")
    assert (("1",), ("2",)) in [row.sections for row in comparison.rows]


def test_what_a_person_put_apart_is_not_linked_whichever_side_was_named_first() -> None:
    written = [ordered(list(POINTS))] * 2
    for pair in (hand("1", "1"), HandLink("1.txt", "1", "0.txt", "1")):
        found = {(link.a.section, link.b.section) for link in linked(*written, review=Review(unlinks=(pair,)))}
        assert ("1", "1") not in found
        assert ("2", "2") in found


def test_what_a_person_said_of_sections_that_are_gone_is_passed_over() -> None:
    written = [ordered(list(POINTS))] * 2
    gone = (hand("9", "1"), HandLink("别的.txt", "1", "1.txt", "1"))
    assert linked(*written, review=Review(links=gone, unlinks=gone)) == linked(*written)


def test_what_heads_a_markdown_file_puts_no_title_beside_a_speaker() -> None:
    head = "---\nsource: https://www.yunze.gov.cn/2024/{}.html\ntitle: 云泽市人民政府工作报告（2024年）\n---\n"
    body = "各位代表：\n现在，我报告工作。\n一、去年工作\n缆桩逐根敲击听音。\n二、今年工作\n灯塔逐座检修。\n"
    one = document(f"{head.format(1)}政府工作报告\n——2024年1月23日\n市长 罗强\n{body}", "一.md")
    other = document(f"{head.format(2)}——2024年1月25日\n县长 李敏\n{body}", "二.md")
    sections = [{section.id: section.kind.value for section in of.sections} for of in (one, other)]
    kinds = [(sections[0][link.a.section], sections[1][link.b.section]) for link in compare([one, other]).links]
    assert ("speaker", "speaker") in kinds
    assert ("title", "speaker") not in kinds


def test_obeying_a_person_changes_only_the_links_of_the_documents_spoken_of_and_as_if_known_from_the_start() -> None:
    written = [
        speech(("渔港码头", HARBOUR), ("山区学校", SCHOOL)),
        speech(("老街骑楼", STREET), ("图书馆", LIBRARY)),
        speech(("山区学校", SCHOOL), ("渔港码头", HARBOUR)),
    ]
    texts = [Prepared(document(text, f"{n}.txt")) for n, text in enumerate(written)]
    review = Review(links=(hand("1", "2"),), unlinks=(HandLink("2.txt", "1", "0.txt", "2"),))
    before, known = links(texts, Settings(), Review()), links(texts, Settings(), review)
    after = obeyed(before, texts, Settings(), review)
    assert after == known != before
    assert [link for link in after if link.a.document == 1] == [link for link in before if link.a.document == 1]


def test_no_document_and_one_alone_have_no_links() -> None:
    assert compare([]).links == compare([document(ordered(list(POINTS)), "0.txt")]).links == ()
