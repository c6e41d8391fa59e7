"""The first comment of a marked copy: what the marks mean, the rates, and what the copy does not claim."""

from __future__ import annotations

from collections.abc import Iterator

from app.comparison.model import NET_KINDS, Comparison, Kind
from app.export.comments import Line, Words
from app.export.marks import STYLES, UNIQUE, MarkStyle
from app.export.whereabouts import titles
from app.language.usualness import shipped
from app.messages import say

_SHADES = {
    Kind.VERBATIM: "legend.look.verbatim",
    Kind.TEMPLATE: "legend.look.template",
    Kind.LIST: "legend.look.list",
    Kind.NEAR: "legend.look.near",
    Kind.REFERENCE: "legend.look.reference",
    Kind.CITATION: "legend.look.citation",
    Kind.FORMULA: "legend.look.formula",
    Kind.COMMON: "legend.look.common",
}
_MOST_TITLES = 8


def legend(comparison: Comparison, number: int, uncommented: int, language: str) -> tuple[Line, ...]:
    """Give the lines of the legend of document `number`; `uncommented` places are marked but not commented."""
    return tuple(_lines(comparison, number, uncommented, language))
