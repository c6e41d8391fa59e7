"""How strongly the sections of two documents belong together, from all that is known of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.comparison.prepared import UNCOUNTED
from app.comparison.profiles import Families, Profile
from app.comparison.settings import Settings
from app.comparison.vectors import Numbers
from app.document.model import SectionKind

_OF_THEIR_OWN = UNCOUNTED | {SectionKind.PREAMBLE, SectionKind.CLOSING, SectionKind.ATTACHMENT}
_APART = np.array([kind in _OF_THEIR_OWN for kind in SectionKind])
"""Parts that stand beside their like, whatever they say: by the number of their kind."""
_LEAD = list(SectionKind).index(SectionKind.LEAD)
_UNLIKE_KIND = -0.6
"""What another kind of such a part counts, the same kind being 1."""
_EQUAL = 1.0
"""What it counts that two sections say the same to the letter: more than everything else together."""
_OF_LEADS = 3.0
"""So many times as much as elsewhere the likeness of parents counts for the texts before their first children."""
_NEAREST = 3
"""How like a section is to others is the mean over so many, its nearest."""
_FINE = float(1 << 24)

Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Likeness:
    """Two documents, sections of one (rows) by sections of the other (columns).

    `strength` is what speaks for two sections, less what each has in common with others. `said` is how much alike they
    are in what they say, 1 for parts of one kind such as titles. `runs` is how many runs of characters that are not
    usual both have.
    """

    strength: Matrix
    said: Matrix
    runs: Matrix


def likeness(ours: Profile, theirs: Profile, said: Matrix, runs: Matrix, settings: Settings) -> Likeness:
    """Weigh the evidence for each two sections of two documents; the other way round it is the same, turned.

    `said` are the products of their vectors in words, pairs of characters and headings, `runs` those of their runs.
    From what speaks for them goes a share of how like each is to others (as in CSLS, Conneau et al. 2018): a section
    that is a little like everything is nothing's partner.
    """
    kinds = _kinds(ours, theirs)
    said = said + settings.link_runs * runs / np.sqrt(np.outer(ours.run_counts, theirs.run_counts))
    evidence = (
        said
        + settings.link_kind * kinds
        + settings.link_function * _functions(ours, theirs)
        - settings.link_manner * np.abs(ours.manner[:, None] - theirs.manner[None]).sum(axis=2)
        - settings.link_place * np.abs(ours.places[:, None] - theirs.places[None])
        - settings.link_length * np.abs(ours.lengths[:, None] - theirs.lengths[None])
        + _EQUAL * (_same(ours.bodies, theirs.bodies) & (ours.bodies > 0)[:, None])
    )
    alike = _exact(evidence)
    alike = _exact(
        alike
        + settings.link_parents * _of_parents(alike, ours.parents, theirs.parents) * _leads(ours, theirs)
        + settings.link_children * _of_children(alike, ours.families, theirs.families)
    )
    strength = alike - settings.link_hubs * (_hubs(alike) + _hubs(alike.T).T)
    return Likeness(strength, np.where(kinds > 0, 1.0, said), runs)


def _exact(values: Matrix) -> Matrix:
    """Round to multiples of 2^-24: sums are then the same in any order, so neither side of a pair is the first."""
    return np.round(values * _FINE) / _FINE


def _same(ours: Numbers, theirs: Numbers) -> npt.NDArray[np.bool_]:
    """Whether two sections have the same number."""
    same: npt.NDArray[np.bool_] = ours[:, None] == theirs[None]
    return same


def _kinds(ours: Profile, theirs: Profile) -> Matrix:
    either = _APART[ours.kinds][:, None] | _APART[theirs.kinds][None]
    return np.where(either, np.where(_same(ours.kinds, theirs.kinds), 1.0, _UNLIKE_KIND), 0.0)


def _functions(ours: Profile, theirs: Profile) -> Matrix:
    """1 for the same function, -1 for another, 0 where one has none."""
    one, other = ours.function_numbers, theirs.function_numbers
    told = (one >= 0)[:, None] & (other >= 0)[None]
    return np.where(told, np.where(_same(one, other), 1.0, -1.0), 0.0)


def _leads(ours: Profile, theirs: Profile) -> Matrix:
    """How many times more parents count for a pair: two leads belong together first of all as their parents do."""
    return np.where((ours.kinds == _LEAD)[:, None] & (theirs.kinds == _LEAD)[None], _OF_LEADS, 1.0)


def _of_parents(alike: Matrix, ours: Numbers, theirs: Numbers) -> Matrix:
    """How much alike the parents of two sections are; 0 where one stands at the top."""
    around = np.pad(alike, ((0, 1), (0, 1)))
    return around[np.ix_(ours, theirs)]


def _of_children(alike: Matrix, above: Families, below: Families) -> Matrix:
    """How much alike the children of two sections are: each with the likest of the other's, the mean; 0 without any."""
    support = np.zeros_like(alike)
    if above.parents.size and below.parents.size:
        children = alike[np.ix_(above.children, below.children)]
        likest = np.maximum.reduceat(children, below.starts, axis=1)
        from_ours = np.add.reduceat(likest, above.starts, axis=0) / above.sizes[:, None]
        likest = np.maximum.reduceat(children, above.starts, axis=0)
        from_theirs = np.add.reduceat(likest, below.starts, axis=1) / below.sizes[None]
        support[np.ix_(above.parents, below.parents)] = (from_ours + from_theirs) / 2
    return support


def _hubs(alike: Matrix) -> Matrix:
    """For each pair: how like the row's section is to its nearest other columns, on the mean."""
    size = min(_NEAREST, alike.shape[1] - 1)
    if not size:
        return np.zeros_like(alike)
    nearest = -np.partition(-alike, size, axis=1)[:, : size + 1]
    nearest = -np.sort(-nearest, axis=1)
    among = alike >= nearest[:, size - 1 : size]
    whole, others = nearest.sum(axis=1, keepdims=True), nearest[:, :size].sum(axis=1, keepdims=True)
    without: Matrix = np.where(among, whole - alike, others)
    return without / float(size)
