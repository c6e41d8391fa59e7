"""Whether two documents are versions of one text."""

from __future__ import annotations

import re
from itertools import islice

import numpy as np
from rapidfuzz.distance import LCSseq

from app.comparison.model import Mode
from app.comparison.pairing import LONGEST_COMPARED
from app.comparison.paragraphs import Group, aligned
from app.comparison.prepared import Prepared
from app.comparison.settings import Settings
from app.comparison.units import Unit, units
from app.document.model import Document
from app.language.folding import comparable
from app.messages import Message, message

_LEAST_ALIGNED = 0.2
"""The share of one of two versions that must stand in paragraphs which belong together. Measured: amended laws have
0.26 or more, the reports of one government in neighbouring years 0.18, of other governments 0.04, speeches 0.01."""
_LONG_TEXT = 20_000
_LEAST_RUNS = 0.06
"""The share of the long runs of one of two long texts that must stand in the other for them to be versions. Measured:
amended laws share 0.09 or more, 400,000 characters of one text and of others 0.036 or less."""
_NAMED = re.compile(r"(?:法|条例|规定|办法|细则|规则|规程|准则|章程|解释|标准|公约)$")
"""What the name of a rule ends with. Two rules of one name are versions of it; speeches of one name are not."""
_ASIDE = re.compile(r"[（(\[〔【][^）)\]〕】]*[）)\]〕】]|中华人民共和国|修订|修正|草案|征求意见稿|送审稿|#|title[:：]")
_FILLED_LINE = re.compile(r"\S[^\n]*")
_NAME_LINES = 4


def mode_of(one: Prepared, other: Prepared, a_in_b: float, b_in_a: float, settings: Settings) -> tuple[Mode, Message]:
    """Tell what two documents are to each other, from the share of each that stands in the other.

    Versions share most of their words, in paragraphs that belong together; so do, with fewer, two rules of one name.
    Long texts share most of their words as set phrases: their paragraphs are looked at only where long runs are shared.
    """
    a, b = one.document, other.document
    more, less = round(100 * max(a_in_b, b_in_a)), round(100 * min(a_in_b, b_in_a))
    name = name_of_rule(a)
    mostly = max(a_in_b, b_in_a) >= settings.versions_share and min(a_in_b, b_in_a) >= settings.versions_share / 2
    named = bool(name) and name == name_of_rule(b)
    if (mostly or named) and _hopeful(one, other) and aligned_share(a, b) >= _LEAST_ALIGNED:
        if mostly:
            return Mode.VERSIONS, message("pair.versions", more=more, less=less)
        return Mode.VERSIONS, message("pair.same_name", name=name, more=more, less=less)
    if mostly:
        return Mode.TEXTS, message("pair.scattered", more=more, less=less)
    return Mode.TEXTS, message("pair.texts", more=more, less=less)


def _hopeful(one: Prepared, other: Prepared) -> bool:
    """Whether two texts may be versions: one is short, or they share long runs."""
    if min(len(one.folded), len(other.folded)) < _LONG_TEXT:
        return True
    shared = len(np.intersect1d(one.long_runs, other.long_runs, assume_unique=True))
    return shared >= _LEAST_RUNS * min(len(one.long_runs), len(other.long_runs))


def name_of_rule(document: Document) -> str:
    """Give the name of the law, regulation or rule that a document is, as its first lines say it; empty for others."""
    filled = islice(_FILLED_LINE.finditer(document.text, 0, document.body_end), _NAME_LINES)
    names = (comparable(_ASIDE.sub("", line[0])) for line in filled)
    return next((name for name in names if _NAMED.search(name)), "")


def aligned_share(a: Document, b: Document) -> float:
    """Give the share of the characters of one of two texts that stand in paragraphs which belong together (the larger).

    Only the characters that those have in common, in order, count.
    """
    ours, theirs = units(a), units(b)
    alignment = aligned(ours, theirs, a.text, b.text)
    groups = (*alignment.kept, *(group for run in alignment.moved for group in run))
    common = sum(_common(group, ours, theirs) for group in groups)
    shorter = min(sum(len(unit.words) for unit in side) for side in (ours, theirs))
    return common / shorter if shorter else 0.0


def _common(group: Group, ours: list[Unit], theirs: list[Unit]) -> int:
    one, other = "".join(ours[i].words for i in group.a), "".join(theirs[j].words for j in group.b)
    if one == other or max(len(one), len(other)) > LONGEST_COMPARED:
        return min(len(one), len(other))
    return int(LCSseq.similarity(one, other))
