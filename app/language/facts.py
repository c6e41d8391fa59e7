"""Concrete details in a text: figures, dates, places, organisations, people, programmes.

Patterns of the language of Chinese officials, one pass each and linear. A name that is not plainly one is left out: a
detail that is none does more harm than one that is missed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.language.lexicon import NO_PEOPLE, SURNAMES, TITLES
from app.language.names import NAME
from app.language.organisations import organisations
from app.language.places import places
from app.language.spans import Span

FIGURE = "figure"
DATE = "date"
PLACE = "place"
ORGANISATION = "organisation"
PERSON = "person"
PROGRAMME = "programme"

_DIGITS = r"[0-9０-９]"
_NUMERAL = r"[〇○零一二三四五六七八九十百千]"
_DATE = re.compile(
    rf"{_DIGITS}{{2,4}}\s*年(?:\s*{_DIGITS}{{1,2}}\s*月(?:\s*{_DIGITS}{{1,2}}\s*[日号])?)?"
    rf"|(?<!{_DIGITS}){_DIGITS}{{1,2}}\s*月(?:\s*{_DIGITS}{{1,2}}\s*[日号])?(?:底|初|中旬|上旬|下旬)?"
    rf"|二[〇○零]{_NUMERAL}{{2}}年(?:{_NUMERAL}{{1,2}}月(?:{_NUMERAL}{{1,3}}日)?)?"
    rf"|(?:19|20){_DIGITS}{{2}}(?:[-./]{_DIGITS}{{1,2}}){{1,2}}"
)
UNITS = (
    r"(?:%|％|个百分点|[万亿千百]*(?:元|美元|吨|亩|人次|人|户|家|个|件|项|名|起|次|台|辆|套|处|所|座|条|公里|平方公里"
    r"|平方米|立方米|千瓦时|千瓦|斤|公斤|天|小时|分钟|倍|岁|批|期|场|部|份|轮|届)|[万亿]+)"
)
"""What is counted and measured, as a pattern."""

_FIGURE = re.compile(
    rf"(?:百分之{_NUMERAL}+|{_DIGITS}+(?:[,，]{_DIGITS}{{3}})*(?:[.．]{_DIGITS}+)?(?:\s*{UNITS})?(?:以上|以下|左右|多)?)"
)

_HAN = r"[\u4e00-\u9fff]"

_PERSON = re.compile(
    rf"(?:欧阳|司马|上官|诸葛|[{SURNAMES}])(?:某{{1,2}}|[^\W\d_A-Za-z的了是在和与各位党委支总副老县市省区镇乡村局部级校厅处科股员全代常有]"
    rf"{{1,2}})(?={TITLES})|(?<![\u4e00-\u9fff])[{SURNAMES}]某{{1,2}}|(?<=[、的查处对])[{SURNAMES}]某{{1,2}}"
)
_NO_PERSON = frozenset(NO_PEOPLE.split("|"))

_PROGRAMMES = r"工程|行动计划|行动|计划|专项整治|攻坚战|规划|方案|活动"
_PROGRAMME = re.compile(
    rf"“[^“”\n]{{2,15}}”{_HAN}{{0,6}}?(?:{_PROGRAMMES})"
    rf"|(?<=实施|开展|启动|推进|落实|推行|组织)(?:了|好|“)?(?P<name>{NAME}{{3,12}}?(?:工程|行动计划|行动|计划|专项整治))(?![力方中了者员时])"
)
_NO_PROGRAMME = re.compile(
    r"^(?:重大|重点|一批|一系列|各项|各类|联合|专项|具体|统一|集中|实际|工作|年度|建设|项目|这项|系列|三年|五年)+"
)

_RANK = {DATE: 0, PERSON: 1, PROGRAMME: 2, ORGANISATION: 3, PLACE: 4, FIGURE: 5}
_MASKED = re.compile(r"[*×＊✕]")


def facts(text: str) -> list[tuple[str, Span]]:
    """Give the details of a text in order; none overlaps another (a place in an organisation's name is part of it)."""
    found = sorted(_facts(text), key=lambda fact: (_RANK[fact[0]], fact[1].start, -fact[1].end))
    taken = bytearray(len(text))
    kept = []
    for kind, span in found:
        if not any(taken[span.start : span.end]):
            taken[span.start : span.end] = b"\x01" * len(span)
            kept.append((kind, span))
    return sorted(kept, key=lambda fact: fact[1])


def _facts(text: str) -> Iterator[tuple[str, Span]]:
    for kind, pattern in ((DATE, _DATE), (FIGURE, _FIGURE)):
        yield from ((kind, Span(*m.span())) for m in pattern.finditer(text))
    yield from ((PERSON, Span(*m.span())) for m in _PERSON.finditer(text) if m[0] not in _NO_PERSON)
    yield from _programmes(text)
    yield from ((ORGANISATION, span) for span in organisations(text))
    yield from ((PLACE, span) for span in places(text))


def _programmes(text: str) -> Iterator[tuple[str, Span]]:
    for m in _PROGRAMME.finditer(text):
        start, end = m.span("name") if m["name"] else m.span()
        if not _NO_PROGRAMME.match(text[start:end]) and not _MASKED.search(text[start:end]):
            yield PROGRAMME, Span(start, end)
