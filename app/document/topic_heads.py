"""Heads without a number inside running text: short sentences that name what the next ones say, shown by siblings.

    坚持党管意识形态不动摇。压实……筑牢意识形态阵地管理。着力……
    要坚持政治引领。始终……要严明政治纪律和政治规矩。切实……

One such sentence proves nothing. A row of them does: short, without a comma, each with a text of its own behind it, and
alike in how they begin, end or sound.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.language.folding import comparable
from app.language.sentences import sentences
from app.language.spans import Span

_SHORTEST, _LONGEST = 4, 20
_LEAST_BEHIND = 30
"""Characters that a head must have behind it before the next one."""

_WIDEST_BAND = 7
"""How much the lengths of heads that nothing but their rhythm joins may differ."""

_LEAST_SHARE = 0.6
"""The share of short sentences that must be heads: where others are as short, shortness is the author's style."""

_NO_HEAD = re.compile(
    r"[，,；;：:！!？?《》\n0-9０-９]|"
    r"^[“‘\"]|^(?:这|那|此|其|它|他|她|我|你|大家|同志|但|而|也|还|又|可|就|都|只|不仅|虽|如|若|为此|因此|所以|同时|此外|另外|目前|当前|今年|去年|近年"
    r"|今天|现在|下面|刚才|最后|首先|其次|总之|事实|实践|历史|经过|截至|据|由于|关于|对此|一定|必须|务必|希望|请|谢谢|没有)|"
    r"是(?!否)|了|吗|呢|吧|过$|着$|等$|问题$|不够|不足"
)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A short sentence: where it begins and ends (with its mark), its words, whether it begins a paragraph."""

    start: int
    end: int
    words: str
    opens: bool


def topic_heads(text: str, start: int, end: int) -> list[Span]:
    """Give the heads in a stretch of running text, each without its full stop; none unless they are a row.

    Linear in the stretch.
    """
    found = _short_sentences(text, start, end)
    if len(found) < 2:
        return []
    for row, least in _ROWS:
        heads = _with_text_behind(text, row(found, text, start), end)
        if len(heads) >= least:
            return [Span(head.start, head.end - 1) for head in heads]
    return []


def _short_sentences(text: str, start: int, end: int) -> list[_Sentence]:
    found = []
    for span in sentences(text[start:end]):
        said = text[start + span.start : start + span.end]
        words = comparable(said)
        if said.endswith("。") and _SHORTEST <= len(words) <= _LONGEST and not _NO_HEAD.search(said[:-1]):
            before = text[max(0, start + span.start - 2) : start + span.start].rstrip(" \t\u3000\xa0")
            found.append(_Sentence(start + span.start, start + span.end, words, before.endswith("\n")))
    return found


def _with_text_behind(text: str, heads: Sequence[_Sentence], end: int) -> list[_Sentence]:
    """Leave out the heads that have hardly a text of their own: of two neighbours the first stays."""
    kept: list[_Sentence] = []
    for head in heads:
        if not kept or head.start - kept[-1].end >= _LEAST_BEHIND:
            kept.append(head)
    if kept and end - kept[-1].end < _LEAST_BEHIND:
        kept.pop()
    return kept


def _bidding(found: Sequence[_Sentence], text: str, start: int) -> list[_Sentence]:
    """Sentences that bid, as 要坚持政治引领 does."""
    return [sentence for sentence in found if sentence.words.startswith("要")]


def _opening(found: Sequence[_Sentence], text: str, start: int) -> list[_Sentence]:
    """Sentences that open most of the paragraphs."""
    first = _openers(found, text, start)
    return first if len(first) >= _LEAST_SHARE * max(1, len(first), _paragraphs(text, start, found[-1].end)) else []


def _opening_each(found: Sequence[_Sentence], text: str, start: int) -> list[_Sentence]:
    """Sentences that open every paragraph to the last that holds one; a short one inside belongs to what it follows."""
    first = _openers(found, text, start)
    return first if len(first) == _paragraphs(text, start, found[-1].end) else []


def _openers(found: Sequence[_Sentence], text: str, start: int) -> list[_Sentence]:
    return [sentence for sentence in found if sentence.opens or not text[start : sentence.start].strip()]


def _paragraphs(text: str, start: int, end: int) -> int:
    return sum(1 for line in text[start:end].split("\n") if line.strip())


def _rhythmic(found: Sequence[_Sentence], text: str, start: int) -> list[_Sentence]:
    """Sentences of one rhythm, the first at the very beginning."""
    if text[start : found[0].start].strip():
        return []
    heads = [found[0]]
    shortest = longest = len(found[0].words)
    for sentence in found[1:]:
        low, high = min(shortest, len(sentence.words)), max(longest, len(sentence.words))
        if high - low <= _WIDEST_BAND and sentence.start - heads[-1].end >= _LEAST_BEHIND:
            heads.append(sentence)
            shortest, longest = low, high
    return heads if len(heads) >= _LEAST_SHARE * len(found) else []


_ROWS: tuple[tuple[Callable[[Sequence[_Sentence], str, int], list[_Sentence]], int], ...] = (
    (_bidding, 2),
    (_opening, 3),
    (_opening_each, 2),
    (_rhythmic, 3),
)
"""The sorts of rows, and how many heads make one."""
