"""Lines that list what comes: tables of contents, and what Markdown files say of themselves. They open no section."""

from __future__ import annotations

import re
from dataclasses import replace

from app.document.model import BlockKind, Document
from app.language.folding import comparable

_HEAD = re.compile(r"[\s#*]*目[\s\u3000]*[录錄次][\s*]*|\s*(?:table of )?contents\s*", re.IGNORECASE)
_PAGE = re.compile(r"[\s.…·．]*\d*\s*$")
_LONGEST = 80


def with_contents(document: Document) -> Document:
    """Give the document with those of its blocks marked that list and name instead of saying.

    A list of contents is what Word marks as one, or lines behind 目录 each of which stands in the text again. Linear.
    """
    found = _listed(document) | _front_matter(document)
    if not found:
        return document
    blocks = (replace(b, contents=True) if index in found else b for index, b in enumerate(document.blocks))
    return replace(document, blocks=tuple(blocks))


def _listed(document: Document) -> set[int]:
    """The lines behind 目录 as long as each stands in the text again."""
    heads = [
        index
        for index, block in enumerate(document.blocks)
        if block.kind is BlockKind.PARAGRAPH and _HEAD.fullmatch(document.text, block.start, block.end)
    ]
    if not heads:
        return set()
    words = [_words(document, index) for index in range(len(document.blocks))]
    last = {said: index for index, said in enumerate(words)}
    found: set[int] = set()
    for head in heads:
        lines = []
        for index in range(head + 1, len(words)):
            if words[index] and (last[words[index]] == index or len(words[index]) > _LONGEST):
                break
            lines.append(index)
        if any(words[index] for index in lines):
            found |= {head, *lines}
    return found


def _words(document: Document, index: int) -> str:
    """The words of a line, without the number of a page behind dots."""
    block = document.blocks[index]
    return comparable(_PAGE.sub("", document.text[block.start : block.end]))


def _front_matter(document: Document) -> set[int]:
    """The lines between --- and --- at the head of a Markdown file."""
    if document.format != "md" or not document.blocks:
        return set()
    fences = [index for index, block in enumerate(document.blocks) if document.text[block.start : block.end] == "---"]
    return set(range(fences[1] + 1)) if len(fences) > 1 and fences[0] == 0 else set()
