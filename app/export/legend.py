"""The first comment of a marked copy: what the marks mean, the rates, and what the copy does not claim."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.comparison.model import NET_KINDS, Comparison, Kind
from app.export.comments import Line, Words
from app.export.marks import STYLES, UNIQUE, Marking, MarkStyle, shared_places
from app.export.naming import kind_name, titles
from app.messages import Message, Value, message, say, sentence

_COLOURS: Mapping[Kind, Message] = {
    Kind.VERBATIM: message("legend.colour.verbatim"),
    Kind.TEMPLATE: message("legend.colour.template"),
    Kind.LIST: message("legend.colour.list"),
    Kind.NEAR: message("legend.colour.near"),
    Kind.REFERENCE: message("legend.colour.reference"),
    Kind.CITATION: message("legend.colour.citation"),
    Kind.FORMULA: message("legend.colour.formula"),
    Kind.COMMON: message("legend.colour.common"),
}
_HIGHLIGHTS: Mapping[str, Message] = {
    "red": message("legend.highlight.red"),
    "yellow": message("legend.highlight.yellow"),
    "magenta": message("legend.highlight.magenta"),
    "cyan": message("legend.highlight.cyan"),
    "green": message("legend.highlight.green"),
    "darkYellow": message("legend.highlight.dark_yellow"),
    "lightGray": message("legend.highlight.light_grey"),
}
_LINES: Mapping[str, Message] = {
    "wave": message("legend.line.wave"),
    "dash": message("legend.line.dash"),
    "dotDash": message("legend.line.dot_dash"),
    "dotted": message("legend.line.dotted"),
    "double": message("legend.line.double"),
    "dotDotDash": message("legend.line.dot_dot_dash"),
    "single": message("legend.line.single"),
    "": message("legend.line.none"),
}
"""How each kind is marked, in words: not every program shows shading inside comments."""

_MOST_TITLES = 6


def legend(comparison: Comparison, number: int, marking: Marking, uncommented: int, language: str) -> tuple[Line, ...]:
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
    below = [say(language, "legend.settings", **rules)]
    if marking.comments:
        below.insert(0, say(language, "legend.differences"))
    if uncommented and marking.comments:
        below.insert(0, say(language, "legend.uncommented", count=uncommented))
    unmarked = [kind_name(kind, language) for kind in Kind if kind not in marking.kinds]
    if unmarked:
        below.insert(0, say(language, "legend.unmarked", kinds=say(language, "legend.comma").join(unmarked)))
    return (
        (Words(say(language, "legend.title"), bold=True),),
        (Words(say(language, "legend.review"), bold=True),),
        *((Words(text),) for text in above),
        *_looks(comparison, number, marking, language),
        *((Words(text),) for text in below),
    )


def _looks(comparison: Comparison, number: int, marking: Marking, language: str) -> Iterator[Line]:
    """Say how each kind that the document has is marked, and how many counted characters it has."""
    kinds = {passage.kind for passage, _ in shared_places(comparison, number, marking.kinds)}
    for kind in Kind:
        if kind in kinds:
            style = marking.style(kind)
            look = say(language, "legend.look", colour=_colour(kind, style, language), line=_line(style, language))
            count = comparison.rates[number].kinds.get(kind, 0)
            name = Words(kind_name(kind, language), style=style)
            yield name, Words(f" · {look} · {say(language, 'legend.count', count=count)}")
    if marking.unique and any(unique.document == number for unique in comparison.unique):
        colour = say(language, "legend.colour.unique")
        look = say(language, "legend.look", colour=colour, line=_line(UNIQUE, language))
        count = comparison.rates[number].unique
        name = Words(say(language, "legend.unique"), style=UNIQUE)
        yield name, Words(f" · {look} · {say(language, 'legend.count', count=count)}")


def _colour(kind: Kind, style: MarkStyle, language: str) -> str:
    if style.highlight:
        return sentence(_HIGHLIGHTS[style.highlight], language)
    if style.fill == STYLES[kind].fill:
        return sentence(_COLOURS[kind], language)
    return say(language, "legend.colour.own", colour=style.fill)


def _line(style: MarkStyle, language: str) -> str:
    return sentence(_LINES[style.underline], language)


def _others(comparison: Comparison, number: int, language: str) -> str:
    others = [title for other, title in enumerate(titles(comparison.documents)) if other != number]
    listed = "".join(say(language, "legend.document", document=title) for title in others[:_MOST_TITLES])
    if len(others) <= _MOST_TITLES:
        return listed
    return say(language, "legend.more_documents", documents=listed, count=len(others))
