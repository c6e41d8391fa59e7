"""What stays, goes and comes in a few paragraphs, written into the old file's XML as tracked changes."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml.etree import _Element as Element

from app.comparison.edit_script import Step
from app.document.readers.wordml_xml import child, name
from app.export.redline_bring import Bring
from app.export.redline_match import Op
from app.export.redline_revisions import Revisions
from app.export.redline_units import Sort, spell_out
from app.export.wordml import emptied, keep_spaces, new, part_after


@dataclass(slots=True)
class _Segment:
    """Old content of one fate, and what is to come before it."""

    step: Step
    start: int
    """Where it begins in the old text."""
    inserted: list[Op] = field(default_factory=list)
    runs: list[Element] = field(default_factory=list)


class _Fate(NamedTuple):
    """The segment that the characters `start` to `end` of an element belong to."""

    start: int
    end: int
    segment: int


class Writer:
    """Writes tracked changes into the paragraphs of one part; text and properties that come are brought along."""

    def __init__(self, revisions: Revisions, bring: Bring) -> None:
        self._revisions = revisions
        self._bring = bring

    def write(self, ops: Sequence[Op], story: Element, before: Element | None) -> Element | None:
        """Write what becomes of some neighbouring paragraphs of a story; give the last element that stands there now.

        `before` is the element that they, or what comes in their place, stand behind: None at the start of the story.
        """
        following: list[Op] = []
        for op in ops:
            following.append(op)
            if op.unit.sort is Sort.MARK and op.step is not Step.INSERT:
                before = self._paragraph(op.unit.paragraph, following)
                following = []
        for paragraph in self._new_paragraphs(following)[0]:
            before = put_behind(before, story, paragraph)
        return before

    def _paragraph(self, paragraph: Element, ops: list[Op]) -> Element:
        """Write what becomes of one paragraph, and what comes before it or within it."""
        mark = ops.pop()
        goes = mark.step is Step.DELETE and not any(op.step is Step.KEEP for op in ops)
        segments, after = _segments(ops)
        for segment in segments:
            if segment.step is Step.DELETE:
                self._delete(segment)
        previous: Element | None = None
        coming: list[Op] = []
        for segment in segments:
            coming += segment.inserted
            if segment.runs:  # an empty field has none
                self._insert(coming, paragraph, previous, segment.runs[0])
                previous, coming = segment.runs[-1], []
        self._insert([*coming, *after], paragraph, previous, None)
        if mark.step is Step.DELETE:
            self._revisions.mark_paragraph(paragraph, "del")
        if goes:  # signs of comments and the like go with it
            self._revisions.mark_runs_of(paragraph, "del")
        return paragraph

    def _delete(self, segment: _Segment) -> None:
        """Put runs into deletions; those side by side into one."""
        change: Element | None = None
        for run in segment.runs:
            if change is None or run.getprevious() is not change:
                change = self._revisions.change("del")
                run.addprevious(change)
            change.append(run)
            self._revisions.delete_text(run)
            self._revisions.note_deletion(segment.start, change)

    def _insert(
        self, ops: Sequence[Op], paragraph: Element, previous: Element | None, following: Element | None
    ) -> None:
        """Insert text, and paragraphs, between two runs of a paragraph (None: at its start, at its end)."""
        if not ops:
            return
        made, tail = self._new_paragraphs(ops)
        if made and previous is not None:
            first = made.pop(0)
            front = _cut_off(paragraph, previous, following)
            brought = child(first, "w:pPr")
            if brought is not None:
                front.insert(0, brought)
            front.extend(list(first))
            previous = None
        for new_paragraph in made:
            paragraph.addprevious(new_paragraph)
        for element in tail:
            previous = _put_between(element, paragraph, previous, following)

    def _new_paragraphs(self, ops: Sequence[Op]) -> tuple[list[Element], list[Element]]:
        """Give the paragraphs that ops insert, and the runs behind their last mark."""
        paragraphs, line = [], []
        for op in ops:
            if op.unit.sort is not Sort.MARK:
                line.append(op)
                continue
            paragraph = self._bring.empty_paragraph(op.unit.paragraph)
            paragraph.extend(self._runs(line))
            self._revisions.mark_paragraph(paragraph, "ins")
            paragraphs.append(paragraph)
            line = []
        return paragraphs, self._runs(line)

    def _runs(self, ops: Sequence[Op]) -> list[Element]:
        """Give insertions with the runs that hold the ops' units; those of a link in a link."""
        made: list[Element] = []
        link: Element | None = None
        change: Element | None = None
        for run, kept in _by_run(ops):
            ancestor = next((e for e in run.iterancestors() if name(e) in ("w:hyperlink", "w:p")), None)
            around = ancestor if ancestor is not None and name(ancestor) == "w:hyperlink" else None
            brought = self._bring.run(
                run, [(node, op.unit.skipped + op.start, op.unit.skipped + op.end) for node, op in kept]
            )
            if change is None or around is not link:
                change, link = self._revisions.change("ins"), around
                if around is not None:
                    holder = self._bring.link(around)
                    holder.append(change)
                    made.append(holder)
                else:
                    made.append(change)
            change.append(brought)
            first = kept[0][1]
            self._revisions.note_insertion(first.unit.start + first.start, change)
        return made


def _by_run(ops: Sequence[Op]) -> list[tuple[Element, list[tuple[Element, Op]]]]:
    """Gather the elements of ops by the run that they stand in, in order; a formula stands for itself."""
    found: list[tuple[Element, list[tuple[Element, Op]]]] = []
    for op in ops:
        for node in op.unit.nodes:
            parent = node.getparent()
            run = parent if parent is not None and name(parent) == "w:r" else node
            if not found or found[-1][0] is not run:
                found.append((run, []))
            found[-1][1].append((node, op))
    return found


def _segments(ops: Sequence[Op]) -> tuple[list[_Segment], list[Op]]:
    """Cut the runs of a paragraph where its fate changes; give its segments, and what comes after the last."""
    for opening, closing in _simple_fields(ops):
        if any(op.step is not Step.KEEP for op in ops[opening : closing + 1]):
            ends = ops[opening].unit, ops[closing].unit
            ends[0].nodes, ends[1].nodes = spell_out(ends[0].nodes[0])
    segments: list[_Segment] = []
    waiting: list[Op] = []
    fates: dict[Element, list[_Fate]] = {}
    order: dict[Element, None] = {}
    for op in ops:
        if op.step is Step.INSERT:
            waiting.append(op)
            continue
        if waiting or not segments or segments[-1].step is not op.step:
            segments.append(_Segment(op.step, op.unit.start + op.start, waiting))
            waiting = []
        for node in op.unit.nodes:
            fates.setdefault(node, []).append(_Fate(*op.unit.within(op.start, op.end), len(segments) - 1))
            parent = node.getparent()
            order[parent if parent is not None and name(parent) == "w:r" else node] = None
    for run in order:
        for number, part in _parts(run, fates):
            segments[number].runs.append(part)
    return segments, waiting


def _simple_fields(ops: Sequence[Op]) -> list[tuple[int, int]]:
    """Give where the simple fields that stay or go open, and where they close."""
    begun: dict[Element, int] = {}
    found: list[tuple[int, int]] = []
    for at, op in enumerate(ops):
        node = op.unit.nodes[0] if op.unit.nodes and op.step is not Step.INSERT else None
        if node is None or name(node) != "w:fldSimple":
            continue
        if op.unit.sort is Sort.CLOSING:
            found.append((begun[node], at))
        else:
            begun[node] = at
    return found


def _parts(run: Element, fates: Mapping[Element, Sequence[_Fate]]) -> list[tuple[int, Element]]:
    """Give a run, cut, or a formula, with the segments that its parts belong to; a simple field holds other runs."""
    if name(run) == "w:fldSimple":
        return []
    return _cut(run, fates) if name(run) == "w:r" else [(fates[run][0].segment, run)]


def _cut(run: Element, fates: Mapping[Element, Sequence[_Fate]]) -> list[tuple[int, Element]]:
    """Cut a run into parts of one segment each; what belongs to none goes with what stands before it."""
    content = [element for element in run if name(element) != "w:rPr"]
    number = next(fates[element][0].segment for element in content if element in fates)
    parts = [(number, run)]
    for element in content:
        shares = fates.get(element) or [_Fate(0, 0, number)]
        text = element.text or ""
        for share in shares:
            if share.segment != number:
                number = share.segment
                parts.append((number, part_after(parts[-1][1])))
            piece = element if share is shares[0] else copy.copy(element)
            if len(shares) > 1:
                piece.text = text[share.start : share.end]
                keep_spaces(piece, element)
            if piece is not element or parts[-1][1] is not run:
                parts[-1][1].append(piece)
    return parts


def _cut_off(paragraph: Element, previous: Element, following: Element | None) -> Element:
    """Move what stands before a place of a paragraph to a paragraph of its own, before it."""
    at = _place_behind(paragraph, previous, following)
    while (parent := at.getparent()) is not None and parent is not paragraph:
        tail = emptied(parent)
        for element in list(at.itersiblings()):
            tail.append(element)
        parent.addnext(tail)
        at = parent
    front = new(paragraph, "p")
    for element in [*reversed(list(at.itersiblings(preceding=True))), at]:
        front.append(element)
    paragraph.addprevious(front)
    properties = child(front, "w:pPr")
    if properties is not None:
        paragraph.insert(0, properties)
    return front


def _place_behind(paragraph: Element, previous: Element, following: Element | None) -> Element:
    """Give what to stand behind: the element itself, or what it is the last of: a deletion, a link, a control."""
    at = previous
    while (parent := at.getparent()) is not None and parent is not paragraph:
        if name(parent) != "w:del" and following is not None and parent in following.iterancestors():
            break
        at = parent
    return at


def _put_between(element: Element, paragraph: Element, previous: Element | None, following: Element | None) -> Element:
    """Put an element between two others of a paragraph; give what stands there now."""
    if previous is None and following is None:
        paragraph.append(element)
        return element
    if previous is None and following is not None:
        at = following
        while (parent := at.getparent()) is not None and parent is not paragraph:
            at = parent
        at.addprevious(element)
        return element
    if previous is not None:
        at = _place_behind(paragraph, previous, following)
        if name(element) == "w:hyperlink" and any(name(e) == "w:hyperlink" for e in at.iterancestors()):
            element = element[0]  # no link in a link
        at.addnext(element)
    return element


def put_behind(before: Element | None, story: Element, paragraph: Element) -> Element:
    """Put an element behind another, or (None) at the start of a story or table; give it."""
    if before is not None:
        before.addnext(paragraph)
    else:
        properties = [e for e in story if name(e) in ("w:tcPr", "w:tblPr", "w:tblGrid")]
        story.insert(len(properties), paragraph)
    return paragraph
