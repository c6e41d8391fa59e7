"""A review as a JSON file: what a person decided, kept beside the documents and used again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from app.comparison.model import Kind
from app.comparison.review import HandLink, Review
from app.document.corrections import Action, Correction
from app.errors import BadUsage

VERSION = 1
_MARK = "duidu-review"


def as_values(review: Review) -> dict[str, Any]:
    """Give a review as plain values for JSON, the same for the same review."""
    return {
        _MARK: VERSION,
        "kinds": {passage: kind.value for passage, kind in sorted(review.kinds.items())},
        "excluded": sorted(review.excluded),
        "ignored": list(review.ignored),
        "links": [asdict(link) for link in review.links],
        "unlinks": [asdict(link) for link in review.unlinks],
        "corrections": {
            name: [{**asdict(correction), "action": correction.action.value} for correction in corrections]
            for name, corrections in sorted(review.corrections.items())
        },
    }


def as_json(review: Review) -> bytes:
    """Give a review as the bytes of its file: UTF-8, indented by one space."""
    return (json.dumps(as_values(review), ensure_ascii=False, indent=1) + "\n").encode("utf-8", "surrogatepass")


def from_values(given: Mapping[str, Any]) -> Review:
    """Make a review of the values of its file; raises ValueError, KeyError or TypeError where they are none."""
    if given[_MARK] != VERSION:
        raise ValueError(f"{_MARK} {given[_MARK]}")
    return Review(
        kinds={str(passage): Kind(kind) for passage, kind in given.get("kinds", {}).items()},
        excluded=frozenset(map(str, given.get("excluded", []))),
        ignored=tuple(map(str, given.get("ignored", []))),
        links=tuple(HandLink(**link) for link in given.get("links", [])),
        unlinks=tuple(HandLink(**link) for link in given.get("unlinks", [])),
        corrections={
            str(name): tuple(Correction(Action(c["action"]), int(c["place"]), str(c["words"])) for c in corrections)
            for name, corrections in given.get("corrections", {}).items()
        },
    )


def review(path: Path) -> Review:
    """Read a review from its file. Raises BadUsage where the file cannot be read or is none."""
    try:
        return from_values(json.loads(path.read_text(encoding="utf-8-sig")))
    except OSError as error:
        raise BadUsage("input.review_cannot_open", path=str(path), reason=error.strerror or "") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadUsage("input.not_a_review", path=str(path), reason=str(error)) from error
