"""Concrete details in a text: figures, dates, places, organisations, people, programmes.

Patterns of the language of Chinese officials, one pass each and linear. A name that is not plainly one is left out: a
detail that is none does more harm than one that is missed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.language.lexicon import CITIES, GENERIC, NO_PEOPLE, OFFICES, PROVINCES, SURNAMES, TITLES, VERBS
from app.language.rarity import shipped
from app.language.spans import Span
from app.language.words import words

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
_NAME = (
    r"[^\W\d_A-Za-z的了是在和与对向从到于把被将由为要让使给请等及或而但又也都很更最不无未已并且只就才再能会可应该该各每全"
    r"本我你他她它这那其此某两几多些每以所有]"
)
_TOWN = _NAME.replace("本我", "省市县区乡镇村州旗本我")
"""A character of a name: none of those that join words or point at things (各村 is no village, 我市 no city)."""

_BEFORE = (
    r"(?:(?<=[^\u4e00-\u9fff])|(?<=[由在与和对向从到于把被将为给请及或去来赴经同])(?!济)"
    r"|(?<=位于|来自|组织|前往|走进|派驻|涉及)|^)"
)
"""What stands before a name: no Chinese character, or one of those that are in no name."""

_PLACE = re.compile(
    rf"{_BEFORE}(?:(?:{PROVINCES})省?)?"
    rf"(?:{_TOWN}{{2,4}}?(?:自治州|自治县|市|州|县|区|旗|镇|乡|街道|村|社区|新区|开发区)(?![长委级直属域内外间场容貌民居])){{1,3}}"
)
_CITY_SIGN = re.compile("市(?![长委级直属域内外间场容貌民居])")
_GENERIC_END = re.compile(rf"(?:{GENERIC})$")
_NAMED_END = re.compile(rf"{_NAME}{{2,4}}(?:社区|新区|开发区|高新区|经开区|自治区)$")
_NO_NAME = re.compile(
    r"^(?:[一二三四五六七八九十]|中心|重点|美丽|特色|示范|先进|沿海|沿江|贫困|试点|老旧|周边|边远|偏远|基层"
    r"|技术|产业|工业|经济|出口)"
)

_VERBS = re.compile(VERBS)

_PROVINCE = re.compile(rf"(?:{PROVINCES})(?:省|市|(?:壮族|回族|维吾尔)?自治区)?")

_OFFICE = re.compile(
    rf"(?:国家|中央|全国|[省市县区镇乡州]|{PROVINCES})?(?:{_NAME}{{0,8}}?)(?:{OFFICES})(?![长的]?[一-龥]?长)"
)
_OFFICE_SIGN = re.compile(OFFICES)
_LETTERS = re.compile(r"[^\W\d_A-Za-z]{2,}")
_OFFICE_HEAD = re.compile(rf"(?:国家|中央|[省市县区镇乡州]|{PROVINCES}|{_HAN}{{2,3}}[省市县区镇乡州])")
_COMPANY = re.compile(
    rf"{_BEFORE}{_NAME}{{2,10}}?(?:有限责任公司|股份有限公司|有限公司|集团公司|公司|集团|大学|学院|医院|合作社|小学|中学|银行)"
    r"(?!化|生|校|员|区|长)"
)
_NO_COMPANY = re.compile(
    r"^(?:[一二三四五六七八九十]|上市|民营|国有|外资|农业?|专业|股份|跨国|龙头|平台|电商|重点|骨干|商业|政策|农村|大型|中小|企业)"
)

_OF_A_KIND = re.compile(
    r"^(?:公司|集团|大学|学院|医院|合作社|小学|中学|银行)|(?:公立|民营|综合性|附属|惠民|高水平|儿童|互联网|现代|社区股份|小额贷款|物流|基金|投资"
    r"|国企|企业|流通|国有|职业|技工|开放|老年|村镇|专科|中心|重点|特色|专业|农民专业|高职|应用型|本科|民办|乡镇|县级|市级|省级|上市|担保|保险"
    r"|证券|信托|租赁|商业|发展|政策性|外资|中医|妇幼保健|社会|知名|名牌|著名|一流|跨国|大型|龙头|骨干)(?:公司|集团|大学|学院|医院|合作社|小学"
    r"|中学|银行)$"
)
_LEAST_PLACE = 3
_PLACE_SIGNS = frozenset("市州县区旗镇乡村省")
_KINDS_OF_PLACES = frozenset({"开发区", "高新区", "经开区", "自治州", "自治县", "自治区", "街道"})
_CITIES = frozenset(CITIES.split("|"))
_LONGEST_CITY = max(map(len, _CITIES))
_EVERYDAY = 100
"""In so many paragraphs of official texts (61,119 in all) a word stands that is no name of its own."""

_PERSON = re.compile(
    rf"(?:欧阳|司马|上官|诸葛|[{SURNAMES}])(?:某{{1,2}}|[^\W\d_A-Za-z的了是在和与各位党委支总副老县市省区镇乡村局部级校厅处科股员全代常有]"
    rf"{{1,2}})(?={TITLES})|(?<![\u4e00-\u9fff])[{SURNAMES}]某{{1,2}}|(?<=[、的查处对])[{SURNAMES}]某{{1,2}}"
)
_NO_PERSON = frozenset(NO_PEOPLE.split("|"))

_PROGRAMMES = r"工程|行动计划|行动|计划|专项整治|攻坚战|规划|方案|活动"
_PROGRAMME = re.compile(
    rf"“[^“”\n]{{2,15}}”{_HAN}{{0,6}}?(?:{_PROGRAMMES})"
    rf"|(?<=实施|开展|启动|推进|落实|推行|组织)(?:了|好|“)?(?P<name>{_NAME}{{3,12}}?(?:工程|行动计划|行动|计划|专项整治))(?![力方中了者员时])"
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
    for kind, pattern in ((DATE, _DATE), (FIGURE, _FIGURE), (PLACE, _PROVINCE)):
        yield from ((kind, Span(*m.span())) for m in pattern.finditer(text))
    yield from ((PLACE, span) for span in _cities(text))
    yield from ((PERSON, Span(*m.span())) for m in _PERSON.finditer(text) if m[0] not in _NO_PERSON)
    yield from _programmes(text)
    yield from _organisations(text)
    yield from _places(text)


def _cities(text: str) -> Iterator[Span]:
    """Find the names of cities by their sign, for to try every name at every character takes ten times."""
    for sign in _CITY_SIGN.finditer(text):
        starts = range(max(0, sign.start() - _LONGEST_CITY), sign.start())
        start = next((start for start in starts if text[start : sign.start()] in _CITIES), None)
        if start is not None:
            yield Span(start, sign.end())


def _places(text: str) -> Iterator[tuple[str, Span]]:
    for m in _PLACE.finditer(text):
        start = m.start() + _behind_verbs(m[0])
        start += _behind_words(text[start : m.end()])
        name = text[start : m.end()]
        generic = _GENERIC_END.search(name) and not _NAMED_END.search(name)
        if not generic and not _NO_NAME.match(name) and len(name) >= _LEAST_PLACE:
            yield PLACE, Span(start, m.end())


def _behind_verbs(words: str) -> int:
    """Where a name begins that a pattern has taken together with the verbs before it (大力支持合肥学院 → 合肥学院)."""
    return max((verb.end() for verb in _VERBS.finditer(words)), default=0)


def _behind_words(name: str) -> int:
    """Where a name begins behind everyday words that a pattern has taken with it: 充实村 is none, 数字兰州 is 兰州."""
    start = end = 0
    for word in words(name):
        end += len(word)
        if _is_everyday(word):
            start = end
    return start


def _is_everyday(word: str) -> bool:
    """Whether a word, or what it says of a place (贸易区), is said too often to be a name, and is not known as one."""
    stem = word[:-1] if word[-1] in _PLACE_SIGNS else word
    named = len(stem) < 2 or word in _KINDS_OF_PLACES or stem in _CITIES or _PROVINCE.fullmatch(stem)
    return not named and shipped().counts.get(stem, 0) >= _EVERYDAY


def _offices(text: str) -> Iterator[re.Match[str]]:
    """Find names that end like an office's; only where one stands, for to try every character takes seven times."""
    for run in _LETTERS.finditer(text):
        if _OFFICE_SIGN.search(text, *run.span()):
            yield from _OFFICE.finditer(text, *run.span())


def _organisations(text: str) -> Iterator[tuple[str, Span]]:
    for m in _offices(text):
        # The name begins at the last place or rank before the office: 要求市水利局 is 市水利局.
        heads = [h.start() for h in _OFFICE_HEAD.finditer(m[0]) if h.start() < len(m[0]) - 2]
        if heads:
            yield ORGANISATION, Span(m.start() + heads[0], m.end())
    for m in _COMPANY.finditer(text):
        start = m.start() + _behind_verbs(m[0])
        if not _NO_COMPANY.match(text[start : m.end()]) and not _OF_A_KIND.search(text[start : m.end()]):
            yield ORGANISATION, Span(start, m.end())


def _programmes(text: str) -> Iterator[tuple[str, Span]]:
    for m in _PROGRAMME.finditer(text):
        start, end = m.span("name") if m["name"] else m.span()
        if not _NO_PROGRAMME.match(text[start:end]) and not _MASKED.search(text[start:end]):
            yield PROGRAMME, Span(start, end)
