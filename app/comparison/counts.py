"""Numbers of a text that do not agree with it: announced counts of points, gaps and doubles in numbering."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from app.comparison.model import Finding, FindingKind, Place
from app.document.model import Document, Section, SectionKind
from app.language.numerals import number
from app.language.spans import Span
from app.messages import message

_SAID_BEFORE = 60
"""Characters before the first point in which its count is announced."""

_COUNT = r"(?P<n>[一二两三四五六七八九十]{1,3}|\d{1,2})"
_POINTS = r"(?:点|个方面|方面|个问题|项|条|个重点|件)"
_ANNOUNCED = re.compile(
    rf"(?:讲|谈|提出?|强调|做好|抓好|突出|把握|落实|表现(?:在|为)|体现(?:在|为)|有|以下|如下|下面|下列|从|在)(?:[以如]下)?{_COUNT}{_POINTS}"
    rf"(?:的?(?:意见|建议|要求|体会|希望|工作|任务|问题|措施|成绩|变化|特点|内容|要点))?[^。；！？\n]{{0,8}}[。：:，,\n]?\s*$"
)
_NAMED = re.compile(rf"[“\"]?{_COUNT}个(?!月|人|多)[\u4e00-\u9fff]{{2,6}}[”\"]?[：:]\s*$")
"""四个坚持：, which names its points by what they share."""


_ORDINAL = re.compile(r"[〇○零一二三四五六七八九十百\d]+")
_MOST = 20
"""The highest count that a text announces to its hearers; beyond it stand figures."""
_ENDS = re.compile(r"[\s,、:.;。]+")
_FIRST_WORDS = 30


def counts(document: int, text: Document) -> Iterator[Finding]:
    """Give the findings of one document, its announced counts first."""
    groups = _groups(text)
    yield from (finding for group in groups for finding in _announced(document, text, group))
    yield from (finding for group in groups for finding in _numbering(document, group))


def _groups(text: Document) -> list[list[Section]]:
    """The runs of numbered sections: of one parent and one form of number, each from where counting begins."""
    groups: dict[tuple[str | None, str], list[list[Section]]] = defaultdict(list)
    for section in text.sections:
        if section.label and section.kind in (SectionKind.SECTION, SectionKind.ITEM):
            runs = groups[section.parent, _form(section)]
            if not runs or _ordinal(section) == 1:
                runs.append([])
            runs[-1].append(section)
    return [run for runs in groups.values() for run in runs]


def _form(section: Section) -> str:
    """The form of a label without its number: 一是 and 二要, 第一， and 第二、 are of one form, 一、 and 1. are not."""
    label = unicodedata.normalize("NFKC", section.label)
    found = _ORDINAL.search(label)
    arabic = "1" if found is not None and found[0].isdecimal() else ""
    return arabic + _ENDS.sub("", _ORDINAL.sub("", label).replace("要", "是"))


def _ordinal(section: Section) -> int | None:
    found = _ORDINAL.search(section.label)
    return number(found[0]) if found else None


def _announced(document: int, text: Document, group: Sequence[Section]) -> Iterator[Finding]:
    """讲四点意见 right before the first of a group that counts another number."""
    if len(group) < 2 or _ordinal(group[0]) != 1:
        return
    start = group[0].span.start
    earliest = max(0, start - _SAID_BEFORE)
    before = text.text[earliest:start].rstrip()
    said = _ANNOUNCED.search(before) or _NAMED.search(before)
    count = number(said["n"]) if said is not None else None
    if said is not None and count is not None and 1 < count <= _MOST and count not in (len(group), _below(text, group)):
        place = Place(document, Span(earliest + said.start(), earliest + said.end()))
        why = message("finding.count_mismatch", announced=count, found=len(group))
        yield Finding(FindingKind.COUNT_MISMATCH, (place,), why)


def _below(text: Document, group: Sequence[Section]) -> int:
    """How many numbered sections stand right below a group: 30项重点工作 may be told under five heads."""
    ids = {section.id for section in group}
    return sum(1 for section in text.sections if section.label and section.parent in ids)


def _numbering(document: int, group: Sequence[Section]) -> Iterator[Finding]:
    """Numbers of neighbours that do not follow each other: one is missing, or stands twice."""
    for one, other in pairwise(group):
        first, second = _ordinal(one), _ordinal(other)
        if first is None or second is None or second == first + 1:
            continue
        if second == first and "之" in one.label + other.label:  # 第十条, 第十条之一
            continue
        values = {"first": one.label.strip(), "second": other.label.strip()}
        place = Place(document, Span(other.span.start, min(other.span.end, other.span.start + _FIRST_WORDS)))
        if second == first:
            yield Finding(FindingKind.NUMBERING_GAP, (place,), message("finding.numbering_double", **values))
        else:
            yield Finding(FindingKind.NUMBERING_GAP, (place,), message("finding.numbering_gap", **values))
