"""How strongly the sections of two documents belong together, from all that is known of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from app.comparison.prepared import UNCOUNTED
from app.comparison.profiles import Families, Profile
from app.comparison.settings import Settings
from app.comparison.vectors import Numbers, Product, Weights
from app.document.model import SectionFunction, SectionKind

_OF_THEIR_OWN = UNCOUNTED | {SectionKind.PREAMBLE, SectionKind.CLOSING, SectionKind.ATTACHMENT}
_UNLIKE_KIND = -0.6
"""What another kind of such a part counts, the same kind being 1."""
_OF_KINDS = np.array(
    [
        [float(one is other) or _UNLIKE_KIND if {one, other} & _OF_THEIR_OWN else 0.0 for other in SectionKind]
        for one in SectionKind
    ]
)
"""By the numbers of two kinds: parts that stand beside their like, whatever they say, and not beside others."""
_OF_FUNCTIONS = np.pad(2 * np.eye(len(SectionFunction)) - 1, (0, 1))
"""1 for the same function, -1 for another, 0 where one has none (the number -1)."""
_EQUAL = 1.0
"""What it counts that two sections say the same to the letter: more than everything else together."""
_OF_LEADS = 3.0
"""So many times as much as elsewhere the likeness of parents counts for the texts before their first children."""
_NEAREST = 3
"""How like a section is to others is the mean over so many, its nearest."""
_FINE = float(1 << 24)
_BLOCK = 1 << 15
"""So many cells are worked on at a time where several steps follow each other (256 KB)."""

Matrix = npt.NDArray[np.float64]
_Value = TypeVar("_Value", bound=np.generic)


@dataclass(frozen=True, eq=False)
class Likeness:
    """Two documents, sections of one (rows) by sections of the other (columns).

    `strength` is what speaks for two sections, less what each has in common with others. `said` is how much alike they
    are in what they say, 1 for parts of one kind such as titles.
    """

    strength: Matrix
    said: Matrix


def likeness(ours: Profile, theirs: Profile, said: Product, runs: Product, settings: Settings) -> Likeness:
    """Weigh the evidence for each two sections of two documents; the other way round it is the same, turned.

    `said` are the products of their vectors in words, pairs of characters and headings, `runs` those of their runs.
    From what speaks for them goes a share of how like each is to others (as in CSLS, Conneau et al. 2018): a section
    that is a little like everything is nothing's partner.
    """
    told = said.astype(np.float64)
    i, j = cells(runs > 0)
    told[i, j] += (
        settings.link_runs * runs[i, j].astype(np.float64) / np.sqrt(ours.run_counts[i] * theirs.run_counts[j])
    )
    evidence = (
        told
        + _looked_up(settings.link_kind * _OF_KINDS, ours.kinds, theirs.kinds)
        + _looked_up(settings.link_function * _OF_FUNCTIONS, ours.function_numbers, theirs.function_numbers)
    )
    _take_differences(evidence, ours.traits, theirs.traits)
    i, j = cells(np.equal.outer(ours.bodies, theirs.bodies))
    evidence[i, j] += _EQUAL * (ours.bodies[i] > 0)
    alike = _exact(evidence)
    alike = _exact(
        alike
        + settings.link_parents * _of_parents(alike, ours, theirs)
        + settings.link_children * _of_children(alike, ours.families, theirs.families)
    )
    strength = alike - settings.link_hubs * (_hubs(alike, 1) + _hubs(alike, 0))
    told[_looked_up(_OF_KINDS > 0, ours.kinds, theirs.kinds)] = 1.0
    return Likeness(strength, told)


def _take_differences(evidence: Matrix, ours: Weights, theirs: Weights) -> None:
    """Take from the evidence how much two sections differ in each trait; so many rows at a time stay in the cache."""
    rows = max(1, _BLOCK // max(1, evidence.shape[1]))
    for start in range(0, len(evidence), rows):
        block = evidence[start : start + rows]
        difference = np.empty_like(block)
        for one, other in zip(ours[:, start : start + rows], theirs, strict=True):
            np.subtract.outer(one, other, out=difference)
            block -= np.abs(difference, out=difference)


def cells(chosen: npt.NDArray[np.bool_]) -> tuple[Numbers, Numbers]:
    """Give the rows and the columns of what is chosen in a matrix, row by row; `np.nonzero` takes twice as long."""
    return np.divmod(np.flatnonzero(chosen), max(1, chosen.shape[1]))


def _exact(values: Matrix) -> Matrix:
    """Round to multiples of 2^-24: sums are then the same in any order, so neither side of a pair is the first."""
    exact = values * _FINE
    np.rint(exact, out=exact)
    exact /= _FINE
    return exact


def _looked_up(table: npt.NDArray[_Value], ours: Numbers, theirs: Numbers) -> npt.NDArray[_Value]:
    """What a table says of each two sections by their numbers in it."""
    return table[:, theirs][ours]


def _of_parents(alike: Matrix, ours: Profile, theirs: Profile) -> Matrix:
    """How much alike the parents of two sections are; 0 where one stands at the top.

    Two leads, the texts before first children, belong together first of all as their parents do.
    """
    above, below = ours.families, theirs.families
    parents = np.zeros((len(above.parents) + 1, len(below.parents) + 1))  # the last are those of the top
    parents[:-1, :-1] = alike[above.parents[:, None], below.parents]
    around = _looked_up(parents, above.of, below.of)
    around[ours.leads[:, None], theirs.leads] *= _OF_LEADS
    return around


def _of_children(alike: Matrix, above: Families, below: Families) -> Matrix:
    """How much alike the children of two sections are: each with the likest of the other's, the mean; 0 without any."""
    support = np.zeros_like(alike)
    if above.parents.size and below.parents.size:
        children = alike[above.children].take(below.children, axis=1)
        from_ours, from_theirs = _likest(children, above, below), _likest(children.T, below, above)
        support[np.ix_(above.parents, below.parents)] = (from_ours + from_theirs.T) / 2
    return support


def _likest(children: Matrix, above: Families, below: Families) -> Matrix:
    """How like the children of a section (of the rows) are to the likest child of another (of the columns), the mean.

    Maxima are found in lines that lie in one piece: down the columns it takes twice as long.
    """
    likest = np.maximum.reduceat(np.ascontiguousarray(children), below.starts, axis=1)
    mean: Matrix = np.add.reduceat(likest, above.starts, axis=0) / above.sizes[:, None]
    return mean


def _hubs(alike: Matrix, axis: int) -> Matrix:
    """For each pair: how like the one section is to its nearest others along the axis, on the mean."""
    size = min(_NEAREST, alike.shape[axis] - 1)
    if not size:
        return np.zeros_like(alike)
    lines = np.ascontiguousarray(np.moveaxis(alike, axis, 1))
    nearest = np.partition(lines, -size - 1, axis=1)[:, -size - 1 :]
    whole, least = (np.expand_dims(found, axis) for found in (nearest.sum(axis=1), nearest.min(axis=1)))
    # One of the nearest is no other to itself: the next one stands in for it, and that makes the lesser mean.
    mean: Matrix = np.maximum(alike, least)
    np.subtract(whole, mean, out=mean)
    mean /= size
    return mean
