"""The names of the files that are written for the documents of a comparison."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath

from app.document.model import Document

_WORD_FORMATS = frozenset({"docx", "docm", "dotx", "dotm"})


def marked_names(documents: Sequence[Document]) -> list[str]:
    """Give the file name of each document's marked copy: no two the same, whatever the case of their letters.

    Documents of one name are told apart by their folders, and where these are the same too, by a number.
    """
    stems = [PurePath(document.name).stem for document in documents]
    often = Counter(stem.casefold() for stem in stems)
    names: list[str] = []
    taken: set[str] = set()
    for document, stem in zip(documents, stems, strict=True):
        suffix = document.format if document.format in _WORD_FORMATS else "docx"
        folder = PurePath(document.path).parent.name
        base = f"{stem} ({folder})" if often[stem.casefold()] > 1 and folder else stem
        name, number = f"{base}.marked.{suffix}", 1
        while name.casefold() in taken:
            number += 1
            name = f"{base} ({number}).marked.{suffix}"
        taken.add(name.casefold())
        names.append(name)
    return names
