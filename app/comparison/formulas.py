"""The rule that tells set phrases: what official texts of many families say in the same words."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from app.comparison.evidence import Evidence
from app.comparison.model import Kind
from app.comparison.verdicts import ALIKE, Knowledge, Verdict
from app.language.usualness import GRAM, LEAST_FAMILIES
from app.messages import message

_LONG = 40
"""A longer passage must be usual nearly throughout to be a formula: set phrases run 14 to 30 characters."""

_LONG_ALIKE = 0.85
"""That holds where the wordings are so alike; others share less than their length."""

_VARIANTS_SHARE = 0.35
"""So much of the n-grams of its shortest wording the variants of a set phrase must have in common."""

_LONGEST_PIECE = 12
_JOINING = frozenset("的了与和及或并而")
_JOINING_ON = frozenset("的了与和及或并而要在把对将等为让使从以向由被是给到")


def as_formula(known: Knowledge, found: Evidence) -> Verdict | None:
    """Usual in every wording; or reworded, and what the wordings have in common is usual."""
    settings = known.settings
    long = found.longest > _LONG and found.similarity >= _LONG_ALIKE
    needed = (1 + settings.formula_share) / 2 if long else settings.formula_share
    usual = found.least_usual >= needed
    least = max(2, _VARIANTS_SHARE * (min(map(len, found.wordings)) - GRAM + 1))
    if not usual and (len(found.wordings) == 1 or sorted(found.usual_grams)[-2] < needed * least - 1):
        return None  # too little is usual for what two of them share to be, whatever it is
    if _incomplete(found):
        return None
    if usual:
        if found.longest >= settings.longest_formula and found.similarity >= ALIKE and found.held < LEAST_FAMILIES:
            return None
        if found.held >= settings.formula_families:
            return _formula("reason.usual", found.held, found)
        return _formula("reason.usual_parts", _median(found.usage.families_in(found.typical)), found)
    shared = found.shared_families
    if len(shared) < least or sum(n >= settings.formula_families for n in shared) / len(shared) < needed:
        return None
    return _formula("reason.variants", _median(shared), found)


def _formula(code: str, families: int, found: Evidence) -> Verdict:
    return Verdict(Kind.FORMULA, message(code, families=families, of=found.usage.usual.size))


def _median(families: Sequence[int]) -> int:
    """The number in the middle; 0 of none."""
    return int(median(families)) if families else 0


def _incomplete(found: Evidence) -> bool:
    """Whether what is shared is a short piece of a sentence that begins or breaks off with a word that joins."""
    if found.longest > _LONGEST_PIECE or found.clausal > 0:
        return False
    return any(words[0] in _JOINING or words[-1] in _JOINING_ON for words in found.wordings if words)
