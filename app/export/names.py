"""The names of the files that are written for the documents of a comparison."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from app.document.model import Document
from app.export.word_formats import WORD_FORMATS

_MOST_BYTES = 240
"""Bytes of a name: file systems take 255 or a little less, and a Chinese character is three."""

_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
"""Names that Windows keeps for itself, whatever their ending."""


def marked_names(documents: Sequence[Document]) -> list[str]:
    """Give the file name of each document's marked copy: no two the same, whatever the case of their letters.

    Documents of one name are told apart by their folders, and where these are the same too, by a number.
    """
    return _unlike((base, f".marked.{_suffix(d)}") for d, base in zip(documents, _bases(documents), strict=True))


def redline_names(documents: Sequence[Document], pairs: Iterable[tuple[int, int]]) -> list[str]:
    """Give the file name of the tracked changes of each pair of documents, old and new: no two the same."""
    bases = _bases(documents)
    return _unlike((f"{bases[old]} → {bases[new]}", f".redline.{_suffix(documents[old])}") for old, new in pairs)


def _suffix(document: Document) -> str:
    return document.format if document.format in WORD_FORMATS else "docx"


def _bases(documents: Sequence[Document]) -> list[str]:
    """What each document is called: by its name without extension, with its folder where two have one name."""
    stems = [PurePath(document.name).stem for document in documents]
    often = Counter(stem.casefold() for stem in stems)
    folders = [PurePath(document.path).parent.name for document in documents]
    return [
        f"{stem} ({folder})" if often[stem.casefold()] > 1 and folder else stem
        for stem, folder in zip(stems, folders, strict=True)
    ]


def _unlike(wanted: Iterable[tuple[str, str]]) -> list[str]:
    """Join bases and endings to names that every file system takes, with a number where two would be the same."""
    names: list[str] = []
    taken: set[str] = set()
    for base, ending in wanted:
        name, number = _fitting(base, ending), 1
        while name.casefold() in taken:
            number += 1
            name = _fitting(base, f" ({number}){ending}")
        taken.add(name.casefold())
        names.append(name)
    return names


def _fitting(base: str, ending: str) -> str:
    room = _MOST_BYTES - len(ending.encode())
    short = base.encode()[:room].decode("utf-8", "ignore")
    return f"{'_' if _RESERVED.match(base) else ''}{short}{ending}"
