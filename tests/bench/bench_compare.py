"""Time and memory of `duidu compare` on real or sample speeches, the whole process, and where the time goes.

    python tests/bench/bench_compare.py [FILE …]

Without files: the speeches of DUIDU_CORPUS where it is set, else the samples. Prints the best of three runs; the ratio
to a bare start of jieba (which every comparison needs) holds better from machine to machine than the seconds.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
RUN = (
    "import sys; from app.cli import run; code = run(sys.argv[1:]); import resource; "
    "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, file=sys.stderr); sys.exit(code)"
)
JIEBA = "import app.language.words as w; w.tokenizer()"


def speeches() -> list[Path]:
    """The files to compare."""
    if len(sys.argv) > 1:
        return [Path(name) for name in sys.argv[1:]]
    corpus = os.environ.get("DUIDU_CORPUS")
    if corpus:
        return sorted((Path(corpus) / "speeches").glob("*.txt"))
    return sorted(p for p in (ROOT / "resources" / "samples").iterdir() if p.suffix in {".txt", ".docx"})


def timed(*arguments: object) -> tuple[float, str]:
    """Seconds of the best of three runs, and what the last said on standard error."""
    best, said = float("inf"), ""
    for _ in range(3):
        start = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, check=True
        )
        best, said = min(best, time.perf_counter() - start), done.stderr
    return best, said


def main() -> None:
    """Measure and print."""
    files = speeches()
    jieba, _ = timed(JIEBA)
    with tempfile.TemporaryDirectory() as folder:
        json_only, said = timed(RUN, "compare", *files, "--json", Path(folder) / "r.json")
        everything, said_too = timed(RUN, "compare", *files, "--json", Path(folder) / "r.json", "--out", folder)
    print(f"files                     {len(files)}")
    print(f"start of jieba            {jieba:.2f} s")
    print(f"compare --json            {json_only:.2f} s  = {json_only / jieba:.1f} x jieba, {said.split()[-1]} MB")
    print(
        f"compare --json --out      {everything:.2f} s  = {everything / jieba:.1f} x jieba, {said_too.split()[-1]} MB"
    )


if __name__ == "__main__":
    main()
