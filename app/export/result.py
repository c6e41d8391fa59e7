"""A comparison as JSON: the public interface, described by `resources/result.schema.json`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from app import __version__
from app.collector import without_collector
from app.comparison.model import Comparison, Finding, Link, Occurrence, Pair, Passage, Rates, SectionRef
from app.document.model import Comment, Document, Section, Span
from app.messages import Message, sentence

VERSION = 1


@without_collector()
def as_json(comparison: Comparison, language: str) -> bytes:
    """Give the result as the bytes of its file, its words in the language asked for: UTF-8, the same for the same one.

    Each document, link, passage and so on has a line of its own: that can be searched and compared by lines, and is
    written six times as fast as an indented whole. A lone surrogate is kept as it is.
    """
    return b"".join(line.encode("utf-8", "surrogatepass") for line in _lines(_fields(comparison, language)))


Field = tuple[str, Iterable[Any] | dict[str, Any] | int]


def _lines(fields: Iterable[Field]) -> Iterator[str]:
    """Give the lines of an object, each with its end; a field that is a list begins a line for each of its values."""
    before = "{\n"
    for name, value in fields:
        yield f'{before} "{name}": '
        before = ",\n"
        if isinstance(value, dict | int):
            yield _encoded(value)
            continue
        between = "[\n  "
        for each in value:
            yield between + _encoded(each)
            between = ",\n  "
        yield "\n ]" if between.startswith(",") else "[]"
    yield "\n}\n"


_encoded = json.JSONEncoder(ensure_ascii=False).encode


def _fields(comparison: Comparison, language: str) -> Iterator[Field]:
    """Give the fields of the result; lists are made while they are written, or they would take more than all else."""
    yield "version", VERSION
    yield "generator", {"name": "duidu", "version": __version__, "phrase_table": comparison.usualness}
    yield "settings", {**asdict(comparison.settings), "references": list(comparison.references)}
    yield "documents", (_document(comparison, number, language) for number in range(len(comparison.documents)))
    yield "links", (_link(link, language) for link in comparison.links)
    yield "rows", ({"title": row.title, "sections": row.sections} for row in comparison.rows)
    yield "passages", (_passage(passage, language) for passage in comparison.passages)
    yield "unique", ({"document": unique.document, **_span(unique.span)} for unique in comparison.unique)
    yield "pairs", (_pair(pair, language) for pair in comparison.pairs)
    yield "findings", (_finding(finding, language) for finding in comparison.findings)
    yield "drafts", ({"documents": each.documents, "why": _message(each.why, language)} for each in comparison.drafts)


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _span_or_none(span: Span | None) -> dict[str, int] | None:
    return None if span is None else _span(span)


def _message(said: Message, language: str) -> dict[str, Any]:
    return {"code": said.code, "values": dict(said.values), "text": sentence(said, language)}


def _rates(rates: Rates) -> dict[str, Any]:
    return {
        "compared": rates.compared,
        "shared": rates.shared,
        "unique": rates.unique,
        "kinds": {kind.value: count for kind, count in rates.kinds.items()},
        "gross": round(rates.gross, 4),
        "net": round(rates.net, 4),
    }


def _document(comparison: Comparison, number: int, language: str) -> dict[str, Any]:
    document: Document = comparison.documents[number]
    section_rates = comparison.section_rates[number]
    return {
        "id": number,
        "name": document.name,
        "path": document.path,
        "sha256": document.sha256,
        "format": document.format,
        "text": document.text,
        "body_end": document.body_end,
        "blocks": [
            {"start": block.start, "end": block.end, "kind": block.kind.value, "where": _message(block.where, language)}
            for block in document.blocks
        ],
        "sections": [
            {**_section(section), "rates": _rates(section_rates[section.id])} for section in document.sections
        ],
        "facts": [
            {"kind": fact.kind.value, **_span(fact.span), "unique": fact.unique} for fact in comparison.facts[number]
        ],
        "rates": _rates(comparison.rates[number]),
        "warnings": [_message(warning, language) for warning in document.warnings],
        "comments": [_comment(comment) for comment in document.comments],
        "properties": asdict(document.properties),
    }


def _comment(comment: Comment) -> dict[str, Any]:
    anchor = comment.anchor
    return {
        "id": comment.id,
        "author": comment.author,
        "initials": comment.initials,
        "date": comment.date,
        "text": comment.text,
        "start": anchor.start if anchor is not None else None,
        "end": anchor.end if anchor is not None else None,
    }


def _section(section: Section) -> dict[str, Any]:
    heading = section.heading_span
    return {
        "id": section.id,
        "parent": section.parent,
        "level": section.level,
        "kind": section.kind.value,
        "function": section.function.value if section.function is not None else None,
        "label": section.label,
        "heading": section.heading,
        "heading_start": heading.start if heading is not None else None,
        "heading_end": heading.end if heading is not None else None,
        **_span(section.span),
    }


def _link(link: Link, language: str) -> dict[str, Any]:
    return {
        "a": _ref(link.a),
        "b": _ref(link.b),
        "score": link.score,
        "relation": link.relation.value,
        "why": _message(link.why, language),
    }


def _ref(ref: SectionRef) -> dict[str, Any]:
    return {"document": ref.document, "section": ref.section}


def _occurrence(place: Occurrence) -> dict[str, int]:
    return {"document": place.document, "start": place.start, "end": place.end, "wording": place.wording}


def _passage(passage: Passage, language: str) -> dict[str, Any]:
    return {
        "id": passage.id,
        "kind": passage.kind.value,
        "reason": _message(passage.reason, language),
        "documents": passage.documents,
        "similarity": passage.similarity,
        "occurrences": [_occurrence(place) for place in passage.occurrences],
        "slots": [{"kind": s.kind.value, "fillings": [_span_or_none(f) for f in s.fillings]} for s in passage.slots],
        "parts": [{"kind": p.kind.value, "spans": [_span_or_none(s) for s in p.spans]} for p in passage.parts],
    }


def _pair(pair: Pair, language: str) -> dict[str, Any]:
    return {
        "a": pair.a,
        "b": pair.b,
        "mode": pair.mode.value,
        "why": _message(pair.why, language),
        "a_in_b": pair.a_in_b,
        "b_in_a": pair.b_in_a,
        "net_a_in_b": pair.net_a_in_b,
        "net_b_in_a": pair.net_b_in_a,
        "edits": [{"op": edit.operation.value, "a": _span(edit.a), "b": _span(edit.b)} for edit in pair.edits],
    }


def _finding(finding: Finding, language: str) -> dict[str, Any]:
    return {
        "kind": finding.kind.value,
        "places": [{"document": place.document, **_span(place.span)} for place in finding.places],
        "why": _message(finding.why, language),
    }
