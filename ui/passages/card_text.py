"""The details of a passage as rich text: kind and reason, places, wordings with their differences, slots."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from app.comparison.model import Comparison, FactKind, Occurrence, Passage
from app.export.naming import kind_name, titles, whereabouts
from app.language.change import Change
from ui.language import Language

PLACE = "place:"
"""A link to the n-th occurrence is `place:n`."""

MOST_WORDINGS = 12
"""Wordings that are shown; variants of a set phrase can be dozens."""

SLOTS: Mapping[FactKind, str] = {
    FactKind.FIGURE: "ui.slot.figure",
    FactKind.DATE: "ui.slot.date",
    FactKind.PLACE: "ui.slot.place",
    FactKind.ORGANISATION: "ui.slot.organisation",
    FactKind.PERSON: "ui.slot.person",
    FactKind.PROGRAMME: "ui.slot.programme",
    FactKind.UNIT: "ui.slot.unit",
    FactKind.WORDS: "ui.slot.words",
}
_CIRCLED = 20


@dataclass(frozen=True, slots=True)
class Inks:
    """The colours of a card, as CSS names them."""

    kind: str
    quiet: str
    line: str
    link: str
    deleted: str
    inserted: str
    part: str


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to say a passage: its text, and the first place that says it so (an index of occurrences)."""

    text: str
    first: int


def wordings(passage: Passage, comparison: Comparison) -> list[Wording]:
    """Give the different wordings in the order of their numbers."""
    firsts: dict[int, int] = {}
    for number, occurrence in enumerate(passage.occurrences):
        firsts.setdefault(occurrence.wording, number)
    return [Wording(_text(passage.occurrences[n], comparison), n) for _, n in sorted(firsts.items())]


def rich_text(
    passage: Passage,
    comparison: Comparison,
    changes: Sequence[Sequence[tuple[Change, str]]] | None,
    inks: Inks,
    language: Language,
    *,
    excluded: bool = False,
) -> str:
    """Give the card in Qt's subset of HTML.

    `changes` are the differences of the second and later shown wordings from the first; None while they are sought.
    """
    blocks = [_head(passage, inks, language, excluded=excluded), _places(passage, comparison, inks, language)]
    blocks.append(_wordings(passage, comparison, changes, inks, language))
    if passage.slots:
        blocks.append(_slots(passage, comparison, inks, language))
    return f"<html><body>{''.join(blocks)}</body></html>"


def _head(passage: Passage, inks: Inks, language: Language, *, excluded: bool) -> str:
    name = escape(kind_name(passage.kind, language.code))
    alike = escape(language.say("ui.passages.alike", share=passage.similarity))
    reason = escape(language.sentence(passage.reason))
    left_out = f"<p><b>{escape(language.say('ui.review.excluded_tip'))}</b></p>" if excluded else ""
    return (
        f'<p style="margin:0 0 4px 0"><span style="color:{inks.kind}">■</span> <b>{name}</b>'
        f'<span style="color:{inks.quiet}">　{alike}</span></p>'
        f'<p style="margin:0 0 8px 0">{reason}</p>{left_out}'
    )


def _places(passage: Passage, comparison: Comparison, inks: Inks, language: Language) -> str:
    """Every place by document, each a link, with the sign of its wording where there are several."""
    names = titles(comparison.documents)
    signs = _signs(passage)
    lines, document = [], -1
    for number, occurrence in enumerate(passage.occurrences):
        if occurrence.document != document:
            document = occurrence.document
            lines.append(f'<p style="margin:4px 0 1px 0">{escape(names[document])}</p>')
        where = whereabouts(comparison.documents[document], occurrence.start, language.code)
        sign = f'<span style="color:{inks.quiet}">{signs[occurrence.wording]}</span> ' if len(signs) > 1 else ""
        link = f'<a href="{PLACE}{number}" style="color:{inks.link};text-decoration:none">{escape(where)}</a>'
        lines.append(f'<p style="margin:0 0 2px 10px">{sign}{link}</p>')
    return _title(language.say("ui.card.places", count=len(passage.occurrences)), inks) + "".join(lines)


def _wordings(
    passage: Passage,
    comparison: Comparison,
    changes: Sequence[Sequence[tuple[Change, str]]] | None,
    inks: Inks,
    language: Language,
) -> str:
    said = wordings(passage, comparison)
    shown = said[:MOST_WORDINGS]
    signs = list(_signs(passage).values())
    title = language.say("ui.card.wordings", count=len(said)) if len(said) > 1 else language.say("ui.card.wording")
    lines = [_title(title, inks)]
    for number, wording in enumerate(shown):
        if number and changes is not None:
            words = _changed(changes[number - 1], inks)
        else:
            words = escape(_one_line(wording.text))
        if not number:
            words = _with_parts(passage, comparison, wording, inks)
        sign = f'<span style="color:{inks.quiet}">{signs[number]}</span> ' if len(said) > 1 else ""
        lines.append(f'<p style="margin:2px 0 6px 0;line-height:120%">{sign}{words}</p>')
    if len(said) > len(shown):
        lines.append(_quiet(language.say("ui.card.more_wordings", count=len(said) - len(shown)), inks))
    if len(said) > 1:
        lines.append(_quiet(language.say("ui.card.signs"), inks))
    lines += _part_names(passage, comparison, inks, language)
    return "".join(lines)


def _changed(changes: Sequence[tuple[Change, str]], inks: Inks) -> str:
    looks = {
        Change.KEPT: "{}",
        Change.DELETED: f'<span style="color:{inks.deleted};text-decoration:line-through">{{}}</span>',
        Change.INSERTED: f'<span style="color:{inks.inserted};text-decoration:underline;font-weight:600">{{}}</span>',
    }
    return "".join(looks[change].format(escape(text)) for change, text in changes)


def _with_parts(passage: Passage, comparison: Comparison, wording: Wording, inks: Inks) -> str:
    """The first wording with a tint behind the formulas and citations inside it."""
    occurrence = passage.occurrences[wording.first]
    spans = sorted(
        (span.start - occurrence.start, span.end - occurrence.start)
        for part in passage.parts
        if (span := part.spans[wording.first]) is not None
    )
    pieces, at = [], 0
    for start, end in spans:
        if start < at:
            continue
        tinted = f'<span style="background-color:{inks.part}">{escape(wording.text[start:end])}</span>'
        pieces += [escape(wording.text[at:start]), tinted]
        at = end
    return "".join([*pieces, escape(wording.text[at:])]).replace("\n", " ")


def _part_names(passage: Passage, comparison: Comparison, inks: Inks, language: Language) -> list[str]:
    """The formulas and citations inside, named: the tint alone would say nothing to some readers."""
    lines = []
    for part in passage.parts:
        at = next((n for n, span in enumerate(part.spans) if span is not None), None)
        if at is None:
            continue
        span = part.spans[at]
        assert span is not None  # noqa: S101 - found a line above
        words = comparison.documents[passage.occurrences[at].document].text[span.start : span.end]
        kind = kind_name(part.kind, language.code)
        lines.append(_quiet(language.say("ui.card.part", kind=kind, words=_one_line(words)), inks))
    return lines


def _slots(passage: Passage, comparison: Comparison, inks: Inks, language: Language) -> str:
    """A line for each slot: what it is, and what fills it in each wording."""
    said = wordings(passage, comparison)[:MOST_WORDINGS]
    signs = list(_signs(passage).values())
    rows = []
    for slot in passage.slots:
        fillings = []
        for number, wording in enumerate(said):
            span = slot.fillings[wording.first]
            text = comparison.documents[passage.occurrences[wording.first].document].text
            words = escape(_one_line(text[span.start : span.end])) if span else escape(language.say("ui.card.nothing"))
            fillings.append(f'<span style="color:{inks.quiet}">{signs[number]}</span> {words}')
        name = escape(language.say(SLOTS[slot.kind]))
        rows.append(
            f'<p style="margin:2px 0 4px 0"><span style="color:{inks.quiet}">{name}</span>　{"　".join(fillings)}</p>'
        )
    return _title(language.say("ui.card.slots", count=len(passage.slots)), inks) + "".join(rows)


def _title(words: str, inks: Inks) -> str:
    return (
        f'<table width="100%" cellspacing="0" cellpadding="0" style="margin-top:10px;margin-bottom:4px">'
        f'<tr><td style="border-top:1px solid {inks.line};padding-top:8px">'
        f'<span style="color:{inks.quiet}">{escape(words)}</span></td></tr></table>'
    )


def _quiet(words: str, inks: Inks) -> str:
    return f'<p style="margin:0 0 4px 0;color:{inks.quiet}">{escape(words)}</p>'


def _signs(passage: Passage) -> dict[int, str]:
    """Signs for the wordings by their numbers: ① ② … and (21) where Unicode's easy ones end."""
    numbers = sorted({occurrence.wording for occurrence in passage.occurrences})
    return {
        wording: chr(ord("①") + place) if place < _CIRCLED else f"({place + 1})"
        for place, wording in enumerate(numbers)
    }


def _text(occurrence: Occurrence, comparison: Comparison) -> str:
    return comparison.documents[occurrence.document].text[occurrence.start : occurrence.end]


def _one_line(words: str) -> str:
    return " ".join(words.split())
