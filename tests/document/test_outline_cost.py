"""The outline of a long text costs in proportion to its length, whatever its shape."""

from __future__ import annotations

import time

import pytest

from tests.conftest import document


def seconds(text: str) -> float:
    """Processor time of one outline."""
    begin = time.process_time()
    document(text)
    return time.process_time() - begin


@pytest.mark.parametrize(
    "stretch",
    [
        "一是学。二是干。",  # all in one paragraph
        "要点：一是学习。甲乙丙。二是工作。丁戊己。\n",
        "今年安排\n一、甲\n文。\n二、乙\n文。\n",
        "一、甲\n（一）乙\n1.丙\n（1）丁\n一是戊。己。\n",
        "第一条 甲。\n",
    ],
)
def test_four_times_the_text_takes_about_four_times_as_long(stretch: str) -> None:
    # In proportion it is 4, by the square 16; the processor is shared, so the best of several counts.
    once = min(seconds(stretch * 750) for _ in range(3))
    assert min(seconds(stretch * 3000) for _ in range(3)) < 10 * once + 0.05
