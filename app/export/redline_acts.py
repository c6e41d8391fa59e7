"""What becomes of paragraphs of nothing but text, as stretches of the texts: no element of theirs is looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from lxml.etree import _Element as Element

from app.comparison.edit_script import Step
from app.document.model import Block
from app.export.redline_match import fates
from app.export.redline_stories import Stories, Walk
from app.export.redline_units import Sort, Unit


class Act(NamedTuple):
    """What becomes of some characters of a paragraph, old, or new if they are inserted; or (`mark`) of its mark."""

    step: Step
    paragraph: Element
    start: int
    """In the text of its side."""
    end: int
    mark: bool = False


def acts(
    a: Sequence[Element], b: Sequence[Element], old: Stories, new: Stories, walk: Walk, *, ends: bool
) -> list[Act]:
    """Say what becomes of some paragraphs of nothing but text, as `fates` says of any."""
    if len(a) == len(b) == 1:
        return list(_of_one(a[0], b[0], old.blocks[a[0]], new.blocks[b[0]], walk))
    if not a or not b:
        return list(_of_all(Step.DELETE, a, old)) + list(_of_all(Step.INSERT, b, new))
    made: list[Act] = []
    for step, piece, _ in fates(_units(a, old), _units(b, new), walk, ends=ends):
        unit, _, length, start = piece
        mark = unit.sort is Sort.MARK
        goes_on = made and not mark and made[-1].end == start and made[-1][:2] == (step, unit.paragraph)
        made.append(Act(step, unit.paragraph, made.pop().start if goes_on else start, start + length, mark))
    return made


def _of_all(step: Step, paragraphs: Sequence[Element], stories: Stories) -> Iterator[Act]:
    for paragraph in paragraphs:
        block = stories.blocks[paragraph]
        if block.end > block.start:
            yield Act(step, paragraph, block.start, block.end)
        yield Act(step, paragraph, block.end, block.end, mark=True)


def _of_one(paragraph: Element, other: Element, span: Block, into: Block, walk: Walk) -> Iterator[Act]:
    """Give the acts of one paragraph and one other: what the walk keeps stays, and the mark always does."""
    at, to = span.start, into.start
    for start, there, length in [*_inside(walk.kept(span.start, span.end), into), (span.end, into.end, 0)]:
        if start > at:
            yield Act(Step.DELETE, paragraph, at, start)
        if there > to:
            yield Act(Step.INSERT, other, to, there)
        at, to = start + length, there + length
        if length:
            yield Act(Step.KEEP, paragraph, start, at)
    yield Act(Step.KEEP, paragraph, at, at, mark=True)


def _inside(kept: Iterable[tuple[int, int, int]], into: Block) -> list[tuple[int, int, int]]:
    """Give what is kept in a span of the new text, what follows on both sides at once as one."""
    found: list[tuple[int, int, int]] = []
    for start, there, length in kept:
        skipped = max(0, into.start - there)
        left = min(length, into.end - there) - skipped
        if left <= 0:
            continue
        if found and (last := found[-1])[0] + last[2] == start + skipped and last[1] + last[2] == there + skipped:
            found[-1] = (last[0], last[1], last[2] + left)
        else:
            found.append((start + skipped, there + skipped, left))
    return found


def _units(paragraphs: Sequence[Element], stories: Stories) -> list[Unit]:
    units = []
    for paragraph in paragraphs:
        block = stories.blocks[paragraph]
        if block.end > block.start:
            units.append(Unit(Sort.LETTERS, paragraph, [], block.start, block.end - block.start))
        units.append(Unit(Sort.MARK, paragraph, [], block.end, 1))
    return units
