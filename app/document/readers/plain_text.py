"""Text and Markdown files: the decoded file, one block a line."""

from __future__ import annotations

import hashlib
from pathlib import Path

from app.document.model import Block, BlockKind, Document
from app.document.options import ReadingOptions
from app.errors import UnreadableInput
from app.messages import message

_BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\x84\x31\x95\x33": "gb18030"}
_COMMON = frozenset(
    "的一是不了在有人我他这这中大来上个国到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可里后小么心多天而能好都然没日"
    "於這來個國說們為時會過對裡後麼沒黨們業員發開設務實進產經關與規定工作政民建全市党发展改革加强"
)
_LEAST_COMMON = 0.08
"""Share of very common characters that makes a decoding believable: right ones have 0.15 and more, wrong ones 0.03."""


def read(path: Path, options: ReadingOptions = ReadingOptions()) -> Document:  # noqa: B008 - frozen
    """Read a text file. Raises UnreadableInput where no encoding fits, or not the one that was asked for."""
    content = path.read_bytes()
    text = decoded(content, str(path), options.encoding)
    sha256 = hashlib.sha256(content).hexdigest()
    return document_of(text, name=path.name, path=str(path), sha256=sha256, format_=path.suffix.lower().lstrip("."))


def document_of(text: str, *, name: str, path: str, sha256: str, format_: str) -> Document:
    """Give a text as a document, one block a line; the ends of lines become LF."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    blocks, start = [], 0
    for line, words in enumerate(text.split("\n"), 1):
        blocks.append(Block(start, start + len(words), BlockKind.PARAGRAPH, message("where.line", number=line)))
        start += len(words) + 1
    return Document(
        name=name, path=path, sha256=sha256, format=format_, text=text, body_end=len(text), blocks=tuple(blocks)
    )


def decoded(content: bytes, path: str, encoding: str | None = None) -> str:
    """Give the text of bytes, in an encoding or in the one that fits; `path` names them in errors.

    Raises:
        UnreadableInput: `input.wrong_encoding` or `input.unknown_encoding`.
    """
    if encoding is not None:
        try:
            return content.decode(encoding).removeprefix("\ufeff")
        except (UnicodeDecodeError, LookupError) as error:
            raise UnreadableInput("input.wrong_encoding", path=path, encoding=encoding) from error
    for bom, name in _BOMS.items():
        if content.startswith(bom):
            return content.decode(name, "replace").removeprefix("\ufeff")
    if b"\0" not in content:
        text = _attempt(content, "utf-8")
        if text is None:
            # Nearly every byte string is GB18030 of something, so the likelier text decides, not the first that fits.
            attempts = [text for name in ("gb18030", "big5hkscs") if (text := _attempt(content, name)) is not None]
            text = max(attempts, key=_believable, default=None)
            if text is None or _believable(text) < _LEAST_COMMON:
                text = _guessed(content)
        if text is not None:
            return text
    raise UnreadableInput("input.unknown_encoding", path=path)


def _attempt(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _believable(text: str) -> float:
    letters = [c for c in text if ord(c) > 0x7F]
    return sum(c in _COMMON for c in letters) / len(letters) if letters else 0.0


def _guessed(content: bytes) -> str | None:
    from charset_normalizer import from_bytes  # slow to load, seldom needed

    best = from_bytes(content).best()
    if best is None or any(ord(c) < 32 and c not in "\t\n\r\f" for c in str(best)):
        return None
    return str(best)
