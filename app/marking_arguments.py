"""The command line's options of marked copies, and the choice they make."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

import click

from app.comparison.model import Kind
from app.errors import BadUsage
from app.export.marks import Marking

Option = Callable[..., click.Parameter]
_COLOUR = re.compile(r"#?[0-9A-Fa-f]{6}")


def marking_options(option: Option) -> list[click.Parameter]:
    """Give the options; `option` makes one from its names, the code of its help and click's attributes."""
    names = ",".join(kind.value for kind in Kind)
    return [
        option("--kinds", code="help.kinds", metavar=names),
        option("--no-unique", "unique", code="help.no_unique", flag_value=False, default=True),
        option("--no-comments", "comments", code="help.no_comments", flag_value=False, default=True),
        option("--no-legend", "legend", code="help.no_legend", flag_value=False, default=True),
        option("--no-links", "links", code="help.no_links", flag_value=False, default=True),
        option("--highlight", "highlights", code="help.highlight", is_flag=True),
        option("--colour", "colours", code="help.colour", multiple=True, metavar="KIND=RRGGBB"),
    ]


def marking_of(*, kinds: str | None, colours: Iterable[str], **switches: Any) -> Marking:  # noqa: ANN401 - click's own
    """Give what the options ask for. Raises BadUsage for a kind or colour that there is not."""
    wanted = frozenset(map(_kind, kinds.split(","))) if kinds is not None else frozenset(Kind)
    return Marking(kinds=wanted, colours=dict(map(_coloured, colours)), **switches)


def _kind(name: str) -> Kind:
    try:
        return Kind(name.strip().lower())
    except ValueError as error:
        raise BadUsage("usage.no_such_kind", name=name, kinds=" ".join(kind.value for kind in Kind)) from error


def _coloured(said: str) -> tuple[Kind, str]:
    name, _, colour = said.partition("=")
    if not _COLOUR.fullmatch(colour):
        raise BadUsage("usage.no_such_colour", said=said)
    return _kind(name), colour.removeprefix("#").upper()
