"""A consolidation as JSON, described by `resources/consolidation.schema.json`: what drafts of a base changed in it."""

from __future__ import annotations

import json
from typing import Any

from app import __version__
from app.comparison.consolidation import Changed, Consolidation
from app.document.model import Document, Span

VERSION = 1


def as_json(consolidation: Consolidation) -> bytes:
    """Give a consolidation as the bytes of its file: UTF-8, indented by one space, the same for the same files.

    `changed` is in the order of the base, its `start` and `end` are offsets in the base's text. Each of its `proposals`
    names a draft by its number, the `text` that stands there in it, and its `edits`: `a` in the base, `b` in the draft.
    """
    value = {
        "version": VERSION,
        "generator": {"name": "duidu", "version": __version__},
        "base": _document(consolidation.base),
        "drafts": [_document(draft) for draft in consolidation.drafts],
        "changed": [_changed(changed) for changed in consolidation.changed],
    }
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "surrogatepass")


def _document(document: Document) -> dict[str, str]:
    return {"name": document.name, "path": document.path, "sha256": document.sha256, "text": document.text}


def _changed(changed: Changed) -> dict[str, Any]:
    return {
        **_span(changed.base),
        "standing": changed.standing.value,
        "proposals": [
            {
                "draft": proposal.draft,
                "text": proposal.text,
                "edits": [{"op": e.operation.value, "a": _span(e.a), "b": _span(e.b)} for e in proposal.edits],
            }
            for proposal in changed.proposals
        ],
    }


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}
