"""A document made ready for comparison: folded body, clauses, words and sections in folded offsets."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from app.document.model import Document, SectionKind, Span
from app.language.columns import distinct
from app.language.folding import BREAK, PLAIN, Folded, Folding, codes_of, fold
from app.language.sentences import Quotation, clauses, quotations
from app.language.usualness import GRAM, Hashes, Rows, Usualness, gram_hashes
from app.language.words import words

UNCOUNTED = frozenset(
    {
        SectionKind.TITLE,
        SectionKind.SPEAKER,
        SectionKind.RECIPIENT,
        SectionKind.SALUTATION,
        SectionKind.SIGNATURE,
        SectionKind.DATE,
        SectionKind.IMPRINT,
    }
)
"""The parts of a text that stay out of the rates unless the settings say otherwise."""


_CLOSING = {"“": "”", "‘": "’", "「": "」", "『": "』", "（": "）", "(": ")", "《": "》"}
_LONGEST_QUOTATION = 2000
_SENTENCE_END = re.compile(r"[。！？!?\n]")
_LONG_RUN = 16
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
QUOTATION_MARKS = frozenset("“”‘’「」『』《》")
_OPENING = {closing: opening for opening, closing in _CLOSING.items()}
_OPENING_CODES, _CLOSING_CODES = ([ord(mark) for mark in marks] for marks in (_CLOSING, _OPENING))


@dataclass(frozen=True, eq=False)
class Prepared:
    """What the stages need of one document; everything is found when first asked for and kept."""

    document: Document
    folding: Folding = PLAIN

    @cached_property
    def body(self) -> str:
        """The text of the body: notes, headers and footers are not compared."""
        return self.document.text[: self.document.body_end]

    @cached_property
    def folded(self) -> Folded:
        """The comparable characters of the body."""
        return fold(self.body, self.folding)

    @cached_property
    def clauses(self) -> list[Span]:
        """The clauses of the body, in folded offsets, without the labels of sections; none is empty."""
        headings = sorted(s.heading_span for s in self.document.sections if s.label and s.heading_span is not None)
        spans, heading = [], 0
        for clause in clauses(self.body):
            while heading < len(headings) and headings[heading].start <= clause.start:
                heading += 1
            labelled = heading < len(headings) and headings[heading].start < clause.end
            spans.append(Span(headings[heading].start, clause.end) if labelled else clause)
        return self._folded_spans(spans)

    def original(self, start: int, end: int) -> Span:
        """Give the span of the text for a range of folded offsets, with the quotation marks that belong to it."""
        first, last = self.folded.original(start, end)
        closing = _CLOSING.get(self.body[first - 1]) if first else None
        if closing is not None and closing in self.body[first : last + 1]:
            first -= 1
        opening = _OPENING.get(self.body[last]) if last < len(self.body) else None
        if opening is not None and opening in self.body[first:last]:
            last += 1
        return Span(first, last)

    @cached_property
    def marks_beside(self) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
        """For each folded character: whether a mark that opens stands right before it, and one that closes behind it.

        Only there `original` takes a mark in.
        """
        codes = codes_of(f" {self.body} ")
        before, behind = codes[self.folded.origin], codes[self.folded.origin + 2]
        return np.isin(before, _OPENING_CODES), np.isin(behind, _CLOSING_CODES)

    @cached_property
    def clause_bounds(self) -> tuple[list[int], list[int]]:
        """Where the clauses begin and where they end."""
        return [clause.start for clause in self.clauses], [clause.end for clause in self.clauses]

    def clauses_within(self, start: int, end: int) -> list[Span]:
        """Give the clauses that lie whole in a range of folded offsets."""
        starts, ends = self.clause_bounds
        return self.clauses[bisect_left(starts, start) : bisect_right(ends, end)]

    @cached_property
    def sentence_ends(self) -> list[int]:
        """The folded offsets behind which a sentence or a line ends, ascending."""
        ends: list[int] = self.folded.origin.searchsorted(
            [m.start() for m in _SENTENCE_END.finditer(self.body)]
        ).tolist()
        return ends

    @cached_property
    def quotations(self) -> list[Quotation]:
        """The quotations of the body, in offsets of the text."""
        return quotations(self.body)

    @cached_property
    def quoted(self) -> npt.NDArray[np.bool_]:
        """For each folded character: whether it stands in a quotation."""
        quoted = np.zeros(len(self.folded), dtype=bool)
        bounds = np.array([(q.span.start, q.span.end) for q in self.quotations], dtype=np.int32).reshape(-1, 2)
        for start, end in self.folded.origin.searchsorted(bounds).tolist():
            quoted[start:end] = True
        return quoted

    @cached_property
    def _quotation_starts(self) -> list[int]:
        return [quotation.span.start for quotation in self.quotations]

    def quotations_touching(self, span: Span) -> list[Quotation]:
        """Give the quotations that share a character with a span of the body."""
        # Quotations are short: none that begins this far before the span reaches into it.
        first = bisect_left(self._quotation_starts, span.start - _LONGEST_QUOTATION)
        last = bisect_left(self._quotation_starts, span.end)
        return [q for q in self.quotations[first:last] if q.span.overlap(span)]

    @cached_property
    def words(self) -> list[str]:
        """The words of the body in order; they join to it again."""
        return words(self.body)

    @cached_property
    def word_starts(self) -> npt.NDArray[np.int32]:
        """The offsets of the body at which its words begin, and its end."""
        return np.cumsum([0, *map(len, self.words)], dtype=np.int32)

    @cached_property
    def word_bounds(self) -> npt.NDArray[np.int32]:
        """The folded offsets at which a word begins or ends, ascending."""
        return distinct(np.searchsorted(self.folded.origin, self.word_starts)).astype(np.int32)

    @cached_property
    def counted(self) -> npt.NDArray[np.bool_]:
        """For each folded character: whether the rates count it."""
        counts: npt.NDArray[np.bool_] = codes_of(self.folded.text) != ord(BREAK)
        for section in self.document.sections:
            if section.kind in UNCOUNTED:
                counts[self.folded.index(section.span.start) : self.folded.index(section.span.end)] = False
        return counts

    @cached_property
    def masked(self) -> npt.NDArray[np.bool_]:
        """For each folded character: whether it is the break of a mask, which stands for words, not of a line end."""
        line_ends = codes_of(self.body)[self.folded.origin] == ord("\n")
        masked: npt.NDArray[np.bool_] = (codes_of(self.folded.text) == ord(BREAK)) & ~line_ends
        return masked

    @cached_property
    def hashes(self) -> Hashes:
        """The hash of the n-gram that begins at each folded character but the last ones."""
        return gram_hashes(self.folded.text)

    def rows(self, usual: Usualness) -> Rows:
        """Give for each of the hashes its place in a table of usual phrases; -1: it has none."""
        if id(usual.hashes) not in self._rows:  # the same for a table and all that leave families of it out
            self._rows[id(usual.hashes)] = usual.rows(self.hashes)
        return self._rows[id(usual.hashes)]

    @cached_property
    def _rows(self) -> dict[int, Rows]:
        return {}

    @cached_property
    def long_runs(self) -> npt.NDArray[np.uint64]:
        """Hashes of the different runs of 16 characters, ascending."""
        hashes = self.hashes.astype(np.uint64)
        last = max(0, len(hashes) - _LONG_RUN + GRAM)
        mixed = np.zeros(last, dtype=np.uint64)
        for offset in (0, GRAM, 2 * GRAM, _LONG_RUN - GRAM):
            mixed = mixed * _FACTOR ^ hashes[offset : offset + last]
        return distinct(mixed)

    @cached_property
    def said(self) -> list[Span]:
        """What each section says: its span without lines at its ends that list and name, as what heads Markdown files.

        The addresses and dates there are alike in all files of one origin, and would put a title beside a speaker.
        """
        sections = [section.span for section in self.document.sections]
        if not any(block.contents for block in self.document.blocks):
            return sections
        lines = [b for b in self.document.blocks if not b.contents and self.document.text[b.start : b.end].strip()]
        starts, ends = [line.start for line in lines], [line.end for line in lines]
        found = []
        for span in sections:
            first, last = bisect_right(ends, span.start), bisect_left(starts, span.end) - 1
            if first <= last:
                span = Span(max(span.start, starts[first]), min(span.end, ends[last]))
            found.append(span)
        return found

    @cached_property
    def section_starts(self) -> npt.NDArray[np.int32]:
        """The folded offsets at which a section begins, ascending."""
        return np.unique([self.folded.index(s.span.start) for s in self.document.sections]).astype(np.int32)

    @cached_property
    def edges(self) -> frozenset[int]:
        """The folded offsets that no passage runs over: where a heading or a part such as the title begins or ends."""
        parts = [s.span for s in self.document.sections if s.kind in UNCOUNTED]
        return frozenset(self.folded.index(offset) for span in parts for offset in (span.start, span.end))

    def _folded_spans(self, spans: list[Span]) -> list[Span]:
        if not spans:
            return []
        bounds = np.searchsorted(self.folded.origin, [(span.start, span.end) for span in spans]).tolist()
        return [Span(start, end) for start, end in bounds if start < end]
