"""The command line: runs a command or opens the window, and says what went wrong in the user's language."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from app.arguments import commands
from app.errors import BadUsage, DuiduError, OutputFailed, UnreadableInput
from app.messages import LANGUAGES, say, sentence, users_language

EXIT_CODES: tuple[tuple[type[DuiduError], int], ...] = ((BadUsage, 2), (UnreadableInput, 3), (OutputFailed, 4))
"""What each kind of error ends the program with; 0 is done, 130 stopped."""
_STOPPED = 130


def main() -> None:
    """Run the command line of this process and leave with its exit code."""
    if getattr(sys, "frozen", False):  # there the engine's process starts here too
        import multiprocessing

        multiprocessing.freeze_support()
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run a command line; give its exit code. Without a command the window opens, with the files that are named."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    language = _asked_language(arguments)
    if _is_for_the_window(arguments):
        return _open_window(arguments)
    try:
        code = commands(language).main(list(arguments) or ["--help"], prog_name="duidu", standalone_mode=False)
    except click.ClickException as error:
        return _complain(language, _usage_sentence(error, language), error.exit_code)
    except click.Abort:
        return _complain(language, say(language, "cli.stopped"), _STOPPED)
    except DuiduError as error:
        code = next((code for kind, code in EXIT_CODES if isinstance(error, kind)), 1)
        return _complain(language, sentence(error.message, language), code)
    return int(code or 0)


def _is_for_the_window(arguments: Sequence[str]) -> bool:
    if importlib.util.find_spec("ui") is None:
        return False
    return all(argument not in commands("en").commands and Path(argument).exists() for argument in arguments)


def _open_window(arguments: Sequence[str]) -> int:
    # By name: the engine knows no Qt, and the window is a layer above it. It speaks as it did last time.
    application = importlib.import_module("ui.application")
    return int(application.main([Path(argument) for argument in arguments]))


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
    if isinstance(error, click.BadParameter):  # a missing one too
        name = error.param.human_readable_name if error.param is not None else ""
        missing = isinstance(error, click.MissingParameter)
        return say(language, "usage.missing" if missing else "usage.bad_value", name=name)
    if isinstance(error, click.UsageError) and error.ctx is not None and error.ctx.command.name == "duidu":
        return say(language, "usage.no_such_command")
    return say(language, "usage.wrong", reason=error.format_message())
