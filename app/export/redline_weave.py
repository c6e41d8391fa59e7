"""Two stories side by side, written into the old one: paragraphs, tables with their cells, notes and text boxes."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from lxml.etree import _Element as Element

from app.comparison.edit_script import Step
from app.document.readers.wordml_runs import branch
from app.document.readers.wordml_tables import grid_columns
from app.document.readers.wordml_xml import attribute, child, inside, name, tags, value
from app.export.redline_acts import acts
from app.export.redline_bring import Bring, Luggage
from app.export.redline_margins import are_same, keep_margins, margins
from app.export.redline_match import STAYS, matched
from app.export.redline_plain_write import PlainWriter, Replaced
from app.export.redline_plan import (
    Region,
    items,
    like_tables,
    partners,
    regions,
    row_cells,
    rows,
    said,
    with_equals,
)
from app.export.redline_revisions import Revisions
from app.export.redline_stories import Stories, Walk, found_in
from app.export.redline_units import Sort, Unit, UnitsOf
from app.export.redline_write import Writer, put_behind
from app.language.spans import Span


class _Writers(NamedTuple):
    bring: Bring
    writer: Writer
    plain: PlainWriter


class Weaver:
    """Writes what makes stories of the old file those of the new one."""

    def __init__(self, old: Stories, new: Stories, walk: Walk, revisions: Revisions) -> None:
        self._old, self._new, self._walk = old, new, walk
        self._revisions = revisions
        self._margins = margins(old, new, walk)
        self._luggage = Luggage(old, new, revisions, {other.part: margin.part for margin, other in self._margins.pairs})
        self._writers: dict[tuple[str, str], _Writers] = {}
        self._woven: set[Element] = set()  # notes, which may be referred to more than once

    def weave(self, story: Element, other: Element) -> None:
        """Write tracked changes into a story of the old file that make it the other, a story of the new file."""
        a, b = items(story, self._old), items(other, self._new)
        units_a, units_b = UnitsOf(story, a, self._old), UnitsOf(other, b, self._new)
        _settle_long_fields(units_a, units_b)
        bring, writer, plain = self._writers_of(story, other)
        replaced = Replaced(story)
        before: Element | None = None
        for region in self._regions(a, b):
            ours, theirs = [a[i] for i in region.a], [b[j] for j in region.b]
            if region.paired:
                before = self._table(ours[0], theirs[0], story, bring)
            elif any(name(item) == "w:tbl" for item in (*ours, *theirs)):
                before = self._single_table(ours, theirs, story, before, bring)
            else:
                ends = len(a) == region.a.stop and len(b) == region.b.stop
                for part_a, part_b, same in self._changed(ours, theirs, units_a, units_b, ends=ends):
                    if same:
                        before = part_a[0]
                        if before in units_a:  # else there is nothing but text in it
                            self._inside(zip(_wholes(units_a[before]), _wholes(units_b[part_b[0]]), strict=True))
                        continue
                    closes = ends and part_a[-1:] == ours[-1:] and part_b[-1:] == theirs[-1:]
                    if plain.takes(part_a, part_b):
                        found = acts(part_a, part_b, self._old, self._new, self._walk, ends=closes)
                        before = replaced.note(*plain.write(found), before)
                        continue
                    of_a = [unit for p in part_a for unit in units_a[p]]
                    of_b = [unit for p in part_b for unit in units_b[p]]
                    ops = matched(of_a, of_b, self._walk, ends=closes)
                    before = writer.write(ops, story, before)
                    self._inside((op.unit, op.other) for op in ops if op.step is Step.KEEP and op.other is not None)
                    self._delete_notes(node for op in ops if op.step is Step.DELETE for node in op.unit.nodes)
        replaced.put(self._old.as_written(story))

    def _writers_of(self, story: Element, other: Element) -> _Writers:
        """Give what writes into the part of a story what comes from the part of another."""
        part, other_part = self._old.part_of(story), self._new.part_of(other)
        if (part, other_part) not in self._writers:
            bring = Bring(self._luggage, other_part, part, story)
            ours, theirs = self._old.as_written(story), self._new.as_written(other)
            self._writers[part, other_part] = _Writers(
                bring,
                Writer(self._revisions, bring),
                PlainWriter(self._revisions, bring, self._old, self._new, ours, theirs),
            )
        return self._writers[part, other_part]

    def weave_margins(self) -> None:
        """Write into the headers and footers; what only one file has comes with its text inserted, or loses it."""
        for margin, other in self._margins.pairs:
            if not are_same(margin.part, other.part, self._old.file, self._new.file):
                self.weave(self._old.root(margin.part), self._new.root(other.part))
        for margin in self._margins.alone:
            self._revisions.mark_runs(self._old.root(margin.part), "del")
        for margin in self._margins.brought:
            if said(self._new.root(margin.part)).strip():
                self._luggage.add_margin(margin, self._margins.places.get(margin.part, ()))
        keep_margins(self._old.body)

    def _regions(self, a: Sequence[Element], b: Sequence[Element]) -> Iterable[Region]:
        """Divide two stories; without tables and content controls all paragraphs are one stretch."""
        if all(name(item) == "w:p" for item in (*a, *b)) and len({item.getparent() for item in a}) <= 1:
            return [Region(range(len(a)), range(len(b)))] if a or b else []
        return regions(a, b, self._pairs(a, b))

    def _pairs(self, a: Sequence[Element], b: Sequence[Element]) -> list[tuple[int, int]]:
        """Pair items of one kind; the last paragraphs of both belong together, whatever they say."""
        pairs = partners([_span(self._old, p) for p in a], [_span(self._new, p) for p in b], self._walk)
        pairs = [(i, j) for i, j in pairs if name(a[i]) == name(b[j])]
        if a and b and name(a[-1]) == name(b[-1]) == "w:p":
            end = (len(a) - 1, len(b) - 1)
            pairs = [*((i, j) for i, j in pairs if i < end[0] and j < end[1]), end]
        return sorted([*pairs, *like_tables(a, b, pairs)])

    def _changed(
        self,
        ours: Sequence[Element],
        theirs: Sequence[Element],
        units_a: UnitsOf,
        units_b: UnitsOf,
        *,
        ends: bool,
    ) -> Iterator[tuple[Sequence[Element], Sequence[Element], bool]]:
        """Divide a stretch of paragraphs into pairs that are the same on both sides, and what is between."""
        blocks, others = self._old.blocks, [self._new.blocks[q] for q in theirs]
        starts = {other.start: j for j, other in enumerate(others)}
        i = j = 0
        for n, paragraph in enumerate(ours):
            last = ends and n == len(ours) - 1
            start, end = blocks[paragraph].start, blocks[paragraph].end
            kept = self._walk.first(start, end + 1) or (start, -1, 0)
            if last and start == end:
                kept = (start, others[-1].start, 0)
            m = starts.get(kept[1], -1) if kept[0] == start else -1
            if m < j or (last and m != len(theirs) - 1) or (ends and not last and m == len(theirs) - 1):
                continue
            whole = kept[2] >= end - start + (not last) and others[m].end - others[m].start == end - start
            letters = whole and units_a.are_letters(paragraph) and units_b.are_letters(theirs[m])
            if letters or (whole and _kept_keys(units_a[paragraph]) == _kept_keys(units_b[theirs[m]])):
                if n > i or m > j:
                    yield ours[i:n], theirs[j:m], False
                yield [paragraph], [theirs[m]], True
                i, j = n + 1, m + 1
        if i < len(ours) or j < len(theirs):
            yield ours[i:], theirs[j:], False

    # Tables

    def _single_table(
        self, ours: Sequence[Element], theirs: Sequence[Element], story: Element, before: Element | None, bring: Bring
    ) -> Element | None:
        for table in ours:
            for row in rows(table):
                self._delete_row(row)
            before = table
        for table in theirs:
            brought = bring.whole(table)
            for row in rows(brought):
                self._revisions.mark_row(row, "ins")
            before = put_behind(before, story, brought)
        return before

    def _delete_row(self, row: Element) -> None:
        self._delete_notes(row.iter(*tags("w:footnoteReference", "w:endnoteReference")))
        self._revisions.mark_row(row, "del")

    def _table(self, table: Element, other: Element, story: Element, bring: Bring) -> Element | None:
        """Edit the cells of rows that stand for each other; all other rows are deleted and inserted.

        Where no row stands for another and the columns are not as many, the whole table is: rows need their own grid.
        Gives the last element that stands there now.
        """
        ours, theirs = rows(table), rows(other)
        pairs = partners([_span(self._old, r) for r in ours], [_span(self._new, r) for r in theirs], self._walk)
        pairs = [(i, j) for i, j in with_equals(pairs, ours, theirs) if self._are_alike(ours[i], theirs[j])]
        if not pairs and grid_columns(table) != grid_columns(other):
            return self._single_table([table], [other], story, None, bring)
        before: Element | None = None
        last = (-1, -1)
        for i, j in [*pairs, (len(ours), len(theirs))]:
            for row in ours[last[0] + 1 : i]:
                self._delete_row(row)
                before = row
            for row in theirs[last[1] + 1 : j]:
                brought = bring.whole(row)
                self._revisions.mark_row(brought, "ins")
                before = put_behind(before, table, brought)
            if i < len(ours):
                for cell, other_cell in zip(row_cells(ours[i]), row_cells(theirs[j]), strict=True):
                    self.weave(cell, other_cell)
                before = ours[i]
            last = (i, j)
        return table

    def _are_alike(self, row: Element, other: Element) -> bool:
        """Say whether the cells of two rows can be told: as many, of one width, and read alike."""
        ours, theirs = row_cells(row), row_cells(other)
        if [_shape(cell) for cell in ours] != [_shape(cell) for cell in theirs]:
            return False
        return all(
            bool(items(cell, self._old)) == bool(items(other_cell, self._new))
            for cell, other_cell in zip(ours, theirs, strict=True)
        )

    # What stands in a paragraph and has text of its own

    def _inside(self, kept: Iterator[tuple[Unit, Unit]] | zip[tuple[Unit, Unit]]) -> None:
        for unit, other in list(kept):
            for node, other_node in zip(unit.nodes, other.nodes, strict=False):
                if name(node) in ("w:footnoteReference", "w:endnoteReference"):
                    self._note(node, other_node)
                elif unit.sort is Sort.WHOLE:
                    self._boxes(node, other_node)

    def _note(self, reference: Element, other: Element) -> None:
        kind = name(reference)[2:].removesuffix("Reference")
        note = self._old.notes.get((kind, attribute(reference, "w:id") or ""))
        other_note = self._new.notes.get((kind, attribute(other, "w:id") or ""))
        if note is not None and other_note is not None and note not in self._woven:
            self._woven.add(note)
            self.weave(note, other_note)

    def _delete_notes(self, nodes: Iterator[Element]) -> None:
        for node in list(nodes):
            kind = name(node)[2:].removesuffix("Reference")
            note = self._old.notes.get((kind, attribute(node, "w:id") or ""))
            if note is not None and name(node) != kind:
                self._revisions.mark_runs(note, "del")

    def _boxes(self, node: Element, other: Element) -> None:
        """Write into text boxes; where a picture of another format holds the same boxes, it holds the same changes."""
        ours, theirs = list(_boxes_of(node)), list(_boxes_of(other))
        spare = [box for box in inside(node, "w:txbxContent") if box not in ours]
        twins = [(box, twin) for box, twin in zip(ours, spare, strict=False) if said(box) == said(twin)]
        for box, other_box in zip(ours, theirs, strict=False):
            self.weave(box, other_box)
        for box, twin in twins:
            if next(box.iter(*tags("w:ins", "w:del")), None) is not None:
                for element in list(twin):
                    twin.remove(element)
                twin.extend(copy.deepcopy(element) for element in box)
                for anchor in list(twin.iter(*tags("w:bookmarkStart", "w:bookmarkEnd"))):
                    anchor.getparent().remove(anchor)  # type: ignore[union-attr]
                self._revisions.renumber(twin)


def _span(stories: Stories, item: Element) -> Span:
    span = stories.span(item)
    return Span(0, 0) if span is None else span


def _wholes(units: Sequence[Unit]) -> list[Unit]:
    return [unit for unit in units if unit.sort is Sort.WHOLE and unit.key != STAYS]


def _kept_keys(units: Sequence[Unit]) -> list[str]:
    return [unit.key for unit in units if unit.sort is not Sort.LETTERS and unit.key != STAYS]


def _settle_long_fields(a: dict[Element, list[Unit]], b: dict[Element, list[Unit]]) -> None:
    """Let the ends of fields over several paragraphs stay where both sides have the same ones; else they all change."""
    ours, theirs = ([u for units in side.values() for u in units if u.key.startswith("long field")] for side in (a, b))
    same = [u.key for u in ours] == [u.key for u in theirs]
    for side, units in (("old", ours), ("new", theirs)):
        for unit in units:
            unit.key = STAYS if same else f"{side} {unit.key}"


def _shape(cell: Element) -> tuple[str | None, str]:
    properties = child(cell, "w:tcPr")
    if properties is None:
        return "1", ""
    merge = child(properties, "w:vMerge")
    carried = "" if merge is None else attribute(merge, "w:val") or "continue"
    return value(properties, "w:gridSpan") or "1", carried


def _boxes_of(node: Element) -> Iterator[Element]:
    if name(node) == "mc:AlternateContent":
        shown = branch(node)
        if shown is not None:
            yield from found_in(shown, "w:txbxContent")
    else:
        yield from found_in(node, "w:txbxContent")
