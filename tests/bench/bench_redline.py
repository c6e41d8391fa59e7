"""Changed characters and time of redlines, beside those of other programs where they are installed.

    python tests/bench/bench_redline.py [--peers PYTHON] [FOLDER …]

Each folder holds versions of one text, of which the first two by name are compared; without folders, those of
DUIDU_CORPUS. PYTHON is an interpreter that has docx-trackdiff and python-redlines[docxodus] (neither is a dependency).
All programs get the same two Word files. A line is a pair: characters struck and inserted, CPU seconds in one process
that is warm, and whether accepting gives the new text and rejecting the old.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from lxml import etree

from app.comparison.edits import edits
from app.document.readers.wordml_package import Package
from app.document.readers.wordml_xml import tags
from app.document.reading import READERS
from app.export.redline import redline
from app.export.redline_source import opened
from app.export.verify import verify

PEERS = """
import json, resource, sys, time
def used():
    return sum(resource.getrusage(who).ru_utime + resource.getrusage(who).ru_stime
               for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
def trackdiff(old, new, out):
    from docx_trackdiff.compare import main
    sys.argv = ["trackdiff", old, new, out]
    main()
def docxodus(old, new, out):
    from python_redlines.engines import DocxodusEngine
    from pathlib import Path
    made, _, _ = DocxodusEngine().run_redline("bench", Path(old), Path(new))
    Path(out).write_bytes(made)
times = []
for old, new, out in json.load(sys.stdin):
    taken = []
    for _ in range(2):
        start = used()
        PROGRAM(old, new, out)
        taken.append(used() - start)
    times.append(min(taken))
print("TIMES" + json.dumps(times))
"""


def pairs(folders: Sequence[Path]) -> Iterator[tuple[str, Path, Path]]:
    """The name and the first two files of each folder."""
    for folder in folders:
        files = sorted(path for path in folder.iterdir() if path.suffix.lower() in READERS)
        if len(files) > 1:
            yield folder.name, files[0], files[1]


def duidu(old: Path, new: Path, out: Path) -> None:
    """What `duidu redline` does, without its check."""
    a, b = opened(old), opened(new)
    out.write_bytes(redline(a, b, edits(a.document, b.document), "en").content)


def seconds(work: Callable[[], None]) -> float:
    """The better of two runs, in CPU seconds."""
    taken = []
    for _ in range(2):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


def changed(path: Path) -> int:
    """Characters that are struck or inserted in the parts with text."""
    file = Package(path, path.read_bytes())
    roots = [root for part in file.stories() if (root := file.part(part)) is not None]
    return sum(_characters(root) for root in roots)


def _characters(root: etree._Element) -> int:
    struck = sum(len(text.text or "") for text in root.iter(*tags("w:delText")))
    return struck + sum(len(t.text or "") for c in root.iter(*tags("w:ins")) for t in c.iter(*tags("w:t")))


def holds(path: Path, old: Path, new: Path) -> bool:
    """Whether accepting gives the new text and rejecting the old."""
    return path.exists() and verify(path, path.read_bytes(), opened(old), opened(new)).holds


def main() -> None:
    """Print a line a pair and program."""
    parser = argparse.ArgumentParser(description="Changed characters and time of redlines.")
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--peers", metavar="PYTHON")
    asked = parser.parse_args()
    corpus = os.environ.get("DUIDU_CORPUS")
    folders = asked.folders or (sorted((Path(corpus) / "corpus" / "amended").iterdir()) if corpus else [])
    with tempfile.TemporaryDirectory() as scratch:
        jobs: list[tuple[str, Path, Path]] = []
        for number, (name, old, new) in enumerate(pairs(folders)):
            before, after = (Path(scratch) / f"{number}{side}.docx" for side in ("old", "new"))
            for file, source in ((before, old), (after, new)):
                file.write_bytes(opened(source).package.content)
            jobs.append((name, before, after))
        names = ["duidu", "trackdiff", "docxodus"] if asked.peers else ["duidu"]
        print(f"{'pair':40} " + "".join(f"{name:>26}" for name in names))
        columns = [_column(name, jobs, asked.peers) for name in names]
        for (name, *_), *cells in zip(jobs, *columns, strict=True):
            print(f"{name[:40]:40} " + "".join(f"{cell:>26}" for cell in cells))


def _column(program: str, jobs: Sequence[tuple[str, Path, Path]], peers: str | None) -> list[str]:
    outs = [old.with_name(f"{old.stem}.{program}.docx") for _, old, _ in jobs]
    if program == "duidu":
        duidu(jobs[0][1], jobs[0][2], outs[0])  # warm: the dictionary is loaded once
        times = [seconds(partial(duidu, old, new, out)) for (_, old, new), out in zip(jobs, outs, strict=True)]
    else:
        asked = json.dumps([[str(old), str(new), str(out)] for (_, old, new), out in zip(jobs, outs, strict=True)])
        code = PEERS.replace("PROGRAM", program)
        done = subprocess.run([peers or "", "-c", code], input=asked, capture_output=True, encoding="utf-8")
        if "TIMES" not in done.stdout:
            sys.exit(f"{program}: {done.stderr[-500:]}")
        times = json.loads(done.stdout.rpartition("TIMES")[2])
    return [
        f"{changed(out)} ch, {taken:.2f} s, {'right' if holds(out, old, new) else 'WRONG'}"
        for (_, old, new), out, taken in zip(jobs, outs, times, strict=True)
    ]


if __name__ == "__main__":
    main()
