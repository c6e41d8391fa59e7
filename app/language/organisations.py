"""Names of organisations in a text of Chinese officials: offices with their rank or place, companies, schools."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, groupby

from app.language.lexicon import GENERIC, OFFICES, PROVINCES
from app.language.names import BEFORE, KNOWN, NAME, behind_verbs, is_everyday
from app.language.spans import Span
from app.language.words import tokenizer, words

_RANK = "[省市县区镇乡州]"
_OFFICE = re.compile(rf"(?:国家|中央|全国|{_RANK}|{PROVINCES})?(?:{NAME}{{0,8}}?)(?:{OFFICES})(?![长的]?[一-龥]?长)")
_OFFICE_SIGN = re.compile(OFFICES)
_LETTERS = re.compile(r"[^\W\d_A-Za-z]{2,}")
_STATE = re.compile("国家|中央|全国")
_RANKS = frozenset("省市县区镇乡州")
_OF_RANK = frozenset({"", "委", "政", "纪", "法", "检"})
"""What a word goes on with after a rank that begins a name: 市 and 市委, but no 市民 and no 市级."""
_GENERIC = re.compile(rf"^(?:{GENERIC}|区县|市县|县区|乡镇)$")
_LONGEST_RANK = 4
"""So many characters has a word at most that ends with a rank and is a name (云岭县)."""

_KINDS = "有限责任公司|股份有限公司|有限公司|集团公司|公司|集团|大学|学院|医院|合作社|小学|中学|银行"
_COMPANY = re.compile(rf"{BEFORE}(?P<stem>{NAME}{{2,10}}?)(?P<kind>{_KINDS})(?!化|生|校|员|区|长)")
_NO_COMPANY = re.compile(
    r"^(?:[一二三四五六七八九十百千万亿个家所批]|上市|民营|国有|外资|农业?|专业|股份|跨国|龙头|平台|电商|重点|骨干|商业|政策|农村|大型|中小|企业)"
)
_OF_A_KIND = re.compile(
    r"^$|(?:公立|民营|综合性|附属|惠民|高水平|儿童|互联网|现代|社区股份|小额贷款|物流|基金|投资|国企|企业|流通|国有|职业|技工|开放|老年|村镇|专科|中心"
    r"|重点|特色|专业|农民专业|高职|应用型|本科|民办|乡镇|县级|市级|省级|上市|担保|保险|证券|信托|租赁|商业|发展|政策性|外资|中医|妇幼保健|社会|知名|名牌"
    r"|著名|一流|跨国|大型|龙头|骨干|口腔|妇产|妇儿|公交|典当|期货|小贷|创投|城投|交投|导航|外国语|中医药|技师|厂矿|平价|犯罪|反革命|军事|三甲"
    r"|(?:[市省州县域国]|国内)外|外埠|外地|私人|女子|公立|高级|二级|工业信息工程)$"
)


def organisations(text: str) -> Iterator[Span]:
    """Find the names of organisations; what only says of what kind they are is none."""
    for office in _offices(text):
        begin = _head(office[0])
        if begin is not None:
            yield Span(office.start() + begin, office.end())
    for company in _COMPANY.finditer(text):
        begin = _begin(company["stem"], company["kind"])
        if begin is not None:
            yield Span(company.start() + begin, company.end())


def _offices(text: str) -> Iterator[re.Match[str]]:
    """Find what ends like an office's name; only where one stands, for to try every character takes seven times."""
    for run in _LETTERS.finditer(text):
        if _OFFICE_SIGN.search(text, *run.span()):
            yield from _OFFICE.finditer(text, *run.span())


def _head(office: str) -> int | None:
    """Say where an office's name begins: with the state, a place or a rank (要求市水利局 is 市水利局), or None.

    The last of these that is the state's or a place counts, for verbs may stand between (上海召开中央委员会), else the
    first rank. 乡镇服务中心 are all of a kind.
    """
    said = words(office)
    starts = [0, *accumulate(map(len, said))]
    heads = [(start, word) for start, word in zip(starts, said, strict=False) if start < len(office) - 2]
    strong = [start for start, word in heads if _STATE.match(word) or word in KNOWN or _is_place(word)]
    weak = [start for start, word in heads if word[0] in _RANKS and word[1:2] in _OF_RANK]
    if any(_GENERIC.match(word) for _, word in heads):
        return None
    return strong[-1] if strong else next(iter(weak), None)


def _is_place(word: str) -> bool:
    return 2 < len(word) <= _LONGEST_RANK and word[-1] in _RANKS and word in tokenizer().vocabulary.places


def _begin(stem: str, kind: str) -> int | None:
    """Say where the name begins of what ends with a kind of organisation, or None: behind verbs, if it is one there."""
    first = behind_verbs(stem)
    begins, said = [first], tokenizer().vocabulary.said
    for word in words(stem[first:]):
        first += len(word)
        if word in said:
            begins.append(first)
    for begin in reversed(begins):
        rest = stem[begin:]
        if rest and not _NO_COMPANY.match(rest) and not _OF_A_KIND.search(rest) and _is_called(rest, kind):
            return begin
    return None


def _is_called(stem: str, kind: str) -> bool:
    """Say whether there is a name in what stands before a kind of organisation, or the dictionary knows the whole.

    Not all of it may be everyday words (国外大公司), unless a rank says whose it is (县人民医院). Single characters
    side by side are taken as one.
    """
    said = words(stem)
    if stem + kind in tokenizer().vocabulary.organisations or (said[0] in _RANKS and len(said) > 1):
        return True
    parts = (
        part
        for single, run in groupby(said, key=lambda word: len(word) == 1)
        for part in (["".join(run)] if single else run)
    )
    return any(len(part) > 1 and (part in KNOWN or not is_everyday(part)) for part in parts)
