"""Sentences as frames: what stays when figures and dates are taken out, and what filled the gaps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.comparison.model import FactKind, Slot
from app.language.facts import facts
from app.language.folding import comparable
from app.language.spans import Span

_MASK = re.compile(r"[*×]+|(?<![A-Za-z])[Xx]{1,3}(?![A-Za-z])|某[某]?")
_NUMERAL = re.compile(r"[〇○零一二三四五六七八九十百千万亿两]{1,7}(?=[个项条点轮批期届次年月日家名类大])")
_GAP = "\ue000"


@dataclass(frozen=True, slots=True)
class Frame:
    """The comparable words of a text with a sign for each gap, and the gaps with their kinds, in order."""

    words: str
    gaps: tuple[tuple[FactKind, Span], ...]


def frame(text: str, span: Span) -> Frame:
    """Take figures, dates and masks (they stand for any of these) out of a span of a text."""
    inside = text[span.start : span.end]
    found = [(FactKind(kind), s) for kind, s in facts(inside)]
    for pattern in (_MASK, _NUMERAL):
        for m in pattern.finditer(inside):
            if not any(m.start() < s.end and s.start < m.end() for _, s in found):
                found.append((FactKind.FIGURE, Span(m.start(), m.end())))
    found.sort(key=lambda gap: gap[1])
    words, place = [], 0
    for _, gap in found:
        words += [comparable(inside[place : gap.start]), _GAP]
        place = gap.end
    words.append(comparable(inside[place:]))
    gaps = tuple((kind, Span(span.start + s.start, span.start + s.end)) for kind, s in found)
    return Frame("".join(words), gaps)


def slots_of(frames: Sequence[Frame], texts: Sequence[str]) -> tuple[Slot, ...]:
    """Give the gaps that are not filled alike in all occurrences (frames have the same words; one text each)."""
    slots = []
    for number, (kind, _) in enumerate(frames[0].gaps):
        fillings = [f.gaps[number][1] for f in frames]
        said = {comparable(text[s.start : s.end]) for text, s in zip(texts, fillings, strict=True)}
        if len(said) > 1:
            kinds = {f.gaps[number][0] for f in frames}
            slots.append(Slot(kind if len(kinds) == 1 else FactKind.FIGURE, tuple(fillings)))
    return tuple(slots)
