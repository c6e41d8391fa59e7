"""What the command `consolidate` does: several drafts of one base, conflicts first."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from app.comparison.consolidation import Changed, Consolidation, Proposal, Standing, consolidated
from app.comparison.model import Operation
from app.document.model import Document
from app.document.options import ReadingOptions
from app.document.reading import read
from app.export.consolidation import as_json
from app.export.safe_write import refuse_inputs, write
from app.messages import say, sentence

_WIDTH = 120
"""Columns where the tables go to a file or another program."""
_CONTEXT = 8
_SHOWN = 60
_STANDINGS = {
    Standing.CONFLICT: "summary.standing_conflict",
    Standing.AGREED: "summary.standing_agreed",
    Standing.SINGLE: "summary.standing_single",
}
_BECAME = {
    Operation.MOVE: "summary.became_moved",
    Operation.SPLIT: "summary.became_split",
    Operation.MERGE: "summary.became_merged",
}


def consolidate(
    base: Path, drafts: Sequence[Path], *, json_target: Path | None, reading: ReadingOptions, language: str
) -> int:
    """Show what each draft changed in the base, or write it as JSON. Gives the exit code.

    Raises UnreadableInput for the first file that cannot be read: with a draft missing the picture would be wrong.
    """
    found = consolidated(read(base, reading), [read(path, reading) for path in drafts])
    if json_target == Path("-"):
        sys.stdout.buffer.write(as_json(found))
        sys.stdout.buffer.flush()
        return 0
    if json_target is not None:
        refuse_inputs(json_target, [found.base, *found.drafts])
        write(json_target, as_json(found))
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = _WIDTH
    show(found, console, language)
    return 0


def show(found: Consolidation, console: Console, language: str) -> None:
    """Print a table for each way in which the drafts stand to each other, conflicts first."""
    for number, draft in enumerate(found.drafts, 1):
        console.print(Text.assemble((f"{number}  ", "bold"), draft.name))
    if not found.changed:
        console.print(say(language, "summary.nothing_changed"))
    for standing, code in _STANDINGS.items():
        changed = [each for each in found.changed if each.standing is standing]
        if changed:
            console.print(Text(say(language, code, count=len(changed)), style="bold"))
            console.print(_table(changed, found.base, language))


def _table(changed: Sequence[Changed], base: Document, language: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_lines=False)
    table.add_column(say(language, "summary.place"), no_wrap=True)
    table.add_column(say(language, "summary.base"), overflow="fold", ratio=1)
    table.add_column(say(language, "summary.by"), no_wrap=True)
    table.add_column(say(language, "summary.becomes"), overflow="fold", ratio=1)
    for each in changed:
        first = (_place(each, base, language), _words(each, base))
        for who, proposal in _alike(each.proposals):
            table.add_row(*first, who, _said(proposal, language))
            first = "", Text()
    return table


def _alike(proposals: Sequence[Proposal]) -> Iterator[tuple[str, Proposal]]:
    """The proposals that say the same together, with the numbers of their drafts."""
    alike: dict[tuple[str, Operation | None], list[Proposal]] = {}
    for proposal in proposals:
        alike.setdefault((proposal.text, _became(proposal)), []).append(proposal)
    for same in alike.values():
        yield " ".join(str(proposal.draft + 1) for proposal in same), same[0]


def _became(proposal: Proposal) -> Operation | None:
    return next((edit.operation for edit in proposal.edits if edit.operation in _BECAME), None)


def _place(changed: Changed, base: Document, language: str) -> str:
    at = bisect_right(base.blocks, changed.base.start, key=lambda block: block.start) - 1
    return sentence(base.blocks[at].where, language) if at >= 0 else ""


def _words(changed: Changed, base: Document) -> Text:
    """The words of the base with a little of what stands around them."""
    start, end = changed.base.start, changed.base.end
    before = base.text[max(0, start - _CONTEXT) : start].rpartition("\n")[2]
    behind = base.text[end : end + _CONTEXT].partition("\n")[0]
    return Text.assemble((before, "dim"), (f"【{_short(base.text[start:end])}】", "bold"), (behind, "dim"))


def _said(proposal: Proposal, language: str) -> Text:
    if not proposal.text.strip():
        return Text(say(language, "summary.became_nothing"), style="red")
    text = Text(_short(proposal.text))
    became = _became(proposal)
    return Text.assemble((say(language, _BECAME[became]), "cyan"), " ", text) if became else text


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN // 2]}…{words[-_SHOWN // 2 :]}"
