"""The commands and their options, with help in the user's language."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from app import __version__, redline_arguments
from app.comparison.settings import Settings
from app.document.options import ReadingOptions, View
from app.export.choices import Choices
from app.marking_arguments import marking_of, marking_options
from app.messages import LANGUAGES, say

_PATH: click.Path = click.Path(path_type=Path)


def commands(language: str) -> click.Group:
    """Give the commands with their help in a language."""
    options = _Options(language)
    group = _Group(language, name="duidu", params=[options.version()], help=say(language, "help.duidu"))
    reading = [options.json(), options.outline(), options.encoding(), options.view(), options.hidden()]
    for command in (
        _Command(
            language,
            name="compare",
            callback=_compare,
            params=[
                options.files(),
                options.out(),
                options.redlines(),
                *options.marking(),
                *reading,
                options.reference(),
                options.review(),
                *options.folding(),
                options.language(),
            ],
            help=say(language, "help.compare"),
        ),
        _Command(
            language,
            name="outline",
            callback=_outline,
            params=[options.file(), *reading, options.language()],
            help=say(language, "help.outline"),
        ),
        _Command(
            language,
            name="redline",
            callback=redline_arguments.redline,
            params=[*options.redline(), options.encoding(), options.language()],
            help=say(language, "help.redline"),
        ),
        _Command(
            language,
            name="verify",
            callback=redline_arguments.verify,
            params=[*options.verify(), options.encoding(), options.language()],
            help=say(language, "help.verify"),
        ),
        _Command(
            language,
            name="consolidate",
            callback=_consolidate,
            params=[
                options.base(),
                options.drafts(),
                options.json(),
                options.encoding(),
                options.view(),
                options.hidden(),
                options.language(),
            ],
            help=say(language, "help.consolidate"),
        ),
        _Command(
            language,
            name="demo",
            callback=_demo,
            params=[options.out(), options.language()],
            help=say(language, "help.demo"),
        ),
    ):
        group.add_command(command)
    return group


class _Options:
    """The options by what they are for, each with its help."""

    def __init__(self, language: str) -> None:
        self._language = language

    def _option(self, *names: str, code: str, **attributes: Any) -> click.Parameter:  # noqa: ANN401 - click's own
        return click.Option(list(names), help=say(self._language, code), **attributes)

    def files(self) -> click.Parameter:
        return click.Argument(["files"], type=_PATH, nargs=-1, required=True, metavar="FILE FILE…")

    def file(self) -> click.Parameter:
        return click.Argument(["file"], type=_PATH, metavar="FILE")

    def base(self) -> click.Parameter:
        return click.Argument(["base"], type=_PATH, metavar="BASE")

    def drafts(self) -> click.Parameter:
        return click.Argument(["drafts"], type=_PATH, nargs=-1, required=True, metavar="DRAFT DRAFT…")

    def out(self) -> click.Parameter:
        return self._option("--out", code="help.out", type=_PATH, metavar="DIR")

    def redlines(self) -> click.Parameter:
        return self._option("--redlines", code="help.redlines", is_flag=True)

    def marking(self) -> list[click.Parameter]:
        return marking_options(self._option)

    def redline(self) -> list[click.Parameter]:
        return redline_arguments.redline_options(self._option)

    def verify(self) -> list[click.Parameter]:
        return redline_arguments.verify_options(self._option)

    def json(self) -> click.Parameter:
        return self._option("--json", "json_target", code="help.json", type=_PATH, metavar="FILE|-")

    def outline(self) -> click.Parameter:
        return self._option("--outline", "outline_path", code="help.outline_file", type=_PATH, metavar="FILE")

    def review(self) -> click.Parameter:
        return self._option("--review", "review_path", code="help.review", type=_PATH, metavar="FILE")

    def reference(self) -> click.Parameter:
        return self._option(
            "--reference", "references", code="help.reference", type=_PATH, multiple=True, metavar="FILE"
        )

    def folding(self) -> list[click.Parameter]:
        return [
            self._option("--no-traditional", "traditional", code="help.no_traditional", flag_value=False, default=True),
            self._option("--numerals", code="help.numerals", is_flag=True),
        ]

    def encoding(self) -> click.Parameter:
        return self._option("--encoding", code="help.encoding", metavar="NAME")

    def view(self) -> click.Parameter:
        choice = click.Choice([view.value for view in View])
        return self._option("--view", code="help.view", type=choice, default=View.FINAL.value)

    def hidden(self) -> click.Parameter:
        return self._option("--hidden", code="help.hidden", is_flag=True)

    def language(self) -> click.Parameter:
        choice = click.Choice(list(LANGUAGES))
        return self._option("--lang", "language", code="help.lang", type=choice, default=self._language)

    def version(self) -> click.Parameter:
        return self._option(
            "--version", code="help.version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version
        )


def _show_version(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        click.echo(f"duidu {__version__}")
        ctx.exit()


class _Command(click.Command):
    """A command whose help has no word of click's own: those are English only."""

    def __init__(self, language: str, **attributes: Any) -> None:  # noqa: ANN401 - click's own
        super().__init__(**attributes, context_settings={"help_option_names": ["-h", "--help"]}, options_metavar="")
        self.language = language

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(piece for piece in self.collect_usage_pieces(ctx) if piece)
        formatter.write_usage(ctx.command_path, pieces, prefix=f"{say(self.language, 'help.usage')} ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        records = [record for option in options if (record := option.get_help_record(ctx)) is not None]
        with formatter.section(say(self.language, "help.options")):
            formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = say(self.language, "help.help")
        return option


class _Group(_Command, click.Group):
    """The commands together."""

    def __init__(self, language: str, **attributes: Any) -> None:  # noqa: ANN401 - click's own
        super().__init__(language, **attributes, subcommand_metavar="COMMAND …")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        with formatter.section(say(self.language, "help.commands")):
            formatter.write_dl([(name, command.help or "") for name, command in self.commands.items()])


def _compare(
    files: Sequence[Path],
    out: Path | None,
    json_target: Path | None,
    outline_path: Path | None,
    references: Sequence[Path],
    review_path: Path | None,
    encoding: str | None,
    view: str,
    hidden: bool,
    language: str,
    redlines: bool,
    traditional: bool,
    numerals: bool,
    **marking: Any,  # noqa: ANN401 - click's own
) -> int:
    from app.commands import compare_files  # the heavy libraries load only when there is work for them

    return compare_files(
        files,
        out=out,
        json_target=json_target,
        outline_path=outline_path,
        references=references,
        review_path=review_path,
        choices=Choices(redlines=redlines, marking=marking_of(**marking)),
        reading=ReadingOptions(View(view), hidden, encoding),
        settings=Settings(traditional=traditional, numerals=numerals),
        language=language,
    )


def _outline(
    file: Path,
    json_target: Path | None,
    outline_path: Path | None,
    encoding: str | None,
    view: str,
    hidden: bool,
    language: str,
) -> int:
    from app.commands import show_outline

    return show_outline(
        file,
        json_target=json_target,
        outline_path=outline_path,
        reading=ReadingOptions(View(view), hidden, encoding),
        language=language,
    )


def _consolidate(
    base: Path,
    drafts: Sequence[Path],
    json_target: Path | None,
    encoding: str | None,
    view: str,
    hidden: bool,
    language: str,
) -> int:
    from app.consolidating import consolidate

    return consolidate(
        base, drafts, json_target=json_target, reading=ReadingOptions(View(view), hidden, encoding), language=language
    )


def _demo(out: Path | None, language: str) -> int:
    from app.commands import demo

    return demo(out, language=language)
