"""Corrections of an outline, made again at the next reading."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.document.corrections import Action, Correction
from app.document.functions import FIRST_WORDS, function_of
from app.document.headings import stripped
from app.document.marks import number_end
from app.document.model import Document, Section, SectionKind, Span
from app.language.sentences import sentences
from app.messages import message

_LONGEST_HEADING = 70
_WORDS = 20
"""Characters that find a place again."""


def correction(document: Document, action: Action, place: int) -> Correction:
    """Give the correction of what begins at a place."""
    return Correction(action, place, document.text[place : place + _WORDS].split("\n")[0])


def corrected(document: Document, corrections: Iterable[Correction]) -> Document:
    """Give an outlined document with its sections corrected, one correction after the other.

    A correction whose place is gone, or that means nothing there (to promote what stands at the top), leaves the
    outline as it is; each is named in a warning.
    """
    nodes = _nodes(document.sections)
    lost = []
    for each in corrections:
        place = _found(document, each)
        if place is None or not _ACTIONS[each.action](document, nodes, place):
            lost.append(message("outline.correction_lost", words=each.words))
    sections = tuple(_sections(document, nodes, None, ""))
    return replace(document, sections=sections, warnings=(*document.warnings, *lost))


@dataclass(slots=True)
class _Node:
    """A section on its way; `section` has its kind and heading, the rest may change."""

    section: Section
    start: int
    end: int
    children: list[_Node] = field(default_factory=list)


Siblings = list[_Node]


def _nodes(sections: Sequence[Section]) -> Siblings:
    by_id = {section.id: _Node(section, section.span.start, section.span.end) for section in sections}
    for section in sections:
        if section.parent is not None:
            by_id[section.parent].children.append(by_id[section.id])
    return [by_id[section.id] for section in sections if section.parent is None]


def _sections(document: Document, nodes: Siblings, parent: str | None, prefix: str) -> Iterator[Section]:
    for number, node in enumerate(nodes, 1):
        section_id, old = f"{prefix}{number}", node.section
        words = old.heading or document.text[node.start : min(node.start + FIRST_WORDS, node.end)]
        level = section_id.count(".") + 1
        # What a corrected outline or the text said of an untouched section stays.
        function, span = old.function or function_of(old.kind, words), Span(node.start, node.end)
        yield replace(old, id=section_id, parent=parent, level=level, function=function, span=span)
        yield from _sections(document, node.children, section_id, f"{section_id}.")


def _found(document: Document, wanted: Correction) -> int | None:
    """Give the place of a correction in the text of now: where its words are nearest to where they were."""
    text, words = document.text[: document.body_end], wanted.words
    if text.startswith(words, wanted.place):
        return wanted.place
    if not words:
        return None
    behind, before = text.find(words, wanted.place), text.rfind(words, 0, wanted.place)
    found = [place for place in (behind, before) if place >= 0]
    return min(found, key=lambda place: abs(place - wanted.place), default=None)


def _holders(nodes: Siblings, place: int) -> list[tuple[Siblings, int]]:
    """Give the way down to the innermost section that holds a place: at each level the sections and which of them."""
    way: list[tuple[Siblings, int]] = []
    while True:
        number = next((n for n, node in enumerate(nodes) if node.start <= place < node.end), None)
        if number is None:
            return way
        way.append((nodes, number))
        nodes = nodes[number].children


def _beginning(nodes: Siblings, place: int) -> list[tuple[Siblings, int]]:
    """Give the way down to the section that begins at a place: the outermost with a heading, else the outermost."""
    way = _holders(nodes, place)
    starts = [depth for depth, (siblings, number) in enumerate(way) if siblings[number].start == place]
    headed = [depth for depth in starts if _is_headed(way[depth][0][way[depth][1]].section)]
    chosen = next(iter(headed or starts), None)
    return way[: chosen + 1] if chosen is not None else []


def _is_headed(section: Section) -> bool:
    return section.heading_span is not None or bool(section.label)


def _plain(section: Section, kind: SectionKind) -> Section:
    return replace(section, kind=kind, function=None, label="", heading="", heading_span=None)


def _heading(document: Document, nodes: Siblings, place: int) -> bool:
    way = _holders(nodes, place)
    opening = _first_words(document, place)
    if not way or opening is None:
        return False
    label, words = opening
    siblings, number = way[-1]
    node = siblings[number]
    if words.end > node.end or (place > node.start and not _is_in_text(node, place)):
        return False
    said = " ".join(document.text[words.start : words.end].split())
    section = replace(_plain(node.section, SectionKind.SECTION), label=label, heading=said, heading_span=words)
    if place == node.start and not _is_headed(node.section):
        node.section = section
        return True
    if place > node.start:
        siblings.insert(number + 1, _Node(section, place, node.end))
        node.end = place
        return True
    return False


def _is_in_text(node: _Node, place: int) -> bool:
    """Whether a place lies in the text of a section without parts, behind its heading."""
    words = node.section.heading_span
    return not node.children and place > (words.end if words is not None else node.start)


def _first_words(document: Document, place: int) -> tuple[str, Span] | None:
    """The number at a place and the words behind it: the line where it is short, else its first sentence."""
    end = document.text.find("\n", place)
    line = document.text[place : end if end >= 0 else document.body_end]
    stop = len(line) if len(line.strip()) <= _LONGEST_HEADING else next((s.end for s in sentences(line)), 0)
    said = stripped(document.text, place, place + len(line[:stop].rstrip().rstrip("。；：，.;:")))
    if said is None:
        return None
    words = stripped(document.text, number_end(document.text, said.start, said.end), said.end)
    if words is None or words == said:
        return _computed_number(document, place), said
    return document.text[said.start : words.start].strip(), words


def _computed_number(document: Document, place: int) -> str:
    """The number that Word computes for the paragraph that begins at a place."""
    at = bisect_left(document.blocks, place, key=lambda block: block.start)
    block = document.blocks[at] if at < len(document.blocks) else None
    return block.number.strip() if block is not None and block.start == place else ""


def _body(document: Document, nodes: Siblings, place: int) -> bool:
    way = _beginning(nodes, place)
    if not way or not _is_headed(way[-1][0][way[-1][1]].section):
        return False
    siblings, number = way[-1]
    siblings[number].section = _plain(siblings[number].section, SectionKind.BODY)
    return True


def _promote(document: Document, nodes: Siblings, place: int) -> bool:
    way = _beginning(nodes, place)
    if len(way) < 2:
        return False
    (above, at), (siblings, number) = way[-2:]
    holder, node = above[at], siblings[number]
    if number == 0 and not document.text[holder.start : node.start].strip():
        return False  # nothing would be left of what holds it
    _adopt(document, node, siblings[number + 1 :], holder.end)
    del siblings[number:]
    holder.end = node.start
    above.insert(at + 1, node)
    return True


def _demote(document: Document, nodes: Siblings, place: int) -> bool:
    way = _beginning(nodes, place)
    if not way or way[-1][1] == 0:
        return False
    siblings, number = way[-1]
    before, node = siblings[number - 1], siblings[number]
    _adopt(document, before, [node], node.end)
    del siblings[number]
    return True


def _adopt(document: Document, node: _Node, children: Siblings, end: int) -> None:
    """Put sections under one that ends where they begin, with a lead for its own text where it had no parts."""
    if not node.children and children:
        words = node.section.heading_span
        own = words.end if words is not None else node.start
        if any(c.isalnum() for c in document.text[own : node.end]):
            lead = _plain(node.section, SectionKind.LEAD)
            node.children.append(_Node(lead, own, node.end))
    node.children += children
    node.end = end


def _split(document: Document, nodes: Siblings, place: int) -> bool:
    way = _holders(nodes, place)
    if not way:
        return False
    siblings, number = way[-1]
    node = siblings[number]
    if not _is_in_text(node, place):
        return False
    siblings.insert(number + 1, _Node(_plain(node.section, SectionKind.BODY), place, node.end))
    node.end = place
    return True


def _join(document: Document, nodes: Siblings, place: int) -> bool:
    way = _beginning(nodes, place)
    if not way or way[-1][1] == 0:
        return False
    siblings, number = way[-1]
    before, node = siblings[number - 1], siblings[number]
    if before.children and node.children:
        before.children += node.children
    elif before.children:
        before.children.append(_Node(_plain(node.section, SectionKind.BODY), node.start, node.end))
    elif node.children:
        _adopt(document, before, node.children, node.end)
    before.end = node.end
    del siblings[number]
    return True


_ACTIONS: Mapping[Action, Callable[[Document, Siblings, int], bool]] = {
    Action.HEADING: _heading,
    Action.BODY: _body,
    Action.PROMOTE: _promote,
    Action.DEMOTE: _demote,
    Action.SPLIT: _split,
    Action.JOIN: _join,
}
"""What makes each correction; tells whether it could."""
