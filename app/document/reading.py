"""A path → a Document; which reader reads what."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from app.document.model import Document
from app.document.options import ReadingOptions
from app.document.readers import plain_text, wordml
from app.document.readers.wordml_manuscript import TooManyParagraphs
from app.errors import UnreadableInput

Reader = Callable[[Path, ReadingOptions], Document]


# Most people read Word files and plain text only: the other readers load with their first file.


def _opendocument(path: Path, options: ReadingOptions) -> Document:
    from app.document.readers import opendocument

    return opendocument.read(path, options)


def _rich_text(path: Path, options: ReadingOptions) -> Document:
    from app.document.readers import rich_text

    return rich_text.read(path, options)


def _pdf(path: Path, options: ReadingOptions) -> Document:
    from app.document.readers import pdf

    return pdf.read(path, options)


def _legacy(path: Path, options: ReadingOptions) -> Document:
    from app.document.readers import legacy

    return legacy.read(path, options)


READERS: Mapping[str, Reader] = {
    ".docx": wordml.read,
    ".docm": wordml.read,
    ".dotx": wordml.read,
    ".dotm": wordml.read,
    ".txt": plain_text.read,
    ".md": plain_text.read,
    ".odt": _opendocument,
    ".ott": _opendocument,
    ".rtf": _rich_text,
    ".pdf": _pdf,
    ".doc": _legacy,
    ".dot": _legacy,
    ".wps": _legacy,
    ".wpt": _legacy,
}
"""The reader of each file extension."""


def read(
    path: Path,
    options: ReadingOptions = ReadingOptions(),  # noqa: B008 - frozen
    readers: Mapping[str, Reader] = READERS,
) -> Document:
    """Read one file in the way asked for; its sections are left to be found.

    Raises UnreadableInput with the reason and the remedy where the file is missing, empty, of no known format, broken
    or protected.
    """
    if path.is_dir() or not path.exists():
        raise UnreadableInput("input.not_a_file", path=str(path))
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise UnreadableInput("input.unknown_format", path=str(path), formats=" ".join(READERS))
    try:
        if path.stat().st_size == 0:
            raise UnreadableInput("input.empty", path=str(path))
        document = reader(path, options)
    except OSError as error:
        raise UnreadableInput("input.cannot_open", path=str(path), reason=error.strerror or "") from error
    except TooManyParagraphs as error:
        raise UnreadableInput("input.too_large", path=str(path)) from error
    if not document.text.strip():
        raise UnreadableInput("input.no_text", path=str(path))
    return document


def pasted(text: str, name: str) -> Document:
    """Give a text that is in no file, as from the clipboard, as a document of that name; its sections are left.

    Raises UnreadableInput where it has no words.
    """
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise UnreadableInput("input.no_text", path=name)
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return plain_text.document_of(text, name=name, path=name, sha256=sha256, format_="txt")


def piped(content: bytes, name: str, options: ReadingOptions = ReadingOptions()) -> Document:  # noqa: B008 - frozen
    """Give what came through a pipe as a document of that name; its sections are left to be found.

    Raises UnreadableInput where it has no words, or none that an encoding fits.
    """
    return pasted(plain_text.decoded(content, name, options.encoding), name)


def readable_files(paths: Iterable[Path]) -> list[Path]:
    """Give the paths with each folder replaced by the readable files in it, in the order of their names.

    Word's lock files (~$…) and hidden files are left out of folders. Raises UnreadableInput for a folder without any.
    """
    files: list[Path] = []
    for path in paths:
        if not path.is_dir():
            files.append(path)
            continue
        inside = sorted(
            f for f in path.iterdir() if f.suffix.lower() in READERS and f.name[0] not in "~." and f.is_file()
        )
        if not inside:
            raise UnreadableInput("input.folder_without_files", path=str(path), formats=" ".join(READERS))
        files += inside
    return files
