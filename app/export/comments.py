"""The comments of a Word file: lines of formatted words → `comments.xml`, with the styles that Word expects."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import count

from lxml.etree import _Element as Element

from app.document.readers.wordml_xml import attribute, inside, tags, value, whole
from app.export.links import Target
from app.export.marks import MarkStyle
from app.export.package_copy import PackageCopy
from app.export.wordml import mark, new, place, relation_attribute, text_element

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_LINK = "0563C1"
"""The colour that Word gives links."""

SIGN, TEXT = "annotation reference", "annotation text"
"""Word's own names for the style of a comment's sign and of its text, whatever language Word speaks."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a comment that look alike; `style` shows them as marked text looks, `target` makes them a link."""

    text: str
    bold: bool = False
    struck: bool = False
    style: MarkStyle | None = None
    target: Target | None = None


Line = tuple[Words, ...]
"""A line of a comment: a paragraph of its own."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who a comment is by, and when it was made."""

    name: str
    initials: str
    moment: datetime


@dataclass(frozen=True, slots=True)
class CommentsPart:
    """The comments of a file on their way into its copy.

    `styles` gives the file's style ids by `SIGN` and `TEXT`, where it has them; `relation` the id of a relationship to
    another file, by its name.
    """

    root: Element
    styles: Mapping[str, str]
    relation: Callable[[str], str]

    def add(self, number: int, author: Author, lines: Iterable[Line]) -> None:
        """Add a comment with this id."""
        date = author.moment.strftime("%Y-%m-%dT%H:%M:%SZ")
        comment = new(self.root, "comment", id=str(number), author=author.name, date=date, initials=author.initials)
        for first, line in enumerate(lines):
            comment.append(self._paragraph(line, opens=first == 0))
        self.root.append(comment)

    def _paragraph(self, line: Sequence[Words], *, opens: bool) -> Element:
        paragraph = new(self.root, "p")
        if TEXT in self.styles:
            properties = new(self.root, "pPr")
            properties.append(new(self.root, "pStyle", val=self.styles[TEXT]))
            paragraph.append(properties)
        if opens:
            sign = new(self.root, "r")
            if SIGN in self.styles:
                look = new(self.root, "rPr")
                look.append(new(self.root, "rStyle", val=self.styles[SIGN]))
                sign.append(look)
            sign.append(new(self.root, "annotationRef"))
            paragraph.append(sign)
        paragraph.extend(self._words(words) for words in line if words.text)
        return paragraph

    def _words(self, words: Words) -> Element:
        run = _run(self.root, words)
        if words.target is None:
            return run
        link = new(self.root, "hyperlink", anchor=words.target.bookmark)
        link.set(relation_attribute(self.root), self.relation(words.target.file))
        link.append(run)
        return link


def comments_part(file: PackageCopy, main: Element) -> CommentsPart:
    """Give the file's comments; a part without any is added where the file has none."""
    part = file.related("comments")
    root = file.root(part) if part is not None else None
    if part is None or root is None:
        root = new(main, "comments")
        part = file.add("comments", _CONTENT_TYPE, root)

    @cache
    def relation(name: str) -> str:
        return file.relate_file(part, name)

    return CommentsPart(root, comment_styles(file), relation)


def free_id(*roots: Element) -> int:
    """Give the first id after those of all comments, and signs of comments, in the parts."""
    names = ("w:comment", "w:commentReference", "w:commentRangeStart")
    ids = (whole(attribute(e, "w:id")) for root in roots for kind in names for e in inside(root, kind))
    return max((number for number in ids if number is not None), default=-1) + 1


def _run(like: Element, words: Words) -> Element:
    run, properties = new(like, "r"), new(like, "rPr")
    if words.bold:
        properties.extend((new(like, "b"), new(like, "bCs")))
    if words.struck:
        properties.append(new(like, "strike"))
    run.append(properties)
    if words.style is not None:
        mark(run, words.style)
    if words.target is not None:
        place(properties, new(like, "color", val=_LINK))
        place(properties, new(like, "u", val="single"))
    if not len(properties):
        run.remove(properties)
    run.append(text_element(like, words.text))
    return run


def comment_styles(file: PackageCopy) -> Mapping[str, str]:
    """Give the ids of the styles of comments by name; those that the file lacks are added, if it has styles at all."""
    part = file.related("styles")
    styles = file.look(part) if part is not None else None
    if part is None or styles is None:
        return {}
    known = {each: attribute(style, "w:styleId") or "" for style in inside(styles, "w:style") if (each := _name(style))}
    found = {each: known[each] for each in (SIGN, TEXT) if each in known}
    if len(found) < 2 and (root := file.root(part)) is not None:
        taken = frozenset(known.values())
        if SIGN not in found:
            found[SIGN] = _add_style(root, "character", SIGN, _free("CommentReference", taken), (_sizes(root, 16),))
        if TEXT not in found:
            plain = new(root, "pPr")
            plain.append(new(root, "spacing", before="0", after="0", line="240", lineRule="auto"))
            plain.append(new(root, "ind", firstLineChars="0", firstLine="0"))
            looks = (plain, _sizes(root, 18))
            found[TEXT] = _add_style(root, "paragraph", TEXT, _free("CommentText", taken), looks)
    return found


def _name(style: Element) -> str:
    return (value(style, "w:name") or "").lower()


def _free(wanted: str, taken: Collection[str]) -> str:
    return next(each for n in count() if (each := f"{wanted}{n or ''}") not in taken)


def _add_style(root: Element, kind: str, style_name: str, style_id: str, looks: Iterable[Element]) -> str:
    """Add a style that stands on the file's default of its kind; give its id."""
    style = new(root, "style", type=kind, styleId=style_id)
    style.append(new(root, "name", val=style_name))
    base = _default(root, kind)
    if base:
        style.append(new(root, "basedOn", val=base))
    style.extend((new(root, "uiPriority", val="99"), new(root, "unhideWhenUsed"), *looks))
    root.append(style)
    return style_id


def _default(root: Element, kind: str) -> str | None:
    for style in root.iterchildren(*tags("w:style")):
        if attribute(style, "w:type") == kind and attribute(style, "w:default") in ("1", "true", "on"):
            return attribute(style, "w:styleId")
    return None


def _sizes(like: Element, half_points: int) -> Element:
    properties = new(like, "rPr")
    properties.extend(new(like, local, val=str(half_points)) for local in ("sz", "szCs"))
    return properties
