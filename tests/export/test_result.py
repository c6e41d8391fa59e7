"""The JSON of a comparison: whole, and in lines that can be searched and compared."""

from __future__ import annotations

import json

from app.comparison.compare import compare
from app.export.result import as_json
from tests.conftest import document

TEXTS = (
    "在甲会上的讲话\n一、桥面\n汛期来临以前把下游七座漫水桥的桥面护栏逐根加固到位。老街的路灯昨夜修好了。",
    "在乙会上的讲话\n一、护栏\n汛期来临以前把下游七座漫水桥的桥面护栏逐根加固到位。果园里的柿子由合作社收。\ud800",
)


def lines() -> list[str]:
    comparison = compare([document(text, f"{n}.txt") for n, text in enumerate(TEXTS)])
    return as_json(comparison, "zh").decode("utf-8", "surrogatepass").splitlines()


def test_each_document_link_and_passage_has_a_line_of_its_own() -> None:
    whole = json.loads("\n".join(lines()))
    for field in ("documents", "links", "rows", "passages", "unique", "pairs"):
        assert whole[field]
        begun = lines().index(f' "{field}": [') + 1
        said = [json.loads(line.removesuffix(",")) for line in lines()[begun : begun + len(whole[field])]]
        assert said == whole[field]


def test_a_list_without_anything_in_it_is_written_as_one() -> None:
    assert ' "findings": [],' in lines()


def test_a_lone_surrogate_comes_through() -> None:
    assert json.loads("\n".join(lines()))["documents"][1]["text"] == TEXTS[1]
