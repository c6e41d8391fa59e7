"""The stories of a Word file as a redline needs them: each paragraph with its span of the text, each letter's run."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from lxml.etree import _Element as Element

from app.document.model import Block
from app.document.options import View
from app.document.readers.wordml_fields import unended_fields
from app.document.readers.wordml_runs import branch
from app.document.readers.wordml_tables import cells
from app.document.readers.wordml_view import SIDES
from app.document.readers.wordml_xml import attribute, child, inside, name, tags
from app.errors import OutputFailed
from app.export.package_copy import PackageCopy
from app.export.redline_plain import Written
from app.export.redline_source import Version
from app.export.wordml import new
from app.language.spans import Span

_PROPERTIES = frozenset(
    {"w:pPr", "w:rPr", "w:sectPr", "w:sdtPr", "w:sdtEndPr", "w:tblPr", "w:tblGrid", "w:trPr", "w:tcPr", "w:fldData"}
)
_ASIDE = ("w:txbxContent", "w:p", "w:tbl")
"""What a paragraph holds that is read after it."""


@dataclass(frozen=True, slots=True)
class Margin:
    """A header or footer: its part, which of both it is, and its span of the text."""

    part: str
    kind: str
    span: Span


Slot = tuple[str, str]
"""Header or footer, and the pages that it stands on: default, first, even."""


@dataclass(frozen=True, slots=True)
class Section:
    """What a section looks like, where its break stands (None: it is the last), and the parts of its own margins.

    The look stands in no file where the last section has none.
    """

    look: Element
    mark: int | None
    margins: Mapping[Slot, str]


class _Spans(dict[Element, Span]):
    """The span of each paragraph that has a block, made when asked for: most paragraphs do not change."""

    def __init__(self, blocks: Mapping[Element, Block]) -> None:
        super().__init__()
        self._blocks = blocks

    def __missing__(self, paragraph: Element) -> Span:
        block = self._blocks[paragraph]
        self[paragraph] = Span(block.start, block.end)
        return self[paragraph]


class Stories:
    """The stories of one version.

    Raises:
        OutputFailed: `redline.unlike_text`: the file's paragraphs are not those of its text. None known; a broken file.
    """

    def __init__(self, version: Version, *, changes: bool) -> None:
        """`changes` says that the stories are to be changed; else only parts with simple fields are copied for it."""
        self.document = version.document
        self.file = PackageCopy(version.package)
        self.text = version.document.text
        self._changes = changes
        self._written: dict[Element, Written] = {}
        self._listed: dict[str, list[Element]] = {}  # the runs of what may be changed, as they were
        main = self._root(self.file.main)
        if main is None:
            raise self._unlike()
        self.main: Element = main
        self.blocks: dict[Element, Block] = {}
        self.spans: Mapping[Element, Span] = _Spans(self.blocks)
        self.notes: dict[tuple[str, str], Element] = {}
        self.margins: list[Margin] = []
        self.sections: list[Section] = []
        self.parts: dict[Element, str] = {main: self.file.main}
        self._blocks = iter(version.document.blocks)
        self._read_all()
        self.unended = frozenset().union(*(unended_fields(root, SIDES[View.FINAL]) for root in self.parts))

    @property
    def body(self) -> Element:
        """The body of the main part."""
        return next(self.main.iterchildren(*tags("w:body")), self.main)

    def part_of(self, element: Element) -> str:
        """Give the part that an element stands in."""
        return self.parts[element.getroottree().getroot()]

    def root(self, part: str) -> Element:
        """Give the root of a part that is read."""
        return next(root for root, each in self.parts.items() if each == part)

    def written(self) -> bytes:
        """Give the file with what was changed in its parts; the others stay as they are."""
        for root, part in self.parts.items():
            made = self.as_written(root).made()
            if made is not None:
                self.file.rewrite(part, made)
            elif next(root.iter(*tags("w:ins", "w:del")), None) is not None:
                self.file.root(part)
        return self.file.written()

    def as_written(self, story: Element) -> Written:
        """Give the part that a story stands in, as it is written."""
        root = story.getroottree().getroot()
        if root not in self._written:
            self._written[root] = Written(root)
        return self._written[root]

    def places(self, run: Element) -> Sequence[tuple[int, int, int]]:
        """Give where the text of a run stands: offset in the run, offset in the document's text, length."""
        return self._runs.get(run, ())

    def span(self, item: Element) -> Span | None:
        """Give the span of a paragraph or, over all its cells, of a table; None where nothing of it is read."""
        if name(item) == "w:p":
            return self.spans[item] if item in self.blocks else None
        spans = [self.spans[p] for p in inside(item, "w:p") if p in self.blocks]
        return Span(min(s.start for s in spans), max(s.end for s in spans)) if spans else None

    def _unlike(self) -> OutputFailed:
        return OutputFailed("redline.unlike_text", path=self.document.path)

    def _read_all(self) -> None:
        noted: dict[tuple[str, str], None] = {}
        self._unite(self.main, noted)
        relations = self.file.relations(self.file.main)
        for kind in ("footnote", "endnote"):
            part = next((r.target for r in relations if r.kind == f"{kind}s"), "")
            root = self._add(part)
            known = {} if root is None else {attribute(n, "w:id"): n for n in root.iterchildren(*tags(f"w:{kind}"))}
            for id_ in [id_ for of, id_ in noted if of == kind]:
                note = known.get(id_)
                if note is not None and attribute(note, "w:type") in (None, "normal"):
                    self.notes[kind, id_] = note
                    self._unite(note, {})
        self.sections = list(self._sections({relation.id: relation.target for relation in relations}))
        for kind in ("header", "footer"):
            listed = (part for each in self.sections for (of, _), part in each.margins.items() if of == kind)
            for part in dict.fromkeys(listed):  # in the order of the first references
                root = self._add(part)
                if root is not None:
                    self.margins.append(Margin(part, kind, self._unite(root, {})))
        if next(self._blocks, None) is not None:
            raise self._unlike()

    def _sections(self, targets: Mapping[str, str]) -> Iterator[Section]:
        for look in inside(self.main, "w:sectPr"):
            paragraph = next(look.iterancestors(*tags("w:p")), None)
            mark = self.spans[paragraph].end if paragraph is not None and paragraph in self.blocks else None
            margins = {
                (kind, attribute(reference, "w:type") or "default"): targets[id_]
                for kind in ("header", "footer")
                for reference in look.iterchildren(*tags(f"w:{kind}Reference"))
                if (id_ := attribute(reference, "r:id") or "") in targets
            }
            yield Section(look, mark, margins)
        if child(self.body, "w:sectPr") is None:
            yield Section(new(self.main, "sectPr"), None, {})

    def _add(self, part: str) -> Element | None:
        root = self._root(part) if part else None
        if root is not None:
            self.parts[root] = part
        return root

    def _root(self, part: str) -> Element | None:
        root = self.file.look(part)
        if root is not None and (self._changes or next(inside(root, "w:fldSimple"), None) is not None):
            root = self.file.draft(part)
            self._listed[part] = [] if root is None else list(inside(root, "w:r"))
        return root

    def _unite(self, story: Element, noted: dict[tuple[str, str], None]) -> Span:
        """Give each paragraph of a story its block; note what notes it refers to."""
        paragraphs = list(reading_order(story))
        blocks = list(islice(self._blocks, len(paragraphs)))
        if len(blocks) < len(paragraphs):
            raise self._unlike()
        self.blocks.update(zip(paragraphs, blocks, strict=True))
        for kind in ("footnote", "endnote"):
            if next(inside(story, f"w:{kind}Reference"), None) is not None:
                for paragraph in paragraphs:
                    for reference in found_in(paragraph, f"w:{kind}Reference"):
                        noted[kind, attribute(reference, "w:id") or ""] = None
        return Span(blocks[0].start, blocks[-1].end) if blocks else Span(0, 0)

    @cached_property
    def _runs(self) -> Mapping[Element, Sequence[tuple[int, int, int]]]:
        runs = {part: self._listed.get(part) or list(inside(root, "w:r")) for root, part in self.parts.items()}
        places = defaultdict(list)
        for piece in self.document.pieces:
            of_part = runs.get(piece.part, [])
            if piece.run >= len(of_part):
                raise self._unlike()
            places[of_part[piece.run]].append((piece.offset, piece.start, piece.end - piece.start))
        return places


def reading_order(story: Element) -> Iterator[Element]:
    """Give the paragraphs that are read of a story, in that order: text boxes after the paragraph that holds them."""
    if next(story.iter(*tags("w:tbl", "w:ruby", "mc:AlternateContent")), None) is None:
        yield from inside(story, "w:p")  # the order of the file
        return
    for inner in story:
        yield from _read(inner)


def _read(element: Element) -> Iterator[Element]:
    match name(element):
        case "w:p":
            yield element
            if next(element.iterdescendants(*tags(*_ASIDE)), None) is not None:
                for aside in found_in(element, *_ASIDE):
                    yield from _read(aside)
        case "w:tbl":
            for _, _, cell in cells(element, SIDES[View.FINAL]):
                yield from reading_order(cell)
        case "mc:AlternateContent":
            shown = branch(element)
            if shown is not None:
                yield from reading_order(shown)
        case other if other not in _PROPERTIES:
            yield from reading_order(element)


def found_in(paragraph: Element, *wanted: str) -> Iterator[Element]:
    """Give the elements of these names in a paragraph; what they hold, and what is not read, is not searched."""
    for inner in paragraph:
        match name(inner):
            case found if found in wanted:
                yield inner
            case "mc:AlternateContent":
                shown = branch(inner)
                if shown is not None:
                    yield from found_in(shown, *wanted)
            case "w:ruby":
                base = child(inner, "w:rubyBase")
                if base is not None:
                    yield from found_in(base, *wanted)
            case other if other not in _PROPERTIES and other not in _ASIDE:
                yield from found_in(inner, *wanted)


class Walk:
    """The walk from one text to the other, asked by offset."""

    def __init__(self, kept: Sequence[tuple[int, int, int]]) -> None:
        """`kept` gives start in a, start in b and length of each kept stretch, in order."""
        self._kept = kept
        self._ends = [a + length for a, _, length in kept]

    def kept(self, first: int, last: int) -> Iterator[tuple[int, int, int]]:
        """Give what is kept of a from `first` up to `last`: start in a, start in b, length."""
        for at in range(bisect_left(self._ends, first + 1), len(self._kept)):
            a, b, length = self._kept[at]
            if a >= last:
                return
            start, end = max(a, first), min(a + length, last)
            yield start, b + start - a, end - start

    def first(self, first: int, last: int) -> tuple[int, int, int] | None:
        """Give the first of what is kept of a from `first` up to `last`."""
        at = bisect_left(self._ends, first + 1)
        if at == len(self._kept) or self._kept[at][0] >= last:
            return None
        a, b, length = self._kept[at]
        start = max(a, first)
        return start, b + start - a, min(a + length, last) - start
