"""How usual a phrase is: in how many families of official texts its character n-grams stand.

A family is a text with its near-duplicates and other versions, or all texts of one series of an issuer; it counts once,
so that one much-copied text makes nothing usual. The shipped table alone decides: what a user has on disk never does.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from app.language.folding import BREAK, fold

GRAM = 5
"""Characters in an n-gram of the table."""

LEAST_FAMILIES = 3
"""An n-gram of fewer families is not kept: it is not usual."""

_FACTORS = np.array([0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F, 0x165667B1], dtype=np.uint64)


@dataclass(frozen=True, eq=False)
class Usualness:
    """The table: hashes of n-grams, ascending, and the number of families (255 at most) that hold each."""

    version: str
    size: int
    hashes: npt.NDArray[np.uint32]
    counts: npt.NDArray[np.uint8]

    def families(self, folded: str) -> npt.NDArray[np.uint8]:
        """Give for each n-gram of folded text (its length - 4 of them) in how many families it stands; 0: in few."""
        hashes = gram_hashes(folded)
        if not len(self.hashes):
            return np.zeros(len(hashes), dtype=np.uint8)
        places = np.minimum(np.searchsorted(self.hashes, hashes), len(self.hashes) - 1)
        return np.where(self.hashes[places] == hashes, self.counts[places], 0).astype(np.uint8)


def gram_hashes(folded: str) -> npt.NDArray[np.uint32]:
    """Give a 32-bit hash of each n-gram of folded text, in order (breaks included: nothing in the table has one)."""
    codes = np.frombuffer(folded.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    count = max(0, len(codes) - GRAM + 1)
    mixed = np.zeros(count, dtype=np.uint64)
    for i, factor in enumerate(_FACTORS):
        mixed = (mixed ^ codes[i : i + count]) * factor
        mixed ^= mixed >> np.uint64(29)
    return (mixed & np.uint64(0xFFFFFFFF)).astype(np.uint32)


def table(version: str, families: Iterable[Sequence[str]]) -> Usualness:
    """Make a table from families of texts."""
    seen, size = [], 0
    for texts in families:
        grams = [_grams(text) for text in texts]
        if grams:
            seen.append(np.unique(np.concatenate(grams)))
            size += 1
    hashes, counts = np.unique(np.concatenate(seen), return_counts=True)
    kept = counts >= LEAST_FAMILIES
    return Usualness(version, size, hashes[kept], np.minimum(counts[kept], 255).astype(np.uint8))


def _grams(text: str) -> npt.NDArray[np.uint32]:
    folded = fold(text).text
    broken = np.array([c == BREAK for c in folded], dtype=bool)
    hashes = gram_hashes(folded)
    whole = np.ones(len(hashes), dtype=bool)
    for i in range(GRAM):
        whole &= ~broken[i : i + len(hashes)]
    return hashes[whole]


def packed(usualness: Usualness) -> bytes:
    """Give a table as the bytes of its file: the gaps between hashes and the counts, compressed; always the same."""
    gaps = np.diff(usualness.hashes.astype(np.uint32), prepend=np.uint32(0)).astype("<u4")
    stream = io.BytesIO()
    np.savez_compressed(
        stream,
        version=np.array(usualness.version),
        size=np.array(usualness.size),
        gaps=gaps.view(np.uint8).reshape(-1, 4).T.copy(),
        counts=usualness.counts,
    )
    return stream.getvalue()


def unpacked(content: bytes) -> Usualness:
    """Read a table from the bytes of its file."""
    with np.load(io.BytesIO(content), allow_pickle=False) as parts:
        gaps = np.ascontiguousarray(parts["gaps"].T).view("<u4").ravel()
        return Usualness(
            str(parts["version"]),
            int(parts["size"]),
            np.cumsum(gaps, dtype=np.uint32),
            parts["counts"].astype(np.uint8),
        )


@cache
def shipped() -> Usualness:
    """Give the table that comes with the program, loaded once."""
    return unpacked((files("resources") / "usualness.npz").read_bytes())
