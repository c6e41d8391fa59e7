"""How long the window cannot answer while long documents appear, and how long a step of aligned scrolling takes.

    python tests/bench/bench_reading.py

Four documents of 50,000 characters that share 2,000 passages, made here. Bars: no event longer than 100 ms; a step of
aligned scrolling, painting included, 16 ms in the middle of all steps. Then the five speeches of DUIDU_CORPUS, where it
is set: from the comparison to all panes coloured.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QCoreApplication, QEvent, QObject  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from app.comparison.compare import compare  # noqa: E402
from app.comparison.model import Comparison, Kind, Occurrence, Passage, Rates, Row, UniqueSpan  # noqa: E402
from app.comparison.settings import Settings  # noqa: E402
from app.document.model import Block, BlockKind, Document, Section, SectionKind, Span  # noqa: E402
from app.document.outline import outlined  # noqa: E402
from app.document.reading import read  # noqa: E402
from app.messages import message  # noqa: E402
from ui.language import Language  # noqa: E402
from ui.reading.reading_view import ReadingView  # noqa: E402

DOCUMENTS, CHARACTERS, PASSAGES, SECTIONS = 4, 50_000, 2_000, 120


class Bench(QApplication):
    """An application that takes the time of every event."""

    longest = 0.0
    _depth = 0

    def notify(self, receiver: QObject, event: QEvent) -> bool:
        """Deliver an event, and keep the time if it is the longest so far."""
        self._depth += 1
        start = time.perf_counter()
        try:
            return super().notify(receiver, event)
        finally:
            self._depth -= 1
            if not self._depth:
                self.longest = max(self.longest, time.perf_counter() - start)


def written(chance: random.Random, number: int) -> Document:
    """Make a document: sections of the same size, paragraphs of 40 to 400 characters."""
    text, sections, size = "", [], CHARACTERS // SECTIONS
    for section in range(SECTIONS):
        start, heading = len(text), f"第{section}节的标题"
        text += heading + "\n"
        while len(text) - start < size:
            words = min(chance.randrange(40, 400), max(1, size - 1 - (len(text) - start)))
            text += "".join(chr(0x4E00 + chance.randrange(3000)) for _ in range(words)) + "\n"
        span = Span(start, start + len(heading))
        sections.append(
            Section(str(section), None, 1, SectionKind.SECTION, None, "", heading, span, Span(start, len(text)))
        )
    blocks, start = [], 0
    for line in text.split("\n"):
        blocks.append(Block(start, start + len(line), BlockKind.PARAGRAPH, message("where.line", number=1)))
        start += len(line) + 1
    name = f"{number}.txt"
    return Document(name, name, "", "txt", text, len(text), tuple(blocks), sections=tuple(sections))


def made() -> Comparison:
    """Make a comparison of that size: places and kinds by chance, everything else unique."""
    chance = random.Random(1)
    documents = tuple(written(chance, number) for number in range(DOCUMENTS))
    passages = []
    for number in range(PASSAGES):
        holding = chance.sample(range(DOCUMENTS), chance.randrange(2, DOCUMENTS + 1))
        length = chance.randrange(8, 80)
        starts = [chance.randrange(len(documents[each].text) - length) for each in holding]
        places = tuple(Occurrence(each, start, start + length, 0) for each, start in zip(holding, starts, strict=True))
        reason = message("reason.verbatim")
        passages.append(Passage(str(number), chance.choice(tuple(Kind)), reason, len(holding), 1.0, places))
    rows = tuple(Row("", tuple((section.id,) for _ in documents)) for section in documents[0].sections)
    return Comparison(
        settings=Settings(), usualness="", references=(), documents=documents, facts=((),) * DOCUMENTS,
        rates=(Rates(1, 1),) * DOCUMENTS, section_rates=({},) * DOCUMENTS, links=(), rows=rows,
        passages=tuple(passages),
        unique=tuple(UniqueSpan(n, Span(0, len(document.text))) for n, document in enumerate(documents)),
        pairs=(), findings=(),
    )  # fmt: skip


def settled(view: ReadingView) -> None:
    """Let events run until all is shown and coloured."""
    QCoreApplication.processEvents()
    while view.is_busy():
        QCoreApplication.processEvents()
    QCoreApplication.processEvents()


def stall(bench: Bench, view: ReadingView, act: Callable[[], object]) -> tuple[float, float]:
    """Give the longest time without an answer, the act itself among them, and the time until all was shown, in ms."""
    bench.longest = 0.0
    start = time.perf_counter()
    act()
    called = time.perf_counter() - start
    settled(view)
    return 1000 * max(called, bench.longest), 1000 * (time.perf_counter() - start)


def scroll_steps(view: ReadingView) -> list[float]:
    """Give the time of each of 200 steps of the wheel through the first text, painting included, in ms."""
    bar, taken = view.panes[0].view.verticalScrollBar(), []
    for step in range(200):
        start = time.perf_counter()
        bar.setValue(bar.maximum() * step // 200)
        QCoreApplication.processEvents()
        taken.append(1000 * (time.perf_counter() - start))
    return taken


def main() -> None:
    """Measure and print."""
    bench = Bench(["bench"])
    bench.setStyle("Fusion")
    view = ReadingView(Language())
    view.resize(1800, 1000)
    view.show()
    settled(view)
    comparison = made()
    view.set_kinds(frozenset(Kind), True)
    for name, act in (
        ("show", lambda: view.show_comparison(comparison)),
        ("show again", lambda: view.show_comparison(comparison)),
        ("colour one kind", lambda: view.set_kinds(frozenset({Kind.NEAR}), False)),
        ("colour all", lambda: view.set_kinds(frozenset(Kind), True)),
        ("zoom", lambda: view.zoom(1)),
        ("narrower window", lambda: view.resize(1500, 1000)),
        ("choose a passage", lambda: view.choose_passage("7")),
        ("find", lambda: view.find_bar.open("一")),
    ):
        longest, whole = stall(bench, view, act)
        print(f"{name:<22}longest stall {longest:6.1f} ms, all shown after {whole:7.1f} ms")
    view.find_bar.close_bar()
    steps = scroll_steps(view)
    print(f"{'aligned scroll step':<22}median {statistics.median(steps):.1f} ms, longest {max(steps):.1f} ms")
    corpus = os.environ.get("DUIDU_CORPUS")
    if corpus:
        speeches = compare([outlined(read(path)) for path in sorted((Path(corpus) / "speeches").glob("*.txt"))])
        longest, whole = stall(bench, view, lambda: view.show_comparison(speeches))
        print(f"{'five speeches':<22}longest stall {longest:6.1f} ms, all coloured after {whole:7.1f} ms")


if __name__ == "__main__":
    main()
