"""Which kind of sharing a passage is, and why: the first rule that fits."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from app.comparison.chains import Place
from app.comparison.clusters import pruned
from app.comparison.evidence import Evidence
from app.comparison.frames import frame, slots_of
from app.comparison.model import NET_KINDS, Kind, Part, Passage, Slot
from app.comparison.prepared import Prepared
from app.comparison.settings import Settings
from app.language.folding import BREAK
from app.language.sentences import members
from app.language.spans import Span
from app.language.usualness import GRAM, Usualness, gram_hashes
from app.messages import Message, message


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a passage is, by which rule."""

    kind: Kind
    reason: Message
    slots: tuple[Slot, ...] = ()


@dataclass(frozen=True, eq=False)
class Classifier:
    """Tells kinds. `references` holds the hashes of the n-grams of the texts that the user named as common sources."""

    texts: Sequence[Prepared]
    usual: Usualness
    settings: Settings
    references: frozenset[int] = frozenset()

    def passages(self, clusters: Sequence[tuple[Place, ...]]) -> list[Passage]:
        """Make the passages of clusters (longest first), in the order of their first places.

        What one long copy explains is not told twice as copied. Clusters with the same wordings are one passage.
        """
        told = {cluster: self.passage(cluster) for cluster in clusters}
        copied = [cluster for cluster in clusters if told[cluster].kind in NET_KINDS]
        others = [cluster for cluster in clusters if told[cluster].kind not in NET_KINDS]
        alike: dict[str, list[tuple[Place, ...]]] = defaultdict(list)
        for cluster in [*pruned(copied), *others]:
            if cluster not in told:
                told[cluster] = self.passage(cluster)
            alike[told[cluster].id].append(cluster)
        found = [
            told[group[0]]
            if len(group) == 1
            else self.passage(tuple({place for cluster in group for place in cluster}))
            for group in alike.values()
        ]
        return sorted(found, key=lambda p: [(o.document, o.start, -o.end) for o in p.occurrences])

    def passage(self, places: Sequence[Place]) -> Passage:
        """Make the passage of a cluster of places."""
        found = Evidence(self.texts, tuple(sorted(places)), self.usual)
        verdict = self._verdict(found)
        parts = self._parts(found) if verdict.kind in NET_KINDS else ()
        return Passage(
            id=hashlib.sha256("\n".join(sorted(set(found.words))).encode()).hexdigest()[:12],
            kind=verdict.kind,
            reason=verdict.reason,
            documents=len({place.document for place in found.places}),
            similarity=round(found.similarity, 4),
            occurrences=found.occurrences,
            slots=verdict.slots,
            parts=parts,
        )

    def _verdict(self, found: Evidence) -> Verdict:
        for rule in (_as_reference, _as_citation, _as_formula, _as_list, _as_common, _as_verbatim, _as_template):
            verdict = rule(self, found)
            if verdict is not None:
                return verdict
        percent = min(99, round(100 * found.similarity))
        return Verdict(Kind.NEAR, message("reason.reworded", percent=percent))

    def _parts(self, found: Evidence) -> tuple[Part, ...]:
        """Formulas and citations inside the passage, found in its first place and looked up in the others."""
        first = found.places[0]
        folded = self.texts[first.document].folded
        ranges = [(Kind.FORMULA, a, b) for a, b in _usual_runs(found.families[0] >= self.settings.formula_families)]
        for quotation in self.texts[first.document].quotations:
            start, end = folded.index(quotation.span.start), folded.index(quotation.span.end)
            if first.start <= start < end <= first.end:
                ranges.append((Kind.CITATION, start - first.start, end - first.start))
        parts = []
        for kind, start, end in sorted(ranges, key=lambda part: part[1:]):
            words = folded.text[first.start + start : first.start + end]
            spans = tuple(self._span_of(words, place) for place in found.places)
            if BREAK not in words and (start, end) != (0, len(first)):
                parts.append(Part(kind, spans))
        return tuple(parts)

    def _span_of(self, words: str, place: Place) -> Span | None:
        text = self.texts[place.document]
        at = text.folded.text.find(words, place.start, place.end)
        return text.original(at, at + len(words)) if at >= 0 else None


def _as_reference(classifier: Classifier, found: Evidence) -> Verdict | None:
    if not classifier.references or max(map(len, found.words)) < classifier.settings.least_copied:
        return None
    shares = []
    for words in found.wordings:
        hashes = gram_hashes(words).tolist()
        shares.append(sum(h in classifier.references for h in hashes) / len(hashes) if hashes else 0.0)
    if min(shares) < classifier.settings.reference_share:
        return None
    return Verdict(Kind.REFERENCE, message("reason.reference", percent=round(100 * min(shares))))


def _as_citation(classifier: Classifier, found: Evidence) -> Verdict | None:
    """Quoted at every place; or, where a quotation fills half of each, all that the places have in common is quoted."""
    inside, attributed = [], []
    for occurrence in found.occurrences:
        quoted = classifier.texts[occurrence.document].quotations_touching(occurrence.span)
        if not quoted:
            return None
        if max(q.span.overlap(occurrence.span) for q in quoted) < len(occurrence.span) / 2:
            return None
        inside.append(any(_holds(q.span, occurrence.span) for q in quoted))
        attributed.append(all(q.attributed for q in quoted))
    if not all(inside) and found.shared_unquoted:
        return None
    if all(attributed):
        return Verdict(Kind.CITATION, message("reason.attributed"))
    first = found.occurrences[0]
    text = classifier.texts[first.document]
    said = text.quotations_touching(first.span)[0].span
    words = text.body[said.start : said.end].strip('《》“”"「」')
    return Verdict(Kind.CITATION, message("reason.quoted", words=words[:30]))


def _holds(quotation: Span, span: Span) -> bool:
    """Whether a span lies in a quotation, give or take a character (的, 要) that a word carries over its end."""
    return quotation.overlap(span) >= len(span) - 1 and len(span) > 1


def _as_formula(classifier: Classifier, found: Evidence) -> Verdict | None:
    """Usual in every wording; or reworded, and what the wordings have in common is usual."""
    least = classifier.settings.formula_families
    longest = max(map(len, found.words))
    needed = (
        classifier.settings.formula_share
        if longest <= 40 or found.similarity < 0.85
        else (1 + classifier.settings.formula_share) / 2
    )
    shares = [float(np.mean(counts >= least)) if len(counts) else 0.0 for counts in found.families]
    if min(shares) < needed:
        shared = found.shared_families
        if len(found.wordings) == 1 or len(shared) < 2 or float(np.mean(shared >= least)) < needed:
            return None
        return Verdict(
            Kind.FORMULA, message("reason.variants", families=int(np.median(shared)), of=classifier.usual.size)
        )
    typical = int(np.median(np.concatenate(found.families)))
    return Verdict(Kind.FORMULA, message("reason.usual", families=typical, of=classifier.usual.size))


def _as_common(classifier: Classifier, found: Evidence) -> Verdict | None:
    """Too little to mean anything: hardly a clause, or few runs in common that not everybody uses."""
    settings = classifier.settings
    if found.uncounted:
        return Verdict(Kind.COMMON, message("reason.uncounted"))
    shares = [sum(map(len, c)) / max(1, len(w)) for c, w in zip(found.whole_clauses, found.words, strict=True)]
    longest = max(map(len, found.words))
    evidence = int(np.sum(found.shared_families < settings.formula_families))
    clausal = min(shares) >= 0.5 or longest >= 2 * settings.least_copied
    if clausal and longest >= settings.least_copied and evidence >= settings.least_evidence:
        return None
    return Verdict(Kind.COMMON, message("reason.everyday", characters=longest))


def _as_verbatim(_: Classifier, found: Evidence) -> Verdict | None:
    cores = set(found.whole_clauses)
    if len(found.wordings) > 1 and (len(cores) > 1 or found.similarity < 0.9):
        return None
    clauses = found.whole_clauses[0]
    return Verdict(Kind.VERBATIM, message("reason.same", clauses=len(clauses), characters=max(map(len, found.words))))


def _as_template(classifier: Classifier, found: Evidence) -> Verdict | None:
    frames = [frame(classifier.texts[o.document].body, o.span) for o in found.occurrences]
    if len({f.words for f in frames}) > 1 or not frames[0].gaps:
        return None
    slots = slots_of(frames, [classifier.texts[o.document].body for o in found.occurrences])
    if not slots:
        return None
    return Verdict(Kind.TEMPLATE, message("reason.frame", slots=len(slots)), slots)


def _as_list(classifier: Classifier, found: Evidence) -> Verdict | None:
    """The same members in another order, or some replaced."""
    listed = []
    for occurrence in found.occurrences:
        text = classifier.texts[occurrence.document]
        spans = members(text.body, occurrence.span)
        words = [text.folded.text[text.folded.index(s.start) : text.folded.index(s.end)] for s in spans]
        if len(words) < 3:
            return None
        listed.append([w for w in words if w])
    inner = {member for words in listed for member in words[1:-1]}
    listed = [_without_context(words, inner) for words in listed]
    common = set(listed[0]).intersection(*listed[1:])
    most = max(len(words) for words in listed)
    in_common = [[w for w in words if w in common] for words in listed]
    if len(common) < 3 or len(common) < 0.6 * most or len({tuple(words) for words in in_common}) == 1:
        return None
    if sum(map(len, common)) < classifier.settings.least_copied:
        return None
    return Verdict(Kind.LIST, message("reason.members", common=len(common), of=most))


def _without_context(words: Sequence[str], inner: Iterable[str]) -> list[str]:
    """Take the words around an enumeration off its first and last member (重点盯住冷库、油库… → 冷库)."""
    first = max((w for w in inner if words[0].endswith(w)), key=len, default=words[0])
    last = max((w for w in inner if words[-1].startswith(w)), key=len, default=words[-1])
    return [first, *words[1:-1], last]


def _usual_runs(usual: np.ndarray) -> list[tuple[int, int]]:
    """Ranges of characters whose n-grams are all usual, at least 8 characters long."""
    runs, start = [], None
    for i, is_usual in enumerate([*usual.tolist(), False]):
        if is_usual and start is None:
            start = i
        elif not is_usual and start is not None:
            if i - 1 + GRAM - start >= 8:
                runs.append((start, i - 1 + GRAM))
            start = None
    return runs
