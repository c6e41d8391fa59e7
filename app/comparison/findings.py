"""What a reader should look at besides sharing: the same file twice, hidden characters, counts that do not agree."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from app.comparison.hidden import hidden_things
from app.comparison.model import Finding, FindingKind, Place
from app.comparison.prepared import Prepared
from app.document.model import Section, SectionKind
from app.language.numerals import number
from app.language.spans import Span
from app.messages import message

_ANNOUNCED = re.compile(
    r"(?:讲|谈|提|强调)(?:[以如]下)?([一二两三四五六七八九十]|\d{1,2})(?:点|个(?:方面|问题))(?:的?(?:意见|建议|要求|体会|希望))?"
)
_ORDINAL = re.compile(r"[〇○零一二三四五六七八九十百\d]+")


def findings(texts: Sequence[Prepared]) -> tuple[Finding, ...]:
    """Give what was noticed, by document."""
    return (*_same_files(texts), *(finding for n, text in enumerate(texts) for finding in _of_one(n, text)))


def _same_files(texts: Sequence[Prepared]) -> Iterator[Finding]:
    by_content: dict[str, list[int]] = defaultdict(list)
    for number_, text in enumerate(texts):
        by_content[text.document.sha256].append(number_)
    for same in by_content.values():
        if len(same) > 1:
            places = tuple(Place(n, Span(0, texts[n].document.body_end)) for n in same)
            yield Finding(FindingKind.SAME_FILE, places, message("finding.same_file", files=len(same)))


def _of_one(document: int, text: Prepared) -> Iterator[Finding]:
    yield from hidden_things(document, text.document)
    yield from _announced(document, text)
    yield from _gaps(document, text)


def _announced(document: int, text: Prepared) -> Iterator[Finding]:
    """“讲四点意见” before the first heading, and another number of headings behind it."""
    top = [s for s in text.document.sections if s.level == 1 and s.kind is SectionKind.SECTION and s.label]
    if not top:
        return
    announced = list(_ANNOUNCED.finditer(text.body, 0, top[0].span.start))
    if announced and (count := number(announced[-1][1])) is not None and count != len(top):
        place = Place(document, Span(announced[-1].start(), announced[-1].end()))
        why = message("finding.count_mismatch", announced=count, found=len(top))
        yield Finding(FindingKind.COUNT_MISMATCH, (place,), why)


def _gaps(document: int, text: Prepared) -> Iterator[Finding]:
    """Numbers of neighbouring sections that do not follow each other."""
    siblings: dict[str | None, list[Section]] = defaultdict(list)
    for section in text.document.sections:
        if section.label:
            siblings[section.parent].append(section)
    for group in siblings.values():
        for one, other in pairwise(group):
            first, second = _ordinal(one), _ordinal(other)
            if first is not None and second is not None and second > first + 1 and _sign(one) == _sign(other):
                why = message("finding.numbering_gap", first=one.label.strip(), second=other.label.strip())
                place = Place(document, Span(other.span.start, min(other.span.end, other.span.start + 30)))
                yield Finding(FindingKind.NUMBERING_GAP, (place,), why)


def _ordinal(section: Section) -> int | None:
    found = _ORDINAL.search(section.label)
    return number(found[0]) if found else None


def _sign(section: Section) -> str:
    return _ORDINAL.sub("", section.label)
