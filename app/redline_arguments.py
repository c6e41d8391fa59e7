"""The command line's arguments of `redline` and `verify`, and what they start."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import click

from app.document.options import View

Option = Callable[..., click.Parameter]
_PATH: click.Path = click.Path(path_type=Path)
_VIEWS = click.Choice([view.value for view in View])
_DATES = click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%SZ"])


def redline_options(option: Option) -> list[click.Parameter]:
    """Give the arguments of `redline`; `option` makes one from names, the code of its help and click's attributes."""
    return [
        *_versions(),
        option("-o", "--output", "target", code="help.redline_output", type=_PATH, required=True, metavar="OUT.docx"),
        option("--author", code="help.author", metavar="NAME"),
        option("--date", code="help.date", type=_DATES, metavar="YYYY-MM-DD"),
        _view(option),
    ]


def verify_options(option: Option) -> list[click.Parameter]:
    """Give the arguments of `verify`."""
    return [click.Argument(["file"], type=_PATH, metavar="OUT"), *_versions(), _view(option)]


def redline(
    old: Path,
    new: Path,
    target: Path,
    author: str | None,
    date: datetime | None,
    view: str,
    encoding: str | None,
    language: str,
) -> int:
    """Write the redline that was asked for; give the exit code."""
    from app.redlining import write_redline  # the heavy libraries load only when there is work for them

    at = date.replace(tzinfo=UTC) if date is not None else None
    return write_redline(
        old, new, target, author=author, date=at, view=View(view), encoding=encoding, language=language
    )


def verify(file: Path, old: Path, new: Path, view: str, encoding: str | None, language: str) -> int:
    """Check the redline that was named; give the exit code."""
    from app.redlining import check_redline

    return check_redline(file, old, new, view=View(view), encoding=encoding, language=language)


def _versions() -> list[click.Parameter]:
    return [click.Argument([name], type=_PATH, metavar=name.upper()) for name in ("old", "new")]


def _view(option: Option) -> click.Parameter:
    return option("--view", code="help.view", type=_VIEWS, default=View.FINAL.value, metavar="final|original")
