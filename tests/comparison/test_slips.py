"""The same rare slip in two texts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.comparison.model import Comparison, FindingKind

Compare = Callable[..., Comparison]

RIGHT = "完整准确全面贯彻新发展理念"
WRONG = "完整准确全面贯切新发展理念"


def slips(comparison: Comparison) -> list[tuple[dict[str, object], list[str]]]:
    return [
        (dict(f.why.values), [comparison.documents[p.document].text[p.span.start : p.span.end] for p in f.places])
        for f in comparison.findings
        if f.kind is FindingKind.SHARED_SLIP
    ]


def test_the_same_wrong_character_in_two_texts_is_a_shared_slip(compared: Compare) -> None:
    found = slips(compared(f"渔港要{WRONG}。", f"学校必须{WRONG}。", f"法院{RIGHT}。"))
    assert found == [({"said": "确全面贯切新发展理", "right": "确全面贯彻新发展理"}, ["切", "切"])]


@pytest.mark.parametrize(
    "texts",
    [
        (f"渔港要{WRONG}。", f"学校必须{RIGHT}。"),
        (f"渔港要{RIGHT}。", f"学校必须{RIGHT}。"),
        tuple(f"{place}要{WRONG}。" for place in ("渔港", "学校", "法院", "茶厂")),
        ("全面贯彻落实镇委决策部署。", "认真贯彻落实镇委决策部署。"),
        ("编制十六五规划纲要。", "做好十六五规划纲要。"),
        ("船坞里的旧吊臂割下来过磅。", "船坞里的旧吊臂割下来过磅。"),
    ],
)
def test_what_is_right_or_everybodys_or_meant_is_no_slip(compared: Compare, texts: tuple[str, ...]) -> None:
    assert slips(compared(*texts)) == []
