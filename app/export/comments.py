"""The comments of a Word file: lines of formatted words → `comments.xml`, with the styles that Word expects."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, cached_property, lru_cache
from itertools import count
from typing import NamedTuple

from lxml.etree import _Element as Element

from app.document.readers.packed import Packed
from app.document.readers.wordml_kept import LARGEST
from app.document.readers.wordml_xml import attribute, inside, parse, tags, value, whole
from app.export.links import Target
from app.export.marks import MarkStyle
from app.export.markup import Markup
from app.export.package_copy import PackageCopy, serialised
from app.export.wordml import escaped, namespace, new, quoted, relation_namespace

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_LINK = "0563C1"
"""The colour that Word gives links."""

SIGN, TEXT = "annotation reference", "annotation text"
"""Word's own names for the style of a comment's sign and of its text, whatever language Word speaks."""


class Words(NamedTuple):
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

    file: PackageCopy
    part: str
    root: Element
    styles: Mapping[str, str]
    relation: Callable[[str], str]

    def add(self, comments: Mapping[int, Iterable[Line]], author: Author) -> None:
        """Add comments by their ids, all at once: the part is written."""
        markup = Markup(self.root)
        writer = _Writer(self, markup.prefix(namespace(self.root)), markup.prefix(relation_namespace(self.root), "r"))
        markup.append("".join(writer.comment(number, lines, author) for number, lines in comments.items()))
        self.file.rewrite(self.part, markup.made())


@dataclass(frozen=True)
class _Writer:
    """Writes comments as XML with the prefixes that the part uses for the main namespace and for relationships."""

    part: CommentsPart
    w: str
    r: str
    openings: dict[object, str] = field(default_factory=dict)

    def comment(self, number: int, lines: Iterable[Line], author: Author) -> str:
        w, date = self.w, author.moment.strftime("%Y-%m-%dT%H:%M:%SZ")
        by = f"{w}:author={quoted(author.name)} {w}:date={quoted(date)} {w}:initials={quoted(author.initials)}"
        sign, paragraphs = self._sign, []
        for line in lines:
            paragraphs.append(f"<{w}:p>{self._style}{sign}{''.join(map(self._words, line))}</{w}:p>")
            sign = ""
        return f'<{w}:comment {w}:id="{number}" {by}>{"".join(paragraphs)}</{w}:comment>'

    @cached_property
    def _style(self) -> str:
        w, style = self.w, self.part.styles.get(TEXT)
        return "" if style is None else f"<{w}:pPr><{w}:pStyle {w}:val={quoted(style)}/></{w}:pPr>"

    @cached_property
    def _sign(self) -> str:
        """The run that a comment begins with."""
        w, style = self.w, self.part.styles.get(SIGN)
        look = "" if style is None else f"<{w}:rPr><{w}:rStyle {w}:val={quoted(style)}/></{w}:rPr>"
        return f"<{w}:r>{look}<{w}:annotationRef/></{w}:r>"

    def _words(self, words: Words) -> str:
        text, _, _, _, target = words
        if not text:
            return ""
        w = self.w
        run = f"{self._opening(words)}{escaped(text)}</{w}:t></{w}:r>"
        if target is None:
            return run
        relation = self.part.relation(target.file)
        return f'<{w}:hyperlink {self.r}:id="{relation}" {w}:anchor="{target.bookmark}">{run}</{w}:hyperlink>'

    def _opening(self, words: Words) -> str:
        """Give what stands before the text of a run; words have few looks, so each is made once."""
        look = (words.bold, words.struck, words.style, words.target is None)
        if look not in self.openings:
            self.openings[look] = f'<{self.w}:r>{self._look(words)}<{self.w}:t xml:space="preserve">'
        return self.openings[look]

    def _look(self, words: Words) -> str:
        """Give the properties of a run, in the order of the schema."""
        w, style, look = self.w, words.style, ""
        if words.bold:
            look += f"<{w}:b/><{w}:bCs/>"
        if words.struck:
            look += f"<{w}:strike/>"
        if words.target is not None:
            look += f'<{w}:color {w}:val="{_LINK}"/>'
        if style is not None and style.highlight:
            look += f'<{w}:highlight {w}:val="{style.highlight}"/>'
        if words.target is not None:
            look += f'<{w}:u {w}:val="single"/>'
        elif style is not None and style.underline:
            look += f'<{w}:u {w}:val="{style.underline}" {w}:color="{style.line}"/>'
        if style is not None and not style.highlight:
            look += f'<{w}:shd {w}:val="clear" {w}:color="auto" {w}:fill="{style.fill}"/>'
        return f"<{w}:rPr>{look}</{w}:rPr>" if look else ""


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

    return CommentsPart(file, part, root, comment_styles(file), relation)


def free_id(*roots: Element) -> int:
    """Give the first id after those of all comments, and signs of comments, in the parts."""
    names = ("w:comment", "w:commentReference", "w:commentRangeStart")
    ids = (whole(attribute(e, "w:id")) for root in roots for kind in names for e in inside(root, kind))
    return max((number for number in ids if number is not None), default=-1) + 1


def comment_styles(file: PackageCopy) -> Mapping[str, str]:
    """Give the ids of the styles of comments by name; those that the file lacks are added, if it has styles at all."""
    part = file.related("styles")
    styles = file.look(part) if part is not None else None
    if part is None or styles is None:
        return {}
    packed = file.packed(part)
    if packed is not None and packed.size <= LARGEST:
        found, more = _with_comment_styles(packed)
        if more is not None:
            file.rewrite_packed(part, more)
        return found
    draft = file.draft(part)
    had = len(styles)
    found = _found_or_added(styles if draft is None else draft)
    if draft is not None and len(draft) > had:
        file.root(part)
    return found


@lru_cache(maxsize=4)
def _with_comment_styles(packed: Packed) -> tuple[Mapping[str, str], Packed | None]:
    """Give the ids of the styles of comments, and the styles of a file with those that it lacks, if there are any.

    The files of one office have the styles of one template: to add to those of 0.4 MB takes 8 ms.
    """
    styles = parse(packed.unpacked())
    had = len(styles)
    found = _found_or_added(styles)
    return found, Packed.of(serialised(styles)) if len(styles) > had else None


def _found_or_added(styles: Element) -> Mapping[str, str]:
    known = {each: attribute(style, "w:styleId") or "" for style in inside(styles, "w:style") if (each := _name(style))}
    found = {each: known[each] for each in (SIGN, TEXT) if each in known}
    taken = frozenset(known.values())
    if SIGN not in found:
        found[SIGN] = _add_style(styles, "character", SIGN, _free("CommentReference", taken), (_sizes(styles, 16),))
    if TEXT not in found:
        plain = new(styles, "pPr")
        plain.append(new(styles, "spacing", before="0", after="0", line="240", lineRule="auto"))
        plain.append(new(styles, "ind", firstLineChars="0", firstLine="0"))
        looks = (plain, _sizes(styles, 18))
        found[TEXT] = _add_style(styles, "paragraph", TEXT, _free("CommentText", taken), looks)
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
