"""Links by what sections say, never by place or number; rows that hold every section once."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.cli import run
from app.comparison.compare import compare
from app.comparison.model import Comparison, Relation
from tests.conftest import document

Compare = Callable[..., Comparison]

POINTS = [
    ("抓好渔港码头改造", "缆桩要逐根敲击听音，锈蚀过半的当天换掉，卸货平台加装防滑钢板。"),
    ("办好山区学校食堂", "三所村小的食堂换上新灶台，校车每天跑两趟山路，菜谱每周公示。"),
    ("守住河堤安全度汛", "河工队腊月里上堤，险工险段备足块石，汛情一小时一报。"),
    ("修缮老街骑楼民居", "青石板按原样铺回去，骑楼的木窗请老木匠修，雨天不再漏水。"),
]
NUMERALS = "一二三四"


def speech(order: list[int]) -> str:
    sections = (f"{NUMERALS[n]}、{POINTS[point][0]}\n{POINTS[point][1]}" for n, point in enumerate(order))
    return "同志们：\n今天布置几项工作。\n" + "\n".join(sections)


def partners(comparison: Comparison) -> dict[str, str]:
    """Heading → heading of the strongest link."""
    headings = [{s.id: s.heading for s in d.sections} for d in comparison.documents]
    found: dict[str, str] = {}
    for link in comparison.links:
        one, other = headings[link.a.document][link.a.section], headings[link.b.document][link.b.section]
        if one and other:
            found.setdefault(one, other)
    return found


@given(st.permutations(range(4)))
@settings(max_examples=24)
def test_sections_are_linked_by_content_however_they_are_shuffled_and_renumbered(order: list[int]) -> None:
    comparison = compare([document(speech([0, 1, 2, 3]), "甲.txt"), document(speech(order), "乙.txt")])
    assert partners(comparison) == {heading: heading for heading, _ in POINTS}


def test_a_section_that_changed_its_place_has_moved(compared: Compare) -> None:
    comparison = compared(speech([0, 1, 2, 3]), speech([3, 0, 1, 2]))
    headings = {s.id: s.heading for s in comparison.documents[0].sections}
    relations = {headings[link.a.section]: link.relation for link in comparison.links if headings[link.a.section]}
    assert relations[POINTS[3][0]] is Relation.MOVED
    assert relations[POINTS[0][0]] is Relation.SAME


def test_a_section_without_a_counterpart_has_no_link(compared: Compare) -> None:
    one = "一、抓好渔港码头改造\n" + POINTS[0][1] + "\n二、守住河堤安全度汛\n" + POINTS[2][1]
    other = "一、抓好渔港码头改造\n" + POINTS[0][1] + "\n二、办好山区学校食堂\n" + POINTS[1][1]
    assert set(partners(compared(one, other))) == {POINTS[0][0]}


@given(st.lists(st.permutations(range(4)), min_size=1, max_size=4))
@settings(max_examples=24)
def test_every_section_stands_in_one_row_and_the_first_document_keeps_its_order(orders: list[list[int]]) -> None:
    comparison = compare([document(speech(order), f"{n}.txt") for n, order in enumerate(orders)])
    for number, found in enumerate(comparison.documents):
        ids = list(chain.from_iterable(row.sections[number] for row in comparison.rows))
        assert sorted(ids) == sorted(section.id for section in found.sections)
        if number == 0:
            assert ids == [section.id for section in found.sections]


def test_a_third_document_changes_no_link_of_the_other_two(compared: Compare) -> None:
    two = compared(speech([0, 1, 2, 3]), speech([1, 0, 3, 2]))
    three = compared(speech([0, 1, 2, 3]), speech([1, 0, 3, 2]), "一、别的\n全市人民团结起来。\n二、其他\n散会。")
    assert list(two.links) == [link for link in three.links if {link.a.document, link.b.document} == {0, 1}]


@pytest.mark.corpus
@pytest.mark.parametrize(("handed", "least"), [(True, 0.75), (False, 0.65)])
def test_links_of_real_speeches_are_mostly_those_of_the_reference(
    corpus: Path, tmp_path: Path, handed: bool, least: float
) -> None:
    speeches = sorted((corpus / "speeches").glob("00[012]*.txt"))
    outline = ["--outline", str(corpus / "gold" / "outline.json")] if handed else []
    target = tmp_path / "r.json"
    assert run(["compare", *map(str, speeches), *outline, "--json", str(target)]) == 0
    assert len(json.loads(target.read_text(encoding="utf-8"))["links"]) > 50
    scored = subprocess.run(
        [sys.executable, corpus / "score" / "score.py", "links", target, corpus / "gold" / "sections.json"],
        capture_output=True,
        text=True,
        check=True,
    )
    figures = dict(line.split()[:2] for line in scored.stdout.splitlines())
    assert float(figures["best_link_right"]) >= least
    assert float(figures["without_partner_left_alone"]) >= 0.6
