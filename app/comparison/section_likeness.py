"""How strongly the sections of two documents belong together, from all that is known of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.comparison.prepared import UNCOUNTED
from app.comparison.products import Matrix
from app.comparison.profiles import Numbers, Profile
from app.comparison.settings import Settings
from app.document.model import SectionKind

_APART = UNCOUNTED | {SectionKind.PREAMBLE, SectionKind.CLOSING, SectionKind.ATTACHMENT}
"""Parts that stand beside their like, whatever they say."""
_UNLIKE_KIND = -0.6
"""What another kind of such a part counts, the same kind being 1."""
_EQUAL = 1.0
"""What it counts that two sections say the same to the letter: more than everything else together."""
_OF_LEADS = 3.0
"""So many times as much as elsewhere the likeness of parents counts for the texts before their first children."""
_NEAREST = 3
"""How like a section is to others is the mean over so many, its nearest."""
_FINE = float(1 << 24)


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
        - settings.link_manner * _distances(ours.manner, theirs.manner)
        - settings.link_place * _distances(ours.places[:, None], theirs.places[:, None])
        - settings.link_length * _distances(ours.lengths[:, None], theirs.lengths[:, None])
        + _EQUAL * _equal(ours.words, theirs.words)
    )
    alike = _exact(evidence)
    alike = _exact(
        alike
        + settings.link_parents * _of_parents(alike, ours.parents, theirs.parents) * _leads(ours, theirs)
        + settings.link_children * _of_children(alike, ours.parents, theirs.parents)
    )
    strength = alike - settings.link_hubs * (_hubs(alike) + _hubs(alike.T).T)
    return Likeness(strength, np.where(kinds > 0, 1.0, said), runs)


def _exact(values: Matrix) -> Matrix:
    """Round to multiples of 2^-24: sums are then the same in any order, so neither side of a pair is the first."""
    return np.round(values * _FINE) / _FINE


def _distances(ours: Matrix, theirs: Matrix) -> Matrix:
    """Sums over the columns of absolute differences."""
    sums: Matrix = np.abs(ours[:, None] - theirs[None]).sum(axis=2)
    return sums


def _kinds(ours: Profile, theirs: Profile) -> Matrix:
    order = list(SectionKind)
    one, other = (np.array([order.index(s.kind) for s in profile.sections]) for profile in (ours, theirs))
    apart = np.array([kind in _APART for kind in order])
    either = apart[one][:, None] | apart[other][None]
    return np.where(either, np.where(one[:, None] == other[None], 1.0, _UNLIKE_KIND), 0.0)


def _functions(ours: Profile, theirs: Profile) -> Matrix:
    """1 for the same function, -1 for another, 0 where one has none."""
    numbers = {function: n for n, function in enumerate(dict.fromkeys([*ours.functions, *theirs.functions]))}
    one, other = (np.array([numbers[f] for f in profile.functions])[:, None] for profile in (ours, theirs))
    nothing = numbers.get(None, -1)
    told = np.not_equal(one, nothing) & np.not_equal(other.T, nothing)
    return np.where(told, np.where(one == other.T, 1.0, -1.0), 0.0)


def _equal(ours: Sequence[str], theirs: Sequence[str]) -> npt.NDArray[np.bool_]:
    numbers = {words: n for n, words in enumerate(dict.fromkeys([*ours, *theirs]))}
    one, other = (np.array([numbers[words] for words in side])[:, None] for side in (ours, theirs))
    said = one != numbers.get("", -1)
    equal: npt.NDArray[np.bool_] = (one == other.T) & said
    return equal


def _leads(ours: Profile, theirs: Profile) -> Matrix:
    """How many times more parents count for a pair: two leads belong together first of all as their parents do."""
    one, other = (np.array([s.kind is SectionKind.LEAD for s in profile.sections]) for profile in (ours, theirs))
    return np.where(one[:, None] & other[None], _OF_LEADS, 1.0)


def _of_parents(alike: Matrix, ours: Numbers, theirs: Numbers) -> Matrix:
    """How much alike the parents of two sections are; 0 where one stands at the top."""
    around = np.pad(alike, ((0, 1), (0, 1)))
    return around[np.ix_(ours, theirs)]


def _of_children(alike: Matrix, ours: Numbers, theirs: Numbers) -> Matrix:
    """How much alike the children of two sections are: each with the likest of the other's, the mean; 0 without any."""
    support = np.zeros_like(alike)
    above, below = _Families(ours), _Families(theirs)
    if above.parents.size and below.parents.size:
        children = alike[np.ix_(above.children, below.children)]
        likest = np.maximum.reduceat(children, below.starts, axis=1)
        from_ours = np.add.reduceat(likest, above.starts, axis=0) / above.sizes[:, None]
        likest = np.maximum.reduceat(children, above.starts, axis=0)
        from_theirs = np.add.reduceat(likest, below.starts, axis=1) / below.sizes[None]
        support[np.ix_(above.parents, below.parents)] = (from_ours + from_theirs) / 2
    return support


class _Families:
    """The sections that have children: `children` in the order of `parents`, those of each from `starts` on."""

    def __init__(self, parents: Numbers) -> None:
        order = np.argsort(parents, kind="stable")
        self.children = order[parents[order] >= 0]
        self.parents, self.starts, self.sizes = np.unique(parents[self.children], return_index=True, return_counts=True)


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
