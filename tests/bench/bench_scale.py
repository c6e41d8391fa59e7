"""How the comparison grows: many documents, and ever longer ones; CPU time of each stage, and memory.

    python tests/bench/bench_scale.py [FOLDER]

Without a folder: `corpus/background` of DUIDU_CORPUS. Fifty documents of 20,000 characters, then ten documents of up to
400,000 characters each (made of the folder's texts laid end to end, each once), with the exponent of the growth from
each to the next and from the first. jieba is loaded before; each comparison runs in a process of its own, whose
greatest memory is told.
"""

from __future__ import annotations

import json
import math
import os
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
DOCUMENTS, CHARACTERS = 50, 20_000
LENGTHS = (10_000, 30_000, 100_000, 400_000)


def texts(folder: Path, count: int, length: int) -> list[str]:
    """So many texts of one length: the folder's longest files, one each, or laid end to end where these are too short.

    No file is used twice; raises ValueError where all together are too short.
    """
    files = sorted(folder.iterdir(), key=lambda path: -path.stat().st_size)
    whole = [path.read_text(encoding="utf-8") for path in files]
    if length <= CHARACTERS:
        return [text[:length] for text in whole if len(text) >= length][:count]
    random.Random(1).shuffle(whole)  # short and long stretches then hold the same mixture
    laid = "\n".join(whole)
    if len(laid) < count * length:
        raise ValueError(f"{folder}: {len(laid)} characters are not {count} x {length}")
    return [laid[n * length : (n + 1) * length] for n in range(count)]


def measured(folder: Path, count: int, length: int) -> tuple[dict[str, float], int]:
    """CPU seconds of each stage, and MB, of one comparison in a process of its own."""
    command = [sys.executable, __file__, "--one", str(folder), str(count), str(length)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    stages, megabytes = json.loads(done.stdout)
    return stages, megabytes


def one(folder: Path, count: int, length: int) -> None:
    """Compare, and print the CPU seconds of each stage and the memory as JSON."""
    import resource

    from app.comparison.compare import compare
    from app.language.usualness import shipped
    from app.language.words import tokenizer
    from app.messages import Message
    from tests.conftest import document

    documents = [document(text, f"{n}.txt") for n, text in enumerate(texts(folder, count, length))]
    tokenizer(), shipped()
    stages: list[tuple[str, float]] = []

    def progress(share: float, stage: Message) -> None:
        stages.append((stage.code, time.process_time()))

    compare(documents, progress=progress)
    stages.append(("end", time.process_time()))
    spent: dict[str, float] = {}
    for (name, start), (_, end) in pairwise(stages):
        spent[name] = spent.get(name, 0.0) + end - start
    print(json.dumps([spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024]))


def told(stages: dict[str, float], megabytes: int) -> str:
    """One line of figures."""
    parts = "  ".join(f"{name.removeprefix('stage.')} {seconds:.2f}" for name, seconds in stages.items())
    return f"{sum(stages.values()):7.2f} s {megabytes:5d} MB   {parts}"


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    if arguments and arguments[0] == "--one":
        one(Path(arguments[1]), int(arguments[2]), int(arguments[3]))
        return
    folder = Path(arguments[0]) if arguments else Path(os.environ["DUIDU_CORPUS"]) / "corpus" / "background"
    print(f"{DOCUMENTS} x {CHARACTERS:7d} characters {told(*measured(folder, DOCUMENTS, CHARACTERS))}", flush=True)
    totals: list[float] = []
    for number, length in enumerate(LENGTHS):
        stages, megabytes = measured(folder, 10, length)
        totals.append(sum(stages.values()))
        growth = [
            math.log(totals[-1] / totals[n]) / math.log(length / LENGTHS[n]) for n in (number - 1, 0) if n < number
        ]
        grown = "   exponent " + ", from the first ".join(f"{exponent:.2f}" for exponent in growth) if number else ""
        print(f"10 x {length:7d} characters {told(stages, megabytes)}{grown}", flush=True)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main(sys.argv[1:])
