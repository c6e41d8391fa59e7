"""Names of places in a text of Chinese officials: provinces, cities, and what ends with a sign such as 县 or 开发区."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.language.lexicon import CITIES, EVERYDAY_NAMES, GENERIC, PROVINCES
from app.language.names import BEFORE, KNOWN, NAME, behind_everyday_words, behind_verbs, may_be_name
from app.language.spans import Span
from app.language.words import tokenizer, words

_CHARACTER = NAME.replace("本我", "省市县区乡镇村州旗本我")
"""A character of a place's name (各村 is no village, 我市 no city)."""
_ZONES = frozenset({"新区", "开发区", "高新区", "经开区", "综保区"})
_SIGNS = rf"自治州|自治县|{'|'.join(sorted(_ZONES))}|街道|社区|市|州|县|区|旗|镇(?!江)|乡|村"
_NOT_BEHIND = r"[长委级直属域内外间场容貌民居]"
_ONE = re.compile(rf"(?P<stem>{_CHARACTER}{{2,4}}?)(?P<sign>{_SIGNS})(?!{_NOT_BEHIND})")
_SIGNED = re.compile(rf"{BEFORE}(?:(?:{PROVINCES})省?)?(?:{_CHARACTER}{{2,4}}?(?:{_SIGNS})(?!{_NOT_BEHIND})){{1,3}}")
_PROVINCE = re.compile(rf"(?:{PROVINCES})(?:省|市|(?:壮族|回族|维吾尔)?自治区|特别行政区)?")
_ZONE = re.compile("|".join(sorted(_ZONES)))
_CITY_SIGN = re.compile(f"市(?!{_NOT_BEHIND})")
_GENERIC = re.compile(rf"(?:{GENERIC})$")
_KIND_OF = re.compile(
    r"中心|重点|美丽|特色|示范|先进|沿海|沿江|贫困|试点|老旧|周边|边远|偏远|基层|技术|产业|工业|经济|出口|自治"
)
_COUNTED = re.compile("^[一二三四五六七八九十]|[百千]")
"""What counts places (三县, 结千村) begins so or has such a character; what the dictionary knows may too (三水区)."""
_CITIES = frozenset(CITIES.split("|"))
_LONGEST_CITY = max(map(len, _CITIES))
_BEHIND = 4
"""So many characters behind a sign tell whether it belongs to the name or to the next word (做美乡村)."""

_OF_LARGE, _OF_SMALL, _OF_ZONES = 10, 30, 100
"""In how many paragraphs two characters of a name may stand side by side that no dictionary knows.

Of districts most are known, and many things end like one (受水区); zones are called after rivers and hills that are in
every text of their province (湘江新区).
"""
_LARGE = frozenset({"市", "州", "县", "区", "旗"})
_MOSTLY_KNOWN = frozenset({"市", "州", "旗"})
_DOING = frozenset(
    "放用做办促扭退握腾拉入立因来过动留共好建抓管搞打带到去回进出走看讲帮推提送报查找投引惠跨离撤设兴强条线名"
)
"""Characters of what is said of a city (用好市): what has one is no name of one, unless the dictionary knows it."""
_EVERYDAY_NAMES = frozenset(EVERYDAY_NAMES.split("|"))


def places(text: str) -> Iterator[Span]:
    """Find the names of places, some of them more than once: 平凉市 is found alone and as part of 平凉市庄浪县."""
    yield from (Span(*m.span()) for m in _PROVINCE.finditer(text))
    yield from _cities(text)
    for m in _SIGNED.finditer(text):
        yield from _names(text, *m.span())


def _cities(text: str) -> Iterator[Span]:
    """Find the names of cities by their sign, for to try every name at every character takes ten times."""
    for sign in _CITY_SIGN.finditer(text):
        starts = range(max(0, sign.start() - _LONGEST_CITY), sign.start())
        start = next((start for start in starts if text[start : sign.start()] in _CITIES), None)
        if start is not None:
            yield Span(start, sign.end())


def _names(text: str, start: int, end: int) -> Iterator[Span]:
    """Find names in what looks like a row of them (高邮市塔集镇陆河村): neighbours are one."""
    if not _ends_word(text, start, end):
        return
    begin = last = start
    for one in _ONE.finditer(text, start, end):
        found = _begin(one["stem"], one["sign"])
        if found != 0 or one.start() != last or begin == last:
            if begin < last:
                yield Span(begin, last)
            begin = one.end() if found is None else one.start() + found
        zone = _ZONE.match(text, one.end())
        last = one.end() if zone is None or found is None else zone.end()
    if begin < last:
        yield Span(begin, last)


def _ends_word(text: str, start: int, end: int) -> bool:
    """Say whether a word ends with the sign: that of 做美乡村 is part of 乡村."""
    at = start
    for word in words(text[start : end + _BEHIND]):
        at += len(word)
        if at >= end:
            return at == end
    return False


def _begin(stem: str, sign: str) -> int | None:
    """Say where the name of a place begins in what ends with a sign, or None: 掀起兰州 is 兰州, 用好市 is none."""
    name = stem + sign
    if _GENERIC.search(name) and sign not in _ZONES and sign != "社区":
        return None
    if stem in _EVERYDAY_NAMES:
        return None if sign in _MOSTLY_KNOWN else 0
    for begin in range(len(stem)):
        if name[begin:] in KNOWN:
            return begin if name[begin:] in _CITIES else None
        if begin + 1 < len(stem) and name[begin:] in tokenizer().vocabulary.places and not _KIND_OF.match(name[begin:]):
            return begin
    known = next((begin for begin in range(len(stem) - 1) if _is_known(stem[begin:])), None)
    if known is not None or (sign in _MOSTLY_KNOWN and not _DOING.isdisjoint(stem)):
        return known
    begin = behind_verbs(stem)
    begin += behind_everyday_words(stem[begin:])
    most = _OF_ZONES if sign in _ZONES else _OF_LARGE if sign in _LARGE else _OF_SMALL
    rest = stem[begin:]
    is_kind = _KIND_OF.match(rest) or _COUNTED.search(rest)
    return begin if may_be_name(rest, most) and not is_kind else None


def _is_known(stem: str) -> bool:
    """Say whether the dictionary knows a place without what it is, and it is no everyday word too."""
    return stem in _CITIES or (stem in tokenizer().vocabulary.places and may_be_name(stem, _OF_ZONES))
