"""Lines → paragraphs: where one ends is told from indents, from what would still have fit on a line, from gaps."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from app.document.readers.pdf_lines import Line, Sheet, pitch
from app.document.readers.wide import is_wide

_INDENT = 0.8
"""Ems by which a line that begins a paragraph stands in."""
_SLACK = 0.5
"""Ems by which a line may be short and still be full: justification is never exact."""
_WIDER = 1.45
"""A gap of so many usual ones parts paragraphs."""
_OTHER_SIZE = 0.08
"""The share by which sizes differ that are not of one paragraph."""
_CENTRED = 1.0
"""Ems by which the middle of a line may miss that of its column."""
_BESIDE = 2.2
"""Ems of height within which a box makes room beside it: it has a border, and a line is pushed aside as a whole."""
_LIST_MARK = re.compile(r"(?:[-•●○■◆▪–*]|\(?\d{1,3}[.)、]|\(?[a-zA-Z][.)])\s*\S")
_LEADER = re.compile(r"\s*[.．·…]{3,}\s*([\dIVXivx]+)$")
"""How a line of a table of contents ends."""
_CONTENTS = frozenset({"目录", "目次", "contents", "tableofcontents"})
_EXACT = 1.5
"""Points by which lines of one edge differ at most."""
_SOME = 0.1
_JUSTIFIED = 0.25
"""The share of lines that end at one edge where lines are justified."""
_MANY = 12
"""Lines from which the edges of a page are told."""
_WORD_PARTED = re.compile(r"[A-Za-z]-$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text of one or more lines, set like its first one; `contents` marks the lines of a table of contents."""

    text: str
    first: Line
    centred: bool
    contents: bool


@dataclass(frozen=True, slots=True)
class _Column:
    """Where the lines of a column begin and end, in points."""

    left: float
    right: float
    is_half: bool = False

    def is_centred(self, line: Line) -> bool:
        """Tell whether a line stands in the middle, with room at both ends."""
        off = abs((line.left + line.right) - (self.left + self.right)) / 2
        room = min(line.left - self.left, self.right - line.right)
        return off < _CENTRED * line.size and room > line.size


_Group = list[tuple[Line, _Column]]


def paragraphs(sheets: Sequence[Sheet]) -> list[Paragraph]:
    """Give the paragraphs of the body in reading order; they go on from page to page."""
    usual = _usual_pitch(sheets)
    spelled = _spelled(line.text for sheet in sheets for line in sheet.body)
    groups: list[_Group] = []
    asides: list[_Group] = []
    common = _column([line for sheet in sheets for line in sheet.body])
    for sheet in sheets:
        main, drawn_apart = _parted(sheet.body)
        _add(groups, _placed(main, sheet.body, common), usual)
        _add(asides, _placed(drawn_apart, sheet.body, common), usual)
    # A box is read after the paragraphs of its page, so that one which goes on overleaf is not cut by it.
    ordered = sorted([*groups, *asides], key=lambda group: group[0][0].page)
    found = [_paragraph(group, spelled) for group in ordered]
    for number, paragraph in enumerate(found[:-1]):
        if found[number + 1].contents and "".join(paragraph.text.split()).lower() in _CONTENTS:
            found[number] = replace(paragraph, contents=True)
    return found


def _add(groups: list[_Group], placed: Sequence[tuple[Line, _Column]], usual: float) -> None:
    """Add lines to the paragraphs so far: each goes on with the last one, or begins another."""
    for number, (line, column) in enumerate(placed):
        following = placed[number + 1][0] if number + 1 < len(placed) else None
        if groups and _goes_on(groups[-1], line, column, usual, following):
            groups[-1].append((line, column))
        else:
            groups.append([(line, column)])


def _parted(lines: Sequence[Line]) -> tuple[Sequence[Line], Sequence[Line]]:
    """Part off the text boxes: they are drawn after the whole page, and stand beside lines higher up."""
    for number in range(1, len(lines)):
        last, line = lines[number - 1], lines[number]
        rest = lines[number:]
        before = lines[:number]
        if (
            line.y > last.y + _BESIDE * last.size
            and len(rest) < len(before)
            and not any(_is_beside(last, other) for other in lines)
            and any(_is_beside(line, other) for other in before)
        ):
            return before, rest
    return lines, ()


def _paragraph(group: Sequence[tuple[Line, _Column]], spelled: frozenset[str]) -> Paragraph:
    text, leaders = _LEADER.subn(r"\t\1", joined([line.text for line, _ in group], spelled))
    centred = all(column.is_centred(line) for line, column in group)
    return Paragraph(text, group[0][0], centred, bool(leaders))


def joined(lines: Sequence[str], spelled: frozenset[str] = frozenset()) -> str:
    """Join lines: Chinese ones without a blank, others with one; a word parted by a hyphen is whole again.

    A hyphen stays where `spelled`, the words of the document, has the word with it.
    """
    text = ""
    for line in lines:
        if not text:
            text = line
        elif _WORD_PARTED.search(text) and line[0].islower():
            with_hyphen = (re.findall(r"[\w-]+$", text)[0] + re.findall(r"^\w+", line)[0]).lower()
            text = text + line if with_hyphen in spelled else text[:-1] + line
        elif is_wide(text[-1]) or is_wide(line[0]):
            text += line
        else:
            text += f" {line}"
    return text


def _spelled(lines: Iterable[str]) -> frozenset[str]:
    """Give the words with a hyphen that stand inside lines."""
    return frozenset(word.lower() for line in lines for word in re.findall(r"\w+-\w+", line))


def _goes_on(
    group: Sequence[tuple[Line, _Column]], line: Line, column: _Column, usual: float, following: Line | None
) -> bool:
    last, last_column = group[-1]
    em = last.size
    if abs(line.size - em) > _OTHER_SIZE * em or _LEADER.search(last.text):
        return False
    if not _is_next(group[-1], line, column, usual):
        return False
    if last_column.right - last.right >= line.unit + _SLACK * em:
        return False
    if column.is_centred(line) and all(of.is_centred(each) or _is_flush(each, of) for each, of in group):
        return True  # a title of several lines
    if line.left - column.left > _INDENT * em:
        return _hangs(group, line, following)
    return True


def _is_flush(line: Line, column: _Column) -> bool:
    return line.left - column.left <= _INDENT * line.size


def _is_next(before: tuple[Line, _Column], line: Line, column: _Column, usual: float) -> bool:
    """Tell whether a line stands where one that goes on would: right below, or at the head of a column or page."""
    last, last_column = before
    if line.page != last.page:
        return True
    step = last.y - line.y
    if step < 0.3 * last.size:  # beside or above: the next cell, unless whole columns follow one another
        return step < 0 and last_column.is_half and column.is_half and last_column != column
    same_edge = abs(column.left - last_column.left) < _INDENT * last.size
    return same_edge and step <= _WIDER * max(usual, 1.3 * last.size)


def _hangs(group: Sequence[tuple[Line, _Column]], line: Line, following: Line | None) -> bool:
    """Tell whether a line that stands in goes on with an item of a list, whose first line stands out."""
    first = group[0][0]
    if len(group) > 1:
        return abs(line.left - group[-1][0].left) < 0.3 * line.size and first.left < line.left - 0.3 * line.size
    if not _LIST_MARK.match(first.text) or first.left >= line.left - 0.3 * line.size:
        return False
    return following is None or abs(following.left - line.left) < 0.3 * line.size or following.left < line.left


def _placed(lines: Sequence[Line], on_page: Sequence[Line], common: _Column) -> list[tuple[Line, _Column]]:
    """Give each line with its column: the page's, one of two halves, or that of a cell or of a wrap.

    On a page of a few lines, the edges are those of most pages, `common`.
    """
    if not lines:
        return []
    whole = _column(lines) if len(lines) >= _MANY else common
    middle = (whole.left + whole.right) / 2
    halves = [line for line in lines if line.right < middle], [line for line in lines if line.left > middle]
    if all(len(half) >= 0.3 * len(lines) and len(half) > 4 for half in halves):
        columns = [replace(_column(half), is_half=True) for half in halves]
        return [(line, whole if line.left < middle < line.right else columns[line.left > middle]) for line in lines]
    placed: list[tuple[Line, _Column]] = []
    for narrow, run in _runs(lines, on_page):
        column = _Column(min(line.left for line in run), max(line.right for line in run)) if narrow else whole
        placed += [(line, column) for line in run]
    return placed


def _runs(lines: Sequence[Line], on_page: Sequence[Line]) -> Iterator[tuple[bool, list[Line]]]:
    """Give the lines in runs: those of one cell, or beside one box, are together and narrow; all others are not."""
    run: list[Line] = []
    was_narrow = False
    for line in lines:
        narrow = any(_is_beside(line, other) for other in on_page)
        if run and not (narrow == was_narrow and (not narrow or _is_below(run[-1], line))):
            yield was_narrow, run
            run = []
        was_narrow = narrow
        run.append(line)
    if run:
        yield was_narrow, run


def _is_beside(line: Line, other: Line) -> bool:
    """Tell whether another line stands at the left or right, not below or above."""
    apart = other.left > line.right or other.right < line.left
    return apart and abs(other.y - line.y) < _BESIDE * max(line.size, other.size)


def _is_below(last: Line, line: Line) -> bool:
    step = last.y - line.y
    return 0.3 * last.size < step < 2.5 * last.size and abs(line.left - last.left) < 3 * last.size


def _column(lines: Sequence[Line]) -> _Column:
    """Give the edges of a column.

    The left one is the leftmost where a tenth of the lines begin: in a text of short paragraphs most lines stand in.
    The right one is where most lines end; where that is few, they are not justified, and it is where the farthest ends.
    """
    lefts = sorted(line.left for line in lines)
    left = next((at for at in lefts if _near(lefts, at) >= _SOME * len(lefts)), 0.0)
    rights = sorted(line.right for line in lines)
    right = max(rights, key=lambda at: (_near(rights, at), at), default=0.0)
    return _Column(left, right if _near(rights, right) >= _JUSTIFIED * len(rights) else rights[-1] if rights else left)


def _near(ordered: Sequence[float], place: float) -> int:
    """Count the places that are as good as this one."""
    return bisect_right(ordered, place + _EXACT) - bisect_left(ordered, place - _EXACT)


def _usual_pitch(sheets: Sequence[Sheet]) -> float:
    steps = sorted(pitch(sheet.body) for sheet in sheets if len(sheet.body) > 2)
    return steps[len(steps) // 2] if steps else 0.0
