"""Make the table of usual phrases from a folder of official texts.

    python packaging/make_usualness.py FOLDER VERSION

Texts of one series (东莞市_2006, 东莞市_2010) and versions of one text (…办法（试行）, …办法（2021年）) are one family;
so are texts that share more than half of their character runs, whatever they are called. Who issued a family is told
by its first author (front matter `authors:`), without one by the name of the series.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np

from app.language import usualness
from app.language.folding import fold
from app.language.usualness import Family

_VERSION = re.compile(r"（[^（）]*）|\([^()]*\)|[_-]?\d{4}[-\d年]*|修订|暂行|试行")
_FRONT_MATTER = re.compile(r"\A---\n(.*?\n)---\n", re.DOTALL)
_AUTHOR = re.compile(r"^authors:\n\s*- (.+)$", re.MULTILINE)
_SHINGLE_SHARE = 0.5
_SAMPLE = 32


@dataclass(frozen=True)
class _Text:
    said: str
    issuer: str


def families(folder: Path) -> list[Family]:
    """Give the texts of a folder as families, in the order of their first files' names."""
    named: dict[str, list[_Text]] = defaultdict(list)
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".md", ".txt"}:
            series = _VERSION.sub("", path.stem)
            named[series].append(_read(path, series))
    groups = _merged(list(named.values()))
    return [Family(tuple(text.said for text in group), group[0].issuer) for group in groups]


def _read(path: Path, series: str) -> _Text:
    content = path.read_text(encoding="utf-8")
    front = _FRONT_MATTER.match(content)
    author = _AUTHOR.search(front[1]) if front else None
    return _Text(_FRONT_MATTER.sub("", content), author[1].strip() if author else series)


def _merged(groups: list[list[_Text]]) -> list[list[_Text]]:
    """Put groups together that share more than half of a sample of their n-grams."""
    samples = [_sample(texts) for texts in groups]
    parent = list(range(len(groups)))

    def root(group: int) -> int:
        while parent[group] != group:
            group = parent[group]
        return group

    for (one, other), count in _shared(samples).items():
        if count > _SHINGLE_SHARE * min(len(samples[one]), len(samples[other])):
            one, other = sorted((root(one), root(other)))
            parent[other] = one
    merged: dict[int, list[_Text]] = defaultdict(list)
    for group, texts in enumerate(groups):
        merged[root(group)] += texts
    return list(merged.values())


def _shared(samples: list[np.ndarray]) -> Counter[tuple[int, int]]:
    """Count what each two samples share; what more than five groups say is usual, no sign of kinship."""
    holders: dict[int, list[int]] = defaultdict(list)
    for group, sample in enumerate(samples):
        for value in sample.tolist():
            holders[value].append(group)
    return Counter(pair for held_by in holders.values() if len(held_by) <= 5 for pair in combinations(held_by, 2))


def _sample(texts: Sequence[_Text]) -> np.ndarray:
    hashes = np.unique(np.concatenate([usualness.gram_hashes(fold(text.said).text) for text in texts]))
    sample: np.ndarray = hashes[hashes % _SAMPLE == 0]
    return sample


def main() -> int:
    """Write resources/usualness.npz and say what is in it."""
    if len(sys.argv) != 3:
        sys.stderr.write(__doc__ or "")
        return 2
    grouped = families(Path(sys.argv[1]))
    made = usualness.table(sys.argv[2], grouped)
    target = Path(__file__).parent.parent / "resources" / "usualness.npz"
    target.write_bytes(usualness.packed(made))
    print(
        f"{target.name}: {made.size} families of {len(set(made.issuers.tolist()))} issuers, {len(made.hashes)} n-grams,"
        f" {len(made.pairs)} pairs, {target.stat().st_size / 1e6:.1f} MB"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
