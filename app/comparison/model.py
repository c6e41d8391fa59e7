"""A comparison: all that is shown or exported, as plain values. The JSON contract in Python's terms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.comparison.settings import Settings
from app.document.model import Document, Span
from app.messages import Message


class Kind(StrEnum):
    """The kinds of sharing, in order: a passage takes the first that fits, a character counts under the first."""

    VERBATIM = "verbatim"
    TEMPLATE = "template"
    LIST = "list"
    NEAR = "near"
    REFERENCE = "reference"
    CITATION = "citation"
    FORMULA = "formula"
    COMMON = "common"


NET_KINDS = frozenset({Kind.VERBATIM, Kind.TEMPLATE, Kind.LIST, Kind.NEAR})
"""The kinds that count in the net rate; the others are shared but no evidence of copying."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One of the places of a passage. Occurrences with the same `wording` say the same after folding."""

    document: int
    start: int
    end: int
    wording: int

    @property
    def span(self) -> Span:
        """The place in the text of its document."""
        return Span(self.start, self.end)


class FactKind(StrEnum):
    """What a concrete detail is; also the kinds of slots."""

    FIGURE = "figure"
    DATE = "date"
    PLACE = "place"
    ORGANISATION = "organisation"
    PERSON = "person"
    PROGRAMME = "programme"
    UNIT = "unit"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Fact:
    """A concrete detail of a document; `unique` where no other document of the comparison has it."""

    kind: FactKind
    span: Span
    unique: bool


@dataclass(frozen=True, slots=True)
class Slot:
    """A gap in a template or list: what fills it in each occurrence, in their order (None: nothing)."""

    kind: FactKind
    fillings: tuple[Span | None, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A formula or citation inside a longer passage: its place in each occurrence (None: not there)."""

    kind: Kind
    spans: tuple[Span | None, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """Text shared by two or more places. `id` is a hash of the folded text, `documents` how many hold it.

    `similarity` is 1 - edit distance / longer length over folded text, the mean over pairs of occurrences.
    """

    id: str
    kind: Kind
    reason: Message
    documents: int
    similarity: float
    occurrences: tuple[Occurrence, ...]
    slots: tuple[Slot, ...] = ()
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionRef:
    """A section of a document of the comparison."""

    document: int
    section: str


class Relation(StrEnum):
    """How two linked sections stand to each other."""

    SAME = "same"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"
    RELATED = "related"


@dataclass(frozen=True, slots=True)
class Link:
    """Two sections side by side; `score` 0…1, the stronger the match the higher."""

    a: SectionRef
    b: SectionRef
    score: float
    relation: Relation
    why: Message


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the aligned outline: for each document the ids of its sections (empty: it has none)."""

    title: str
    sections: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class UniqueSpan:
    """Counted text that no passage shares with another document, at least one clause long."""

    document: int
    span: Span


class Mode(StrEnum):
    """What two documents are to each other."""

    VERSIONS = "versions"
    TEXTS = "texts"


class Operation(StrEnum):
    """What an edit does."""

    INSERT = "insert"
    DELETE = "delete"
    REPLACE = "replace"
    MOVE = "move"
    SPLIT = "split"
    MERGE = "merge"


@dataclass(frozen=True, slots=True)
class Edit:
    """One change between two versions; the span is empty on the side where nothing stands."""

    operation: Operation
    a: Span
    b: Span


@dataclass(frozen=True, slots=True)
class Pair:
    """Two documents: what they are to each other, and how much of each stands in the other (0…1)."""

    a: int
    b: int
    mode: Mode
    why: Message
    a_in_b: float
    b_in_a: float
    net_a_in_b: float
    net_b_in_a: float
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Drafts:
    """Documents that are versions of one text, in the order proposed for them, and why in this order."""

    documents: tuple[int, ...]
    why: Message


class FindingKind(StrEnum):
    """What was noticed besides sharing."""

    LEFTOVER = "leftover"
    SHARED_SLIP = "shared_slip"
    HIDDEN_TEXT = "hidden_text"
    COUNT_MISMATCH = "count_mismatch"
    NUMBERING_GAP = "numbering_gap"
    SAME_FILE = "same_file"


@dataclass(frozen=True, slots=True)
class Place:
    """A span of a document of the comparison."""

    document: int
    span: Span


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a reader should look at."""

    kind: FindingKind
    places: tuple[Place, ...]
    why: Message


@dataclass(frozen=True, slots=True)
class Rates:
    """Counted characters (letters and digits after folding): `shared` + `unique` = `compared`."""

    compared: int
    shared: int
    kinds: Mapping[Kind, int] = field(default_factory=dict)

    @property
    def unique(self) -> int:
        """Counted characters that no other document has."""
        return self.compared - self.shared

    @property
    def gross(self) -> float:
        """Shared of compared, every kind."""
        return self.shared / self.compared if self.compared else 0.0

    @property
    def net(self) -> float:
        """Verbatim, template, list and near of compared."""
        return sum(n for kind, n in self.kinds.items() if kind in NET_KINDS) / self.compared if self.compared else 0.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """The one result. Windows, exports, project files and JSON all start from it; none compares anything again.

    `facts`, `rates` and `section_rates` run parallel to `documents`; `section_rates` is keyed by section id.
    `usualness` is the version of the table of usual phrases, `references` names the files that the user gave as common
    sources.
    """

    settings: Settings
    usualness: str
    references: tuple[str, ...]
    documents: tuple[Document, ...]
    facts: tuple[tuple[Fact, ...], ...]
    rates: tuple[Rates, ...]
    section_rates: tuple[Mapping[str, Rates], ...]
    links: tuple[Link, ...]
    rows: tuple[Row, ...]
    passages: tuple[Passage, ...]
    unique: tuple[UniqueSpan, ...]
    pairs: tuple[Pair, ...]
    findings: tuple[Finding, ...]
    drafts: tuple[Drafts, ...] = ()
