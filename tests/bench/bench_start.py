"""How long a person waits: for the empty window, and for five speeches to be read, compared and coloured.

    python tests/bench/bench_start.py [FILE …]

Without files: the speeches of DUIDU_CORPUS where it is set, else the samples. Prints the best and the median of several
runs of a new process each, without a screen. Bars: 1.0 s to a usable empty window, 2.5 s from the drop to the last
coloured pane; the drop once as soon as the window is there, once after the engine had time to load.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
RUNS = 5
WINDOW_BAR, DROP_BAR = 1.0, 2.5
WARM_UP = 2.0

START = """
import app.cli, importlib, sys, time
application = importlib.import_module("ui.application")
from PySide6.QtWidgets import QApplication
qt = QApplication(sys.argv)
window = application.make_window(qt)
window.show()
while not window.windowHandle().isExposed():
    qt.processEvents()
window.engine.start()
qt.processEvents()
print("usable", flush=True)
"""
"""What `duidu` does, until the window takes its first event."""

DROP = """
from pathlib import Path
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
def work(until):
    while not until():
        qt.processEvents()
        time.sleep(0.001)
warm_up, *files = sys.argv[1:]
end = time.perf_counter() + float(warm_up)
work(lambda: time.perf_counter() >= end)
carried = QMimeData()
carried.setUrls([QUrl.fromLocalFile(file) for file in files])
middle = QPointF(window.rect().center())
rest = (Qt.DropAction.CopyAction, carried, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
entered, dropped = QDragEnterEvent(middle.toPoint(), *rest), QDropEvent(middle, *rest)
start = time.perf_counter()
qt.sendEvent(window.windowHandle(), entered)
qt.sendEvent(window.windowHandle(), dropped)
work(lambda: window.workspace.comparison is not None and not window.workspace.reading.is_busy())
window.grab()
print(time.perf_counter() - start, len(window.workspace.reading.panes), flush=True)
window.close()
"""


def speeches() -> list[Path]:
    """The files to drop."""
    if len(sys.argv) > 1:
        return [Path(name).absolute() for name in sys.argv[1:]]
    corpus = os.environ.get("DUIDU_CORPUS")
    if corpus:
        return sorted((Path(corpus) / "speeches").glob("*.txt"))
    return sorted(p for p in (ROOT / "resources" / "samples").iterdir() if p.suffix in {".txt", ".docx"})


def started(code: str, *arguments: object) -> subprocess.Popen[str]:
    """Start a process that runs the code, with settings of its own."""
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "XDG_CONFIG_HOME": tempfile.gettempdir() + "/bench"}
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def to_the_window() -> float:
    """Seconds from the start of the process to the usable window."""
    begin = time.perf_counter()
    with started(START + "window.close()") as process:
        assert process.stdout is not None
        process.stdout.readline()
        return time.perf_counter() - begin


def to_the_colours(files: list[Path], warm_up: float) -> float:
    """Seconds from the drop to the last coloured pane."""
    with started(START + DROP, warm_up, *files) as process:
        said = process.communicate()[0].split()
    return float(said[1])


def show(name: str, seconds: list[float], bar: float) -> None:
    """Print a line of the table."""
    print(f"{name:44} best {min(seconds):.2f} s  median {statistics.median(seconds):.2f} s  bar {bar} s")


def main() -> None:
    """Measure and print."""
    files = speeches()
    to_the_window()
    show("process start to usable empty window", [to_the_window() for _ in range(RUNS)], WINDOW_BAR)
    for name, warm_up in (("dropped at once", 0.0), ("dropped after a while", WARM_UP)):
        seconds = [to_the_colours(files, warm_up) for _ in range(RUNS)]
        show(f"{len(files)} files {name}, to all panes coloured", seconds, DROP_BAR)


if __name__ == "__main__":
    main()
