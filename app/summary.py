"""A comparison on the terminal: rates, the matrix of all documents, the strongest passages, what else was noticed."""

from __future__ import annotations

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from app.comparison.model import NET_KINDS, Comparison, Kind, Passage
from app.document.model import Document, SectionKind
from app.messages import say, sentence

_STRONGEST = 8
_WORDS_SHOWN = 24
_FINDINGS_SHOWN = 8


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
    tables = (("summary.rates", _rates), ("summary.matrix", _matrix), ("summary.passages", _passages))
    for title, table in tables:
        # A table's own title is broken at the table's width.
        console.print(Text(say(language, title), style="bold"))
        console.print(table(comparison, language))
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


def _matrix(comparison: Comparison, language: str) -> Table:
    """How much of the row's document stands in the column's: gross / net."""
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("", style="bold")
    count = len(comparison.documents)
    for number in range(1, count + 1):
        table.add_column(str(number), justify="right", no_wrap=True)
    cells = {(p.a, p.b): (p.a_in_b, p.net_a_in_b) for p in comparison.pairs}
    cells |= {(p.b, p.a): (p.b_in_a, p.net_b_in_a) for p in comparison.pairs}
    versions = {(p.a, p.b) for p in comparison.pairs if p.mode.value == "versions"}
    for row in range(count):
        words = [str(row + 1)]
        for column in range(count):
            gross, net = cells.get((row, column), (0.0, 0.0))
            sign = "≈" if (min(row, column), max(row, column)) in versions else ""
            words.append("—" if row == column else f"{sign}{gross:.0%} / {net:.0%}")
        table.add_row(*words)
    if versions:
        table.caption = say(language, "summary.versions")
    return table


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
