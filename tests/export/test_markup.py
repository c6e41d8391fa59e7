"""Pieces come to stand where they are put, and nothing else of a part changes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from app.export.markup import Markup, Order

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OTHER = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def part(inside: str, declared: str = f'xmlns:w="{SPACE}"') -> etree._Element:
    return etree.fromstring(f"<w:body {declared}>{inside}</w:body>")


@st.composite
def elements(draw: st.DrawFn, depth: int = 3) -> str:
    attribute = draw(st.sampled_from(["", ' w:a="1"', " w:a='&lt;x/&gt;'", ' w:a="a > b"']))
    said = draw(st.sampled_from(["", "甲&amp;乙", "a &gt; b", "&#13;"]))
    inner = "".join(draw(st.lists(elements(depth - 1), max_size=3))) if depth else ""
    return f"<w:x{attribute}>{said}{inner}</w:x>{said}"


@given(inner=elements())
def test_every_element_is_found_where_it_stands(inner: str) -> None:
    root = part(inner)
    markup = Markup(root)
    for element in root.iter():
        written = etree.fromstring(
            f'<w:y xmlns:w="{SPACE}">{markup.written(element)}</w:y>' if element is not root else markup.written(root)
        )
        found = written[0] if element is not root else written
        assert etree.tostring(found, method="c14n", with_tail=False) == etree.tostring(
            element, method="c14n", with_tail=False
        )


def test_pieces_at_one_place_come_in_their_order() -> None:
    root = part("<w:p/><w:p/>")
    markup = Markup(root)

    for order in (Order.OPENS, Order.BEFORE, Order.CLOSES, Order.BEHIND):
        markup.put(markup.start(root[1]), order, f"<w:{order.name}/>")

    assert [etree.QName(e).localname for e in etree.fromstring(markup.made())] == [
        "p",
        "CLOSES",
        "BEHIND",
        "BEFORE",
        "OPENS",
        "p",
    ]


def test_a_piece_can_take_the_place_of_what_stands_there() -> None:
    root = part("<w:a/><w:b>甲</w:b><w:c/>")
    markup = Markup(root)

    markup.put(markup.start(root[1]), Order.BEHIND, "<w:d/>", markup.end(root[1]))

    assert [etree.QName(e).localname for e in etree.fromstring(markup.made())] == ["a", "d", "c"]


def test_what_is_appended_comes_last_in_an_empty_part_too() -> None:
    for inside in ("", "<w:p/>"):
        markup = Markup(part(inside))
        markup.append("<w:q/>")
        assert etree.QName(etree.fromstring(markup.made())[-1]).localname == "q"


def test_a_prefix_is_one_that_means_the_same_everywhere() -> None:
    root = part(f'<x xmlns:w="{OTHER}" xmlns:v="{SPACE}"/>')
    markup = Markup(root)

    prefix = markup.prefix(SPACE)
    markup.put(markup.end(root[0]), Order.BEFORE, f"<{prefix}:p/>")

    assert prefix not in ("w", "v")
    assert [e.tag for e in etree.fromstring(markup.made())] == ["x", f"{{{SPACE}}}p"]


def test_a_known_prefix_is_used_and_nothing_declared() -> None:
    root = part("", f'xmlns:w="{SPACE}" xmlns:rel="{OTHER}"')
    markup = Markup(root)
    assert (markup.prefix(SPACE), markup.prefix(OTHER, "r")) == ("w", "rel")
    assert b"xmlns:r=" not in markup.made()
