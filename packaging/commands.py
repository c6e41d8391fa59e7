"""What `dev.py` can do. Every command first sets up whatever it needs; the second time that takes no time."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import environment
import system_packages
from environment import ROOT, SetUpFailed, program

USAGE = """usage: python3 packaging/dev.py COMMAND [arguments]

  run [arguments of duidu]   compare the sample speeches: in the window where there is a screen, else into build/demo
  test [arguments of pytest] run the tests
  lint                       check formatting, style, types and layers
  setup                      only install what is needed
"""

SUPERIOR_DOCUMENT = "上级文件.txt"
"""The sample that the sample speeches draw on: no speech itself."""

CHECKS = (
    ("ruff", "format", "--check", "."),
    ("ruff", "check", "."),
    ("mypy",),
    ("lint-imports",),
)


def has_screen(environ: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Say whether a window can be shown."""
    if platform in ("win32", "darwin"):
        return True
    return bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def run_command(root: Path, arguments: Sequence[str], screen: bool) -> list[str]:
    """Give the command line that compares the samples: the window if it can be shown, else marked copies in a folder.

    Without `arguments` the window opens the sample speeches.
    """
    duidu = str(program(root, "duidu"))
    if screen and (root / "ui" / "application.py").is_file():
        return [duidu, *(arguments or _sample_speeches(root))]
    return [duidu, "demo", "--out", str(root / "build" / "demo"), *arguments]


def _sample_speeches(root: Path) -> list[str]:
    files = sorted((root / "resources" / "samples").iterdir())
    return [str(path) for path in files if path.suffix in (".docx", ".txt") and path.name != SUPERIOR_DOCUMENT]


def call(command: Sequence[str], extra: Mapping[str, str] | None = None) -> int:
    """Run a command in the project's folder and give its exit code as a shell would."""
    code = subprocess.run(command, cwd=ROOT, env={**os.environ, **(extra or {})}, check=False).returncode
    return code if code >= 0 else 128 - code


def run(arguments: Sequence[str]) -> int:
    """Do the program's main job on the sample speeches."""
    return call(run_command(ROOT, arguments, has_screen(os.environ)))


def test(arguments: Sequence[str]) -> int:
    """Run pytest, without a screen if there is none."""
    extra = {} if has_screen(os.environ) else {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    return call([str(program(ROOT, "python")), "-m", "pytest", *arguments], extra)


def lint(arguments: Sequence[str]) -> int:
    """Run all checks, also after one has failed, and give the first failure's exit code."""
    if arguments:
        raise SetUpFailed("lint takes no arguments.")
    codes = [call([str(program(ROOT, name)), *rest]) for name, *rest in CHECKS]
    return next((code for code in codes if code), 0)


def setup(arguments: Sequence[str]) -> int:
    """Do nothing more: the set-up is done by now."""
    if arguments:
        raise SetUpFailed("setup takes no arguments.")
    print(f"Ready: {program(ROOT, 'duidu')}")
    return 0


COMMANDS: Mapping[str, Callable[[Sequence[str]], int]] = {"run": run, "test": test, "lint": lint, "setup": setup}


def main(arguments: Sequence[str]) -> int:
    """Set up, then do what is asked; give the exit code."""
    if not arguments or arguments[0] not in COMMANDS:
        asked_for_help = arguments[:1] in (["-h"], ["--help"])
        print(USAGE, end="", file=sys.stdout if asked_for_help else sys.stderr)
        return 0 if asked_for_help else 2
    command, *rest = arguments
    try:
        system_packages.provide()
        environment.provide(ROOT)
        return COMMANDS[command](rest)
    except SetUpFailed as failure:
        print(f"dev.py: {failure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
