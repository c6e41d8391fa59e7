"""Three operations on columns of whole numbers that numpy has no quick one for."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Whole = TypeVar("Whole", np.int64, np.uint64)


def distinct(keys: npt.NDArray[Whole]) -> npt.NDArray[Whole]:
    """Give the different keys, ascending; for hundreds of thousands faster than `np.unique`."""
    ordered = np.sort(keys)
    fresh = np.ones(len(ordered), dtype=bool)
    fresh[1:] = ordered[1:] != ordered[:-1]
    return ordered[fresh]


def ranked(codes: npt.NDArray[np.unsignedinteger]) -> tuple[Ints, npt.NDArray[np.int32]]:
    """Give the different codes, ascending, and for each code its place among these.

    What `np.unique` gives with the inverse, by a table as long as the greatest code: for codes of characters.
    """
    stands = np.zeros(int(codes.max(initial=0)) + 1, dtype=bool)
    stands[codes] = True
    places = np.cumsum(stands, dtype=np.int32) - np.int32(1)
    return np.flatnonzero(stands), places[codes]


def ranges(firsts: Ints, counts: Ints) -> Ints:
    """Give firsts[0], firsts[0] + 1 and so on, counts[0] of them, then the same for each other one, in one column."""
    numbers: Ints = np.arange(int(counts.sum())) + np.repeat(firsts - np.cumsum(counts) + counts, counts)
    return numbers
