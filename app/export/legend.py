"""The first comment of a marked copy: what the marks mean, the rates, and what the copy does not claim."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.comparison.model import NET_KINDS, Comparison, Kind
from app.export.comments import Line, Words
from app.export.marks import STYLES, UNIQUE, shared_places
from app.export.naming import kind_name, titles
from app.messages import Message, Value, message, say, sentence

_LOOKS: Mapping[Kind, Message] = {
    Kind.VERBATIM: message("legend.look.verbatim"),
    Kind.TEMPLATE: message("legend.look.template"),
    Kind.LIST: message("legend.look.list"),
    Kind.NEAR: message("legend.look.near"),
    Kind.REFERENCE: message("legend.look.reference"),
    Kind.CITATION: message("legend.look.citation"),
    Kind.FORMULA: message("legend.look.formula"),
    Kind.COMMON: message("legend.look.common"),
}
"""How each kind is marked, in words: not every program shows shading inside comments."""

_MOST_TITLES = 6


def legend(comparison: Comparison, number: int, uncommented: int, language: str) -> tuple[Line, ...]:
    """Give the lines of the legend of document `number`; `uncommented` places are marked but got no comment."""
    rates, settings = comparison.rates[number], comparison.settings
    net = sum(rates.kinds.get(kind, 0) for kind in NET_KINDS)
    rules: dict[str, Value] = {
        "shortest": settings.shortest,
        "families": settings.formula_families,
        "table": comparison.usualness,
    }
    above = [
        say(language, "legend.compared", documents=_others(comparison, number, language)),
        say(language, "legend.gross", share=rates.gross, shared=rates.shared, compared=rates.compared),
        say(language, "legend.net", share=rates.net, shared=net, compared=rates.compared),
    ]
    below = [say(language, "legend.differences"), say(language, "legend.settings", **rules)]
    if uncommented:
        below.insert(0, say(language, "legend.uncommented", count=uncommented))
    return (
        (Words(say(language, "legend.title"), bold=True),),
        (Words(say(language, "legend.review"), bold=True),),
        *((Words(text),) for text in above),
        *_looks(comparison, number, language),
        *((Words(text),) for text in below),
    )


def _looks(comparison: Comparison, number: int, language: str) -> Iterator[Line]:
    """Say how each kind that the document has is marked, and how many counted characters it has."""
    kinds = {passage.kind for passage, _ in shared_places(comparison, number)}
    for kind in Kind:
        if kind in kinds:
            look = sentence(_LOOKS[kind], language)
            count = comparison.rates[number].kinds.get(kind, 0)
            name = Words(kind_name(kind, language), style=STYLES[kind])
            yield name, Words(f" · {look} · {say(language, 'legend.count', count=count)}")
    if any(unique.document == number for unique in comparison.unique):
        look = say(language, "legend.look.unique")
        count = comparison.rates[number].unique
        name = Words(say(language, "legend.unique"), style=UNIQUE)
        yield name, Words(f" · {look} · {say(language, 'legend.count', count=count)}")


def _others(comparison: Comparison, number: int, language: str) -> str:
    others = [title for other, title in enumerate(titles(comparison.documents)) if other != number]
    listed = "".join(say(language, "legend.document", document=title) for title in others[:_MOST_TITLES])
    if len(others) <= _MOST_TITLES:
        return listed
    return say(language, "legend.more_documents", documents=listed, count=len(others))
