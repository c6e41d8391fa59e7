"""CPU time of the edits between two versions, by size and by what was done to them.

    python tests/bench/bench_edits.py

The texts are made of the words of the sample speeches. `linear` is the time for four times the text, divided by four
times the time: 1 is linear.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from app.comparison.edits import edits  # noqa: E402
from app.language.differences import differences  # noqa: E402
from app.language.words import words  # noqa: E402
from tests.conftest import document  # noqa: E402

SIZE = 70_000


def vocabulary() -> list[str]:
    """The words of the sample speeches."""
    samples = (ROOT / "resources" / "samples").glob("*.txt")
    found = sorted({word for path in samples for word in words(path.read_text(encoding="utf-8")) if word.isalpha()})
    return found or ["渔港", "码头", "灯塔", "校车", "食堂", "茶山", "盐田", "水闸", "堤防", "木窗"]


def paragraphs(size: int, said: list[str], chance: random.Random) -> list[str]:
    """Paragraphs of 5 to 80 words until there are so many characters."""
    made: list[str] = []
    while size > 0:
        made.append("，".join("".join(chance.choices(said, k=5)) for _ in range(chance.randint(1, 16))) + "。")
        size -= len(made[-1])
    return made


def reworded(lines: list[str], share: float, said: list[str], chance: random.Random) -> list[str]:
    """The paragraphs with one word replaced in a share of them."""
    changed = []
    for line in lines:
        at = chance.randrange(len(line))
        changed.append(line[:at] + chance.choice(said) + line[at + 2 :] if chance.random() < share else line)
    return changed


def seconds(one: list[str], other: list[str]) -> float:
    """CPU time of the edits."""
    a, b = document("\n".join(one)), document("\n".join(other))
    start = time.process_time()
    edits(a, b)
    return time.process_time() - start


def main() -> None:
    """Measure and print."""
    chance = random.Random(7)
    said = vocabulary()
    for name in ("reworded", "shuffled", "all else", "one paragraph"):
        times = []
        for size in (SIZE, 4 * SIZE):
            one = paragraphs(size, said, chance)
            other = reworded(one, 0.5, said, chance)
            if name == "shuffled":
                chance.shuffle(other)
            elif name == "all else":
                other = paragraphs(size, said, chance)
            elif name == "one paragraph":
                one, other = ["".join(one)], ["".join(other)]
            times.append(seconds(one, other))
        print(f"{name:14} {SIZE} characters {times[0]:.2f} s, linear {times[1] / (4 * times[0]):.2f}")
    long = "".join(paragraphs(2_000_000, said, chance))
    reworded_long = long.replace("，" + said[3], "；" + said[4])
    start = time.process_time()
    differences(long, reworded_long)
    print(f"a paragraph of {len(long)} characters {time.process_time() - start:.2f} s")


if __name__ == "__main__":
    main()
