"""Which paragraphs and tables of two stories stand for which: what the edits keep decides it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml.etree import _Element as Element

from app.document.readers.wordml_runs import branch
from app.document.readers.wordml_tables import grid_columns
from app.document.readers.wordml_xml import name, tags
from app.export.redline_stories import Stories, Walk
from app.language.spans import Span

_WRAPPERS = frozenset({"w:sdt", "w:sdtContent", "w:customXml"})


@dataclass(frozen=True, slots=True)
class Region:
    """Neighbouring items, by number, that stand for each other as a whole; `paired`: it is one item on either side."""

    a: range
    b: range
    paired: bool = False


def items(story: Element, stories: Stories) -> list[Element]:
    """Give the paragraphs and tables of a story that are read, those in content controls too."""
    read = stories.blocks
    return [item for item in _items(story) if item in read or (name(item) != "w:p" and stories.span(item) is not None)]


def _items(story: Element) -> Iterator[Element]:
    for inner in story:
        match name(inner):
            case "w:p" | "w:tbl":
                yield inner
            case "mc:AlternateContent" if (shown := branch(inner)) is not None:
                yield from _items(shown)
            case wrapper if wrapper in _WRAPPERS:
                yield from _items(inner)


def rows(table: Element) -> list[Element]:
    """Give the rows of a table."""
    return list(_wrapped(table, "w:tr"))


def row_cells(row: Element) -> list[Element]:
    """Give the cells of a row."""
    return list(_wrapped(row, "w:tc"))


def _wrapped(element: Element, wanted: str) -> Iterator[Element]:
    for inner in element:
        if name(inner) == wanted:
            yield inner
        elif name(inner) in _WRAPPERS:
            yield from _wrapped(inner, wanted)


def partners(a: Sequence[Span], b: Sequence[Span], walk: Walk) -> list[tuple[int, int]]:
    """Pair spans of two texts, both in order, by how much of the one is kept in the other; pairs never cross."""
    starts = [span.start for span in b]
    kept: Counter[tuple[int, int]] = Counter()
    for i, span in enumerate(a):
        for _, start, length in walk.kept(span.start, span.end + 1):
            for j in range(max(0, bisect_right(starts, start) - 1), bisect_left(starts, start + length)):
                common = min(b[j].end + 1, start + length) - max(b[j].start, start)
                if common > 0:
                    kept[i, j] += common
    return _apart(sorted(kept, key=lambda pair: (-kept[pair], pair)))


def _apart(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give the pairs that no earlier one crosses or shares a side with, in order."""
    found: list[tuple[int, int]] = []
    for pair in pairs:
        at = bisect_left(found, pair)
        before, after = found[at - 1] if at else (-1, -1), found[at] if at < len(found) else None
        if (
            before[0] < pair[0]
            and before[1] < pair[1]
            and (after is None or (pair[0] < after[0] and pair[1] < after[1]))
        ):
            found.insert(at, pair)
    return found


def regions(a: Sequence[Element], b: Sequence[Element], pairs: Sequence[tuple[int, int]]) -> Iterator[Region]:
    """Divide two lists of items: pairs of tables, single tables, and stretches of paragraphs.

    A stretch of paragraphs never reaches over a table or the edge of a content control: what is changed there is
    deleted and inserted, paragraph by paragraph.
    """
    soft_a = soft_b = 0
    last = (-1, -1)
    for pair in [*pairs, (len(a), len(b))]:
        gap_a, gap_b = range(last[0] + 1, pair[0]), range(last[1] + 1, pair[1])
        at_end = pair == (len(a), len(b))
        table = not at_end and name(a[pair[0]]) == "w:tbl"
        if _is_hard(a, gap_a, wrapped=True) or _is_hard(b, gap_b, wrapped=False):
            yield from _stretch(Region(range(soft_a, gap_a.start), range(soft_b, gap_b.start)))
            yield from (Region(range(i, i + 1), range(gap_b.start, gap_b.start)) for i in gap_a)
            yield from (Region(range(pair[0], pair[0]), range(j, j + 1)) for j in gap_b)
            soft_a, soft_b = pair
        if table or at_end:
            yield from _stretch(Region(range(soft_a, pair[0]), range(soft_b, pair[1])))
            soft_a, soft_b = pair[0] + 1, pair[1] + 1
        if table:
            yield Region(range(pair[0], pair[0] + 1), range(pair[1], pair[1] + 1), paired=True)
        last = pair


def _stretch(region: Region) -> Iterator[Region]:
    if region.a or region.b:
        yield region


def _is_hard(listed: Sequence[Element], gap: range, *, wrapped: bool) -> bool:
    """Say whether there is a table in a gap or beside it, or the edge of a control (`wrapped`: where these count)."""
    around = [listed[n] for n in range(gap.start - 1, gap.stop + 1) if 0 <= n < len(listed)]
    if any(name(item) == "w:tbl" for item in around):
        return True
    return wrapped and len({item.getparent() for item in around}) > 1


def like_tables(
    a: Sequence[Element], b: Sequence[Element], pairs: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Pair tables of as many columns that stand alone in the same gap between pairs."""
    last = (-1, -1)
    for i, j in [*pairs, (len(a), len(b))]:
        ours = [n for n in range(last[0] + 1, i) if name(a[n]) == "w:tbl"]
        theirs = [n for n in range(last[1] + 1, j) if name(b[n]) == "w:tbl"]
        if len(ours) == len(theirs) == 1 and grid_columns(a[ours[0]]) == grid_columns(b[theirs[0]]):
            yield ours[0], theirs[0]
        last = (i, j)


def with_equals(
    pairs: Sequence[tuple[int, int]], ours: Sequence[Element], theirs: Sequence[Element]
) -> list[tuple[int, int]]:
    """Add rows that say the same, as empty ones do, between the pairs."""
    found = list(pairs)
    last = (-1, -1)
    for i, j in [*pairs, (len(ours), len(theirs))]:
        for x, y in zip(range(last[0] + 1, i), range(last[1] + 1, j), strict=False):
            if said(ours[x]) == said(theirs[y]):
                found.append((x, y))
        last = (i, j)
    return sorted(found)


def said(element: Element) -> str:
    """Give the text that an element holds."""
    return "".join(text.text or "" for text in element.iter(*tags("w:t", "m:t")))
