"""An outline that was written is read again, and one that does not hold together is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.comparison.compare import compare
from app.document.outline_file import outlines, with_outline
from app.errors import BadUsage
from app.export.result import as_json
from tests.conftest import document

TEXT = "讲话\n同志们：\n我讲两点。\n一、学\n一是看。看书。二是读。读报。\n二、干\n干活。\n同志们，让我们努力！\n"


def written(tmp_path: Path, change: Callable[[list[dict[str, Any]]], None] = lambda sections: None) -> Path:
    """The file that `outline --json` writes, its sections changed."""
    made = json.loads(as_json(compare([document(TEXT)]), "zh"))
    change(made["documents"][0]["sections"])
    path = tmp_path / "outline.json"
    path.write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
    return path


def test_what_was_written_is_the_outline_again(tmp_path: Path) -> None:
    found = document(TEXT)
    assert with_outline(found, outlines(written(tmp_path))) == found


def test_a_file_without_the_document_leaves_it_to_be_outlined(tmp_path: Path) -> None:
    assert with_outline(document(TEXT, "别的.txt"), outlines(written(tmp_path))) is None


@pytest.mark.parametrize(
    "change",
    [
        {"start": 0},  # outside its parent
        {"end": 10_000},
        {"parent": "99"},
        {"id": "1"},
    ],
)
def test_sections_that_do_not_hold_together_are_refused(tmp_path: Path, change: dict[str, Any]) -> None:
    def spoil(sections: list[dict[str, Any]]) -> None:
        next(s for s in sections if s["label"] == "一是").update(change)

    with pytest.raises(BadUsage) as refused:
        with_outline(document(TEXT), outlines(written(tmp_path, spoil)))
    assert refused.value.message.code == "outline.does_not_fit"
