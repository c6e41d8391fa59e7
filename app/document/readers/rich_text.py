"""RTF files (.rtf), read into a `Document` as the Word reader would read the same text.

Read here and not by a library: striprtf, the best-kept one, leaves out notes, text boxes, headers and code pages that
split a character over two tokens, and takes the numbers of lists, deleted and hidden text for text.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from app.document.model import BlockKind, Document, Look
from app.document.options import ReadingOptions, View
from app.document.readers.rich_text_stories import Story, written
from app.document.readers.rich_text_tokens import Sort, Token, codec_of_charset, codec_of_page, decoded, tokens
from app.document.readers.rich_text_words import (
    CHARACTERS,
    MARGINS,
    NEW_STORIES,
    SETTINGS,
    SKIPPED,
    STARRED,
    State,
    outline_level,
)
from app.document.readers.warnings import warnings
from app.errors import UnreadableInput
from app.messages import Message

_MAGIC = b"{\\rtf"
_CONTENTS = re.compile(r"(toc|目录|contents) ?\d", re.IGNORECASE)


def read(path: Path, options: ReadingOptions = ReadingOptions()) -> Document:  # noqa: B008 - frozen
    """Read an RTF file; the sections are left to be found. Time and memory are linear in the file's size.

    Raises:
        UnreadableInput: `input.not_rich_text`, or `input.damaged` where groups are left open.
        OSError: The file cannot be opened.
    """
    content = path.read_bytes()
    if not content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_MAGIC):
        raise UnreadableInput("input.not_rich_text", path=str(path))
    reader = _Reader(options)
    if not reader.read(content):
        raise UnreadableInput("input.damaged", path=str(path))
    manuscript, body_end = written(reader.body, reader.notes, reader.margins, options.limits.paragraphs)
    return Document(
        name=path.name,
        path=str(path),
        sha256=hashlib.sha256(content).hexdigest(),
        format=path.suffix.lower().lstrip("."),
        text=manuscript.text,
        body_end=body_end,
        blocks=tuple(manuscript.blocks),
        warnings=tuple(reader.warnings()),
    )


@dataclass(slots=True)
class _Font:
    codec: str | None = None
    name: bytes = b""


@dataclass(slots=True)
class _Style:
    level: int | None = None
    name: bytes = b""


@dataclass(slots=True)
class _Reader:
    """Reads tokens into stories."""

    options: ReadingOptions
    body: Story = field(default_factory=Story)
    notes: list[Story] = field(default_factory=list)
    margins: list[Story] = field(default_factory=list)
    fonts: dict[int, _Font] = field(default_factory=dict)
    styles: dict[int, _Style] = field(default_factory=dict)
    codec: str = "cp1252"
    hidden: int = 0
    objects: int = 0
    changes: int = 0
    _default_font: int = 0
    _state: State = field(init=False)
    _outer: list[State] = field(default_factory=list)
    _pending: bytearray = field(default_factory=bytearray)
    _to_skip: int = 0
    _starred: bool = False
    _instruction: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._state = State("text", self.body)

    def read(self, content: bytes) -> bool:
        """Read the whole file; tell whether its outermost group is closed."""
        for token in tokens(content):
            match token.sort:
                case Sort.BYTES:
                    self._bytes(token.content)
                case Sort.OPEN:
                    self._flush()
                    self._outer.append(self._state)
                case Sort.CLOSE:
                    self._flush()
                    self._close()
                    if not self._outer:
                        return True
                case Sort.WORD:
                    self._flush()
                    self._word(token)
        return False

    def warnings(self) -> Iterator[Message]:
        """Give what is to be known about the reading."""
        return warnings(self.options, hidden=self.hidden, changes=self.changes, objects=self.objects)

    # Groups

    def _close(self) -> None:
        inner, self._state = self._state, self._outer.pop()
        self._to_skip = 0
        if inner.story is not self._state.story:
            if inner.story.is_open:
                self._finish(inner)
            self._keep(inner.story)
        if inner.goes == "instruction" != self._state.goes and "".join(self._instruction).split()[:1] == ["TOC"]:
            self._state = replace(self._state, contents=True)
        if not self._outer and self.body.is_open:
            self._finish(inner)

    def _keep(self, story: Story) -> None:
        if story.kind is BlockKind.TEXTBOX:
            self._state.story.boxes.append(story)
        elif story.kind in MARGINS:
            self.margins.append(story)
        else:
            self.notes.append(story)

    def _destination(self, word: str) -> bool:
        """Turn to what a group is for, where the word says that; tell whether it does."""
        starred, self._starred = self._starred, False
        goes = self._state.goes
        if word in ("fonttbl", "stylesheet"):
            self._state = replace(self._state, goes=word)
        elif word == "upr":
            self._state = replace(self._state, goes="", unicode=goes)
        elif word == "ud":
            self._state = replace(self._state, goes=self._state.unicode)
        elif goes == "":
            pass
        elif word == "fldinst":
            self._instruction = []
            self._state = replace(self._state, goes="instruction")
        elif word in ("listtext", "pntext"):
            self._state = replace(self._state, goes="label")
        elif word in NEW_STORIES:
            self._state = replace(self._state, goes="text", story=Story(NEW_STORIES[word]), in_table=False)
        elif word in SKIPPED or (starred and word not in STARRED):
            self.objects += word == "object"
            self._state = replace(self._state, goes="")
        else:
            return False
        return True

    # Words

    def _word(self, token: Token) -> None:
        word, number = token.word, token.number
        self._to_skip = 0
        if word == "*":
            self._starred = True
        elif self._destination(word):
            return
        elif word == "u" and number is not None:
            self._say(chr(number % 0x10000))
            self._to_skip = self._state.skip
        elif self._state.goes in ("fonttbl", "stylesheet"):
            self._define(word, number)
        elif word in CHARACTERS:
            self._say(CHARACTERS[word])
        elif word in _ENDS:
            _ENDS[word](self)
        else:
            self._set(word, number)

    def _set(self, word: str, number: int | None) -> None:
        """Note how the file is written, and how text and paragraphs are set."""
        changed = SETTINGS.get(word)
        if word == "ansicpg":
            self.codec = codec_of_page(number or 0)
        elif word == "deff":
            self._default_font = number or 0
        elif word == "ftnalt":
            self._state.story.kind = BlockKind.ENDNOTE
        elif changed is not None:
            self._state = changed(self._state, number)
            self.changes += word in ("deleted", "revised") and number != 0

    def _define(self, word: str, number: int | None) -> None:
        """Take down a font or a style."""
        if word in ("f", "s") and number is not None:
            self._state = replace(self._state, font=number) if word == "f" else replace(self._state, style=number)
        elif word == "fcharset" and self._state.goes == "fonttbl":
            self._font().codec = codec_of_charset(number or 0)
        elif word == "cpg" and number:
            self._font().codec = codec_of_page(number)
        elif word == "outlinelevel" and self._state.goes == "stylesheet":
            self.styles.setdefault(self._state.style, _Style()).level = outline_level(number)

    def _font(self) -> _Font:
        return self.fonts.setdefault(self._state.font, _Font())

    # Text

    def _bytes(self, content: bytes) -> None:
        skipped, self._to_skip = self._to_skip, max(self._to_skip - len(content), 0)
        self._pending += content[skipped:]

    def _flush(self) -> None:
        """Say the bytes that have come together: a character may be written as two of them in two ways."""
        if not self._pending:
            return
        content = bytes(self._pending)
        self._pending.clear()
        match self._state.goes:
            case "":
                return
            case "fonttbl":
                self._font().name += content
            case "stylesheet":
                self.styles.setdefault(self._state.style, _Style()).name += content
            case _:
                self._say(decoded(content, self._font_of_now().codec or self.codec))

    def _font_of_now(self) -> _Font:
        return self.fonts.get(self._state.font if self._state.font >= 0 else self._default_font, _Font())

    def _say(self, text: str) -> None:
        state = self._state
        if state.goes == "label":
            state.story.number += text
        elif state.goes == "instruction":
            self._instruction.append(text)
        elif state.goes == "text" and self._is_read(text):
            font = self._font_of_now()
            name = decoded(font.name, font.codec or self.codec).strip(" ;")
            state.story.say(text, Look(name or None, state.size, state.bold))

    def _is_read(self, text: str) -> bool:
        state = self._state
        if self._is_gone(state):
            return False
        self.hidden += len(text) if state.hidden else 0
        return not state.hidden or self.options.hidden

    def _is_gone(self, state: State) -> bool:
        """Tell whether the view that is read has no such text."""
        return state.deleted if self.options.view is View.FINAL else state.inserted

    # Ends

    def _end_paragraph(self) -> None:
        if self._state.goes == "text" and not self._is_gone(self._state):
            self._finish(self._state)

    def _finish(self, state: State) -> None:
        style = self.styles.get(state.style, _Style())
        named = decoded(style.name, self.codec).strip(" ;")
        state.story.finish(
            level=state.level if state.level is not None else style.level,
            centred=state.centred,
            contents=state.contents or bool(_CONTENTS.match(named)),
            in_table=state.in_table,
        )

    def _end_section(self) -> None:
        if self._state.story.is_open:
            self._end_paragraph()

    def _end_cell(self) -> None:
        if self._state.goes == "text":
            self._state = replace(self._state, in_table=True)  # some programs leave `intbl` out
            self._finish(self._state)
            self._state.story.end_cell()

    def _end_row(self) -> None:
        if self._state.goes == "text":
            self._state.story.end_row()


_ENDS: Mapping[str, Callable[[_Reader], None]] = {
    "par": _Reader._end_paragraph,
    "sect": _Reader._end_section,
    "cell": _Reader._end_cell,
    "nestcell": _Reader._end_section,
    "row": _Reader._end_row,
}
