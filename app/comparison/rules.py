"""The rules that tell kinds apart, and the reason that each gives. The first one that fits decides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import inf

import numpy as np

from app.comparison.chains import Place
from app.comparison.evidence import Evidence
from app.comparison.formulas import as_formula
from app.comparison.frames import Template, frame, template
from app.comparison.likeness import Wording
from app.comparison.model import Kind, Occurrence
from app.comparison.retellings import is_retelling
from app.comparison.verdicts import ALIKE, Knowledge, Verdict
from app.language.folding import BREAK, comparable
from app.language.sentences import members
from app.language.usualness import LEAST_FAMILIES
from app.messages import message

_WORDS_SHOWN = 30

_QUOTED, _QUOTED_AT_LEAST = 0.5, 0.35
"""So much of some wording and of every wording a quotation must fill for the rest to be words around it."""

_CORE, _CORE_OF_LONGEST = 0.85, 0.6
"""So much of the shortest and of the longest wording must be one run for the rest to be words around it."""

_SHORTEST_RETOLD = 10
_LEAST_ALIKE = 0.2
"""So alike must wordings be in the order of their characters too, to be more than a list of the same names."""

_FEWEST_MEMBERS = 3
_MOST_FRAMES = 24
_MOST_COMPARED = 6


def verdict(known: Knowledge, found: Evidence) -> Verdict:
    """Tell what a passage is, and why."""
    for rule in (_as_reference, _as_citation, as_formula, _as_list, _as_template, _as_verbatim, _as_near):
        told = rule(known, found)
        if told is not None:
            return told
    if not found.counted:
        return Verdict(Kind.COMMON, message("reason.uncounted"))
    return Verdict(Kind.COMMON, message("reason.everyday", characters=found.longest))


def _as_reference(known: Knowledge, found: Evidence) -> Verdict | None:
    """Every wording stands, four fifths of its n-grams, in one of the common sources."""
    if not known.references or found.longest < known.settings.least_copied:
        return None
    best, source = 0.0, ""
    for name, grams in known.references.items():
        share = min(_held(found, place, grams) for place in found.shortest_places)
        if share > best:
            best, source = share, name
    if best < known.settings.reference_share:
        return None
    return Verdict(Kind.REFERENCE, message("reason.reference", percent=round(100 * best), source=source))


def _held(found: Evidence, place: Place, grams: frozenset[int]) -> float:
    hashes = found.usage.hashes[found.usage.grams(place)].tolist()
    return sum(h in grams for h in hashes) / len(hashes) if hashes else 0.0


def _as_citation(_: Knowledge, found: Evidence) -> Verdict | None:
    """Quoted at every place; or, where a quotation fills much of each, all that the places have in common is quoted."""
    if not found.quoted:
        return None
    inside, attributed, filled = [], [], []
    for occurrence in found.occurrences:
        span = occurrence.span
        quoted = found.usage.texts[occurrence.document].quotations_touching(span)
        most = max((q.span.overlap(span) for q in quoted), default=0)
        filled.append(most / len(span))
        if filled[-1] < _QUOTED_AT_LEAST:
            return None
        if all(q.attributed and occurrence.end <= q.said + 1 for q in quoted):
            return None  # only who said it is the same
        # Give or take a character (的, 要) that a word carries over the end of a quotation.
        inside.append(most >= len(span) - 1 > 0)
        attributed.append(all(q.attributed for q in quoted))
    if max(filled) < _QUOTED or (not all(inside) and found.shared_unquoted):
        return None
    if all(attributed):
        return Verdict(Kind.CITATION, message("reason.attributed"))
    first = found.occurrences[0]
    text = found.usage.texts[first.document]
    said = text.quotations_touching(first.span)[0].span
    words = text.body[said.start : said.end].strip('《》“”"「」')
    return Verdict(Kind.CITATION, message("reason.quoted", words=words[:_WORDS_SHOWN]))


def _as_list(known: Knowledge, found: Evidence) -> Verdict | None:
    """The same members in another order, or some replaced."""
    if not found.counted or len(found.wordings) == 1:
        return None
    if found.marks < 2:
        return None  # not even two stand between its words
    listed = []
    for occurrence in found.occurrences:
        text = found.usage.texts[occurrence.document]
        spans = members(text.body, occurrence.span)
        if len(spans) < _FEWEST_MEMBERS:
            return None
        words = [text.folded.text[text.folded.index(s.start) : text.folded.index(s.end)] for s in spans]
        listed.append([w for w in words if w])
    inner = {member for words in listed for member in words[1:-1]}
    listed = [_without_context(words, inner) for words in listed]
    common = set(listed[0]).intersection(*listed[1:])
    most = max(len(words) for words in listed)
    in_common = [[w for w in words if w in common] for words in listed]
    if len(common) < _FEWEST_MEMBERS or len(common) < 0.6 * most or len({tuple(words) for words in in_common}) == 1:
        return None
    if sum(map(len, common)) < known.settings.least_copied:
        return None
    return Verdict(Kind.LIST, message("reason.members", common=len(common), of=most))


def _without_context(words: Sequence[str], inner: Iterable[str]) -> list[str]:
    """Take the words around an enumeration off its first and last member (重点盯住冷库、油库… → 冷库)."""
    first = max((w for w in inner if words[0].endswith(w)), key=len, default=words[0])
    last = max((w for w in inner if words[-1].startswith(w)), key=len, default=words[-1])
    return [first, *words[1:-1], last]


def _as_template(known: Knowledge, found: Evidence) -> Verdict | None:
    """The same but for facts, in a frame that is not everybody's."""
    if not found.counted or (len(found.wordings) == 1 and not _masked(found)):
        return None
    if found.longest < known.settings.least_evidence or not found.clausal or len(found.occurrences) > _MOST_FRAMES:
        return None
    # Two wordings tell most often that there is no template; the others are looked at only if these may be one.
    if _common(known, found, _apart(found)) is None:
        return None
    ranks = {wording: rank for rank, wording in enumerate(found.by_use)}
    order = sorted(range(len(found.occurrences)), key=lambda n: ranks[found.occurrences[n].wording])
    chosen = [found.occurrences[n] for n in order]
    common = _common(known, found, chosen)
    if common is None:
        return None
    body = found.usage.texts[chosen[0].document].body
    kept = BREAK.join(comparable(body[span.start : span.end]) for span in common.kept)
    if (
        len(kept) < known.settings.least_evidence
        or known.weights.wording(kept).content < known.settings.template_content
    ):
        return None
    reason = message("reason.frame", slots=len(common.slots), frame=common.shown[:_WORDS_SHOWN])
    at = sorted(range(len(order)), key=order.__getitem__)
    slots = (replace(slot, fillings=tuple(slot.fillings[n] for n in at)) for slot in common.slots)
    return Verdict(Kind.TEMPLATE, reason, tuple(slots))


def _apart(found: Evidence) -> Sequence[Occurrence]:
    """Give where the two wordings that most places say stand first, or the first two places of the one."""
    if len(found.wordings) == 1:
        return found.occurrences[:2]
    return [next(o for o in found.occurrences if o.wording == wording) for wording in found.by_use[:2]]


def _common(known: Knowledge, found: Evidence, occurrences: Sequence[Occurrence]) -> Template | None:
    """What occurrences have in common as frames, if there is a gap in any."""
    frames = [frame(found.usage.texts[o.document].body, o.span, known.gaps[o.document]) for o in occurrences]
    return template(frames) if any(f.gaps for f in frames) else None


def _masked(found: Evidence) -> bool:
    """Whether a mask, which stands for anything, lies in a place; a mask makes it longer than its words."""
    broken = [place for place in found.places if len(place) > found.longest]
    return any(found.usage.texts[p.document].masked[p.start : p.end].any() for p in broken)


def _evidence(known: Knowledge, found: Evidence) -> bool:
    """Whether the places share enough that not everybody says, in clauses."""
    settings = known.settings
    if found.longest < settings.least_copied or not found.counted:
        return False
    if found.longest >= settings.longest_formula and found.similarity >= ALIKE:
        return found.held < LEAST_FAMILIES
    if found.unusual_grams < settings.least_evidence:
        return False
    if found.clausal < 0.5 and found.longest < 2 * settings.least_copied:
        return False
    return sum(n < settings.formula_families for n in found.shared_families) >= settings.least_evidence


def _as_verbatim(known: Knowledge, found: Evidence) -> Verdict | None:
    """Whole clauses the same, but for a word at their ends."""
    if not _evidence(known, found):
        return None
    clauses, *others = [found.usage.whole_clauses(place) for place in found.places]
    reworded = len({clauses, *others}) > 1 or found.similarity < ALIKE
    if reworded and len(found.wordings) > 1 and not _same_core(found.wordings):
        return None
    return Verdict(Kind.VERBATIM, message("reason.same", clauses=max(1, len(clauses)), characters=found.longest))


def _same_core(wordings: Sequence[str]) -> bool:
    """Whether one run that stands in all wordings makes up nearly all of the shortest and most of the longest."""
    shortest, longest = min(wordings, key=len), max(map(len, wordings))
    least = max(int(_CORE * len(shortest)), int(_CORE_OF_LONGEST * longest))
    return any(
        all(shortest[start : start + least] in words for words in wordings)
        for start in range(len(shortest) - least + 1)
    )


def _as_near(known: Knowledge, found: Evidence) -> Verdict | None:
    """Reworded: enough in common word for word, or clauses whose content is alike."""
    if len(found.wordings) == 1:
        return None
    percent = min(99, round(100 * found.similarity))
    if _evidence(known, found):
        return Verdict(Kind.NEAR, message("reason.reworded", percent=percent))
    # The rarest pair weighs 6.4: shorter wordings seldom have enough of them to weigh `near_content`.
    if found.longest < _SHORTEST_RETOLD or not found.counted or found.clausal < 0.5 or found.similarity < _LEAST_ALIKE:
        return None
    places = found.shortest_places
    compared = [(found.wordings[n], places[n]) for n in found.by_use[:_MOST_COMPARED]]
    if any(_most(known, *wording) < known.settings.near_content for wording in compared):
        return None
    said = (_weighed(known, *wording) for wording in compared)
    first, shares = next(said), []
    for other in said:
        if not is_retelling(known.weights, known.settings, first, other):
            return None
        shares.append(first.likeness(other).share)
    return Verdict(Kind.NEAR, message("reason.same_content", percent=round(100 * float(np.mean(shares)))))


def _most(known: Knowledge, words: str, place: Place) -> float:
    """What a wording cannot exceed in content, where that is cheap to tell."""
    return known.weighed[place.document].most(place.start, place.end) if len(place) == len(words) else inf


def _weighed(known: Knowledge, words: str, place: Place) -> Wording:
    if len(place) == len(words):
        return known.weighed[place.document].wording(place.start, place.end)
    return known.weights.wording(words)  # its characters stand together where the text has breaks between them
