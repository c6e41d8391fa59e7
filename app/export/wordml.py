"""The WordprocessingML that python-docx lacks: runs cut where a mark begins or ends, shaded and underlined."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from lxml import etree
from lxml.etree import _Element as Element

from app.document.readers.wordml_runs import TYPED, run_text
from app.document.readers.wordml_xml import attribute, child, inside, name, tags
from app.export.marks import MarkStyle

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_ORDER = [
    "rStyle",
    "rFonts",
    "b",
    "bCs",
    "i",
    "iCs",
    "caps",
    "smallCaps",
    "strike",
    "dstrike",
    "outline",
    "shadow",
    "emboss",
    "imprint",
    "noProof",
    "snapToGrid",
    "vanish",
    "webHidden",
    "color",
    "spacing",
    "w",
    "kern",
    "position",
    "sz",
    "szCs",
    "highlight",
    "u",
    "effect",
    "bdr",
    "shd",
    "fitText",
    "vertAlign",
    "rtl",
    "cs",
    "em",
    "lang",
    "eastAsianLayout",
    "specVanish",
    "oMath",
]
_RANK = {f"w:{local}": rank for rank, local in enumerate(_ORDER)}
"""The order of the children of `w:rPr` (ECMA-376 1, CT_RPr); extensions and tracked changes come after all of them."""


def new(like: Element, local: str, **attributes: str) -> Element:
    """Make an element of WordprocessingML in the namespace of `like` (the strict format has its own)."""
    space = namespace(like)
    element = like.makeelement(_qualified(space, local), nsmap={"w": space})
    for key, value in attributes.items():
        element.set(_qualified(space, key), value)
    return element


@cache
def _qualified(space: str, local: str) -> str:
    return f"{{{space}}}{local}"


def namespace(like: Element) -> str:
    """Give the namespace of an element: the strict format has its own."""
    return like.tag[1:].partition("}")[0]


def relation_namespace(like: Element) -> str:
    """Give the namespace of references to relationships in the format, strict or not, of `like`."""
    transitional, strict = tags("r:id")
    reference = strict if like.tag == tags(name(like))[1] else transitional
    return str(etree.QName(reference).namespace)


def text_element(like: Element, text: str) -> Element:
    """Make a `w:t`; white space at its edges is kept, and what XML cannot hold is left out."""
    element = new(like, "t")
    element.text = xml_text(text)
    if element.text != element.text.strip():
        element.set(_SPACE, "preserve")
    return element


_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str, instead: str = "") -> str:
    """Give a text with something else instead of each character that XML 1.0 cannot hold."""
    return _NOT_XML.sub(instead, text)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run, or a part of one that was cut: the text from `start` to `end` of the run as it was."""

    start: int
    end: int
    run: Element


def cut(run: Element, offsets: Iterable[int]) -> list[Stretch]:
    """Cut a run at offsets of its text; give its parts in order.

    Properties are copied to each part; what is no text stays, in order, with the text before it. An offset inside a
    child that is whole (a choice between symbols) moves to its end. Without an offset inside its text the run stays as
    it is.
    """
    texts = run_text(run)
    length = sum(len(text) for _, text in texts)
    bounds = _bounds(texts, offsets)
    if not bounds:
        return [Stretch(0, length, run)]
    _cut_texts(texts, bounds)
    said = {element: len(text) for element, text in run_text(run)}
    parts, at = [run], 0
    for element in list(run):
        if element in said and at in bounds:
            parts.append(part_after(parts[-1]))
        if parts[-1] is not run:
            parts[-1].append(element)
        at += said.get(element, 0)
    edges = pairwise([0, *bounds, length])
    return [Stretch(start, end, part) for part, (start, end) in zip(parts, edges, strict=True)]


def _bounds(texts: Iterable[tuple[Element, str]], offsets: Iterable[int]) -> list[int]:
    """Give the offsets at which a run can be cut, ascending, its ends left out."""
    wanted, at = set(offsets), 0
    for element, text in texts:
        if name(element) not in TYPED:
            wanted = {at + len(text) if at < offset < at + len(text) else offset for offset in wanted}
        at += len(text)
    return sorted(offset for offset in wanted if 0 < offset < at)


def _cut_texts(texts: Iterable[tuple[Element, str]], bounds: Iterable[int]) -> None:
    """Cut each `w:t` (deleted: `w:delText`) at the bounds that lie in it."""
    at = 0
    for element, text in texts:
        edges = [0, *(bound - at for bound in bounds if at < bound < at + len(text)), len(text)]
        written = element.text or ""
        for start, end in reversed(list(pairwise(edges))[1:]):
            tail = new(element, etree.QName(element).localname)
            tail.text = written[start:end]
            keep_spaces(tail, element)
            element.addnext(tail)
        if len(edges) > 2:
            element.text = written[: edges[1]]
            keep_spaces(element, element)
        at += len(text)


def keep_spaces(element: Element, original: Element) -> None:
    """Keep white space at an edge that was none before the cut."""
    text = element.text or ""
    if original.get(_SPACE) == "preserve" or text != text.strip():
        element.set(_SPACE, "preserve")


def emptied(element: Element) -> Element:
    """Give a copy of an element, with its attributes but without its content."""
    copied = copy.copy(element)
    for content in list(copied):
        copied.remove(content)
    return copied


def part_after(run: Element) -> Element:
    """Put a run without content, but with the properties of `run`, behind it."""
    following = emptied(run)
    properties = child(run, "w:rPr")
    if properties is not None:
        following.append(copy.deepcopy(properties))
    run.addnext(following)
    return following


def mark(run: Element, style: MarkStyle) -> None:
    """Shade or highlight a run, and underline it unless it has an underline of its own.

    A marker colour that is there already stays: it is somebody's.
    """
    properties = child(run, "w:rPr")
    if properties is None:
        properties = new(run, "rPr")
        run.insert(0, properties)
    there = {name(setting): setting for setting in properties}
    if not style.highlight:
        if "w:shd" in there:
            properties.remove(there["w:shd"])
        place(properties, new(run, "shd", val="clear", color="auto", fill=style.fill))
    elif "w:highlight" not in there:
        place(properties, new(run, "highlight", val=style.highlight))
    line = there.get("w:u")
    if style.underline and (line is None or attribute(line, "w:val") in (None, "none")):
        if line is not None:
            properties.remove(line)
        place(properties, new(run, "u", val=style.underline, color=style.line))


def place(properties: Element, setting: Element) -> None:
    """Put a setting at its place among the run properties."""
    rank = _RANK[name(setting)]
    for number, other in enumerate(properties):
        if _RANK.get(name(other), len(_RANK)) > rank:
            properties.insert(number, setting)
            return
    properties.append(setting)


def renumber_changes(root: Element, runs: Iterable[Element]) -> None:
    """Give the tracked changes of properties that a cut has doubled ids of their own."""
    doubled = [c for run in runs if (p := child(run, "w:rPr")) is not None for c in inside(p, "w:rPrChange")]
    if not doubled:
        return
    (tag, *_) = (key for key in tags("w:id") if doubled[0].get(key) is not None)
    ids = (int(known) for element in root.iter() if (known := element.get(tag, "")).isdigit())
    for number, change in enumerate(doubled, max(ids, default=0) + 1):
        change.set(tag, str(number))
