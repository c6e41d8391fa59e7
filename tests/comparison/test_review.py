"""What a person decided: kinds overruled, phrases ignored, passages excluded; the rates follow; kept in a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.comparison.compare import compare, found
from app.comparison.model import Comparison, Kind, Passage
from app.comparison.review import HandLink, Review
from app.comparison.review_file import as_json, review
from app.comparison.settings import Settings
from app.document.corrections import Action, Correction
from app.errors import BadUsage
from app.language.folding import comparable
from tests.conftest import document

WORDS = "船坞里的旧吊臂夏天以前全部割除，割下来的钢料过磅登记"
ROADS = "老码头东侧的灯塔上个月换了新灯，县档案馆把旧照片扫描成册供人借阅，城西菜市场的地沟盖板重新编了号。"
WOODS = "果园里的滴灌管线冬天要用草帘裹好，养蜂户沿着河谷搬了三次蜂箱，气象员每天清晨爬坡去读雨量筒。"
PHRASE = "坚持以人民为中心的发展思想"


def reviewed(decided: Review) -> Comparison:
    texts = [f"{WORDS}。{ROADS}甲地修路要{PHRASE}。", f"乙地造林必须{PHRASE}。{WOODS}{WORDS}。"]
    return compare([document(text, f"{n}.txt") for n, text in enumerate(texts)], review=decided)


def copied(comparison: Comparison) -> Passage:
    return next(p for p in comparison.passages if p.occurrences[0].end - p.occurrences[0].start > 20)


def test_an_overruled_kind_counts_as_what_it_was_made_and_says_what_it_was() -> None:
    found = copied(reviewed(Review()))
    after = reviewed(Review(kinds={found.id: Kind.FORMULA}))
    assert (found.kind, copied(after).kind) == (Kind.VERBATIM, Kind.FORMULA)
    assert copied(after).reason.values == {"found": "verbatim"}
    assert after.rates[0].net == 0 < reviewed(Review()).rates[0].net
    assert after.rates[0].shared == reviewed(Review()).rates[0].shared


def test_an_excluded_passage_stays_listed_and_does_not_count() -> None:
    before = reviewed(Review())
    after = reviewed(Review(excluded=frozenset({copied(before).id})))
    assert copied(after).kind is Kind.VERBATIM
    assert after.rates[0].shared == before.rates[0].shared - len(comparable(WORDS))
    assert after.pairs[0].net_a_in_b == 0 < before.pairs[0].net_a_in_b
    assert any(unique.span.start == 0 for unique in after.unique)


def test_an_ignored_phrase_is_never_reported_and_does_not_count() -> None:
    before, after = reviewed(Review()), reviewed(Review(ignored=(f"“{PHRASE}”",)))
    assert [p.kind for p in before.passages] == [Kind.VERBATIM, Kind.FORMULA]
    assert [p.kind for p in after.passages] == [Kind.VERBATIM]
    assert after.rates[0].kinds[Kind.FORMULA] == 0 < before.rates[0].kinds[Kind.FORMULA]


def test_a_phrase_inside_a_longer_passage_is_no_reason_to_ignore_the_passage() -> None:
    assert copied(reviewed(Review(ignored=("割下来的钢料",)))).kind is Kind.VERBATIM


def test_a_review_comes_back_from_its_file_as_it_was(tmp_path: Path) -> None:
    link = HandLink("a.docx", "1", "b.docx", "2.1")
    whole = Review(
        kinds={"abc": Kind.NEAR},
        excluded=frozenset({"def", "123"}),
        ignored=("抓落实",),
        links=(link,),
        unlinks=(link, link),
        corrections={"a.docx": (Correction(Action.SPLIT, 12, "一要"),)},
    )
    path = tmp_path / "复核.json"
    path.write_bytes(as_json(whole))
    assert review(path) == whole
    assert as_json(review(path)) == as_json(whole)


@pytest.mark.parametrize(
    "content", ["{}", "[]", "no", '{"duidu-review": 2}', '{"duidu-review": 1, "kinds": {"a": "b"}}']
)
def test_a_file_that_is_no_review_is_refused_by_name(tmp_path: Path, content: str) -> None:
    path = tmp_path / "other.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BadUsage) as refused:
        review(path)
    assert refused.value.message.values["path"] == str(path)


def test_a_review_without_decisions_is_a_file_of_its_own_kind() -> None:
    assert json.loads(as_json(Review()))["duidu-review"] == 1


LINKED = "一、抓好渔港\n缆桩逐根敲击，锈蚀的当天换掉。\n二、守住河堤\n险工险段备足块石，腊月上堤。\n"


def linked(decided: Review) -> set[tuple[str, str, float, str]]:
    comparison = compare([document(LINKED, "甲.txt"), document(LINKED, "乙.txt")], review=decided)
    return {(link.a.section, link.b.section, link.score, link.why.code) for link in comparison.links}


def test_sections_that_a_person_linked_or_parted_are_so() -> None:
    before = linked(Review())
    assert {(a, b) for a, b, *_ in before} >= {("1", "1"), ("2", "2")}
    hand, parted = HandLink("乙.txt", "2", "甲.txt", "1"), HandLink("甲.txt", "1", "乙.txt", "1")
    after = linked(Review(links=(hand,), unlinks=(parted,)))
    assert ("1", "2", 1.0, "link.hand") in after
    assert ("1", "1") not in {(a, b) for a, b, *_ in after}
    assert ("2", "2") in {(a, b) for a, b, *_ in after}


def test_a_link_by_hand_puts_its_sections_in_one_row() -> None:
    hand, parted = HandLink("甲.txt", "1", "乙.txt", "2"), HandLink("甲.txt", "2", "乙.txt", "2")
    decided = Review(links=(hand,), unlinks=(parted,))
    rows = compare([document(LINKED, "甲.txt"), document(LINKED, "乙.txt")], review=decided).rows
    assert any("1" in row.sections[0] and "2" in row.sections[1] for row in rows)


def test_links_by_hand_to_sections_that_are_gone_are_passed_over() -> None:
    gone = (
        HandLink("甲.txt", "9", "乙.txt", "1"),
        HandLink("丙.txt", "1", "乙.txt", "1"),
        HandLink("甲.txt", "1", "甲.txt", "2"),
    )
    assert linked(Review(links=gone, unlinks=gone)) == linked(Review())


def test_what_was_found_once_serves_every_decision() -> None:
    texts = [f"{WORDS}。{ROADS}甲地修路要{PHRASE}。", f"乙地造林必须{PHRASE}。{WOODS}{WORDS}。"]
    documents = [document(text, f"{n}.txt") for n, text in enumerate(texts)]
    once = found(documents)
    reviews = Review(excluded=frozenset({copied(once.reviewed(Review())).id})), Review(ignored=(PHRASE,)), Review()
    assert [once.reviewed(each) for each in reviews] == [compare(documents, review=each) for each in reviews]


def test_what_was_found_answers_for_the_same_documents_settings_and_sources_only() -> None:
    documents = [document(WORDS, "甲.txt"), document(f"{ROADS}{WORDS}", "乙.txt")]
    once = found(documents)
    assert once.answers([document(WORDS, "甲.txt"), document(f"{ROADS}{WORDS}", "乙.txt")], Settings(), [])
    assert not once.answers(documents[::-1], Settings(), [])
    assert not once.answers(documents, Settings(least_copied=20), [])
    assert not once.answers(documents, Settings(), [document(WORDS, "上级文件.txt")])
    assert not once.answers([documents[0], document(f"{ROADS}{WOODS}", "乙.txt")], Settings(), [])
