"""A comparison on the terminal: rates, the matrix of all documents, the strongest passages, what else was noticed."""

from __future__ import annotations

from collections.abc import Mapping
from heapq import nlargest

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from app.comparison.model import NET_KINDS, Comparison, Kind, Mode, Pair, Passage
from app.document.model import Document, SectionKind
from app.messages import say, sentence

_STRONGEST = 8
_WORDS_SHOWN = 24
_FINDINGS_SHOWN = 8
_PADDING = 2
"""The blanks around a cell."""


def outline(document: Document, language: str) -> Tree:
    """Give the section tree of a document."""
    tree = Tree(Text(document.name, style="bold"))
    branches: dict[str | None, Tree] = {None: tree}
    for section in document.sections:
        words = section.heading or _first_words(document.text, section.span.start, section.span.end)
        line = Text.assemble((section.label, "cyan"), words if section.heading else (words, "dim"))
        if section.kind not in {SectionKind.SECTION, SectionKind.ITEM}:
            line = Text.assemble((f"[{say(language, f'section.{section.kind.value}')}] ", "magenta"), line)
        parent = branches.get(section.parent, tree)
        branches[section.id] = parent.add(line)
    return tree


def _first_words(text: str, start: int, end: int) -> str:
    words = " ".join(text[start : min(end, start + 2 * _WORDS_SHOWN)].split())
    return words if len(words) <= _WORDS_SHOWN else words[:_WORDS_SHOWN] + "…"


def show(comparison: Comparison, console: Console, language: str) -> None:
    """Print the summary of a comparison of two or more documents."""
    between, pairs = _between(comparison, language, console.width)
    tables = (("summary.rates", _rates(comparison, language)), (between, pairs))
    for title, table in (*tables, ("summary.passages", _passages(comparison, language))):
        # A table's own title is broken at the table's width.
        console.print(Text(say(language, title), style="bold"))
        console.print(table)
    for drafts in comparison.drafts:
        order = " → ".join(comparison.documents[n].name for n in drafts.documents)
        console.print(Text.assemble((f"{say(language, 'summary.drafts')} ", "bold"), order))
        console.print(Text(sentence(drafts.why, language), style="dim"))
    for finding in comparison.findings[:_FINDINGS_SHOWN]:
        places = sorted({place.document for place in finding.places})
        names = "、".join(comparison.documents[n].name for n in places)
        console.print(Text.assemble(("• ", "yellow"), f"{names}: {sentence(finding.why, language)}"))
    if len(comparison.findings) > _FINDINGS_SHOWN:
        console.print(say(language, "summary.more_findings", count=len(comparison.findings) - _FINDINGS_SHOWN))
    console.print(Text(say(language, "summary.caution"), style="dim"))


def _rates(comparison: Comparison, language: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("#", style="bold")
    table.add_column(say(language, "summary.document"), overflow="fold")
    for code in ("summary.compared", "summary.gross", "summary.net", "summary.unique"):
        table.add_column(say(language, code), justify="right", no_wrap=True)
    for number, (document, rates) in enumerate(zip(comparison.documents, comparison.rates, strict=True), 1):
        net = sum(count for kind, count in rates.kinds.items() if kind in NET_KINDS)
        table.add_row(
            str(number),
            document.name,
            str(rates.compared),
            f"{rates.shared}  {rates.gross:.1%}",
            f"{net}  {rates.net:.1%}",
            f"{rates.unique}",
        )
    return table


def _between(comparison: Comparison, language: str, width: int) -> tuple[str, Table]:
    """Give what two documents have in common, with its title: the matrix, or what of it a narrow terminal shows."""
    count = len(comparison.documents)
    cells = {(pair.a, pair.b): _shares(pair, pair.a_in_b, pair.net_a_in_b) for pair in comparison.pairs}
    cells |= {(pair.b, pair.a): _shares(pair, pair.b_in_a, pair.net_b_in_a) for pair in comparison.pairs}
    cell_width = max(map(len, cells.values()), default=0) + _PADDING
    if count * cell_width + len(str(count)) + _PADDING <= width:
        title, table = "summary.matrix", _matrix(cells, count)
    else:
        title, table = "summary.pairs", _likest(comparison, cells, language)
    if any(pair.mode is Mode.VERSIONS for pair in comparison.pairs):
        table.caption = say(language, "summary.versions")
    return title, table


def _shares(pair: Pair, gross: float, net: float) -> str:
    return f"{'≈' if pair.mode is Mode.VERSIONS else ''}{gross:.0%} / {net:.0%}"


def _matrix(cells: Mapping[tuple[int, int], str], count: int) -> Table:
    """How much of the row's document stands in the column's: gross / net."""
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("", style="bold")
    for number in range(1, count + 1):
        table.add_column(str(number), justify="right", no_wrap=True)
    for row in range(count):
        table.add_row(str(row + 1), *(cells.get((row, column), "—") for column in range(count)))
    return table


def _likest(comparison: Comparison, cells: Mapping[tuple[int, int], str], language: str) -> Table:
    """The pairs that have most in common, and how much of each document stands in the other."""
    table = Table(box=box.SIMPLE_HEAD)
    for code in ("summary.first", "summary.second"):
        table.add_column(say(language, code), overflow="fold")
    for code in ("summary.first_in_second", "summary.second_in_first"):
        table.add_column(say(language, code), justify="right", no_wrap=True)
    for pair in nlargest(_STRONGEST, comparison.pairs, key=_likeness):
        names = (f"{number + 1} {comparison.documents[number].name}" for number in (pair.a, pair.b))
        table.add_row(*names, cells[pair.a, pair.b], cells[pair.b, pair.a])
    return table


def _likeness(pair: Pair) -> tuple[float, float]:
    return max(pair.net_a_in_b, pair.net_b_in_a), max(pair.a_in_b, pair.b_in_a)


def _passages(comparison: Comparison, language: str) -> Table:
    order = {kind: number for number, kind in enumerate(Kind)}
    shared = [p for p in comparison.passages if p.documents > 1 and p.kind is not Kind.COMMON]
    shared.sort(key=lambda p: (p.kind not in NET_KINDS, -_length(p), order[p.kind]))
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column(say(language, "summary.kind"))
    table.add_column(say(language, "summary.similarity"), justify="right")
    table.add_column(say(language, "summary.stands_in"))
    table.add_column(say(language, "summary.words"))
    for passage in shared[:_STRONGEST]:
        first = passage.occurrences[0]
        words = _first_words(comparison.documents[first.document].text, first.start, first.end)
        places = " ".join(str(n + 1) for n in sorted({o.document for o in passage.occurrences}))
        table.add_row(say(language, f"kind.{passage.kind.value}"), f"{passage.similarity:.0%}", places, words)
    return table


def _length(passage: Passage) -> int:
    return max(occurrence.end - occurrence.start for occurrence in passage.occurrences)
