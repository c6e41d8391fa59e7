"""Printed and computed numbers that may open a section: found by their form, kept where they count on.

A form alone proves nothing (形式单一、 第一书记 第二批): a mark counts only in a run that starts with one and goes on
by one. Each scheme of numbering is one line of a table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from app.document.model import Block, BlockKind, Document
from app.language.numerals import number

_CN = r"[〇○零一二两兩三四五六七八九十百千]{1,6}"
_GAP = r"[ \t\u3000\xa0\u200b-\u200d\u2060\ufeff]*"


@dataclass(frozen=True, slots=True)
class Scheme:
    """A way of numbering. `rank` orders schemes from the outermost in; `article` numbers run on over their parents."""

    name: str
    rank: float
    pattern: re.Pattern[str]
    inline: bool = False
    article: bool = False
    value: Callable[[str], int | None] = number


def _scheme(name: str, rank: float, pattern: str, *, inline: bool = False, article: bool = False) -> Scheme:
    return Scheme(name, rank, re.compile(pattern), inline=inline, article=article)


def _letters(name: str, rank: float, pattern: str) -> Scheme:
    """A way of numbering by the letters of the alphabet."""
    return Scheme(name, rank, re.compile(pattern), value=lambda letter: ord(letter.upper()) - ord("A") + 1)


_LATIN = r"(?P<n>\d{1,3}|[IVXLC]{1,7})(?=[ \t\u3000\xa0.:\u2013\u2014]|$)"
"""The number of an English part or article, with what may stand behind it."""

SCHEMES: tuple[Scheme, ...] = (
    _scheme("part", 1, rf"第(?P<n>{_CN}|\d{{1,3}})[编編篇部](?=[ \t\u3000\xa0]|$)"),
    _scheme("english-part", 1, rf"(?:Part|PART)[ \xa0]+{_LATIN}"),
    _scheme("chapter", 2, rf"第(?P<n>{_CN}|\d{{1,3}})章(?=[ \t\u3000\xa0]|$)"),
    _scheme("english-chapter", 2, rf"(?:Chapter|CHAPTER)[ \xa0]+{_LATIN}"),
    _scheme("division", 3, rf"第(?P<n>{_CN}|\d{{1,3}})[节節](?=[ \t\u3000\xa0]|$)"),
    _scheme("english-division", 3, rf"(?:Section|SECTION)[ \xa0]+{_LATIN}"),
    _scheme("article", 4, rf"第(?P<n>{_CN}|\d{{1,4}})[条條](?:之{_CN})?(?=[ \t\u3000\xa0:：*]|$)", article=True),
    _scheme("english-article", 4, rf"(?:Article|ARTICLE)[ \xa0]+{_LATIN}", article=True),
    _scheme("roman", 8, r"(?P<n>[IVXⅠ-Ⅻ]{1,6})[.．、](?=[ \t\u3000\xa0]|$)"),
    _scheme("comma", 10, rf"(?P<n>{_CN}){_GAP}、"),
    _scheme("ordinal", 12, rf"第(?P<n>{_CN})[，、,：:]", inline=True),
    _scheme("bracket", 14, rf"[（(]{_GAP}(?P<n>{_CN}){_GAP}[）)]"),
    # Without I, V and X, which count as Roman: a run may pass over one number.
    _letters("letter", 15, r"(?P<n>[A-HJ-UWYZ])[.．](?=[ \t\u3000\xa0]|$)"),
    _scheme("arabic", 16, r"(?P<n>[0-9０-９]{1,3})(?:[.．、](?![0-9０-９])|(?=[\u3000]))"),
    _scheme("decimal", 16.4, r"\d{1,2}[.．](?P<n>\d{1,2})[.．]?(?=[ \t\u3000\xa0]|$)"),
    _scheme("double-decimal", 16.6, r"\d{1,2}[.．]\d{1,2}[.．](?P<n>\d{1,2})[.．]?(?=[ \t\u3000\xa0]|$)"),
    _scheme("arabic-bracket", 18, r"[（(](?P<n>[0-9０-９]{1,2})[）)]", inline=True),
    _letters("letter-bracket", 19, r"[（(](?P<n>[a-hj-uwyz])[）)]"),
    _scheme("circle", 20, r"(?P<n>[①-⑳])", inline=True),
    _scheme("item", 22, rf"(?P<n>{_CN})(?:是|要|则(?=要))(?!个|种|样|不是)", inline=True),
)
"""Every scheme, by rank: GB/T 9704 (一、 → （一） → 1. → （1）), laws, the habits of speeches, English papers."""

_SEQUENCE = {"首先": 1, "其次": 2, "再次": 3, "再者": 3, "最后": 9}
_SEQUENCE_WORD = re.compile(r"(首先|其次|再次|再者|最后)[，,]")
SEQUENCE = Scheme("sequence", 24, _SEQUENCE_WORD, inline=True)
_SELDOM_DOUBLE = frozenset({"comma", "bracket"})
_UNSEEN = frozenset(" \t\u3000\xa0\u200b\u200c\u200d\u2060\ufeff")
_BEFORE_INLINE = frozenset("。；;：:，,！!？?\n”）)")


@dataclass(frozen=True, slots=True)
class Mark:
    """A number that may open a section.

    `start` is where the section begins, `heading_start` where the words after the label begin. `inline` marks stand
    inside a paragraph; `block` is the index of the block. `weak` marks have a form that is mostly something else (3.4条
    景观大道, a number behind a full stop): they count only between the one before and the one after. `run` is where the
    run of numbers begins that it counts on in.
    """

    scheme: Scheme
    number: int
    label: str
    start: int
    heading_start: int
    block: int
    inline: bool
    weak: bool = False
    run: int = -1


def marks(document: Document) -> list[Mark]:
    """Give the marks of the body that belong to a run, in order of their places."""
    found = [mark for index in _paragraphs(document) for mark in _block_marks(document, index)]
    by_scheme: dict[str, list[Mark]] = {}
    for mark in found:
        by_scheme.setdefault(mark.scheme.name, []).append(mark)
    kept = [mark for group in by_scheme.values() for mark in _in_runs(_without_chance(group))]
    return sorted(kept, key=lambda mark: mark.start)


def _paragraphs(document: Document) -> Iterator[int]:
    for index, block in enumerate(document.blocks):
        if block.kind is BlockKind.PARAGRAPH and not block.contents:
            yield index


def _block_marks(document: Document, index: int) -> Iterator[Mark]:
    block = document.blocks[index]
    text = document.text[block.start : block.end]
    opening = _opening(document, block, index)
    if opening is not None:
        yield opening
    yield from _weak_marks(block, text, index)
    # A number at the head of the block is dealt with; inside it only the inline schemes are looked for.
    after = opening.heading_start - block.start if opening is not None else 0
    for scheme in SCHEMES:
        if scheme.inline:
            for m in scheme.pattern.finditer(text, after):
                value = scheme.value(m["n"])
                if value and (m.start() == 0 or _breaks_before(text, m.start())):
                    yield Mark(
                        scheme, value, m[0], block.start + m.start(), block.start + m.end(), index, m.start() > 0
                    )
    for m in _SEQUENCE_WORD.finditer(text, after):
        if m.start() == 0 or _breaks_before(text, m.start()):
            yield Mark(
                SEQUENCE, _SEQUENCE[m[1]], m[0], block.start + m.start(), block.start + m.end(), index, m.start() > 0
            )


_WEAK = (
    ("arabic", re.compile(r"^[ \t\u3000\xa0]*(?P<n>[0-9０-９]{1,2})[.．](?=[0-9０-９])")),
    ("arabic", re.compile(r"[。！；：][ \t\u3000\xa0]*(?P<n>[0-9０-９]{1,2})[.．](?![0-9０-９])")),
    ("comma", re.compile(rf"[。！；：][ \t\u3000\xa0]*(?P<n>{_CN})、")),
    ("bracket", re.compile(rf"[。！；：][ \t\u3000\xa0]*[（(](?P<n>{_CN})[）)]")),
    ("bracket", re.compile(rf"^[ \t\u3000\xa0]*(?P<n>{_CN})[）)]")),
    ("ordinal", re.compile(rf"^[ \t\u3000\xa0]*第[ \t\u3000\xa0](?P<n>{_CN})[，、,：:]")),
)
"""Forms of numbers that are mostly something else, by the scheme that they may belong to."""
_BY_NAME = {scheme.name: scheme for scheme in SCHEMES}


def _weak_marks(block: Block, text: str, index: int) -> Iterator[Mark]:
    for name, pattern in _WEAK:
        for m in pattern.finditer(text):
            value = number(m["n"])
            start = m.start() + len(m[0]) - len(m[0].lstrip("。！；： \t\u3000\xa0"))
            if value:
                place = block.start + start
                label = m[0].strip("。！；： \t\u3000\xa0")
                yield Mark(_BY_NAME[name], value, label, place, block.start + m.end(), index, inline=False, weak=True)


def _without_chance(group: Sequence[Mark]) -> list[Mark]:
    """Leave out weak marks that fill no gap, and articles that are only cited: 第八条, 第三条, 第九条."""
    kept: list[Mark] = []
    firm = [mark for mark in group if not mark.weak]
    following = iter([*firm, None])
    after = next(following)
    for mark in sorted(group, key=lambda mark: mark.start):
        if mark is after:
            after = next(following)
            cited = mark.scheme.article and kept and after and after.number == kept[-1].number + 1 != mark.number
            if not cited or mark.number == kept[-1].number:
                kept.append(mark)
        elif kept and after is not None and kept[-1].number + 1 == mark.number < after.number:
            kept.append(mark)
    return kept


def _breaks_before(text: str, offset: int) -> bool:
    while offset > 0 and text[offset - 1] in _UNSEEN:
        offset -= 1
    return offset == 0 or text[offset - 1] in _BEFORE_INLINE


def _opening(document: Document, block: Block, index: int) -> Mark | None:
    """The number at the head of a block: computed by Word, or printed."""
    if block.number:
        for scheme in SCHEMES:
            m = scheme.pattern.match(block.number.strip())
            if m is not None and (value := scheme.value(m["n"])):
                return Mark(scheme, value, block.number.strip(), block.start, block.start, index, inline=False)
        return None
    start = content_start(document, block)
    for scheme in SCHEMES:
        m = scheme.pattern.match(document.text, start, block.end)
        if m is not None and (value := scheme.value(m["n"])):
            return Mark(scheme, value, m[0], block.start, m.end(), index, inline=False)
    return None


def number_end(text: str, start: int, end: int) -> int:
    """Give where the number that is printed at `start` ends, with what closes it; `start` where none is printed."""
    ends = (scheme.pattern.match(text, start, end) for scheme in (*SCHEMES, SEQUENCE))
    return next((m.end() for m in ends if m is not None), start)


_MARKDOWN = re.compile(r"(?:#{1,6}\s+|>\s*|[-*+]\s+|\*\*|__)*")
_BLANK = re.compile(r"[\s\u3000\u200b-\u200f\u2060\ufeff]*")


def content_start(document: Document, block: Block) -> int:
    """Give the offset of a block's first word, after white space and the signs of Markdown."""
    start = _matched(_BLANK, document.text, block.start, block.end)
    if document.format == "md":
        start = _matched(_MARKDOWN, document.text, start, block.end)
    return start


def _matched(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    m = pattern.match(text, start, end)
    return m.end() if m is not None else start


def _in_runs(group: Sequence[Mark]) -> list[Mark]:
    """The marks of one scheme that count 1, 2, 3 …: a run ends where counting starts again or breaks off."""
    return [replace(mark, run=run[0].start) for run in _runs(group) if _convincing(run) for mark in run]


def _runs(group: Iterable[Mark]) -> Iterator[list[Mark]]:
    run: list[Mark] = []
    around: list[Mark] = []  # counts at the heads of paragraphs; what counts inside one of these breaks into it
    for mark in group:
        at_heads = bool(run) and not run[-1].inline and mark.number == run[-1].number + 1
        if around and not mark.inline and not at_heads and mark.number in (1, around[-1].number + 1):
            yield run
            run, around = around, []
        if mark.number == 1:
            inside = mark.inline and bool(run) and not run[-1].inline
            ended = around if inside else run
            if ended:
                yield ended
            run, around = [mark], run if inside else around
        elif (run and _counts_on(run[-1].number, mark)) or mark.scheme.article:
            run.append(mark)
    yield from (left for left in (around, run) if left)


def _counts_on(last: int, mark: Mark) -> bool:
    if mark.scheme is SEQUENCE:
        follows = mark.number > last
    else:
        follows = mark.number in (last + 1, last) if mark.scheme.article else mark.number == last + 1
    # A number may be missing where it stands at the head of a paragraph; inside one a jump is another word's.
    skips = not mark.inline and last < mark.number <= last + 3
    # 二、 twice is a slip of the author's, not another list: that would begin with one.
    twice = not mark.inline and mark.number == last and mark.scheme.name in _SELDOM_DOUBLE
    return follows or skips or twice


def _convincing(run: Sequence[Mark]) -> bool:
    if len(run) > 1:
        return True
    return not run[0].inline and run[0].scheme.name in {"part", "chapter", "division", "article", "comma", "bracket"}
