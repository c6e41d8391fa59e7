"""A reading view with a comparison in it."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from app.comparison.model import Comparison
from ui.language import Language
from ui.reading.reading_view import ReadingView

SENTENCE = "有的同志说起来头头是道、做起来马马虎虎，隐患年年查、年年都还有。"
PLAIN = "河道清淤"
"""Words that stand in every plain line."""


def plain(chance: random.Random) -> str:
    """A line that no other text has: signs by chance."""
    return PLAIN + "".join(chr(0x6000 + chance.randrange(0x2000)) for _ in range(60)) + "。"


def speech(place: str, sections: int, shared_in: int) -> str:
    """A speech of numbered sections, with the shared sentence in one of them."""
    numbers = "一二三四五六七八九十"
    chance = random.Random(place)
    lines = [f"在{place}会议上的讲话", "同志们：", f"今天我们在{place}开会，讲{numbers[sections - 1]}点意见。"]
    for section in range(sections):
        lines.append(f"{numbers[section]}、抓好第{numbers[section]}项工作")
        lines += [plain(chance) for _ in range(6)]
        if section == shared_in:
            lines.append(SENTENCE)
    return "\n".join(lines) + "\n"


@pytest.fixture
def language(qtbot: QtBot) -> Language:
    spoken = Language()
    spoken.choose("zh")
    return spoken


@pytest.fixture
def two(compared: Callable[..., Comparison]) -> Comparison:
    """Two speeches that share one sentence: in the second section of one, in the fourth of the other."""
    return compared(speech("青山县", 5, 1), speech("𠮷水市", 5, 3))


@pytest.fixture
def shown(qtbot: QtBot, language: Language, two: Comparison) -> ReadingView:
    """The two speeches side by side, all coloured."""
    view = ReadingView(language)
    qtbot.addWidget(view)
    view.resize(900, 600)
    with qtbot.waitExposed(view):
        view.show()
    view.show_comparison(two)
    qtbot.waitUntil(lambda: not view.is_busy())
    return view
