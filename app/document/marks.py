"""Printed and computed numbers that may open a section: found by their form, kept where they count on.

A form alone proves nothing (形式单一、 第一书记 第二批): a mark counts only in a run that starts with one and goes on
by one. Each scheme of numbering is one line of a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.document.model import Block, BlockKind, Document
from app.language.numerals import number

_CN = r"[〇○零一二两三四五六七八九十百千]{1,6}"
_GAP = r"[ \t\u3000\xa0\u200b-\u200d\u2060\ufeff]*"


@dataclass(frozen=True, slots=True)
class Scheme:
    """A way of numbering. `rank` orders schemes from the outermost in; `article` numbers run on over their parents."""

    name: str
    rank: int
    pattern: re.Pattern[str]
    inline: bool = False
    article: bool = False


def _scheme(name: str, rank: int, pattern: str, *, inline: bool = False, article: bool = False) -> Scheme:
    return Scheme(name, rank, re.compile(pattern), inline=inline, article=article)


SCHEMES: tuple[Scheme, ...] = (
    _scheme("part", 1, rf"第(?P<n>{_CN}|\d{{1,3}})[编篇部](?=[ \t\u3000\xa0]|$)"),
    _scheme("chapter", 2, rf"第(?P<n>{_CN}|\d{{1,3}})章(?=[ \t\u3000\xa0]|$)"),
    _scheme("division", 3, rf"第(?P<n>{_CN}|\d{{1,3}})节(?=[ \t\u3000\xa0]|$)"),
    _scheme("article", 4, rf"第(?P<n>{_CN}|\d{{1,4}})条(?:之{_CN})?(?=[ \t\u3000\xa0:：*]|$)", article=True),
    _scheme("comma", 10, rf"(?P<n>{_CN}){_GAP}、"),
    _scheme("ordinal", 12, rf"第(?P<n>{_CN})[，、,：:]", inline=True),
    _scheme("bracket", 14, rf"[（(]{_GAP}(?P<n>{_CN}){_GAP}[）)]"),
    _scheme("arabic", 16, r"(?P<n>[0-9０-９]{1,3})(?:[.．、](?![0-9０-９])|(?=[\u3000]))"),
    _scheme("arabic-bracket", 18, r"[（(](?P<n>[0-9０-９]{1,2})[）)]", inline=True),
    _scheme("circle", 20, r"(?P<n>[①-⑳])", inline=True),
    _scheme("item", 22, rf"(?P<n>{_CN})(?:是|要|则(?=要))(?!个|种|样|不是)", inline=True),
)
"""Every scheme, by rank: GB/T 9704 (一、 → （一） → 1. → （1）), the parts of laws, and the habits of speeches."""

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
    inside a paragraph; `block` is the index of the block.
    """

    scheme: Scheme
    number: int
    label: str
    start: int
    heading_start: int
    block: int
    inline: bool


def marks(document: Document) -> list[Mark]:
    """Give the marks of the body that belong to a run, in order of their places."""
    found = [mark for index in _paragraphs(document) for mark in _block_marks(document, index)]
    by_scheme: dict[str, list[Mark]] = {}
    for mark in found:
        by_scheme.setdefault(mark.scheme.name, []).append(mark)
    kept = [mark for group in by_scheme.values() for mark in _in_runs(group)]
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
    # A number at the head of the block is dealt with; inside it only the inline schemes are looked for.
    after = opening.heading_start - block.start if opening is not None else 0
    for scheme in SCHEMES:
        if scheme.inline:
            for m in scheme.pattern.finditer(text, after):
                value = number(m["n"])
                if value and (m.start() == 0 or _breaks_before(text, m.start())):
                    yield Mark(
                        scheme, value, m[0], block.start + m.start(), block.start + m.end(), index, m.start() > 0
                    )
    for m in _SEQUENCE_WORD.finditer(text, after):
        if m.start() == 0 or _breaks_before(text, m.start()):
            yield Mark(
                SEQUENCE, _SEQUENCE[m[1]], m[0], block.start + m.start(), block.start + m.end(), index, m.start() > 0
            )


def _breaks_before(text: str, offset: int) -> bool:
    while offset > 0 and text[offset - 1] in _UNSEEN:
        offset -= 1
    return offset == 0 or text[offset - 1] in _BEFORE_INLINE


def _opening(document: Document, block: Block, index: int) -> Mark | None:
    """The number at the head of a block: computed by Word, or printed."""
    if block.number:
        for scheme in SCHEMES:
            m = scheme.pattern.match(block.number.strip())
            if m is not None and (value := number(m["n"])):
                return Mark(scheme, value, block.number.strip(), block.start, block.start, index, inline=False)
        return None
    start = content_start(document, block)
    for scheme in SCHEMES:
        m = scheme.pattern.match(document.text, start, block.end)
        if m is not None and (value := number(m["n"])):
            return Mark(scheme, value, m[0], block.start, m.end(), index, inline=False)
    return None


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
    return [mark for run in _runs(group) if _convincing(run) for mark in run]


def _runs(group: Iterable[Mark]) -> Iterator[list[Mark]]:
    run: list[Mark] = []
    for mark in group:
        last = run[-1].number if run else 0
        follows = mark.number in (last + 1, last) if mark.scheme.article else mark.number == last + 1
        # A number may be missing where it stands at the head of a paragraph; inside one a jump is another word's.
        skips = not mark.inline and last < mark.number <= last + 3 and bool(run)
        # 二、 twice is a slip of the author's, not another list: that would begin with one.
        skips |= not mark.inline and mark.number == last and mark.scheme.name in _SELDOM_DOUBLE
        if mark.scheme is SEQUENCE:
            follows = mark.number > last and bool(run)
        if mark.number == 1:
            if run:
                yield run
            run = [mark]
        elif (run and (follows or skips)) or mark.scheme.article:
            run.append(mark)
    if run:
        yield run


def _convincing(run: Sequence[Mark]) -> bool:
    if len(run) > 1:
        return True
    return not run[0].inline and run[0].scheme.name in {"part", "chapter", "division", "article", "comma", "bracket"}
