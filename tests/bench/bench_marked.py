"""What a marked copy costs beside opening and saving the file with python-docx: 70,000 characters, 2,000 marks.

python tests/bench/bench_marked.py
"""

from __future__ import annotations

import io
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import docx

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from app.comparison.model import Comparison, Kind  # noqa: E402
from app.export.marked_copy import marked_copy  # noqa: E402
from app.export.marks import Marking  # noqa: E402
from tests.export.comparisons import comparison, opened, passage  # noqa: E402

CHARACTERS, MARKS, ROUNDS = 70_000, 2_000, 5
WORDS = "全市各级党组织要坚持问题导向压实工作责任推动高质量发展取得新成效切实把思想和行动统一到部署上来"


def speech(folder: Path) -> Path:
    """Write a Word file of this length: paragraphs of three runs in two fonts, as offices make them."""
    chance, word = random.Random(1), docx.Document()
    for _ in range(CHARACTERS // 200):
        paragraph = word.add_paragraph()
        for length, bold in ((20, True), (150, False), (30, False)):
            run = paragraph.add_run("".join(chance.choices(WORDS, k=length)))
            run.bold, run.font.name = bold, "仿宋_GB2312"
    path = folder / "讲话.docx"
    word.save(str(path))
    return path


def compared(path: Path) -> Comparison:
    """Two such files that share passages of every kind, evenly spread."""
    documents = [opened(path), opened(path)]
    step, kinds = len(documents[0].text) // MARKS, list(Kind)
    places = [(n * step, n * step + step * 2 // 3) for n in range(MARKS)]
    found = [passage(kinds[n % len(kinds)], (0, *place), (1, *place)) for n, place in enumerate(places)]
    return comparison(documents, found)


def shortest(work: Callable[[], object]) -> float:
    """Give the least processor time of some rounds, in seconds."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def main() -> None:
    """Print the times and their ratios."""
    with tempfile.TemporaryDirectory() as folder:
        path = speech(Path(folder))
        made = compared(path)
        plain = shortest(lambda: docx.Document(str(path)).save(io.BytesIO()))
        bare = Marking(comments=False, legend=False, links=False)
        print(f"python-docx open and save  {plain:.3f} s")
        for name, marking in (("marks, comments, links", Marking()), ("marks alone", bare)):
            taken = shortest(lambda marking=marking: marked_copy(made, 0, "zh", marking))  # type: ignore[misc]
            print(f"{name:26} {taken:.3f} s  x{taken / plain:.1f}")
        copy = marked_copy(made, 0, "zh")
        again = shortest(lambda: docx.Document(io.BytesIO(copy)).save(io.BytesIO()))
        print(f"python-docx open and save of the copy with comments  {again:.3f} s")


if __name__ == "__main__":
    main()
