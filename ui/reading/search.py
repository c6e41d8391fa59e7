"""Words found in texts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from app.document.model import Span


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """Words found in a document of the comparison."""

    document: int
    span: Span


def hits(texts: Mapping[int, str], words: str) -> tuple[Hit, ...]:
    """Give where the words stand in the texts of these documents, document by document, capitals or not."""
    if not words:
        return ()
    wanted = re.compile(re.escape(words), re.IGNORECASE)
    return tuple(
        Hit(document, Span(*found.span())) for document, text in texts.items() for found in wanted.finditer(text)
    )
