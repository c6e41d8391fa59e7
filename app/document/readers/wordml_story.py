"""One story of a Word file (the body, a note, a header …) read into blocks, on one side of its tracked changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from lxml.etree import _Element as Element

from app.document.model import Block, BlockKind
from app.document.numbering import Counter
from app.document.readers.wordml_block import OpenBlock, concealment
from app.document.readers.wordml_fields import Fields, unended_fields
from app.document.readers.wordml_formats import UNKNOWN_FILL, RunFormat, shade_of
from app.document.readers.wordml_manuscript import Manuscript
from app.document.readers.wordml_runs import branch, element_text, is_diagram
from app.document.readers.wordml_settings import Setting, Settings
from app.document.readers.wordml_tables import PROPERTIES, cells
from app.document.readers.wordml_tally import COMMENT_MARKS, NOTICED, Definitions, Place, Tally, paragraph_place
from app.document.readers.wordml_xml import attribute, by_tag, child, inside, name, tags, value
from app.messages import message

_DELETED = frozenset(tags("w:delText"))


class StoryReader:
    """Reads the stories of one part into a manuscript. Whatever has no visit in the table below is transparent."""

    def __init__(
        self, part: str, root: Element, definitions: Definitions, manuscript: Manuscript, tally: Tally
    ) -> None:
        self._part = part
        self._styles = definitions.styles
        self._numbering = definitions.numbering
        self._side = definitions.side
        self._settings = Settings(definitions.styles, definitions.side)
        self._reads_hidden = definitions.hidden
        self._background = definitions.background
        self._manuscript = manuscript
        self._tally = tally
        self._runs = {run: number for number, run in enumerate(inside(root, "w:r"))}
        self._unended = unended_fields(root, self._side)
        self._fields = Fields(self._unended)
        self._counter = Counter(self._numbering)
        self._box_counter = Counter(self._numbering)  # text boxes are a story of their own, and count apart
        self._place: Place | None = None
        self._block: OpenBlock | None = None
        self._in_paragraph = False
        self._contents_controls = 0
        self._after_note_mark = False

    def read(self, story: Element, place: Place | None = None) -> None:
        """Read the blocks in `story`. Without a `place` it is the body: it numbers paragraphs, cells, boxes."""
        self._place = place
        self._within(story)
        self._finish()

    def _within(self, elements: Iterable[Element]) -> None:
        for inner in elements:
            _VISITS.get(inner.tag, _WITHIN)(self, inner)

    def _skip(self, element: Element) -> None:
        """Properties: nothing that is read."""

    def _change(self, element: Element) -> None:
        """Read what is inserted, deleted or moved, unless this side lacks it; comments may begin and end in it."""
        if name(element) not in self._side.gone:
            self._within(element)
            return
        for mark in element.iter(*tags(*COMMENT_MARKS)):
            self._notice(mark)

    def _alternate(self, element: Element) -> None:
        shown = branch(element)
        if shown is not None:
            self._within(shown)

    def _control(self, element: Element) -> None:
        """Read a content control; one that holds a table of contents marks its lines."""
        properties = child(element, "w:sdtPr")
        galleries = () if properties is None else inside(properties, "w:docPartGallery")
        is_contents = any(attribute(gallery, "w:val") == "Table of Contents" for gallery in galleries)
        self._contents_controls += is_contents
        self._within(element)
        self._contents_controls -= is_contents

    # Blocks

    def _paragraph(self, element: Element) -> None:
        if self._in_paragraph:
            self._aside(element)
            return
        if self._block is None:
            self._block = OpenBlock(self._manuscript.begin(), self._fields.in_contents)
            self._after_note_mark = False
        content = list(element)  # looked through twice: lxml makes the elements anew whenever they are asked for
        setting = self._block.setting = self._settings.paragraph(child(content, "w:pPr"))
        self._in_paragraph = True
        self._within(content)
        self._in_paragraph = False
        if not setting.goes_on:
            self._finish()

    def _finish(self) -> None:
        """Finish the open block, if any, and read the text boxes that it anchors."""
        block, self._block = self._block, None
        if block is None:
            return
        end = self._manuscript.length
        if self._place is None:
            self._tally.paragraphs += 1
            kind, where = BlockKind.PARAGRAPH, paragraph_place(self._tally.paragraphs)
        else:
            kind, where = self._place.kind, self._place.where
        setting, known = block.setting, block.setting.known
        vanished = end == block.start and setting.mark_is_hidden
        number = "" if vanished or not known.number else self._label(setting)
        contents = self._is_contents(block, end)
        self._manuscript.finish(
            Block(block.start, end, kind, where, number, known.outline_level or None, block.look, contents, block.lead)
        )
        for box in block.boxes:
            self._text_box(box)

    def _label(self, setting: Setting) -> str:
        number, direct = setting.known.number or 0, setting.direct
        if direct.level is not None or direct.number is not None:
            return self._counter.label(number, direct.level or 0)
        bases = ((base.id, base.paragraph.level) for base in self._styles.chain(setting.style))
        return self._counter.label(number, self._numbering.level(number, bases))

    def _is_contents(self, block: OpenBlock, end: int) -> bool:
        """A heading may follow the end of the contents field in one paragraph, so all its text must be in the field."""
        in_field = block.contents_length == end - block.start if end > block.start else block.in_contents
        return in_field or self._contents_controls > 0 or block.setting.contents

    def _table(self, element: Element) -> None:
        if self._in_paragraph:
            self._aside(element)
            return
        outer, background = self._place, self._background
        properties = child(element, "w:tblPr")
        behind = self._behind(properties)
        in_body = outer is None or outer.kind is BlockKind.CELL
        self._tally.tables += in_body
        table = self._tally.tables
        for row, column, cell in cells(element, self._side):
            self._finish()  # only here: a paragraph goes on across a table that is wholly deleted
            if in_body:
                self._place = Place(BlockKind.CELL, message("where.cell", table=table, row=row, column=column))
            self._background = shade_of(child(cell, "w:tcPr")) or behind
            self._within(cell)
            self._finish()
            self._place, self._background = outer, background

    def _behind(self, properties: Element | None) -> str:
        """Give the colour behind the cells of a table that have none of their own."""
        style = None if properties is None else value(properties, "w:tblStyle")
        return shade_of(properties) or (UNKNOWN_FILL if self._styles.shades_cells(style) else self._background)

    def _aside(self, element: Element) -> None:
        """Keep a text box until its paragraph is read; inside a paragraph other blocks are taken as one too."""
        if not self._in_paragraph:
            self._within(element)
        elif self._block is not None and not self._fields.in_code:
            self._block.boxes.append(element)

    def _text_box(self, element: Element) -> None:
        outer = self._place, self._fields, self._counter, self._background
        if self._place is None or self._place.kind in (BlockKind.CELL, BlockKind.TEXTBOX):
            self._tally.text_boxes += 1
            self._place = Place(BlockKind.TEXTBOX, message("where.textbox", number=self._tally.text_boxes))
        self._fields, self._counter = Fields(self._unended), self._box_counter
        self._background = UNKNOWN_FILL
        _VISITS[element.tag](self, element)
        self._finish()
        self._place, self._fields, self._counter, self._background = outer

    # Inside a paragraph

    def _run(self, run: Element) -> None:
        number = self._runs[run]
        offset = 0
        known: RunFormat | None = None
        content = list(run)
        for element in content:
            visit = _VISITS.get(element.tag, _WITHIN)
            if visit is _SKIP:
                continue
            text = element_text(element)
            if not text:
                visit(self, element)
                continue
            deleted = not self._side.former and element.tag in _DELETED  # outside any deletion: Word drops it
            if self._in_paragraph and not self._fields.in_code and not deleted:
                if known is None:
                    style = self._block.setting.style if self._block else None
                    known = self._settings.run(style, child(content, "w:rPr"))
                self._say(text, known, number, offset)
            offset += len(text)

    def _say(self, text: str, known: RunFormat, run: int, offset: int) -> None:
        if known.hidden:
            self._tally.hidden += len(text)
            if not self._reads_hidden:
                return
        if self._after_note_mark:
            said, text = text, text.lstrip()
            offset += len(said) - len(text)
            if not text:
                return
            self._after_note_mark = False
        start = self._manuscript.length
        self._manuscript.add_from(text, self._part, run, offset)
        block = self._block
        if block is None:
            return
        if self._fields.in_contents:
            block.contents_length += len(text)
        block.add(text, known, start)
        how = concealment(known, block.setting.known, self._background)
        if how is not None and not text.isspace():
            self._manuscript.conceal(start, how)

    def _formula(self, element: Element) -> None:
        if self._in_paragraph and not self._fields.in_code:
            self._manuscript.add(element.text or "")

    def _ruby(self, element: Element) -> None:
        base = child(element, "w:rubyBase")
        if base is not None:
            self._within(base)

    def _object(self, element: Element) -> None:
        pictures = self._tally.pictures
        self._tally.objects += 1
        self._within(element)
        self._tally.pictures = pictures  # the picture of an object stands for it

    def _drawing(self, element: Element) -> None:
        if is_diagram(element):
            self._tally.diagrams += 1
        else:
            self._within(element)

    def _field_mark(self, element: Element) -> None:
        self._fields.mark(element)

    def _field_code(self, element: Element) -> None:
        self._fields.add_code(element.text or "")

    def _simple_field(self, element: Element) -> None:
        self._fields.begin_simple(attribute(element, "w:instr") or "")
        self._within(element)
        self._fields.end_simple()

    def _note_mark(self, element: Element) -> None:
        """The number of a note is no text, and neither is the space that Word types behind it."""
        self._after_note_mark = True

    def _notice(self, element: Element) -> None:
        self._tally.notice(element, self._manuscript.length)


_Visit = Callable[[StoryReader, Element], None]

_WITHIN: _Visit = StoryReader._within
_SKIP: _Visit = StoryReader._skip

_OF_NAMES: Mapping[str, _Visit] = {
    "w:p": StoryReader._paragraph,
    "w:tbl": StoryReader._table,
    "w:sdt": StoryReader._control,
    "w:txbxContent": StoryReader._aside,
    "mc:AlternateContent": StoryReader._alternate,
    "w:r": StoryReader._run,
    "w:ruby": StoryReader._ruby,
    "w:object": StoryReader._object,
    "w:fldChar": StoryReader._field_mark,
    "w:fldSimple": StoryReader._simple_field,
    "w:drawing": StoryReader._drawing,
    "m:t": StoryReader._formula,
    **dict.fromkeys(NOTICED, StoryReader._notice),
    **dict.fromkeys(("w:ins", "w:del", "w:moveFrom", "w:moveTo"), StoryReader._change),
    **dict.fromkeys(("w:instrText", "w:delInstrText"), StoryReader._field_code),
    **dict.fromkeys(("w:footnoteRef", "w:endnoteRef"), StoryReader._note_mark),
    **dict.fromkeys(PROPERTIES, _SKIP),
}
_VISITS = by_tag(_OF_NAMES)
