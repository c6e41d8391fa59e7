"""Old and new as one Word file with tracked changes: the old file, in which what the new one changes is recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.collector import without_collector
from app.comparison.edit_script import kept
from app.comparison.model import Edit, Operation
from app.export.moment import moment
from app.export.redline_moves import comment_moves
from app.export.redline_revisions import Revisions, free_ids
from app.export.redline_source import Version
from app.export.redline_stories import Stories, Walk
from app.export.redline_units import complex_fields
from app.export.redline_weave import Weaver
from app.messages import say


@dataclass(frozen=True, slots=True)
class Redline:
    """A Word file with tracked changes, and how many insertions and deletions there are in it."""

    content: bytes
    insertions: int
    deletions: int


@without_collector()
def redline(
    old: Version,
    new: Version,
    edits: Sequence[Edit],
    language: str,
    author: str | None = None,
    at: datetime | None = None,
) -> Redline:
    """Record in the old file, as tracked changes, what makes it the new one.

    `edits` lead from the old text to the new one, notes and headers too. Every part and paragraph that nothing changes
    in stays as it is. To accept all gives the new text, to reject all the old. The author is the program and the time
    is now unless said otherwise.

    Raises:
        OutputFailed: `redline.unlike_text`: the file's paragraphs are not those of its text.
        ValueError: The edits do not lead from the one text to the other.
    """
    a, b = Stories(old, changes=True), Stories(new, changes=False)
    walk = Walk(kept(edits, a.text, b.text))
    for root in b.parts:
        complex_fields(root)
    ids = free_ids(a.file.xml_with_ids())
    revisions = Revisions(a.main, author or say(language, "export.author"), at or moment(), ids)
    weaver = Weaver(a, b, walk, revisions)
    weaver.weave(a.body, b.body)
    weaver.weave_margins()
    moves = [edit for edit in edits if edit.operation is Operation.MOVE]
    if moves:
        comment_moves(a, b, moves, revisions, language)
    return Redline(a.written(), len(revisions.insertions), len(revisions.deletions))
