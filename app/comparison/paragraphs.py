"""The paragraphs of two versions side by side: which one became which, which were split or merged, which moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel, LCSseq

from app.comparison.pairing import LONGEST_COMPARED, Pairing
from app.comparison.shared_runs import RUN, likest
from app.comparison.units import Unit
from app.document.model import BlockKind
from app.language.order import crossed, heaviest_rise

_RENUMBERED = 8
"""How many characters a paragraph must have that is found again under another number."""
_GAINED = 0.4
"""The share of a paragraph's runs of characters that must stand in the whole that it is to be a part of."""
_FITTING = 0.6
"""The share of a part's characters that must be found in the whole at its place."""
_PLAIN_PART = 8
"""Shorter parts of a split or merged paragraph must stand in it letter for letter."""
_LIKE = 0.5
"""The likeness from which two paragraphs are versions of one, wherever they stand."""
_STILL_LIKE = 0.4
"""The likeness of two paragraphs that stand alone between the same two others."""
_HELD = 0.4
"""The share of the shorter one's runs of characters that must stand in the longer one, where they are less like."""
_MOST_IN_GAP, _MOST_COMPARED = 10_000, 100_000_000
"""How many pairs of units between two fixed points are compared for likeness, and for being the same."""
_LEAST_MOVED = 10
_MOVED_LIKENESS = 0.75
"""A move must be plain: shorter or less like paragraphs are deleted and inserted. A false move costs trust."""
_NEVER_MOVED = frozenset({BlockKind.HEADER, BlockKind.FOOTER})


@dataclass(frozen=True, slots=True)
class Group:
    """What belongs together: units `a` and units `b`, each a range; one of them has one unit, or runs go one to one."""

    a: range
    b: range


@dataclass(frozen=True, slots=True)
class Alignment:
    """The groups that keep their order, in order; and the runs of groups that moved, by their place in b."""

    kept: tuple[Group, ...]
    moved: tuple[tuple[Group, ...], ...]


def aligned(ours: Sequence[Unit], theirs: Sequence[Unit], a: str, b: str) -> Alignment:
    """Align the units of two texts a and b.

    The same text first where both have it once (as in patience diff), then its equal neighbours, the same words, the
    same words under another number; then what is likest in its characters, found through an index of the runs of
    three that they share. A unit whose parts stand in several was split, the reverse merged. What moved is what stands
    outside the heaviest groups that keep their order. Near linear; only units of one kind go together.
    """
    pairing = Pairing(ours, theirs)
    pairing.equal(lambda unit, text: _text(unit, text).strip(), a, b)
    pairing.equal(lambda unit, _: unit.words, a, b)
    pairing.equal(lambda unit, _: unit.bare if len(unit.bare) >= _RENUMBERED else "", a, b)
    pairing.like(_LIKE)
    groups = _grown(pairing)
    kept, moved = _ordered(groups, pairing)
    return Alignment(tuple(_filled(kept, moved, pairing, a, b)), moved)


def _grown(pairing: Pairing) -> list[Group]:
    """Pairs and the parts beside them: what became several, or one of several."""
    groups = []
    for whole_is_ours in (True, False):
        _seed(pairing, whole_is_ours)
    for i, j in list(pairing.pairs.items()):
        a = b = range(0)
        if pairing.ours[i].kind is BlockKind.CELL:
            a, b = range(i, i + 1), range(j, j + 1)
        else:
            b = _parts(pairing, True, i, j)
            a = range(i, i + 1) if len(b) > 1 else _parts(pairing, False, j, i)
        for part in a:
            pairing.pairs.setdefault(part, j)
        for part in b:
            pairing.back.setdefault(part, i)
        groups.append(Group(a, b))
    return groups


def _seed(pairing: Pairing, whole_is_ours: bool) -> None:
    """Pair what is left with a part of it, where several such parts make it up though none is like it."""
    left_a, left_b = pairing.left()
    wholes, parts = (left_a, left_b) if whole_is_ours else (left_b, left_a)
    of_wholes, of_parts = (pairing.ours, pairing.theirs) if whole_is_ours else (pairing.theirs, pairing.ours)
    free = frozenset(parts)
    parts = [n for n in parts if (n - 1 in free or n + 1 in free) and len(of_parts[n].telling) >= _PLAIN_PART]
    found = likest([of_parts[n].telling for n in parts], [of_wholes[n].telling for n in wholes], 1)
    for part, shared in zip(parts, found, strict=True):
        least = len(set(of_parts[part].telling)) - RUN + 1  # so many runs it has for certain: counted in no time
        for whole, count in ((wholes[place], count) for place, count in shared if count >= _GAINED * least):
            taken = whole in (pairing.pairs if whole_is_ours else pairing.back)
            pieces = len(pairing.grams_of(not whole_is_ours, part))
            if taken or count < _GAINED * pieces or pieces < _PLAIN_PART:
                continue
            made_up = _parts(pairing, whole_is_ours, whole, part)
            grams = pairing.grams_of(whole_is_ours, whole)
            covered = frozenset().union(*(pairing.grams_of(not whole_is_ours, n) for n in made_up)) & grams
            if len(made_up) > 1 and len(covered) >= _GAINED * len(grams):
                pairing.pair(*((whole, part) if whole_is_ours else (part, whole)))


def _parts(pairing: Pairing, whole_is_ours: bool, whole: int, part: int) -> range:
    """The run of units around a part that stand in the whole too, each bringing what the others have not."""
    units, taken = (pairing.theirs, pairing.back) if whole_is_ours else (pairing.ours, pairing.pairs)
    if (not part or part - 1 in taken) and (part + 1 == len(units) or part + 1 in taken):  # as nearly everywhere
        return range(part, part + 1)
    one = (pairing.ours if whole_is_ours else pairing.theirs)[whole]

    def is_free(at: int) -> bool:
        return 0 <= at < len(units) and at not in taken and units[at].kind is one.kind

    start, end = part, part + 1
    joined = units[part].words
    missing: set[str] = set()
    for step in (1, -1):
        at = part + step
        while is_free(at):
            wider = joined + units[at].words if step > 0 else units[at].words + joined
            if not _fits(one.words, joined, wider):  # as nearly everywhere: quicker to find than runs
                break
            grams = pairing.grams_of(not whole_is_ours, at)
            if end - start == 1:
                missing = set(pairing.grams_of(whole_is_ours, whole) - pairing.grams_of(not whole_is_ours, part))
            if not _is_part(units[at].words, one.words, grams, missing):
                break
            missing -= grams
            joined = wider
            start, end = min(start, at), max(end, at + 1)
            at += step
    return range(start, end)


def _is_part(part: str, whole: str, grams: frozenset[str], missing: set[str]) -> bool:
    """Whether a part brings what the whole has and its other parts have not; a short one letter for letter."""
    if len(part) < _PLAIN_PART:
        return bool(part) and (whole.startswith(part) or whole.endswith(part))
    return len(grams & missing) >= _GAINED * len(grams)


def _fits(whole: str, joined: str, wider: str) -> bool:
    """Whether what a part adds stands in the whole at that place."""
    if max(len(whole), len(wider)) > LONGEST_COMPARED:
        return True
    gained = LCSseq.similarity(whole, wider) - LCSseq.similarity(whole, joined)
    added = len(wider) - len(joined)
    return gained >= (added if added < _PLAIN_PART else _FITTING * added)


def _ordered(groups: list[Group], pairing: Pairing) -> tuple[list[Group], tuple[tuple[Group, ...], ...]]:
    """The heaviest groups that keep their order, and the runs of the others that moved for certain."""
    groups.sort(key=lambda group: group.a.start)
    places = [group.b.start for group in groups]
    crossing = crossed(places)
    rise = heaviest_rise([places[n] for n in crossing], [1 + _common(groups[n], pairing) for n in crossing])
    chosen = {*range(len(groups))}.difference(crossing).union(crossing[n] for n in rise)
    kept = [group for number, group in enumerate(groups) if number in chosen]
    runs: list[list[Group]] = []
    for number, group in enumerate(groups):
        if number in chosen:
            continue
        if runs and runs[-1][-1].a.stop == group.a.start and runs[-1][-1].b.stop == group.b.start:
            runs[-1].append(group)
        else:
            runs.append([group])
    moved = [tuple(run) for run in runs if _is_moved(run, pairing)]
    return kept, tuple(sorted(moved, key=lambda run: run[0].b.start))


def _common(group: Group, pairing: Pairing) -> int:
    """How many characters both sides of a group have in order: what is kept if it keeps its place."""
    one, other = _words(pairing.ours, group.a), _words(pairing.theirs, group.b)
    if one == other or max(len(one), len(other)) > LONGEST_COMPARED:
        return min(len(one), len(other))
    return LCSseq.similarity(one, other)


def _words(units: Sequence[Unit], run: range) -> str:
    return units[run.start].words if len(run) == 1 else "".join([units[n].words for n in run])


def _is_moved(run: Iterable[Group], pairing: Pairing) -> bool:
    length = like = 0.0
    for group in run:
        if pairing.ours[group.a.start].kind in _NEVER_MOVED:
            return False
        one = "".join(pairing.ours[i].bare for i in group.a)
        other = "".join(pairing.theirs[j].bare for j in group.b)
        length += len(one)
        if max(len(one), len(other)) > LONGEST_COMPARED:
            like += len(one)  # found by the runs they share; a long text is not like another by chance
        else:
            like += len(one) * fuzz.ratio(one, other) / 100
    return length >= _LEAST_MOVED and like >= _MOVED_LIKENESS * length


def _filled(
    kept: Sequence[Group], moved: Iterable[Iterable[Group]], pairing: Pairing, a: str, b: str
) -> Iterator[Group]:
    """The kept groups, and between them pairs of what is left: equal or still like, in order, blank ones too."""
    gone_a = {i for run in moved for group in run for i in group.a}
    gone_b = {j for run in moved for group in run for j in group.b}
    i = j = 0
    for group in [
        *kept,
        Group(range(len(pairing.ours), len(pairing.ours)), range(len(pairing.theirs), len(pairing.theirs))),
    ]:
        between_a = [n for n in range(i, group.a.start) if n not in gone_a]
        between_b = [n for n in range(j, group.b.start) if n not in gone_b]
        if len(between_a) * len(between_b) > _MOST_IN_GAP:
            yield from _equal_in_order(between_a, between_b, pairing, a, b)
        elif between_a and between_b:
            yield from _still_like(between_a, between_b, pairing, a, b)
        if group.a:
            yield group
        i, j = group.a.stop, group.b.stop


def _still_like(ours: Sequence[int], theirs: Sequence[int], pairing: Pairing, a: str, b: str) -> Iterator[Group]:
    places, weights, found = [], [], []
    for i in ours:
        for j in reversed(theirs):  # so that no two of the same i rise
            one, other = pairing.ours[i], pairing.theirs[j]
            group = Group(range(i, i + 1), range(j, j + 1))
            if one.words and other.words:
                goes = pairing.likeness(i, j, _STILL_LIKE) > 0 or pairing.held(i, j) >= _HELD
                worth = 1 + 100 * _common(group, pairing) if goes else 0
            else:
                worth = int(_text(one, a) == _text(other, b) and one.kind is other.kind)
            if worth:
                places.append(j)
                weights.append(worth)
                found.append(group)
    yield from (found[number] for number in heaviest_rise(places, weights))


def _equal_in_order(ours: Sequence[int], theirs: Sequence[int], pairing: Pairing, a: str, b: str) -> Iterator[Group]:
    """The most units with the same text that keep their order; where there are too many for that, none."""
    if len(ours) * len(theirs) > _MOST_COMPARED:
        return
    texts_a = [(pairing.ours[i].kind, _text(pairing.ours[i], a)) for i in ours]
    texts_b = [(pairing.theirs[j].kind, _text(pairing.theirs[j], b)) for j in theirs]
    for op in Indel.opcodes(texts_a, texts_b):
        if op.tag == "equal":
            for i, j in zip(ours[op.src_start : op.src_end], theirs[op.dest_start : op.dest_end], strict=True):
                yield Group(range(i, i + 1), range(j, j + 1))


def _text(unit: Unit, text: str) -> str:
    return text[unit.content.start : unit.content.end]
