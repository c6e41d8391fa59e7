"""How usual a phrase is: in how many families of official texts its character n-grams stand.

A family is a text with its near-duplicates and other versions, or all texts of one series of an issuer; it counts once,
so that one much-copied text makes nothing usual, and what one issuer alone says is not in the table. For each n-gram it
lists the families, so that the families of a compared document (its other versions) can be left out of account,
and runs can be looked up that stand in one family as a whole. The shipped table alone decides: what a user has on disk
never does.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from app.language.columns import Ints, ranges
from app.language.folding import BREAK, fold

GRAM = 5
"""Characters in an n-gram of the table."""

LEAST_FAMILIES = 3
"""An n-gram of fewer families is not kept: it is not usual."""

LEAST_ISSUERS = 2
"""Nor is an n-gram of fewer issuers: that is their way of writing, not everybody's."""

KIN_SAMPLE = 16
"""One in so many n-grams is kept to tell by which families are kin to a text."""

_KIN_FAMILIES = 3
"""What more families say is no sign of kinship."""

LEAST_KIN = 0.1
"""The share of its sampled n-grams that must be known to a family and few others for a text to be kin to it.

Measured: other versions of party rules share .44 to .67, sister rules .16 to .26, anything else less than .07 (but .10
the government report of 2026 and the plan that it draws on).
"""

_FACTORS = np.array([0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F, 0x165667B1], dtype=np.uint64)

Hashes = npt.NDArray[np.uint32]
Families = npt.NDArray[np.uint16]
Rows = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Family:
    """Texts that count once, and who issued them."""

    texts: tuple[str, ...]
    issuer: str


@dataclass(frozen=True, eq=False)
class Usualness:
    """The table. `hashes` of n-grams ascend; n-gram i stands in the families `holders[starts[i] : starts[i + 1]]`.

    `pairs` and `pair_counts` give in how many families a pair of characters stands; `kin_hashes` (ascending) and
    `kin_families` the sample that tells kinship; `issuers` who issued each family. The families in `excluded` do not
    count.
    """

    version: str
    issuers: Families
    hashes: Hashes
    starts: npt.NDArray[np.int64]
    holders: Families
    pairs: Hashes
    pair_counts: Families
    kin_hashes: Hashes
    kin_families: Families
    excluded: tuple[int, ...] = ()

    @property
    def size(self) -> int:
        """How many families count."""
        return len(self.issuers) - len(self.excluded)

    @cached_property
    def counts(self) -> Families:
        """For each n-gram of the table: how many families that count hold it."""
        counting = np.ones(len(self.issuers), dtype=np.int64)
        counting[list(self.excluded)] = 0
        before = np.concatenate(([0], np.cumsum(counting[self.holders])))
        return (before[self.starts[1:]] - before[self.starts[:-1]]).astype(np.uint16)

    def rows(self, hashes: Hashes) -> Rows:
        """Give for each of the hashes of n-grams its place in the table; -1: it has none."""
        return _found(self.hashes, hashes)

    def families(self, folded: str) -> Families:
        """Give for each n-gram of folded text (its length - 4 of them) in how many families it stands; 0: in few."""
        return self.families_at(self.rows(gram_hashes(folded)))

    def families_at(self, rows: Rows) -> Families:
        """Give for each place in the table in how many families its n-gram stands; 0: in few."""
        if not len(self.hashes):
            return np.zeros(len(rows), dtype=np.uint16)
        return np.where(rows >= 0, self.counts[rows], 0).astype(np.uint16)

    def holding(self, rows: Rows, sizes: Ints, least: Ints) -> Ints:
        """Give for each run of n-grams in how many families at least so many of them stand; 0: in those of one issuer.

        `rows` are the places in the table of the n-grams of all runs, one run after another, `sizes` how many each has,
        `least` how many of these must stand in a family (1 or more).
        """
        known = rows >= 0
        owners, rows = np.repeat(np.arange(len(sizes)), sizes)[known], rows[known]
        counts = self.starts[rows + 1] - self.starts[rows]
        cells = np.repeat(owners * len(self.issuers), counts) + self.holders[ranges(self.starts[rows], counts)]
        shape = len(sizes), len(self.issuers)
        times = np.bincount(cells, minlength=shape[0] * shape[1]).reshape(shape)
        times[:, list(self.excluded)] = 0
        held = times >= least[:, None]
        firsts = self.issuers[held.argmax(axis=1)]
        several = (held & (self.issuers != firsts[:, None])).any(axis=1)  # `LEAST_ISSUERS`, that is
        return np.where(several, held.sum(axis=1), 0)

    def pair_families(self, folded: str) -> Families:
        """Give for each pair of neighbouring characters of folded text in how many families it stands; 0: in few."""
        rows = _found(self.pairs, pair_codes(folded))
        if not len(self.pairs):
            return np.zeros(len(rows), dtype=np.uint16)
        return np.where(rows >= 0, self.pair_counts[rows], 0).astype(np.uint16)

    def kin(self, hashes: Hashes) -> tuple[int, ...]:
        """Give the families that a text is a version of, or draws on at length, by the hashes of its n-grams."""
        sample = np.unique(_sampled(hashes))
        first = np.searchsorted(self.kin_hashes, sample, "left")
        last = np.searchsorted(self.kin_hashes, sample, "right")
        shared = np.bincount(self.kin_families[ranges(first, last - first)], minlength=len(self.issuers))
        return tuple(np.nonzero(shared >= max(4.0, LEAST_KIN * len(sample)))[0].tolist())

    def without(self, families: Iterable[int]) -> Usualness:
        """Give the table in which these families do not count."""
        return replace(self, excluded=tuple(sorted({*self.excluded, *families})))


def gram_hashes(folded: str) -> Hashes:
    """Give a 32-bit hash of each n-gram of folded text, in order (breaks included: nothing in the table has one)."""
    codes = _codes(folded).astype(np.uint64)
    count = max(0, len(codes) - GRAM + 1)
    mixed = np.zeros(count, dtype=np.uint64)
    for i, factor in enumerate(_FACTORS):
        mixed = (mixed ^ codes[i : i + count]) * factor
        mixed ^= mixed >> np.uint64(29)
    return (mixed & np.uint64(0xFFFFFFFF)).astype(np.uint32)


def pair_codes(folded: str) -> Hashes:
    """Give a number for each pair of neighbouring characters, in order; beyond the first plane some share one."""
    codes = _codes(folded)
    return codes[:-1] << np.uint32(16) | codes[1:] & np.uint32(0xFFFF)


def table(version: str, families: Sequence[Family]) -> Usualness:
    """Make a table from families of texts."""
    numbers = {issuer: number for number, issuer in enumerate(dict.fromkeys(family.issuer for family in families))}
    issuers = np.array([numbers[family.issuer] for family in families], dtype=np.uint16)
    folded = [[fold(text).text for text in family.texts] for family in families]
    hashes, starts, holders = _postings([_grams(texts) for texts in folded])
    sizes = np.diff(starts)
    kept = (sizes >= LEAST_FAMILIES) & (_distinct_issuers(issuers[holders], starts) >= LEAST_ISSUERS)
    rare = (sizes <= _KIN_FAMILIES) & (hashes % np.uint32(KIN_SAMPLE) == 0)
    pairs, pair_starts, _ = _postings([_pairs(texts) for texts in folded])
    pair_sizes = np.diff(pair_starts)
    return Usualness(
        version=version,
        issuers=issuers,
        hashes=hashes[kept],
        starts=np.concatenate(([0], np.cumsum(sizes[kept]))),
        holders=holders[np.repeat(kept, sizes)],
        pairs=pairs[pair_sizes >= LEAST_FAMILIES],
        pair_counts=pair_sizes[pair_sizes >= LEAST_FAMILIES].astype(np.uint16),
        kin_hashes=np.repeat(hashes[rare], sizes[rare]),
        kin_families=holders[np.repeat(rare, sizes)],
    )


def packed(usualness: Usualness) -> bytes:
    """Give a table as the bytes of its file: gaps between ascending numbers, compressed; always the same bytes."""
    stream = io.BytesIO()
    firsts = np.zeros(len(usualness.holders), dtype=bool)
    firsts[usualness.starts[:-1]] = True
    gaps = np.diff(usualness.holders.astype(np.int32), prepend=np.int32(0))
    np.savez_compressed(
        stream,
        version=np.array(usualness.version),
        issuers=usualness.issuers,
        hashes=_gaps(usualness.hashes),
        sizes=_planes(np.diff(usualness.starts).astype("<u2")),
        holders=_planes(np.where(firsts, usualness.holders, gaps).astype("<u2")),
        pairs=_gaps(usualness.pairs),
        pair_counts=_planes(usualness.pair_counts.astype("<u2")),
        kin_hashes=_gaps(usualness.kin_hashes),
        kin_families=_planes(usualness.kin_families.astype("<u2")),
    )
    return stream.getvalue()


def unpacked(content: bytes) -> Usualness:
    """Read a table from the bytes of its file."""
    with np.load(io.BytesIO(content), allow_pickle=False) as parts:
        starts = np.concatenate(([0], np.cumsum(_joined(parts["sizes"], "<u2"), dtype=np.int64)))
        return Usualness(
            version=str(parts["version"]),
            issuers=parts["issuers"],
            hashes=np.cumsum(_joined(parts["hashes"], "<u4"), dtype=np.uint32),
            starts=starts,
            holders=_summed(_joined(parts["holders"], "<u2"), starts),
            pairs=np.cumsum(_joined(parts["pairs"], "<u4"), dtype=np.uint32),
            pair_counts=_joined(parts["pair_counts"], "<u2"),
            kin_hashes=np.cumsum(_joined(parts["kin_hashes"], "<u4"), dtype=np.uint32),
            kin_families=_joined(parts["kin_families"], "<u2"),
        )


@cache
def shipped() -> Usualness:
    """Give the table that comes with the program, loaded once."""
    return unpacked((files("resources") / "usualness.npz").read_bytes())


def _codes(folded: str) -> npt.NDArray[np.uint32]:
    return np.frombuffer(folded.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def _found(ascending: Hashes, wanted: Hashes) -> Rows:
    if not len(ascending):
        return np.full(len(wanted), -1, dtype=np.int32)
    # In ascending order the search runs through the table once: less than half the time of jumping about in it.
    wanted, inverse = np.unique(wanted, return_inverse=True)
    rows: npt.NDArray[np.int64] = np.minimum(np.searchsorted(ascending, wanted), len(ascending) - 1)
    found: Rows = np.where(ascending[rows] == wanted, rows, -1).astype(np.int32)[inverse]
    return found


def _sampled(hashes: Hashes) -> Hashes:
    sampled: Hashes = hashes[hashes % np.uint32(KIN_SAMPLE) == 0]
    return sampled


def _grams(texts: Sequence[str]) -> Hashes:
    return np.unique(np.concatenate([gram_hashes(text)[_whole(text, GRAM)] for text in texts]))


def _pairs(texts: Sequence[str]) -> Hashes:
    return np.unique(np.concatenate([pair_codes(text)[_whole(text, 2)] for text in texts]))


def _whole(folded: str, length: int) -> npt.NDArray[np.bool_]:
    """For each run of a length: whether no break is in it."""
    broken = np.concatenate(([0], np.cumsum(_codes(folded) == ord(BREAK))))
    return broken[length:] == broken[:-length] if len(folded) >= length else np.zeros(0, dtype=bool)


def _postings(holdings: Sequence[Hashes]) -> tuple[Hashes, npt.NDArray[np.int64], Families]:
    """Distinct values, ascending, with where their holders start and the holders (the numbers of the arrays)."""
    values = np.concatenate(holdings)
    holders = np.repeat(np.arange(len(holdings), dtype=np.uint16), [len(held) for held in holdings])
    order = np.argsort(values, kind="stable")
    distinct, firsts = np.unique(values[order], return_index=True)
    return distinct, np.append(firsts, len(values)), holders[order]


def _distinct_issuers(issuers: Families, starts: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """How many issuers hold each n-gram, told apart as far as one and several: the lowest and highest differ."""
    lowest, highest = (ufunc.reduceat(issuers, starts[:-1]) for ufunc in (np.minimum, np.maximum))
    several: npt.NDArray[np.bool_] = lowest != highest
    return several + np.int64(1)


def _gaps(ascending: Hashes) -> npt.NDArray[np.uint8]:
    return _planes(np.diff(ascending, prepend=np.uint32(0)).astype("<u4"))


def _planes(values: npt.NDArray[np.unsignedinteger]) -> npt.NDArray[np.uint8]:
    """The low bytes of all values, then the next ones: alike bytes compress better together."""
    return values.view(np.uint8).reshape(-1, values.dtype.itemsize).T.copy()


def _joined(planes: npt.NDArray[np.uint8], kind: str) -> npt.NDArray[np.unsignedinteger]:
    return np.ascontiguousarray(planes.T).view(kind).ravel()


def _summed(gaps: npt.NDArray[np.unsignedinteger], starts: npt.NDArray[np.int64]) -> Families:
    """Undo the gaps inside each n-gram's families."""
    sums = np.cumsum(gaps, dtype=np.int64)
    before = np.concatenate(([0], sums))[starts[:-1]]
    families: Families = (sums - np.repeat(before, np.diff(starts))).astype(np.uint16)
    return families
