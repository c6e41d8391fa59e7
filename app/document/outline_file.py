"""A corrected outline, used again: sections from a JSON file instead of those that the program finds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.document.functions import FIRST_WORDS, function_of
from app.document.model import Document, Section, SectionFunction, SectionKind, Span
from app.errors import BadUsage

Outlines = Mapping[str, tuple[Section, ...]]


def outlines(path: Path) -> Outlines:
    """Read `{"documents": [{"name", "sections": […]}]}` and give the sections by document name.

    Raises BadUsage where the file cannot be read or is no such outline.
    """
    try:
        given = json.loads(path.read_text(encoding="utf-8"))
        return {d["name"]: tuple(_section(s) for s in d["sections"]) for d in given["documents"]}
    except OSError as error:
        raise BadUsage("outline.cannot_open", path=str(path), reason=error.strerror or "") from error
    except (ValueError, KeyError, TypeError) as error:
        raise BadUsage("outline.not_an_outline", path=str(path), reason=str(error)) from error


def _section(given: Mapping[str, Any]) -> Section:
    start, end = given.get("heading_start"), given.get("heading_end")
    return Section(
        id=str(given["id"]),
        parent=given.get("parent"),
        level=int(given["level"]),
        kind=SectionKind(given["kind"]),
        function=SectionFunction(given["function"]) if given.get("function") else None,
        label=str(given.get("label") or ""),
        heading=str(given.get("heading") or ""),
        heading_span=Span(start, end) if start is not None and end is not None else None,
        span=Span(given["start"], given["end"]),
    )


def with_outline(document: Document, given: Outlines) -> Document | None:
    """Give the document with its sections from an outline file; None where the file has none for it.

    Raises BadUsage where the sections do not fit the document's text, lie outside their parents or share an id.
    """
    sections = given.get(document.name)
    if sections is None:
        return None
    spans = {section.id: section.span for section in sections}
    for section in sections:
        holder = Span(0, document.body_end) if section.parent is None else spans.get(section.parent)
        if holder is None or not section.span.within(holder) or len(spans) < len(sections):
            raise BadUsage("outline.does_not_fit", name=document.name, section=section.id)
    return replace(document, sections=tuple(_with_function(document, section) for section in sections))


def _with_function(document: Document, section: Section) -> Section:
    """Tell the function of a section whose file leaves it open."""
    if section.function is not None:
        return section
    words = section.heading or document.text[section.span.start : section.span.start + FIRST_WORDS]
    return replace(section, function=function_of(section.kind, words))
