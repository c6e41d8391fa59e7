"""Frames: what stays when facts are taken out, aligned over all that say it."""

from __future__ import annotations

import pytest

from app.comparison.details import details
from app.comparison.frames import Template, frame, gaps_of, template
from app.comparison.model import FactKind
from app.comparison.prepared import Prepared
from app.language.spans import Span
from tests.conftest import document


def common(*texts: str) -> Template | None:
    gaps = [gaps_of(text, details(Prepared(document(text)))) for text in texts]
    frames = [frame(text, Span(0, len(text)), own) for text, own in zip(texts, gaps, strict=True)]
    return template(frames)


def fillings(found: Template, texts: tuple[str, ...]) -> list[list[str | None]]:
    return [
        [None if f is None else t[f.start : f.end] for f, t in zip(slot.fillings, texts, strict=True)]
        for slot in found.slots
    ]


def test_slots_are_aligned_over_all_occurrences() -> None:
    texts = ("青田镇建了12座公厕，用了三成砖", "白沙乡建了9座公厕，用了三成砖", "青田镇建了30座公厕，用了两成砖")
    found = common(*texts)
    assert found is not None
    assert fillings(found, texts) == [["青田镇", "白沙乡", "青田镇"], ["12座", "9座", "30座"], ["三成", "三成", "两成"]]
    assert [slot.kind for slot in found.slots] == [FactKind.PLACE, FactKind.FIGURE, FactKind.FIGURE]
    assert found.shown == "□建了□公厕，用了□砖"


def test_a_mask_stands_for_a_value_with_its_unit() -> None:
    texts = ("全年审结**件，居全省第*位", "全年审结17120件，居全省第3位")
    found = common(*texts)
    assert found is not None
    assert fillings(found, texts)[0] == ["**件", "17120件"]


def test_a_name_that_no_pattern_knows_may_stand_against_one_that_is_known() -> None:
    texts = ("由市财政局牵头负责清理账户", "由清欠专班牵头负责清理账户")
    found = common(*texts)
    assert found is not None
    assert fillings(found, texts) == [["市财政局", "清欠专班"]]


@pytest.mark.parametrize(
    "texts",
    [
        ("全年建了12座公厕", "全年建了12座公厕"),
        ("全年建了12座公厕，群众满意", "全年修了9座公厕，群众高兴"),
        ("建了12座公厕", "建了公厕"),
        ("3座、4处、5个", "6座、7处、8个"),
    ],
)
def test_nothing_filled_in_or_other_words_are_no_template(texts: tuple[str, str]) -> None:
    assert common(*texts) is None
