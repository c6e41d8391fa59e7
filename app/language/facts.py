"""Concrete details in a text: figures and dates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.language.spans import Span

FIGURE = "figure"
DATE = "date"

_DIGITS = r"[0-9０-９]"
_NUMERAL = r"[〇○零一二三四五六七八九十百千]"
_DATE = re.compile(
    rf"{_DIGITS}{{2,4}}\s*年(?:\s*{_DIGITS}{{1,2}}\s*月(?:\s*{_DIGITS}{{1,2}}\s*[日号])?)?"
    rf"|(?<!{_DIGITS}){_DIGITS}{{1,2}}\s*月(?:\s*{_DIGITS}{{1,2}}\s*[日号])?(?:底|初|中旬|上旬|下旬)?"
    rf"|二[〇○零]{_NUMERAL}{{2}}年(?:{_NUMERAL}{{1,2}}月(?:{_NUMERAL}{{1,3}}日)?)?"
    rf"|(?:19|20){_DIGITS}{{2}}(?:[-./]{_DIGITS}{{1,2}}){{1,2}}"
)
_UNITS = (
    r"(?:%|％|个百分点|[万亿千百]*(?:元|美元|吨|亩|人次|人|户|家|个|件|项|名|起|次|台|辆|套|处|所|座|条|公里|平方公里"
    r"|平方米|立方米|千瓦时|千瓦|斤|公斤|天|小时|分钟|倍|岁|批|期|场|部|份|轮|届)|[万亿]+)"
)
_FIGURE = re.compile(
    rf"(?:百分之{_NUMERAL}+|{_DIGITS}+(?:[,，]{_DIGITS}{{3}})*(?:[.．]{_DIGITS}+)?(?:\s*{_UNITS})?(?:以上|以下|左右|多)?)"
)


def facts(text: str) -> list[tuple[str, Span]]:
    """Give the figures (with their units) and dates of a text in order; they do not overlap."""
    return sorted(_facts(text), key=lambda fact: fact[1])


def _facts(text: str) -> Iterator[tuple[str, Span]]:
    dates = [Span(m.start(), m.end()) for m in _DATE.finditer(text)]
    yield from ((DATE, span) for span in dates)
    taken = {offset for span in dates for offset in range(span.start, span.end)}
    for m in _FIGURE.finditer(text):
        if m.start() not in taken and m.end() - 1 not in taken:
            yield FIGURE, Span(m.start(), m.end())
