"""Comments on text that moved: where it went, where it came from, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

from lxml.etree import _Element as Element

from app.comparison.model import Edit
from app.document.readers.wordml_xml import attribute, child, name, tags
from app.export.comments import SIGN, Author, Line, Words, comments_part, free_id
from app.export.redline_places import Places
from app.export.redline_revisions import Revisions
from app.export.redline_stories import Stories
from app.export.wordml import begins_control, new
from app.language.spans import Span
from app.messages import say


def comment_moves(old: Stories, brought: Stories, moves: Sequence[Edit], revisions: Revisions, language: str) -> None:
    """Put a comment on each stretch that was deleted at its old place and inserted at its new one.

    Word takes comments in the main part only; a move elsewhere goes without.
    """
    places_a, places_b = Places(old.document, language), Places(brought.document, language)
    found: list[tuple[Sequence[str], Line]] = []
    for move in moves:
        origin, to = places_a.at(move.a.start), places_b.at(move.b.start)
        gone, come = _within(revisions.deletions, move.a), _within(revisions.insertions, move.b)
        found.append((gone, (Words(say(language, "redline.moved_to", place=to)),)))
        found.append((come, (Words(say(language, "redline.moved_from", place=origin)),)))
    wanted = list(_in_main(found, old))
    if not wanted:
        return
    comments = comments_part(old.file, old.main)
    numbers = count(free_id(comments.root, old.main))
    made: dict[int, list[Line]] = {}
    for changes, line in wanted:
        number = next(numbers)
        made[number] = [line]
        _anchor(changes[0], changes[-1], str(number), comments.styles.get(SIGN), revisions)
    comments.add(made, Author(revisions.author, say(language, "export.initials"), revisions.moment))


def _within(changes: Sequence[tuple[int, str]], span: Span) -> list[str]:
    return [id_ for start, id_ in changes if span.start <= start < span.end]


def _in_main(found: Sequence[tuple[Sequence[str], Line]], old: Stories) -> Iterator[tuple[Sequence[Element], Line]]:
    """Give the changes of these ids in the main part, where there are any, with what is said of them."""
    old.as_written(old.main).settle_changes({id_ for ids, _ in found for id_ in ids})
    elements = {attribute(change, "w:id"): change for change in old.main.iter(*tags("w:ins", "w:del"))}
    for ids, line in found:
        changes = [elements[id_] for id_ in ids if id_ in elements and not _in_a_box(elements[id_])]
        if changes:
            yield changes, line


def _in_a_box(change: Element) -> bool:
    return any(name(ancestor) == "w:txbxContent" for ancestor in change.iterancestors())


def _anchor(first: Element, last: Element, number: str, style: str | None, revisions: Revisions) -> None:
    """Put a comment's range around changes, its sign behind, which comes and goes with them.

    In a paragraph that a content control begins with, the comment is on the point before its text.
    """
    start, end = new(first, "commentRangeStart", id=number), new(last, "commentRangeEnd", id=number)
    change = revisions.change(name(last).removeprefix("w:"))
    change.append(_sign(end, number, style))
    paragraph = next(last.iterancestors(*tags("w:p")), None)
    if paragraph is not None and begins_control(paragraph):
        for place, element in enumerate((start, end, change), 0 if child(paragraph, "w:pPr") is None else 1):
            paragraph.insert(place, element)
        return
    _paragraphs_child(first).addprevious(start)
    _paragraphs_child(last).addnext(end)
    end.addnext(change)


def _sign(like: Element, number: str, style: str | None) -> Element:
    """Make the run that shows the sign of a comment."""
    sign = new(like, "r")
    if style is not None:
        properties = new(like, "rPr")
        properties.append(new(like, "rStyle", val=style))
        sign.append(properties)
    sign.append(new(like, "commentReference", id=number))
    return sign


def _paragraphs_child(element: Element) -> Element:
    while (parent := element.getparent()) is not None and name(parent) != "w:p":
        element = parent
    return element
