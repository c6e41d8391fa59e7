"""What the program finds, in figures, against hand-made references; kept and compared from one day to another.

    python tests/quality/measure.py [MEASURE …] [--save FILE] [--compare FILE]

Without names: every measure. The real texts, the references and their scorer are in the folder that DUIDU_CORPUS names.
`--compare` says which figures got better or worse than in a saved file and ends with 1 where one got worse.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import runpy
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from app.comparison.compare import compare
from app.document.outline import outlined
from app.document.reading import read
from app.export.result import as_json
from tests.quality.kinds.measure_kinds import cases, confusion, f1, macro_f1

Figures = Mapping[str, float]
Scorer = Mapping[str, Callable[..., None]]

_COSTS = ("marked_share", "granularity")
"""Figures of which less is better."""
_COUNTS = ("common_run_characters", "unique_characters", "sections", "sections_with_a_strong_partner")
"""Figures that only say how much was measured."""
_NOISE = 0.0005


def corpus() -> Path:
    """The folder of real texts."""
    folder = os.environ.get("DUIDU_CORPUS")
    if not folder:
        sys.exit("DUIDU_CORPUS is not set")
    return Path(folder)


def result_of(files: Iterable[Path]) -> dict[str, Any]:
    """The result of comparing files, as a script would read it."""
    result: dict[str, Any] = json.loads(as_json(compare([outlined(read(path)) for path in files]), "zh"))
    return result


def speeches() -> dict[str, Any]:
    """The result for the five speeches."""
    return result_of(sorted((corpus() / "speeches").glob("*.txt")))


def scorer() -> Scorer:
    """The functions of the scorer by name; each prints its figures."""
    return runpy.run_path(str(corpus() / "score" / "score.py"))


def figures(print_figures: Callable[..., None], *arguments: object, of: str = "") -> dict[str, float]:
    """The figures that a function of the scorer prints: lines of `name value` or `name figure value figure value …`."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        print_figures(*arguments)
    found = {}
    for line in said.getvalue().splitlines():
        words = line.split(" of ")[0].split()
        if line.startswith("first_missed"):
            continue
        if len(words) == 2:
            found[f"{of}{words[0]}"] = float(words[1])
        else:
            pairs = zip(words[1::2], words[2::2], strict=True)
            found |= {f"{of}{words[0]} {name}": float(value) for name, value in pairs}
    return found


def gold(name: str) -> Any:
    """A hand-made reference."""
    return json.loads((corpus() / "gold" / name).read_text(encoding="utf-8"))


def runs() -> Figures:
    """Every run of eight characters that two texts share is covered: the five speeches, and each folder of reports."""
    runs = scorer()["runs"]
    found = figures(runs, speeches(), 8, of="speeches ")
    for folder in sorted(path for path in (corpus() / "corpus" / "reports").iterdir() if path.is_dir()):
        files = sorted(path for path in folder.rglob("*") if path.suffix in {".txt", ".md", ".docx"})
        found |= figures(runs, result_of(files), 8, of=f"{folder.name} ")
    return found


def passages() -> Figures:
    """Shared passages found, and in the same run what is left unmarked of what is unique."""
    scored, result = scorer(), speeches()
    found = figures(scored["passages"], result, gold("shared_passages.json"))
    return found | figures(scored["unique"], result, gold("unique.json"))


def planted() -> Figures:
    """Planted copies: not edited, lightly, heavily, reordered, with other figures."""
    folder = corpus() / "gold" / "planted"
    with tempfile.TemporaryDirectory() as results:
        for first in sorted(folder.glob("*_a.txt")):
            name = first.name.removesuffix("_a.txt")
            result = result_of([first, folder / f"{name}_b.txt"])
            Path(results, f"{name}.json").write_text(json.dumps(result), encoding="utf-8")
        return figures(scorer()["planted"], results, str(folder))


def outline() -> Figures:
    """Sections of the five speeches."""
    return figures(scorer()["outline"], speeches(), gold("sections.json"))


def links() -> Figures:
    """Sections of the five speeches side by side."""
    return figures(scorer()["links"], speeches(), gold("sections.json"))


def kinds() -> Figures:
    """Kinds told of the half of the written cases that is there for development: F1 of each, and their mean."""
    counts = confusion(cases(held_out=False))
    return {**f1(counts), "macro": macro_f1(counts)}


MEASURES: Mapping[str, Callable[[], Figures]] = {
    "runs": runs,
    "passages": passages,
    "planted": planted,
    "outline": outline,
    "links": links,
    "kinds": kinds,
}
"""Every measure: a function without arguments that gives its figures by name."""


def changes(now: Mapping[str, Figures], then: Mapping[str, Figures]) -> list[tuple[str, str, float, float]]:
    """What got `better` or `worse` (or is `new`): the verdict, the name of the figure, its value then and now."""
    told = []
    for measure, values in now.items():
        for name, value in values.items():
            before = then.get(measure, {}).get(name)
            gain = 0.0 if before is None else (before - value if name.endswith(_COSTS) else value - before)
            if before is None:
                told.append(("new", f"{measure}: {name}", value, value))
            elif abs(gain) > _NOISE and not name.endswith(_COUNTS):
                told.append(("better" if gain > 0 else "worse", f"{measure}: {name}", before, value))
    return told


def main() -> int:
    """Measure, print, save, compare."""
    parser = argparse.ArgumentParser(description="What the program finds, in figures.")
    parser.add_argument("measures", nargs="*", metavar="MEASURE", help=f"any of: {' '.join(MEASURES)}")
    parser.add_argument("--save", type=Path, metavar="FILE")
    parser.add_argument("--compare", type=Path, metavar="FILE")
    asked = parser.parse_args()
    unknown = set(asked.measures) - set(MEASURES)
    if unknown:
        parser.error(f"no such measure: {' '.join(sorted(unknown))}")
    now: dict[str, Figures] = {}
    for name in asked.measures or MEASURES:
        now[name] = MEASURES[name]()
        for figure, value in now[name].items():
            print(f"{name}: {figure} {value:g}", flush=True)
    if asked.save is not None:
        asked.save.write_text(json.dumps(now, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    if asked.compare is None:
        return 0
    told = changes(now, json.loads(asked.compare.read_text(encoding="utf-8")))
    for verdict, name, before, value in told:
        print(f"{verdict}: {name} {before:g} -> {value:g}")
    return int(any(verdict == "worse" for verdict, *_ in told))


if __name__ == "__main__":
    sys.exit(main())
