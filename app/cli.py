"""The command line: `duidu compare`, `outline`, `demo`. Says everything in the user's language."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from app import __version__
from app.errors import BadUsage, DuiduError, OutputFailed, UnreadableInput
from app.messages import LANGUAGES, say, sentence, users_language

EXIT_USAGE = 2
EXIT_UNREADABLE = 3
EXIT_OUTPUT = 4


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    sys.exit(run(given))


def run(arguments: Sequence[str]) -> int:
    """Run the command line; give the exit code (0 done, 2 bad usage, 3 unreadable input, 4 output failed)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    language = _asked_language(arguments)
    try:
        code = commands(language).main(list(arguments) or ["--help"], prog_name="duidu", standalone_mode=False)
    except click.ClickException as error:
        return _complain(language, _usage_sentence(error, language), error.exit_code)
    except click.Abort:
        return _complain(language, say(language, "cli.stopped"), 130)
    except DuiduError as error:
        return _complain(language, sentence(error.message, language), exit_code(error))
    return int(code or 0)


def exit_code(error: DuiduError) -> int:
    """Give the exit code that an error ends the program with."""
    codes = {BadUsage: EXIT_USAGE, UnreadableInput: EXIT_UNREADABLE, OutputFailed: EXIT_OUTPUT}
    return next((code for kind, code in codes.items() if isinstance(error, kind)), 1)


def _asked_language(arguments: Sequence[str]) -> str:
    """Find --lang before anything is parsed: what parsing has to say is said in that language too."""
    for i, argument in enumerate(arguments):
        value = argument.removeprefix("--lang=") if argument.startswith("--lang=") else ""
        if argument == "--lang" and i + 1 < len(arguments):
            value = arguments[i + 1]
        if value in LANGUAGES:
            return value
    return users_language()


def _complain(language: str, words: str, code: int) -> int:
    click.echo(f"{say(language, 'cli.error')}{words}", err=True)
    return code


def _usage_sentence(error: click.ClickException, language: str) -> str:
    """What is wrong with the command line, in words of our own: click's are English only."""
    if isinstance(error, click.NoSuchOption):
        return say(language, "usage.no_such_option", option=error.option_name)
    if isinstance(error, click.MissingParameter):
        name = error.param.human_readable_name if error.param is not None else ""
        return say(language, "usage.missing", name=name)
    if isinstance(error, click.BadParameter):
        name = error.param.human_readable_name if error.param is not None else ""
        return say(language, "usage.bad_value", name=name)
    if isinstance(error, click.UsageError) and error.ctx is not None and error.ctx.command.name == "duidu":
        return say(language, "usage.no_such_command")
    return say(language, "usage.wrong", reason=error.format_message())


def commands(language: str) -> click.Group:
    """Give the commands with their help in a language."""
    group = click.Group(
        "duidu", help=say(language, "help.duidu"), context_settings={"help_option_names": ["-h", "--help"]}
    )
    group.params.append(_version_option(language))
    for name, run_it, options in (
        ("compare", _compare, [_files(2), _out, _json, _outline, _reference, _encoding]),
        ("outline", _outline_of, [_files(1), _json, _outline, _encoding]),
        ("demo", _demo, [_out]),
    ):
        params = [option(language) for option in options if callable(option)]
        params.append(_language_option(language))
        group.add_command(
            click.Command(name, callback=run_it, params=params, help=say(language, _HELP[name]), add_help_option=True)
        )
    return group


_HELP = {"compare": "help.compare", "outline": "help.outline", "demo": "help.demo"}
Parameter = Callable[[str], click.Parameter]


def _files(count: int) -> Parameter:
    def option(language: str) -> click.Parameter:
        metavar = "FILE FILE…" if count > 1 else "FILE"
        nargs = -1 if count > 1 else 1
        return click.Argument(["files"], type=click.Path(path_type=Path), nargs=nargs, required=True, metavar=metavar)

    return option


def _option(language: str, *names: str, code: str, **attributes: Any) -> click.Option:  # noqa: ANN401 - click's own
    return click.Option(list(names), help=say(language, code), **attributes)


def _out(language: str) -> click.Parameter:
    return _option(language, "--out", code="help.out", type=click.Path(path_type=Path, file_okay=True), metavar="DIR")


def _json(language: str) -> click.Parameter:
    return _option(
        language,
        "--json",
        "json_target",
        code="help.json",
        type=click.Path(path_type=Path, allow_dash=True),
        metavar="FILE|-",
    )


def _outline(language: str) -> click.Parameter:
    return _option(
        language, "--outline", "outline_path", code="help.outline_file", type=click.Path(path_type=Path), metavar="FILE"
    )


def _reference(language: str) -> click.Parameter:
    return _option(
        language,
        "--reference",
        "references",
        code="help.reference",
        type=click.Path(path_type=Path),
        multiple=True,
        metavar="FILE",
    )


def _encoding(language: str) -> click.Parameter:
    return _option(language, "--encoding", code="help.encoding", metavar="NAME")


def _language_option(language: str) -> click.Option:
    return _option(
        language, "--lang", "language", code="help.lang", type=click.Choice(list(LANGUAGES)), default=language
    )


def _version_option(language: str) -> click.Option:
    def show(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
        if asked and not ctx.resilient_parsing:
            click.echo(f"duidu {__version__}")
            ctx.exit()

    return _option(
        language, "--version", code="help.version", is_flag=True, is_eager=True, expose_value=False, callback=show
    )


def _compare(
    files: Sequence[Path],
    out: Path | None,
    json_target: Path | None,
    outline_path: Path | None,
    references: Sequence[Path],
    encoding: str | None,
    language: str,
) -> int:
    from app.commands import compare_files  # the heavy libraries load only when there is work for them

    return compare_files(
        files,
        out=out,
        json_target=json_target,
        outline_path=outline_path,
        references=references,
        encoding=encoding,
        language=language,
    )


def _outline_of(
    files: Path, json_target: Path | None, outline_path: Path | None, encoding: str | None, language: str
) -> int:
    from app.commands import show_outline

    return show_outline(files, json_target=json_target, outline_path=outline_path, encoding=encoding, language=language)


def _demo(out: Path | None, language: str) -> int:
    from app.commands import demo

    return demo(out, language=language)
