"""Sentences as frames: what stays when figures, dates and names are taken out, and what filled the gaps."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from rapidfuzz.distance import Levenshtein

from app.comparison.model import FactKind, Slot
from app.language.facts import UNITS
from app.language.folding import BREAK, comparable, folded_character
from app.language.spans import Span

_MASK = re.compile(rf"(?:[*×＊✕]+|(?<![A-Za-z])[Xx]{{1,4}}(?![A-Za-z]))(?:{UNITS})?|某{{1,2}}|（\s*）")
_NUMERAL = re.compile(
    r"第?[〇○零一二三四五六七八九十百千万亿两]{1,7}(?:[个项条点轮批期届次年月日家名类大]|成半?(?![员为立功果效长本绩就都不]))"
)
_GAP = "\ue000"
_LONGEST_FILLING = 12
"""The longest wording that can stand where the other text has a figure, a date or a name."""

_MOST_AROUND = 3
"""So many characters beside a fact may change with it (一个, 约, the end of a name that a pattern cuts short)."""

_LEAST_FRAME = 0.5
"""The share of the words that must stay the same."""

Fact = tuple[FactKind, Span]


class _Signs(dict[int, str]):
    """The first comparable character of each character by its code point, a break for none; found when asked for."""

    def __missing__(self, code: int) -> str:
        self[code] = folded_character(chr(code))[:1] or BREAK
        return self[code]


_SIGNS = _Signs()


@dataclass(frozen=True, slots=True)
class Gaps:
    """What may be filled otherwise in another text, in order, and where each begins."""

    facts: Sequence[Fact]
    starts: Sequence[int]

    def within(self, span: Span) -> list[Fact]:
        """Give those that lie whole in a span."""
        first = bisect_left(self.starts, span.start)
        last = bisect_left(self.starts, span.end, lo=first)
        return [gap for gap in self.facts[first:last] if gap[1].end <= span.end]


@dataclass(frozen=True, eq=False)
class Frame:
    """A span of a text and the gaps in it. Most are told apart by their words: what each stands for is asked of few."""

    text: str
    span: Span
    gaps: Sequence[Fact]

    @cached_property
    def words(self) -> str:
        """The comparable characters with a sign for each gap."""
        starts = [self.span.start, *(gap.end for _, gap in self.gaps)]
        ends = [*(gap.start for _, gap in self.gaps), self.span.end]
        between = [self.text[start:end].translate(_SIGNS) for start, end in zip(starts, ends, strict=True)]
        return _GAP.join(between).replace(BREAK, "")

    @cached_property
    def signs(self) -> Sequence[tuple[int, int, FactKind | None]]:
        """For each character of the words: where what it stands for begins and ends, and of which kind a gap is."""
        signs: list[tuple[int, int, FactKind | None]] = []
        place = self.span.start
        for kind, gap in [*self.gaps, (None, Span(self.span.end, self.span.end))]:
            said = self.text[place : gap.start].translate(_SIGNS)
            signs += [(offset, offset + 1, None) for offset, sign in enumerate(said, place) if sign != BREAK]
            signs += [(gap.start, gap.end, kind)] if kind is not None else []
            place = gap.end
        return signs


@dataclass(frozen=True, slots=True)
class Template:
    """What several texts have in common, with the slots that are filled differently. `shown` has □ for a slot."""

    slots: tuple[Slot, ...]
    shown: str
    kept: tuple[Span, ...]


def frame(text: str, span: Span, gaps: Gaps) -> Frame:
    """Take the gaps in a span of a text out of it; `gaps` are those of the whole text."""
    return Frame(text, span, gaps.within(span))


def gaps_of(text: str, facts: Sequence[Fact]) -> Gaps:
    """Give what may be filled otherwise in another text: the facts, numerals and masks, which stand for any fact."""
    starts = [span.start for _, span in facts]
    found = list(facts)
    for pattern in (_MASK, _NUMERAL):
        for m in pattern.finditer(text):
            beside = bisect_left(starts, m.end())
            if not (beside and facts[beside - 1][1].end > m.start()):
                found.append((FactKind.FIGURE, Span(m.start(), m.end())))
    found.sort(key=lambda gap: (gap[1].start, gap[1].end))
    return Gaps(found, [span.start for _, span in found])


def template(frames: Sequence[Frame]) -> Template | None:
    """Give what frames have in common if all that differs are facts; None where words differ too or nothing does.

    A gap in one text may stand against words in another (a mask for a name that no pattern knows). The first frame is
    aligned with every other one; what differs in any of them is a slot in all.
    """
    base = frames[0]
    alignments = []
    for other in frames[1:]:
        alignment = _Alignment.of(base, other)
        if alignment is None:
            return None
        alignments.append(alignment)
    gaps = [(number, number + 1) for number, (*_, kind) in enumerate(base.signs) if kind is not None]
    ranges = _joined(chain(gaps, *(alignment.changed for alignment in alignments)))
    if sum(end - start for start, end in ranges) > (1 - _LEAST_FRAME) * len(base.words):
        return None
    slots, filled = [], []
    for start, end in ranges:
        places = [(start, end), *(alignment.other(start, end) for alignment in alignments)]
        fillings = [_span(f, *place) for f, place in zip(frames, places, strict=True)]
        if sum(filling is not None for filling in fillings) < 2:
            return None  # something was added, not filled in
        said = {_said(f.text, filling) for f, filling in zip(frames, fillings, strict=True)}
        if len(said) > 1:
            slots.append(Slot(_kind(frames, places), tuple(fillings)))
            filled.append((start, end))
    return Template(tuple(slots), *_kept(base, filled)) if slots else None


def _kept(base: Frame, filled: Sequence[tuple[int, int]]) -> tuple[str, tuple[Span, ...]]:
    shown, kept, place = "", [], 0
    for start, end in [*filled, (len(base.words), len(base.words))]:
        stretch = _span(base, place, start)
        if stretch is not None:
            kept.append(stretch)
            shown += base.text[stretch.start : stretch.end]
        shown += "□" if end > start else ""
        place = end
    return shown, tuple(kept)


@dataclass(frozen=True, slots=True)
class _Alignment:
    """Which ranges of one frame changed, and the ranges of the other frame that stand for them, in order."""

    changed: tuple[tuple[int, int], ...]
    against: tuple[tuple[int, int], ...]

    @staticmethod
    def of(base: Frame, other: Frame) -> _Alignment | None:
        """Align two frames; None where anything but a gap differs, or a filling is too long to be one."""
        if base.words == other.words:
            return _Alignment((), ())
        changed, against = [], []
        for a_start, a_end, b_start, b_end in _differences(base.words, other.words):
            stretches = base.words[a_start:a_end], other.words[b_start:b_end]
            known = [stretch for stretch in stretches if _GAP in stretch]
            if not known or max(map(len, stretches)) > _LONGEST_FILLING:
                return None
            if min(len(stretch.replace(_GAP, "")) for stretch in known) > _MOST_AROUND:
                return None
            changed.append((a_start, a_end))
            against.append((b_start, b_end))
        return _Alignment(tuple(changed), tuple(against))

    def other(self, start: int, end: int) -> tuple[int, int]:
        """Give the range of the other frame for a range of the first whose bounds lie in no change."""
        return self._offset(start, behind=False), self._offset(end, behind=True)

    def _offset(self, offset: int, *, behind: bool) -> int:
        shift = 0
        for (start, end), (other_start, other_end) in zip(self.changed, self.against, strict=True):
            if end < offset or (end == offset and (behind or start < end)):
                shift = other_end - end
            elif start <= offset and behind and end > offset:
                shift = other_start - start
        return offset + shift


def _differences(one: str, other: str) -> Iterator[tuple[int, int, int, int]]:
    """The ranges that differ, those with a single equal character between them (equal by chance) taken together."""
    last: tuple[int, int, int, int] | None = None
    for op in Levenshtein.opcodes(one, other):
        if op.tag == "equal":
            continue
        if last is not None and op.src_start - last[1] <= 1:
            last = (last[0], op.src_end, last[2], op.dest_end)
            continue
        if last is not None:
            yield last
        last = (op.src_start, op.src_end, op.dest_start, op.dest_end)
    if last is not None:
        yield last


def _joined(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _span(of: Frame, start: int, end: int) -> Span | None:
    return Span(of.signs[start][0], of.signs[end - 1][1]) if start < end else None


def _said(text: str, filling: Span | None) -> str:
    return "" if filling is None else comparable(text[filling.start : filling.end])


def _kind(frames: Sequence[Frame], places: Sequence[tuple[int, int]]) -> FactKind:
    filled = chain.from_iterable(f.signs[start:end] for f, (start, end) in zip(frames, places, strict=True))
    kinds = Counter(kind for *_, kind in filled if kind)
    return kinds.most_common(1)[0][0] if kinds else FactKind.WORDS
