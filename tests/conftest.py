"""What all tests share: documents from words, and the real files where there are any."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from app.comparison.compare import compare
from app.comparison.model import Comparison
from app.document.model import Block, BlockKind, Document
from app.document.outline import outlined
from app.messages import message

settings.register_profile("usual", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("usual")


def document(text: str, name: str = "讲话.txt") -> Document:
    """Make an outlined document of a text, as the reader of text files would."""
    blocks, start = [], 0
    for line, words in enumerate(text.split("\n"), 1):
        blocks.append(Block(start, start + len(words), BlockKind.PARAGRAPH, message("where.line", number=line)))
        start += len(words) + 1
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return outlined(Document(name, name, sha256, name.rpartition(".")[2], text, len(text), tuple(blocks)))


@pytest.fixture
def compared() -> Callable[..., Comparison]:
    """A comparison of texts."""
    return lambda *texts: compare([document(text, f"{n}.txt") for n, text in enumerate(texts)])


@pytest.fixture
def corpus() -> Path:
    """The folder of real files; tests that ask for it are marked `corpus` and skip without it."""
    folder = os.environ.get("DUIDU_CORPUS")
    if not folder:
        pytest.skip("DUIDU_CORPUS is not set")
    return Path(folder)


def strict(schema: object) -> object:
    """The schema with no room for fields that it does not name."""
    if isinstance(schema, dict):
        stricter = {key: strict(value) for key, value in schema.items()}
        if "properties" in stricter:
            stricter["additionalProperties"] = False
        return stricter
    return [strict(part) for part in schema] if isinstance(schema, list) else schema
