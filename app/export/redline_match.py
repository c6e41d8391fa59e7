"""Which units of two stretches of paragraphs stay, go and come: the walk of the edits, held to what Word can record."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from app.comparison.edit_script import Step
from app.export.redline_stories import Walk
from app.export.redline_units import Sort, Unit

STAYS = "stays"
"""The key of what stays on both sides, whatever is around it: the ends of a field over several paragraphs."""
LONG = "long field"
"""What the keys of the ends of such fields begin with, as long as it is not known whether they stay."""
_NONE = -1


@dataclass(slots=True)
class Op:
    """What becomes of the characters `start` to `end` of a unit (of the old file, or of the new one if inserted).

    `other` is the unit of the new file that a kept one is the same as.
    """

    step: Step
    unit: Unit
    start: int
    end: int
    other: Unit | None = None


class Piece(NamedTuple):
    """A stretch of a unit that has one fate: `length` characters from `place` on, none of a unit without letters."""

    unit: Unit
    place: int
    length: int
    start: int
    """Where it stands in the text."""


Fate = tuple[Step, Piece, Unit | None]
"""What becomes of a piece of the old file, or of the new one if inserted, and the unit that a kept one is in there."""


def matched(a: Sequence[Unit], b: Sequence[Unit], walk: Walk, *, ends: bool) -> list[Op]:
    """Say what becomes of the units of some paragraphs, whole on both sides: what `fates` says, in as few as can be."""
    ops: list[Op] = []
    for step, piece, partner in fates(a, b, walk, ends=ends):
        unit, place, length, _ = piece
        other = None if unit.sort is Sort.LETTERS else partner
        last = ops[-1] if ops else None
        goes_on = last is not None and last.unit is unit and last.step is step and last.end == place
        if goes_on and last is not None and last.other is other and unit.length:
            last.end = place + length
        else:
            ops.append(Op(step, unit, place, place + length, other))
    return ops


def fates(a: Sequence[Unit], b: Sequence[Unit], walk: Walk, *, ends: bool) -> Iterator[Fate]:
    """Say what becomes of the pieces of some paragraphs, whole on both sides.

    Both walks are in order. `ends` says that the last paragraph ends its story or cell: its mark cannot go. Letters are
    cut only where the walk or a unit of the other side begins or ends, so time is linear in what changes, but for what
    stands whole between two kept characters.
    """
    kept = _kept(a, walk)
    cuts_a, cuts_b = _cuts(a, b, kept)
    match = _Match(_pieces(a, cuts_a), _pieces([unit for unit in b if unit.key != STAYS], cuts_b))
    match.keep(kept)
    match.keep_ends(always=ends)
    match.slide()
    match.close_paragraphs()
    if not all(unit.length for unit in (*a, *b)):  # else there are no fields, and nothing without letters
        match.keep_whole()
        while match.part_fields():
            pass
    return match.fates()


def _kept(units: Sequence[Unit], walk: Walk) -> list[tuple[int, int, int]]:
    """Give what the walk keeps of units: start in a, start in b, length."""
    spoken = [unit for unit in units if unit.length]
    if not spoken:
        return []
    return list(walk.kept(spoken[0].start, max(unit.start + unit.length for unit in spoken)))


def _cuts(
    a: Sequence[Unit], b: Sequence[Unit], kept: Sequence[tuple[int, int, int]]
) -> tuple[Sequence[int], Sequence[int]]:
    """Give the offsets where letters of either side are cut, so that what is kept is the same pieces on both."""
    bounds_a, bounds_b = _bounds(a), _bounds(b)
    cuts_a, cuts_b = set(), set()
    for start, to, length in kept:
        cuts_a |= {start, start + length}
        cuts_b |= {to, to + length}
        cuts_a.update(start + at - to for at in _between(bounds_b, to, to + length))
        cuts_b.update(to + at - start for at in _between(bounds_a, start, start + length))
    return sorted(cuts_a), sorted(cuts_b)


def _bounds(units: Sequence[Unit]) -> list[int]:
    return sorted({at for unit in units if unit.length for at in (unit.start, unit.start + unit.length)})


def _between(bounds: Sequence[int], start: int, end: int) -> Sequence[int]:
    return bounds[bisect_left(bounds, start) : bisect_left(bounds, end)]


def _pieces(units: Sequence[Unit], cuts: Sequence[int]) -> list[Piece]:
    pieces = []
    for unit in units:
        if unit.sort is not Sort.LETTERS or unit.length < 2:
            pieces.append(Piece(unit, 0, unit.length, unit.start))
            continue
        start, end = unit.start, unit.start + unit.length
        for cut in (*_between(cuts, start + 1, end), end):
            pieces.append(Piece(unit, start - unit.start, cut - start, start))
            start = cut
    return pieces


class _Match:
    """Pieces of both sides, and for each of a its partner in b: ascending, none twice."""

    def __init__(self, a: Sequence[Piece], b: Sequence[Piece]) -> None:
        self.a, self.b = a, b
        self.partner = [_NONE] * len(self.a)
        self.of_b = [_NONE] * len(self.b)

    def pair(self, i: int, j: int) -> None:
        self.part(i)
        if self.of_b[j] != _NONE:
            self.part(self.of_b[j])
        self.partner[i], self.of_b[j] = j, i

    def part(self, i: int) -> None:
        if self.partner[i] != _NONE:
            self.of_b[self.partner[i]] = _NONE
            self.partner[i] = _NONE

    def keep(self, kept: Sequence[tuple[int, int, int]]) -> None:
        """Pair the pieces that the edits keep, where both are letters, marks, or the same whole."""
        places = {piece.start: j for j, piece in enumerate(self.b) if piece.length}
        starts = [start for start, _, _ in kept]
        for i, piece in enumerate(self.a):
            if not piece.length or (at := bisect_right(starts, piece.start) - 1) < 0:
                continue
            start, to, length = kept[at]
            j = places.get(to + piece.start - start, _NONE)
            if j == _NONE or piece.start + piece.length > start + length or self.b[j].length != piece.length:
                continue  # not kept, or what is whole in part only
            if _alike(piece.unit, self.b[j].unit):
                self.pair(i, j)

    def keep_ends(self, *, always: bool) -> None:
        """Pair the last marks: nothing may be left open where a table or the end of a story follows."""
        if self.a and self.b:
            i, j = len(self.a) - 1, len(self.b) - 1
            free = self.partner[i] == _NONE and self.of_b[j] == _NONE
            if always or (free and _alike(self.a[i].unit, self.b[j].unit)):
                self.pair(i, j)
        self._fixed = always

    def slide(self) -> None:
        """Delete and insert paragraphs with their own marks rather than with the marks before them."""
        limit = len(self.a) - 1 if self._fixed else len(self.a)
        first = _NONE
        for i, piece in enumerate(self.a[:limit]):
            if self.partner[i] != _NONE:
                if first != _NONE and _alike(piece.unit, self.a[first].unit):
                    self.pair(first, self.partner[i])
                first = _NONE
            elif piece.unit.sort is Sort.MARK and first == _NONE:
                first = i
        limit = len(self.b) - 1 if self._fixed else len(self.b)
        first = _NONE
        for j, piece in enumerate(self.b[:limit]):
            if self.of_b[j] != _NONE:
                if first != _NONE and _alike(piece.unit, self.b[first].unit):
                    self.pair(self.of_b[j], first)
                first = _NONE
            elif piece.unit.sort is Sort.MARK and first == _NONE:
                first = j

    def close_paragraphs(self) -> None:
        """Where a change begins within a paragraph and goes on beyond it on both sides, the paragraph's mark stays."""
        for i, to_i, j, to_j in list(self._gaps()):
            if i and self.a[i - 1].unit.sort is not Sort.MARK and j:
                mark_a = next((n for n in range(i, to_i) if self.a[n].unit.sort is Sort.MARK), _NONE)
                mark_b = next((n for n in range(j, to_j) if self.b[n].unit.sort is Sort.MARK), _NONE)
                if _NONE not in (mark_a, mark_b) and _alike(self.a[mark_a].unit, self.b[mark_b].unit):
                    self.pair(mark_a, mark_b)

    def keep_whole(self) -> None:
        """Pair what has no letters (pictures, references to notes, fields' marks) between the same kept characters."""
        for i, to_i, j, to_j in list(self._gaps()):
            ours = [n for n in range(i, to_i) if not self.a[n].length]
            theirs = [n for n in range(j, to_j) if not self.b[n].length]
            if ours and theirs:
                keys = [self.a[n].unit.key for n in ours], [self.b[n].unit.key for n in theirs]
                for x, y, size in SequenceMatcher(None, *keys, autojunk=False).get_matching_blocks():
                    for step in range(size):
                        self.pair(ours[x + step], theirs[y + step])

    def part_fields(self) -> bool:
        """Part fields of which not both ends stay, with all that they show; say whether there were any."""
        ours, theirs = _fields(self.a), _fields(self.b)
        parted = False
        for start, end in ours.values():
            to = self.partner[start]
            goes = to == _NONE or theirs.get(self.b[to].unit.field, (to, _NONE))[1] != self.partner[end]
            parted |= goes and self._part_all(range(start, end + 1))
        for start, end in theirs.values():
            if self.of_b[start] == _NONE or self.of_b[end] == _NONE:
                numbers = [self.of_b[n] for n in range(start, end + 1) if self.of_b[n] != _NONE]
                parted |= self._part_all(numbers)
        return parted

    def _part_all(self, numbers: Sequence[int]) -> bool:
        kept = [i for i in numbers if self.partner[i] != _NONE and self.a[i].unit.sort is not Sort.MARK]
        for i in kept:
            self.part(i)
        return bool(kept)

    def _gaps(self) -> Iterator[tuple[int, int, int, int]]:
        """Give the stretches of both sides between paired pieces: start and end in a, start and end in b."""
        i = j = 0
        for n in [*(n for n, to in enumerate(self.partner) if to != _NONE), len(self.a)]:
            to = self.partner[n] if n < len(self.a) else len(self.b)
            if n > i or to > j:
                yield i, n, j, to
            i, j = n + 1, to + 1

    def fates(self) -> Iterator[Fate]:
        """Give what becomes of each piece."""
        j = 0
        for i, piece in enumerate(self.a):
            to = self.partner[i]
            if to != _NONE:
                for n in range(j, to):
                    yield Step.INSERT, self.b[n], None
                j = to + 1
                yield Step.KEEP, piece, self.b[to].unit
            else:
                yield Step.KEEP if piece.unit.key == STAYS else Step.DELETE, piece, None
        for n in range(j, len(self.b)):
            yield Step.INSERT, self.b[n], None


def _alike(a: Unit, b: Unit) -> bool:
    """Say whether the one may stand for the other; the marks of paragraphs that end a section are their own kind."""
    return a.sort is b.sort and (a.sort is Sort.LETTERS or a.key == b.key)


def _fields(pieces: Sequence[Piece]) -> dict[int, tuple[int, int]]:
    """Give the first and last piece of each field within a paragraph, by its number."""
    begun, found = {}, {}
    for n, piece in enumerate(pieces):
        if piece.unit.key == STAYS or LONG in piece.unit.key:
            continue
        if piece.unit.sort is Sort.OPENING:
            begun[piece.unit.field] = n
        elif piece.unit.sort is Sort.CLOSING and piece.unit.field in begun:
            found[piece.unit.field] = (begun[piece.unit.field], n)
    return found
