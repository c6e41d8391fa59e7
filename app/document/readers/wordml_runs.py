"""The text of one `w:r`, the same for the reader and for whoever cuts the run later."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

from lxml.etree import _Element as Element

from app.document.readers.wordml_xml import attribute, inside, name, tags

_CHARACTERS: Mapping[str, str] = {
    "w:tab": "\t",
    "w:ptab": "\t",
    "w:cr": "\n",
    "w:noBreakHyphen": "\u2011",
    "w:softHyphen": "\u00ad",
}
TYPED = frozenset({"w:t", "w:delText"})
"""The children of a run that hold typed text."""

_TYPED_TAGS = frozenset(tags(*TYPED))

_TYPED_AS_SPACE = str.maketrans("\t\n\r", "   ")
"""Inside `w:t` Word takes these for spaces: a tab or a line break is an element."""


def run_text(run: Element) -> list[tuple[Element, str]]:
    """Give the children of a `w:r` that make up its own text, in order, each with what it says (never empty).

    What stands in text boxes and ruby is the text of other runs; field codes are no text. Deleted text counts, so that
    the offsets of a run are the same in every view. Only what `TYPED` names can be cut within; every other child is
    whole: a character, or a choice between ways to show one.
    """
    return [(element, text) for element in run if (text := element_text(element))]


def element_text(element: Element) -> str:
    """Give what one child of a `w:r` says of its text; empty for all others."""
    if element.tag in _TYPED_TAGS:
        text = element.text or ""
        return text if text.isprintable() else text.translate(_TYPED_AS_SPACE)
    match name(element):
        case "w:br":
            return "\n" if attribute(element, "w:type") in (None, "textWrapping") else ""
        case "w:sym":
            return _character(attribute(element, "w:char"))
        case "w16se:symEx":
            return _character(attribute(element, "w16se:char"))
        case "mc:AlternateContent" if (shown := branch(element)) is not None and not holds_text_box(shown):
            return "".join(map(element_text, shown))
        case other:
            return _CHARACTERS.get(other, "")


def branch(alternate: Element) -> Element | None:
    """Give the branch of `mc:AlternateContent` that is read: a choice with a text box, the fallback, or any choice."""
    choices = [element for element in alternate if name(element) == "mc:Choice"]
    fallbacks = [element for element in alternate if name(element) == "mc:Fallback"]
    return next(chain(filter(holds_text_box, choices), fallbacks, choices), None)


def holds_text_box(element: Element) -> bool:
    """Say whether a text box is anywhere in the element."""
    return next(inside(element, "w:txbxContent"), None) is not None


def is_diagram(drawing: Element) -> bool:
    """Say whether a `w:drawing` shows a chart or a diagram: their words stand in other parts."""
    graphic = next(drawing.iter("{*}graphicData"), None)
    kind = "" if graphic is None else (graphic.get("uri") or "").rpartition("/")[2]
    return kind in ("chart", "chartex", "diagram") and not holds_text_box(drawing)


def _character(code: str | None) -> str:
    """Give the character of a symbol. Those of symbol fonts stay in the private use area (U+F000 on)."""
    try:
        number = int(code or "", 16)
    except ValueError:
        return ""
    return chr(number) if 0x20 <= number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF else ""
