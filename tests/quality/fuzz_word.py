"""Read Word files as nobody would write them: each is read or refused, within 10 seconds and 1 GB.

    python tests/quality/fuzz_word.py [--cases 2000] [--first 0]

Each case is mutated from a file made here or, where DUIDU_CORPUS is set, from a small file of it; its number is its
seed. It is read in both views and given an outline. Only DuiduError may come out. Cases run in a process of their own,
which the system ends at its limits (where it has them); a case that ends its process is named, and the rest go on. The
exit code is 1 if a case failed.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import traceback
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from app.document.options import ReadingOptions, View  # noqa: E402
from app.document.outline import outlined  # noqa: E402
from app.document.reading import read  # noqa: E402
from app.errors import DuiduError  # noqa: E402
from tests.quality.word_cases import case  # noqa: E402

SECONDS, BYTES = 10, 2**30
_LARGEST_SOURCE = 60_000
"""Bytes of a file of the corpus that cases are made from."""


def sources() -> list[bytes]:
    """Give the small Word files of the corpus, in order; none without a corpus."""
    folder = os.environ.get("DUIDU_CORPUS")
    files = sorted(Path(folder).rglob("*.docx")) if folder else []
    return [path.read_bytes() for path in files if path.stat().st_size < _LARGEST_SOURCE]


def outcome(content: bytes, path: Path) -> str:
    """Read a case in both views; give `read`, the code of the refusal, or `failed` with what went wrong."""
    path.write_bytes(content)
    said = "read"
    for options in (ReadingOptions(), ReadingOptions(view=View.ORIGINAL, hidden=True)):
        try:
            document = outlined(read(path, options))
            texts = [document.text[block.start : block.end] for block in document.blocks]
            if "\n".join(texts) != document.text:
                return "failed: the blocks do not make up the text"
        except DuiduError as error:
            said = error.message.code
        except Exception:
            return "failed: " + traceback.format_exc().strip().replace("\n", " | ")
    return said


def work(first: int, cases: int) -> None:
    """Run cases in this process, within the limits; say the number of each before and its outcome after."""
    made_from = sources()
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    with tempfile.TemporaryDirectory() as folder:
        for number in range(first, first + cases):
            content = case(number, made_from)
            print(number, flush=True)
            if sys.platform != "win32":
                signal.setitimer(signal.ITIMER_REAL, SECONDS)  # without a handler it ends the process, in C code too
            print(outcome(content, Path(folder) / "稿.docx"), flush=True)
            if sys.platform != "win32":
                signal.setitimer(signal.ITIMER_REAL, 0)


def fuzz(first: int, cases: int) -> tuple[Counter[str], dict[int, str]]:
    """Run cases in processes of their own; give how often each outcome came, and what went wrong in which case."""
    outcomes: Counter[str] = Counter()
    failed: dict[int, str] = {}
    end = first + cases
    while first < end:
        command = [sys.executable, "-X", "utf8", __file__, "--work", "--first", str(first), "--cases", str(end - first)]
        done = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=False)
        lines = done.stdout.splitlines()
        for number, said in zip(map(int, lines[::2]), lines[1::2], strict=False):
            outcomes[said.partition(":")[0]] += 1
            if said.startswith("failed"):
                failed[number] = said
            first = number + 1
        if len(lines) % 2:  # the process ended while it was at a case
            outcomes["failed"] += 1
            failed[first] = f"failed: the process ended with {done.returncode}"
            first += 1
        elif not lines:
            raise RuntimeError(f"no case was run; exit code {done.returncode}")
    return outcomes, failed


def main() -> int:
    """Run, print, and give the exit code."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--cases", type=int, default=2000)
    options.add_argument("--first", type=int, default=0)
    options.add_argument("--work", action="store_true", help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.work:
        work(asked.first, asked.cases)
        return 0
    outcomes, failed = fuzz(asked.first, asked.cases)
    for said, times in outcomes.most_common():
        print(f"{times:6}  {said}")
    for number, said in failed.items():
        print(f"case {number}: {said}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
