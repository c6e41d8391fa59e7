"""What the comments on a document say: what is shared, where else it stands, and what it says there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.comparison.model import Comparison, Kind, Occurrence, Passage
from app.document.model import Span
from app.export.comment_topics import Place, Told, Topic, topics
from app.export.comments import Line, Words
from app.export.links import Target, bookmark_name
from app.export.marks import Marking
from app.export.names import marked_names
from app.export.naming import Whereabouts, kind_name, titles
from app.export.other_wording import other_wordings
from app.messages import say, sentence

_MOST_FILLINGS = 5
_EXCERPT = 8
_Wordings = Mapping[tuple[str, str], tuple[Words, ...]]
"""What differs, by the text here and the text there."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment on a span of the text, and how many places in it are spoken of."""

    span: Span
    lines: tuple[Line, ...]
    places: int


def remarks(
    comparison: Comparison,
    number: int,
    language: str,
    marking: Marking = Marking(),  # noqa: B008 - frozen
) -> tuple[list[Remark], int]:
    """Give the comments on document `number` in the order of the text, and how many places are left without one.

    What is told of and what is not, `topics` says.
    """
    chosen, left_out = topics(comparison, number, marking)
    return _Writer(comparison, number, language, marking).remarks(chosen), left_out


@dataclass(frozen=True)
class _Writer:
    """Writes comments on one document in one language."""

    comparison: Comparison
    number: int
    language: str
    marking: Marking

    @cached_property
    def files(self) -> list[str]:
        return marked_names(self.comparison.documents)

    @cached_property
    def titles(self) -> list[str]:
        return titles(self.comparison.documents)

    @cached_property
    def whereabouts(self) -> list[Whereabouts]:
        return [Whereabouts(document, self.language) for document in self.comparison.documents]

    @cached_property
    def kinds(self) -> Mapping[Kind, Words]:
        return {kind: Words(kind_name(kind, self.language), bold=True) for kind in Kind}

    def remarks(self, topics: Sequence[Topic]) -> list[Remark]:
        differing = dict.fromkeys(
            (self._text(told.place.occurrence), self._text(other.occurrence))
            for topic in topics
            for told in topic.told
            for other in told.elsewhere
            if other.differs
        )
        wordings = dict(zip(differing, other_wordings(differing), strict=True))
        return [self._remark(topic, wordings) for topic in topics]

    def _remark(self, topic: Topic, wordings: _Wordings) -> Remark:
        lines: list[Line] = []
        for told in topic.told:
            lines += self._lines(told, wordings, quoted=len(topic.told) + topic.untold > 1)
        if topic.untold:
            lines.append((Words(say(self.language, "comment.more_places", count=topic.untold)),))
        return Remark(topic.span, tuple(lines), topic.places)

    def _lines(self, told: Told, wordings: _Wordings, *, quoted: bool) -> Iterator[Line]:
        place, passage = told.place, told.place.passage
        said = []
        if "percent" not in passage.reason.values:  # else the reason says how alike they are
            # 99.6 % is not the same: only equal wordings are 100 %.
            percent = 100 if passage.similarity == 1 else min(99, round(100 * passage.similarity))
            said.append(say(self.language, "comment.similarity", percent=percent))
        if quoted:
            said.append(self._excerpt(self._text(place.occurrence)))
        yield self.kinds[passage.kind], Words("".join(f" · {text}" for text in said))
        yield (Words(sentence(passage.reason, self.language)),)
        for other in told.elsewhere:
            there = other.occurrence
            where, title = self.whereabouts[there.document].at(there.start), self.titles[there.document]
            if other.count == 1:
                words = say(self.language, "comment.where", document=title, where=where)
            else:
                words = say(self.language, "comment.where_first", document=title, where=where, count=other.count)
            yield (Words(words, target=self._target(passage, there)),)
            if other.differs:
                yield self._other_wording(place, there, wordings)
        if told.more:
            yield (Words(say(self.language, "comment.more_documents", count=told.more)),)

    def _target(self, passage: Passage, there: Occurrence) -> Target | None:
        """Lead to the place in the other document's marked copy, which lies in the same folder."""
        if not self.marking.links:
            return None
        return Target(self.files[there.document], bookmark_name(passage, there))

    def _other_wording(self, place: Place, other: Occurrence, wordings: _Wordings) -> Line:
        fillings = list(self._fillings(place, other))
        if fillings:
            more = "……" if len(fillings) > _MOST_FILLINGS else ""
            pairs = "；".join(fillings[:_MOST_FILLINGS]) + more
            return (Words(say(self.language, "comment.fillings", fillings=pairs)),)
        changes = wordings[self._text(place.occurrence), self._text(other)]
        return (Words(f"{say(self.language, 'comment.wording')} · "), *changes)

    def _fillings(self, place: Place, other: Occurrence) -> Iterator[str]:
        """Give what fills the slots of a template here and there, where it differs."""
        if place.passage.kind is not Kind.TEMPLATE:
            return
        here_at, there_at = (place.passage.occurrences.index(each) for each in (place.occurrence, other))
        here_text, there_text = (self.comparison.documents[n].text for n in (self.number, other.document))
        for slot in place.passage.slots:
            here, there = slot.fillings[here_at], slot.fillings[there_at]
            said = here_text[here.start : here.end] if here else ""
            says = there_text[there.start : there.end] if there else ""
            if said == says:
                continue
            unit = ""
            if here and there and said[-1:].isnumeric() and says[-1:].isnumeric():
                unit = _unit(here_text[here.end : here.end + 2], there_text[there.end : there.end + 2])
            yield say(self.language, "comment.filling", here=f"{said}{unit}" or "—", there=f"{says}{unit}" or "—")

    def _text(self, occurrence: Occurrence) -> str:
        return self.comparison.documents[occurrence.document].text[occurrence.start : occurrence.end]

    def _excerpt(self, text: str) -> str:
        words = " ".join(text.split())
        short = words if len(words) <= 2 * _EXCERPT + 2 else f"{words[:_EXCERPT]}……{words[-_EXCERPT:]}"
        return say(self.language, "comment.excerpt", words=short)


def _unit(here: str, there: str) -> str:
    """Give what a figure counts (支, 公里), where both texts go on with it: 8支 says more than 8."""
    unit = ""
    for one, other in zip(here, there, strict=False):
        if one != other or not one.isalpha():
            break
        unit += one
    return unit
