"""Drafts about which there is something to decide."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

SHARED = "各级各部门要把隐患当成事故来抓，盯住堤坝、码头、渡口不放"
ALSO = "果园里的滴灌管线冬天要用草帘裹好，养蜂户沿着河谷搬了三次蜂箱"


def own(chance: random.Random) -> str:
    """A line that no other text has: signs by chance."""
    return "".join(chr(0x6000 + chance.randrange(0x2000)) for _ in range(60)) + "。"


@pytest.fixture
def drafts(tmp_path: Path) -> list[Path]:
    """Three drafts that share a sentence word for word; the first two share another one."""
    paths = [tmp_path / f"稿{number}.txt" for number in range(3)]
    for number, path in enumerate(paths):
        chance = random.Random(number)
        lines = [f"在第{number}次会议上的讲话", "同志们：", "一、认清形势", own(chance), f"{SHARED}。", own(chance)]
        lines += ["二、抓好落实", own(chance), *([f"{ALSO}。"] if number < 2 else []), own(chance), own(chance)]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return paths
