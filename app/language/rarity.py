"""How rare a word or a pair of characters is: in how many paragraphs of official texts it stands.

The shipped table alone decides, so that no other document of a comparison changes what a word is worth.
"""

from __future__ import annotations

import io
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from app.language.folding import BREAK, comparable
from app.language.words import words

LEAST_PARAGRAPHS = 4
"""A longer word of fewer paragraphs is not kept."""
LEAST_OF_PAIRS = 8
"""A pair of characters of fewer paragraphs is not kept: there are many. Half of either gave the same links."""
_UNKNOWN = LEAST_PARAGRAPHS / 2
"""In so many paragraphs a word stands, it is taken, that the table does not have."""
_SHORTEST = 12
"""Folded characters of a paragraph that counts: shorter ones are headings and numbers."""


@dataclass(frozen=True, eq=False)
class Rarity:
    """The table: `counts` holds in how many of the `paragraphs` a word or a pair of characters stands."""

    version: str
    paragraphs: int
    counts: Mapping[str, int]

    def weight(self, said: str) -> float:
        """Give the inverse document frequency of a folded word or pair of characters, over paragraphs (> 0)."""
        return self._weight(self.counts.get(said, _UNKNOWN))

    def weights_of_pairs(self, codes: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
        """Give the same for pairs of characters by their `pair_codes`."""
        known, weights = self._pairs
        if not len(known):
            return np.full(len(codes), self._weight(_UNKNOWN))
        places = np.minimum(np.searchsorted(known, codes), len(known) - 1)
        return np.where(known[places] == codes, weights[places], self._weight(_UNKNOWN))

    @cached_property
    def _pairs(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
        pairs = [said for said in self.counts if len(said) == 2]
        codes = pair_codes("".join(pairs))[::2]
        order = np.argsort(codes)
        weights = np.array([self.weight(pair) for pair in pairs], dtype=np.float64)
        return codes[order], weights[order]

    def _weight(self, count: float) -> float:
        return math.log((self.paragraphs + 1) / (count + 0.5))


def pair_codes(folded: str) -> npt.NDArray[np.int64]:
    """Give a number for each two characters that stand side by side (one less than characters), breaks included."""
    codes = np.frombuffer(folded.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64)
    return (codes[:-1] << 21) | codes[1:]


def pairs_of_characters(folded: str) -> list[str]:
    """Give each two characters that stand side by side in folded text; none across a break."""
    return [folded[i : i + 2] for i in range(len(folded) - 1) if BREAK not in folded[i : i + 2]]


def table(version: str, texts: Iterable[str]) -> Rarity:
    """Count over the paragraphs of texts, each wording of a paragraph once.

    A word of two characters counts as the pair that it is.
    """
    seen: set[str] = set()
    pairs: Counter[str] = Counter()
    longer: Counter[str] = Counter()
    for line in (line for text in texts for line in text.split("\n")):
        folded = comparable(line)
        if len(folded) >= _SHORTEST and folded not in seen:
            seen.add(folded)
            pairs.update(set(pairs_of_characters(folded)))
            longer.update({word for word in map(comparable, words(line)) if len(word) > 2})
    kept = {pair: n for pair, n in pairs.items() if n >= LEAST_OF_PAIRS}
    kept |= {word: n for word, n in longer.items() if n >= LEAST_PARAGRAPHS}
    return Rarity(version, len(seen), dict(sorted(kept.items())))


def packed(rarity: Rarity) -> bytes:
    """Give a table as the bytes of its file, compressed; always the same."""
    stream = io.BytesIO()
    np.savez_compressed(
        stream,
        version=np.array(rarity.version),
        paragraphs=np.array(rarity.paragraphs),
        said=np.frombuffer("\n".join(rarity.counts).encode("utf-8"), dtype=np.uint8),
        counts=np.array(list(rarity.counts.values()), dtype="<u4"),
    )
    return stream.getvalue()


def unpacked(content: bytes) -> Rarity:
    """Read a table from the bytes of its file."""
    with np.load(io.BytesIO(content), allow_pickle=False) as parts:
        said = parts["said"].tobytes().decode("utf-8")
        counts = dict(zip(said.split("\n"), parts["counts"].tolist(), strict=True)) if said else {}
        return Rarity(str(parts["version"]), int(parts["paragraphs"]), counts)


@cache
def shipped() -> Rarity:
    """Give the table that comes with the program, loaded once (30 ms)."""
    return unpacked((files("resources") / "rarity.npz").read_bytes())
