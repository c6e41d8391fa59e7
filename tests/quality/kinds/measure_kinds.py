"""How well the kinds of sharing are told: confusion and F1 over the cases beside this file.

    python tests/quality/kinds/measure_kinds.py [--held-out] [--wrong]

The cases stand in `cases/`, one file for what they are or look like. Every second one of a file is held out: it is for
the last look, not for development. A case is two or three small texts around a shared stretch; its kind is the one
under which most of the characters of the stretch count, as in the rates. `--wrong` lists the cases that come out wrong.
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[3]))

from app.comparison.compare import compare
from app.comparison.model import Comparison, Kind
from tests.conftest import document

_HERE = Path(__file__).parent
_OPEN, _CLOSE = "⟦⟧"
_ORDER = list(Kind)
UNSHARED = "unshared"


@dataclass(frozen=True, slots=True)
class Case:
    """Texts in which ⟦marks⟧ stand around the shared stretch, the text of a common source if any, what it should be."""

    name: str
    kind: Kind
    texts: tuple[str, ...]
    reference: str | None


def cases(*, held_out: bool) -> list[Case]:
    """Give the cases of one half."""
    return [
        case
        for path in sorted((_HERE / "cases").glob("*.toml"))
        for number, case in enumerate(_read(path))
        if (number % 2 == 1) == held_out
    ]


def told(case: Case) -> str:
    """Give the kind under which most of a case's shared stretch counts."""
    plain = [text.replace(_OPEN, "").replace(_CLOSE, "") for text in case.texts]
    documents = [document(text, f"{number}.txt") for number, text in enumerate(plain)]
    sources = [document(case.reference, "source.txt")] if case.reference else []
    comparison = compare(documents, references=sources)
    counts = Counter(kind for number, text in enumerate(case.texts) for kind in _kinds(comparison, number, text))
    return counts.most_common(1)[0][0]


def confusion(chosen: Sequence[Case]) -> Counter[tuple[str, str]]:
    """Count what the cases are and what they were told to be. What is common need not be found at all."""
    counts: Counter[tuple[str, str]] = Counter()
    for case in chosen:
        kind = told(case)
        counts[case.kind, case.kind if (case.kind, kind) == (Kind.COMMON, UNSHARED) else kind] += 1
    return counts


def f1(counts: Counter[tuple[str, str]]) -> dict[str, float]:
    """Give the F1 of each kind."""
    return {kind: _f1(counts, kind) for kind in _ORDER}


def macro_f1(counts: Counter[tuple[str, str]]) -> float:
    """Give the mean of the kinds' F1."""
    return sum(f1(counts).values()) / len(_ORDER)


def _f1(counts: Counter[tuple[str, str]], kind: str) -> float:
    right = counts[kind, kind]
    are = sum(n for (is_kind, _), n in counts.items() if is_kind == kind)
    told_so = sum(n for (_, told_kind), n in counts.items() if told_kind == kind)
    return 2 * right / (are + told_so) if are + told_so else 0.0


def _kinds(comparison: Comparison, number: int, marked: str) -> Iterator[str]:
    start = marked.index(_OPEN)
    end = marked.index(_CLOSE) - 1
    text = comparison.documents[number].text
    for offset in range(start, end):
        if text[offset].isalnum():
            found = [
                passage.kind
                for passage in comparison.passages
                if passage.documents > 1
                for o in passage.occurrences
                if o.document == number and o.start <= offset < o.end
            ]
            yield min(found, key=_ORDER.index, default=UNSHARED)


def _read(path: Path) -> Iterator[Case]:
    around = (_HERE / "around.txt").read_text(encoding="utf-8").split()
    for number, row in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["case"]):
        shared = row.get("shared", "")
        fillings = row.get("fill", [[]])
        texts = []
        for k, text in enumerate(row.get("texts", ["@", "@"])):
            said = shared.format(*fillings[k]) if k < len(fillings) and fillings[k] else shared
            said = text.replace("@", f"{_OPEN}{said}{_CLOSE}")
            said = said if said.endswith(("。", "！", "”")) else f"{said}。"
            before, behind = (around[(6 * number + 2 * k + i) % len(around)] for i in range(2))
            texts.append(f"{before}。{said}{behind}。")
        reference = row.get("reference")
        yield Case(
            f"{path.stem} {number + 1}",
            Kind(row.get("kind", path.stem)),
            tuple(texts),
            reference.replace("@", shared) if reference else None,
        )


def main() -> int:
    """Print the confusion and the figures of one half."""
    chosen = cases(held_out="--held-out" in sys.argv)
    counts = confusion(chosen)
    names = [*_ORDER, UNSHARED]
    print(f"{'is / told':<10}" + "".join(f"{name:>10}" for name in names) + f"{'F1':>8}")
    for kind in _ORDER:
        print(f"{kind:<10}" + "".join(f"{counts[kind, name]:>10}" for name in names) + f"{_f1(counts, kind):>8.3f}")
    print(f"cases {len(chosen)}\nmacro_f1 {macro_f1(counts):.3f}")
    if "--wrong" in sys.argv:
        for case in chosen:
            name = told(case)
            if name != case.kind and (case.kind, name) != (Kind.COMMON, UNSHARED):
                print(f"{case.name}: {case.kind} told {name}", *case.texts, sep="\n    ")
    return 0


if __name__ == "__main__":
    sys.exit(main())
