"""The lines of a page, and which of them are no body text: running heads, page numbers, footnotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from statistics import median

from app.document.readers.pdf_characters import Character, Page
from app.document.readers.wide import is_wide

_SAME_LINE = 0.5
"""Baselines as far apart as this share of the font's size are one line: marks of notes are raised by a third."""
_GAP = 2.5
"""Ems without any character, not even a blank, that part two columns or cells."""
_RAISED = 0.8
"""A character smaller than this share of its line's size may be the mark of a note."""
_MARGIN = 0.14
"""The share of the height, above and below, in which heads and page numbers stand."""
_ENOUGH = 0.3
"""The share of the pages on which a running head is repeated at least (they change with the chapter)."""
_SMALL = 0.92
"""Footnotes are smaller than this share of the body's size."""

_PAGE_NUMBER = re.compile(
    r"[-—–－~·•\s]*(?:第\s*)?(?:[0-9０-９]{1,4}|[ivxlc]{1,6}|[一二三四五六七八九十百]{1,4})\s*(?:页)?"
    r"(?:\s*(?:/|of|共|，共|,共)\s*(?:第)?\s*\d{1,4}\s*(?:页)?)?[-—–－~·•\s]*|page\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?",
    re.IGNORECASE,
)
_NOTE_MARK = re.compile(r"\s*(?:[①-⑳]|[\[〔［]\s*\d{1,3}\s*[\]〕］]|\d{1,3}(?=\D)|\*{1,3}|[†‡])\s*")
_MARK_CHARACTERS = frozenset("0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳*†‡[]〔〕［］")


@dataclass(frozen=True, slots=True)
class Line:
    """Characters on one baseline, from left to right; lengths in points.

    `unit` is the width of what cannot be parted at its start: a Chinese character or a word. `raised` holds the places
    of small raised figures in the text: a note's mark, or m².
    """

    text: str
    page: int
    left: float
    right: float
    y: float
    size: float
    font: str
    bold: bool
    unit: float
    raised: tuple[tuple[int, int], ...]

    def without(self, marks: Collection[str]) -> Line:
        """Give the line without the raised figures that are marks of notes."""
        text = self.text
        for start, end in reversed(self.raised):
            if text[start:end].strip() in marks:
                text = text[:start] + text[end:]
        return replace(self, text=text.strip() or self.text, raised=())


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines of one page: its body, and the notes below it, each in reading order."""

    number: int
    body: tuple[Line, ...]
    notes: tuple[Line, ...]


def sheets(pages: Sequence[Page]) -> list[Sheet]:
    """Give body and notes of each page, without running heads and page numbers."""
    lines = [list(_lines(page)) for page in pages]
    margins = [_outermost(each, page.height) for each, page in zip(lines, pages, strict=True)]
    repeated = _repeated(margins, len(pages))
    size = _body_size(line for each in lines for line in each)
    found = []
    for page, each, outer in zip(pages, lines, margins, strict=True):
        dropped = {id(line) for line in outer if _is_page_number(line) or _worn(line) in repeated}
        kept = [line for line in each if id(line) not in dropped]
        notes = _notes(kept, size)
        noted = {id(line) for line in notes}
        marks = {note_mark(line.text).strip() for line in notes}
        body = [line.without(marks) for line in kept if id(line) not in noted]
        found.append(Sheet(page.number, tuple(body), tuple(notes)))
    return found


def note_mark(text: str) -> str:
    """Give the mark with which the text of a footnote begins, with the blanks around it, or ""."""
    found = _NOTE_MARK.match(text)
    return found[0] if found else ""


def _lines(page: Page) -> Iterator[Line]:
    """Put characters into lines in the order of the file, which writers keep to the reading order."""
    line: list[Character] = []
    for character in page.characters:
        if line and not _goes_on(line, character):
            yield from _finished(line, page.number)
            line = []
        line.append(character)
    yield from _finished(line, page.number)


def _goes_on(line: Sequence[Character], character: Character) -> bool:
    last, size = line[-1], max(line[-1].size, character.size)
    base = line[0].y if line[0].size >= character.size else character.y
    if abs(character.y - base) > _SAME_LINE * size and abs(character.y - last.y) > 0.1 * size:
        return False
    gap = character.x - last.right
    return -0.7 * size <= gap <= _GAP * size or (last.text == " " and gap >= 0)


def _finished(line: Sequence[Character], page: int) -> Iterator[Line]:
    shown = [character for character in line if character.text != " "]
    if not shown:
        return
    size = max(character.size for character in shown)
    text = "".join(character.text for character in line)
    lead = len(text) - len(text.lstrip())
    base = next(character for character in shown if character.size > _RAISED * size)
    raised = [
        number - lead
        for number, character in enumerate(line)
        if character.size <= _RAISED * size and character.y > base.y + 0.1 * size and character.text in _MARK_CHARACTERS
    ]
    yield Line(
        text=text.strip(),
        page=page,
        left=shown[0].x,
        right=max(character.right for character in shown),
        y=base.y,
        size=size,
        font=base.font,
        bold=all(character.bold for character in shown),
        unit=_first_unit(shown),
        raised=tuple(_runs(raised)),
    )


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Give the stretches of numbers that follow one another, half open."""
    for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        first, *rest = [number for _, number in run]
        yield first, (rest[-1] if rest else first) + 1


def _first_unit(line: Sequence[Character]) -> float:
    """Give the width of what cannot be parted at the start of a line: a Chinese character, or a word."""
    end = 0
    while end < len(line) - 1 and line[end].text in _NEVER_LAST:
        end += 1
    while end < len(line) and not is_wide(line[end].text):
        if end and line[end].x - line[end - 1].right > 0.15 * line[end].size:
            break
        end += 1
    if is_wide(line[min(end, len(line) - 1)].text):
        end += 1
    end = min(max(end, 1), len(line))
    while end < len(line) and line[end].text in _NEVER_FIRST:
        end += 1
    return line[end - 1].right - line[0].x


_NEVER_LAST = frozenset("“‘（《〈【〔「『([{")
_NEVER_FIRST = frozenset("，。、；：？！”’）》〉】〕」』…—·,.;:?!)]}%％")


def _outermost(lines: Sequence[Line], height: float) -> list[Line]:
    """Give the two topmost and the two lowest lines, as far as they stand in the margins."""
    ordered = sorted(lines, key=lambda line: line.y)
    low = [line for line in ordered if line.y < _MARGIN * height]
    high = [line for line in ordered if line.y > (1 - _MARGIN) * height]
    levels_low, levels_high = _levels(low), _levels(reversed(high))
    return [line for level in (*levels_low[:2], *levels_high[:2]) for line in level]


def _levels(lines: Iterable[Line]) -> list[list[Line]]:
    """Group lines by their baseline."""
    levels: list[list[Line]] = []
    for line in lines:
        if levels and abs(levels[-1][0].y - line.y) < 0.3 * line.size:
            levels[-1].append(line)
        else:
            levels.append([line])
    return levels


def _repeated(margins: Iterable[Sequence[Line]], pages: int) -> set[tuple[str, int]]:
    counted = Counter(worn for lines in margins for worn in {_worn(line) for line in lines})
    return {worn for worn, times in counted.items() if times >= max(2, _ENOUGH * pages)}


def _worn(line: Line) -> tuple[str, int]:
    """Give what stays of a running head from page to page: its words without figures, and its height."""
    return re.sub(r"[\d\s]+", "#", line.text), round(line.y / 3)


def _is_page_number(line: Line) -> bool:
    return _PAGE_NUMBER.fullmatch(line.text) is not None


def _body_size(lines: Iterable[Line]) -> float:
    """Give the size of most characters."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _notes(lines: Sequence[Line], size: float) -> list[Line]:
    """Give the lines of the footnotes: small ones at the foot of the page, the first with a mark."""
    lowest = sorted(lines, key=lambda line: line.y)
    count = next((n for n, line in enumerate(lowest) if line.size > _SMALL * size), len(lowest))
    small = lowest[:count][::-1]
    begin = next((n for n, line in enumerate(small) if note_mark(line.text)), len(small))
    return small[begin:] if count < len(lowest) else []


def pitch(lines: Sequence[Line]) -> float:
    """Give the usual distance of baselines, in points; 0 for fewer than two lines."""
    steps = [above.y - below.y for above, below in pairwise(lines) if above.y > below.y]
    return median(steps) if steps else 0.0
