"""Clauses, sentences, list members, quotations: the punctuation of a Chinese text as spans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.language.spans import Span

_CLAUSE = re.compile(r"[^，,；;。！!？?：:\n…]+")
_SENTENCE = re.compile(r"[^。！!？?\n]*(?:[。！!？?]+[”’」』）)》]*|\n|$)")
_MEMBER = re.compile(r"[^、，,；;。！!？?：:\n]+")
_QUOTED = re.compile(r"《[^《》\n]{1,80}》|“[^“”\n]{1,200}”|「[^「」\n]{1,200}」|\"[^\"\n]{1,200}\"")
_ATTRIBUTED = re.compile(
    r"(?<![^，,。；;：:！!？?\n“”])[^，,。；;：:！!？?\n“”]{0,20}?(?:总书记|主席|总理|同志|会议|全会|中央|条例|规定|意见|宪法|法律)[^，。；：\n]{0,16}"
    r"(?:指出|强调|要求|提出|告诫|明确|规定|嘱托|号召)(?:我们|全党|大家|全国)?[，：:,]\s*"
)
_OBEYED = re.compile(r"落实|贯彻|按照|遵照|学习|围绕|紧扣|对照|指示要求|部署要求|工作要求")
"""What was asked for and is followed (按照中央要求，) is no speech that is quoted."""


def clauses(text: str) -> list[Span]:
    """Give the clauses in order: the stretches between commas, stops, colons and line ends, without white space."""
    return [span for m in _CLAUSE.finditer(text) if len(span := _trimmed(text, m.start(), m.end()))]


def sentences(text: str) -> list[Span]:
    """Give the sentences in order, each with its end mark, without white space around it."""
    return [span for m in _SENTENCE.finditer(text) if len(span := _trimmed(text, m.start(), m.end()))]


def members(text: str, span: Span) -> list[Span]:
    """Give the members of the enumerations in a span: the stretches between 、 and any other punctuation."""
    found = (_trimmed(text, m.start(), m.end()) for m in _MEMBER.finditer(text, span.start, span.end))
    return [member for member in found if len(member)]


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted or cited text; `attributed` where the sentence says who said it: then the words begin at `said`."""

    span: Span
    attributed: bool
    said: int


def quotations(text: str) -> list[Quotation]:
    """Give the quotations in order: 《titles》, quoted words, and “…强调，…” to the end of the sentence."""
    quoted = [Quotation(Span(m.start(), m.end()), attributed=False, said=m.start()) for m in _QUOTED.finditer(text)]
    return sorted([*quoted, *_attributed(text)], key=lambda quotation: quotation.span)


def _attributed(text: str) -> Iterator[Quotation]:
    for m in _ATTRIBUTED.finditer(text):
        end = re.compile(r"[。！？\n]|$").search(text, m.end())
        if end is not None and end.start() > m.end() and not _OBEYED.search(m[0]):
            yield Quotation(Span(m.start(), end.start()), attributed=True, said=m.end())


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
