"""How long the reader takes for Word files, beside python-docx, and whether its time is linear.

    DUIDU_CORPUS=… python tests/bench/bench_word.py

The 20 largest .docx of the corpus (by their main part): our whole document, with numbers, notes, comments and the way
back, by `docx.Document(path)` with the texts of its paragraphs. Processor time, the best of three runs of each in turn.
Bar: three times. Then 25,000, 50,000 and 100,000 paragraphs made here: processor time for each thousand.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

import docx  # noqa: E402

from app.document.reading import read  # noqa: E402
from tests.document.word_files import paragraph, word_file  # noqa: E402

FILES, RUNS, BAR = 20, 3, 3.0


def main_part(path: Path) -> int:
    """Give the unpacked size of the main part in bytes, 0 where there is none that both can read."""
    try:
        with zipfile.ZipFile(path) as file:
            size = file.getinfo("word/document.xml").file_size
        read(path)
        docx.Document(str(path))
    except Exception:
        return 0
    return size


def texts(path: Path) -> list[str]:
    """Read a file as a program with python-docx would."""
    return [paragraph.text for paragraph in docx.Document(str(path)).paragraphs]


def seconds(act: Callable[[], object]) -> float:
    """Give the processor time of an act."""
    start = time.process_time()
    act()
    return time.process_time() - start


def main() -> int:
    """Measure, print, and give the exit code: 1 above the bar."""
    ratios = []
    corpus = os.environ.get("DUIDU_CORPUS")
    for path in sorted(Path(corpus).rglob("*.docx"), key=main_part)[-FILES:] if corpus else []:
        pairs = [(seconds(partial(read, path)), seconds(partial(texts, path))) for _ in range(RUNS)]
        own, other = (min(times) for times in zip(*pairs, strict=True))
        ratios.append(own / other)
        print(f"{own / other:5.2f}  {1000 * own:7.1f} ms  {path.name}")
    if ratios:
        print(f"{statistics.median(ratios):5.2f}  median; largest {max(ratios):.2f}, bar {BAR}")
    with tempfile.TemporaryDirectory() as folder:
        for count in (25_000, 50_000, 100_000):
            path = word_file(Path(folder), "".join(paragraph(f"第{n}项", "要求") for n in range(count)))
            print(f"{count:7} paragraphs: {1e6 * seconds(partial(read, path)) / count:.1f} ms per thousand")
    return int(max(ratios, default=0) > BAR)


if __name__ == "__main__":
    sys.exit(main())
