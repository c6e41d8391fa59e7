"""The stories of an OpenDocument text (the body, notes, margins) read into blocks, in the view that is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lxml.etree import _Element as Element

from app.document.model import BlockKind
from app.document.options import ReadingOptions, View
from app.document.readers.opendocument_blocks import BlockWriter, Place
from app.document.readers.opendocument_lists import DEEPEST, Lists, ListStyle, Numbers
from app.document.readers.opendocument_package import attribute, count, name
from app.document.readers.opendocument_styles import Setting, Styles
from app.document.readers.wordml_manuscript import Manuscript
from app.messages import message

_MOST_SPACES = 1000
"""Spaces that one element says at most: a hostile file asks for any number."""


@dataclass(slots=True)
class _Item:
    """The list item that is being read: the first paragraph in it takes its number."""

    style: str
    level: int
    numbers: Numbers
    start: int | None
    taken: bool


class StoryReader:
    """Reads stories into a manuscript. Whatever has no visit in the table below is transparent."""

    def __init__(
        self,
        styles: Styles,
        list_styles: Mapping[str, ListStyle],
        deletions: Mapping[str, Element],
        insertions: frozenset[str],
        options: ReadingOptions,
    ) -> None:
        self.writer = BlockWriter(options.hidden, Manuscript(options.limits.paragraphs))
        self.objects = 0
        self._styles = styles
        self._list_styles = list_styles
        self._deletions = deletions if options.view is View.ORIGINAL else {}
        self._insertions = insertions if options.view is View.ORIGINAL else frozenset()
        self._tables = self._boxes = 0
        self._notes: list[Element] = []
        self._lists, self._headings = Lists(), Numbers()
        self._in_paragraph = False
        self._setting = Setting()
        self._inside: set[str] = set()
        self._item: _Item | None = None
        self._contents = 0

    def read(self, story: Element, place: Place | None = None) -> None:
        """Read the blocks in `story`. Without a `place` it is the body: it numbers paragraphs, cells, boxes."""
        self.writer.place = place
        self._within(story)
        self._finish()

    def read_notes(self) -> None:
        """Read the notes that the text refers to: footnotes, then endnotes, in the order of their marks."""
        for kind, code in ((BlockKind.FOOTNOTE, "where.footnote"), (BlockKind.ENDNOTE, "where.endnote")):
            notes = [note for note in self._notes if attribute(note, "text:note-class") == kind.value]
            for number, note in enumerate(notes, 1):
                self.read(note, Place(kind, message(code, number=number)))

    def _within(self, element: Element) -> None:
        """Read what an element holds; text counts inside a paragraph only."""
        self._say(element.text)
        for inner in element:
            _VISITS.get(name(inner), StoryReader._within)(self, inner)
            self._say(inner.tail)

    def _skip(self, element: Element) -> None:
        """What holds no text of the document."""

    # Blocks

    def _paragraph(self, element: Element) -> None:
        if self._in_paragraph:
            self._aside(element)
            return
        setting = self._styles.setting("paragraph", attribute(element, "text:style-name"))
        if self.writer.block is None:
            block = self.writer.begin(setting)
            block.number = self._label(element)
            if name(element) == "text:h":
                block.level = min(max(count(element, "text:outline-level"), 1), DEEPEST)
        self._in_paragraph = True
        self._span_within(element, setting)
        self._in_paragraph = False
        if not self._inside:
            self._finish()

    def _finish(self) -> None:
        """Finish the open block, if any, and read the text boxes that it anchors."""
        for box in self.writer.finish(contents=self._contents > 0):
            self._text_box(box)

    def _text_box(self, box: Element) -> None:
        outer = self.writer.place, self._item
        if self.writer.place is None or self.writer.place.kind in (BlockKind.CELL, BlockKind.TEXTBOX):
            self._boxes += 1
            self.writer.place = Place(BlockKind.TEXTBOX, message("where.textbox", number=self._boxes))
        self._item = None
        self._within(box)
        self._finish()
        self.writer.place, self._item = outer

    def _aside(self, element: Element) -> None:
        """Keep what is drawn in a paragraph until that is read; elsewhere it is read at once."""
        if self._in_paragraph and self.writer.block is not None:
            self.writer.block.boxes.append(element)
        else:
            self._text_box(element)

    def _table(self, table: Element) -> None:
        if self._in_paragraph:
            self._aside(table)
            return
        outer, item = self.writer.place, self._item
        in_body = outer is None or outer.kind is BlockKind.CELL
        self._tables += in_body
        number, self._item = self._tables, None
        for row, element in enumerate(_rows(table), 1):
            column = 1
            for cell in element:
                if name(cell) in ("table:table-cell", "table:covered-table-cell"):
                    self._finish()
                    if in_body:
                        where = message("where.cell", table=number, row=row, column=column)
                        self.writer.place = Place(BlockKind.CELL, where)
                    self._within(cell)
                    self._finish()
                    self.writer.place = outer
                    column += count(cell, "table:number-columns-repeated")
        self._item = item

    def _table_of_contents(self, element: Element) -> None:
        self._contents += 1
        self._within(element)
        self._contents -= 1

    # Lists

    def _list(self, element: Element) -> None:
        outer = self._item
        style = attribute(element, "text:style-name") or (outer.style if outer else "")
        level = outer.level + 1 if outer else 1
        numbers = outer.numbers if outer else self._lists.begun(element, style)
        self._lists.name(element, numbers)
        for entry in element:
            start = count(entry, "text:start-value", -1)
            is_item = name(entry) == "text:list-item"
            self._item = _Item(style, level, numbers, None if start < 0 else start, taken=not is_item)
            self._within(entry)
        self._item = outer

    def _label(self, element: Element) -> str:
        """Give the number of a paragraph that begins: of its list item, or of a heading that is in no list."""
        item = self._item
        if item is not None and item.level <= DEEPEST:
            if item.taken:
                return ""
            item.taken = True
            style = item.style or self._styles.list_style(attribute(element, "text:style-name"))
            return item.numbers.next(self._list_styles.get(style, {}), item.level, item.start).strip()
        if name(element) == "text:h" and attribute(element, "text:is-list-header") != "true":
            start = count(element, "text:start-value", -1)
            level = count(element, "text:outline-level")
            return self._headings.next(self._list_styles.get("", {}), level, None if start < 0 else start).strip()
        return ""

    # Inside a paragraph

    def _span(self, element: Element) -> None:
        setting = self._styles.setting("text", attribute(element, "text:style-name"))
        self._span_within(element, setting.over(self._setting) if self.writer.block else setting)

    def _span_within(self, element: Element, setting: Setting) -> None:
        outer, self._setting = self._setting, setting
        self._within(element)
        self._setting = outer

    def _say(self, text: str | None) -> None:
        if text and self._in_paragraph and not self._inside:
            self.writer.say(text, self._setting)

    def _say_exactly(self, text: str) -> None:
        if self._in_paragraph and not self._inside:
            self.writer.say_exactly(text, self._setting)

    def _spaces(self, element: Element) -> None:
        self._say_exactly(" " * min(count(element, "text:c"), _MOST_SPACES))

    def _tab(self, element: Element) -> None:
        self._say_exactly("\t")

    def _line_break(self, element: Element) -> None:
        self._say_exactly("\n")

    def _note(self, element: Element) -> None:
        if not self._inside:
            self._notes.append(element)

    def _object(self, element: Element) -> None:
        self.objects += 1

    # Tracked changes, where the original is read

    def _change_start(self, element: Element) -> None:
        identity = attribute(element, "text:change-id")
        if identity in self._insertions:
            self._inside.add(identity)

    def _change_end(self, element: Element) -> None:
        self._inside.discard(attribute(element, "text:change-id"))

    def _deleted(self, element: Element) -> None:
        """Put what was deleted back: its first paragraph goes on with this one, and this one with its last."""
        change = self._deletions.get(attribute(element, "text:change-id"))
        if change is None:
            return
        in_paragraph = self._in_paragraph
        paragraphs = [each for each in change if name(each) != "office:change-info"]
        for number, each in enumerate(paragraphs):
            is_last = number == len(paragraphs) - 1
            if name(each) not in ("text:p", "text:h"):
                self._in_paragraph = False
                self._finish()
                self._within_one(each)
            elif in_paragraph:
                if self.writer.block is None:
                    self.writer.begin(self._styles.setting("paragraph", attribute(each, "text:style-name")))
                self._in_paragraph = True
                self._within(each)
                if not is_last:
                    self._finish()
            else:
                self._paragraph(each)
        self._in_paragraph = in_paragraph

    def _within_one(self, element: Element) -> None:
        _VISITS.get(name(element), StoryReader._within)(self, element)


def _rows(table: Element) -> list[Element]:
    """Give the rows of a table, those in groups too, not those of tables in its cells."""
    rows: list[Element] = []
    for element in table:
        match name(element):
            case "table:table-row":
                rows.append(element)
            case "table:table-header-rows" | "table:table-rows" | "table:table-row-group":
                rows += _rows(element)
    return rows


_VISITS: Mapping[str, Callable[[StoryReader, Element], None]] = {
    "text:p": StoryReader._paragraph,
    "text:h": StoryReader._paragraph,
    "text:list": StoryReader._list,
    "table:table": StoryReader._table,
    "text:table-of-content": StoryReader._table_of_contents,
    "text:span": StoryReader._span,
    "text:s": StoryReader._spaces,
    "text:tab": StoryReader._tab,
    "text:line-break": StoryReader._line_break,
    "text:note": StoryReader._note,
    "text:change": StoryReader._deleted,
    "text:change-start": StoryReader._change_start,
    "text:change-end": StoryReader._change_end,
    "draw:object": StoryReader._object,
    "draw:object-ole": StoryReader._object,
    **dict.fromkeys(
        ("draw:frame", "draw:custom-shape", "draw:rect", "draw:ellipse", "draw:line", "draw:g", "draw:polygon"),
        StoryReader._aside,
    ),
    **dict.fromkeys(
        (
            *(
                "text:tracked-changes",
                "text:note-citation",
                "text:ruby-text",
                "text:hidden-text",
                "text:hidden-paragraph",
            ),
            *("text:sequence-decls", "text:variable-decls", "text:user-field-decls", "text:table-of-content-source"),
            *("office:annotation", "office:annotation-end", "office:forms", "office:event-listeners"),
            *("svg:title", "svg:desc", "text:alphabetical-index-source", "text:illustration-index-source"),
        ),
        StoryReader._skip,
    ),
}
