"""Several drafts of one base: who changed what, what they agree on, and where they conflict."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.comparison.edit_script import Step, Stretch, script
from app.comparison.edits import edits
from app.comparison.model import Edit, Operation
from app.document.model import Document
from app.language.spans import Span

_FRAMES = frozenset({Operation.MOVE, Operation.SPLIT, Operation.MERGE})


class Standing(StrEnum):
    """How the drafts stand to each other at a stretch of the base."""

    CONFLICT = "conflict"
    AGREED = "agreed"
    SINGLE = "single"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What one draft (by its number) does to a stretch: its edits in order, and what stands there in it then.

    `text` is empty where the stretch went. Where paragraphs moved, were split or merged, it is what they became.
    """

    draft: int
    edits: tuple[Edit, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A stretch of the base that drafts changed: where, what each that did has there, and how these stand together.

    The span is empty where something was inserted. `CONFLICT`: two drafts change the same words differently; `AGREED`:
    two or more do the same; `SINGLE`: one alone changed it.
    """

    base: Span
    standing: Standing
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True)
class Consolidation:
    """A base, its drafts, and all that they changed, in the order of the base."""

    base: Document
    drafts: tuple[Document, ...]
    changed: tuple[Changed, ...]

    @property
    def conflicts(self) -> tuple[Changed, ...]:
        """The stretches that drafts change differently."""
        return tuple(each for each in self.changed if each.standing is Standing.CONFLICT)


@dataclass(frozen=True, slots=True)
class _Act:
    """An edit of a draft, and what two drafts must have alike to do the same (beside the text)."""

    draft: int
    edit: Edit
    result: tuple[object, ...]


def consolidated(base: Document, drafts: Sequence[Document]) -> Consolidation:
    """Lay the edits of all drafts over the base they come from, in the order of the base.

    Changes of words meet where their spans of the base overlap, or where both insert at one point. What became of
    whole paragraphs (moved, split, merged) is kept apart from changes of words in them: a draft may move what another
    one rewords. It meets what other drafts do to the same paragraphs as wholes, deletions too. n log n in the edits.
    """
    words: list[_Act] = []
    frames: list[_Act] = []
    for number, draft in enumerate(drafts):
        found = edits(base, draft)
        at_base = _Places(script(found, base.text, draft.text))
        for edit in found:
            if edit.operation in _FRAMES:
                frames.append(_Act(number, edit, at_base.result(edit, draft.text)))
            else:
                words.append(_Act(number, edit, ()))
    words, frames = _with_deletions(words, frames, base.text)
    groups = [*_meeting(words), *_meeting(frames)]
    changed = (_changed(group, base, drafts) for group in groups)
    return Consolidation(base, tuple(drafts), tuple(sorted(changed, key=lambda each: each.base)))


class _Places:
    """Where in the base what stands in a draft comes from."""

    def __init__(self, walk: Sequence[Stretch]) -> None:
        self._kept = [stretch for stretch in walk if stretch.step is Step.KEEP]
        self._starts = [stretch.b.start for stretch in self._kept]

    def of(self, offset: int) -> int:
        """The offset of the base behind which a place of the draft stands."""
        at = bisect_right(self._starts, offset) - 1
        if at < 0:
            return 0
        stretch = self._kept[at]
        return stretch.a.start + min(offset - stretch.b.start, len(stretch.a))

    def result(self, edit: Edit, text: str) -> tuple[object, ...]:
        """What became of paragraphs: where they stand now, or how many they are and where they part."""
        if edit.operation is Operation.MOVE:
            return edit.operation, self.of(max(0, edit.b.start - 1))
        inside = text[edit.b.start : edit.b.end]
        ends = (edit.b.start + at for at, c in enumerate(inside) if c == "\n")
        return edit.operation, tuple(self.of(end) for end in ends)


def _with_deletions(words: list[_Act], frames: list[_Act], base: str) -> tuple[list[_Act], list[_Act]]:
    """Put the deletions of whole paragraphs that other drafts move, split or merge with these."""
    wholes, left = list(frames), list[_Act]()
    for act in words:
        # A paragraph goes with its line end, words inside it without.
        deleted = act.edit.operation is Operation.DELETE and "\n" in base[act.edit.a.start : act.edit.a.end]
        (wholes if deleted and any(_is_same_whole(act, frame) for frame in frames) else left).append(act)
    return left, wholes


def _is_same_whole(deletion: _Act, frame: _Act) -> bool:
    """Whether a draft deletes what another one moves, splits or merges; the line end may go with it or not."""
    gone, whole = deletion.edit.a, frame.edit.a
    return deletion.draft != frame.draft and gone.overlap(whole) >= max(1, min(len(gone), len(whole)) - 1)


def _meeting(acts: Sequence[_Act]) -> Iterator[list[_Act]]:
    """Put edits together whose spans of the base overlap, or that insert at one point."""
    group: list[_Act] = []
    end = -1
    for act in sorted(acts, key=lambda act: (act.edit.a, act.draft, act.edit.b)):
        span = act.edit.a
        same_point = bool(group) and len(span) == 0 and span == group[-1].edit.a
        if group and span.start >= end and not same_point:
            yield group
            group = []
        group.append(act)
        end = max(end, span.end)
    if group:
        yield group


def _changed(group: Sequence[_Act], base: Document, drafts: Sequence[Document]) -> Changed:
    span = Span(min(act.edit.a.start for act in group), max(act.edit.a.end for act in group))
    by_draft: dict[int, list[_Act]] = {}
    for act in group:
        by_draft.setdefault(act.draft, []).append(act)
    proposals = tuple(
        Proposal(number, tuple(act.edit for act in acts), _text(acts, span, base.text, drafts[number].text))
        for number, acts in sorted(by_draft.items())
    )
    if len(proposals) == 1:
        return Changed(span, Standing.SINGLE, proposals)
    if any(act.result for act in group):
        agreed = len({tuple((act.edit.a, act.result) for act in acts) for acts in by_draft.values()}) == 1
    else:
        agreed = len({proposal.text for proposal in proposals}) == 1
    return Changed(span, Standing.AGREED if agreed else Standing.CONFLICT, proposals)


def _text(acts: Sequence[_Act], span: Span, base: str, draft: str) -> str:
    """What stands at a stretch of the base once a draft's edits of it are made."""
    parts, place = [], span.start
    for act in acts:
        parts += [base[place : act.edit.a.start], draft[act.edit.b.start : act.edit.b.end]]
        place = act.edit.a.end
    return "".join([*parts, base[place : span.end]])
