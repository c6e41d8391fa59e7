"""The project's virtual environment `.venv`: made, brought up to date and repaired without being asked.

A stamp inside it says what it was made from. It is written last, so an environment without one is half made; one whose
stamp names another Python or another folder cannot be used; one whose stamp names other requirements is brought up to
date.
"""

import hashlib
import importlib.util
import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import system_packages

ROOT = Path(__file__).resolve().parent.parent

BUILD_TOOLS = "packaging/build-requirements.txt"
PACKAGES = ("packaging/requirements.txt", "packaging/requirements-dev.txt")

PIP_FAILED = """pip could not install what Duidu needs (its own words are above).
Check the connection, and the package index that pip is set to use (`pip config list`), then run the same command again.
If it says that hashes do not match, the index serves altered files: use another one."""


class SetUpFailed(Exception):
    """What stands in the way, as a sentence for the person at the terminal."""


class Stamp(NamedTuple):
    """What an environment is made from."""

    foundation: str
    """Python and folder: if another, the environment has to be made anew."""
    contents: str
    """Hash of all that decides what is installed in it."""


def program(root: Path, name: str) -> Path:
    """Where the program `name` of the environment is."""
    return root / ".venv" / ("Scripts" if os.name == "nt" else "bin") / (f"{name}.exe" if os.name == "nt" else name)


def wanted(root: Path) -> Stamp:
    """The stamp of an environment made now, by this Python."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    settings = [project.get("build-system"), project.get("project"), project.get("tool", {}).get("setuptools")]
    contents = hashlib.sha256(json.dumps(settings, sort_keys=True).encode())
    for name in (BUILD_TOOLS, *PACKAGES):
        contents.update((root / name).read_bytes())
    python = os.path.realpath(sys.base_prefix)
    return Stamp(f"{sys.implementation.cache_tag} from {python} in {root}", contents.hexdigest())


def found(root: Path) -> Stamp | None:
    """The stamp of the environment that is there; None without one that was finished and still has its Python."""
    try:
        foundation, contents = _stamp_file(root).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return None
    return Stamp(foundation, contents) if program(root, "python").exists() else None


def provide(root: Path) -> None:
    """Make sure that `.venv` is there, whole and current.

    Takes milliseconds if it is. Of several at once the first does the work and the others wait.

    Raises:
        SetUpFailed: Python lacks a part, or pip fails.
    """
    want = wanted(root)
    if found(root) == want:
        return
    with _one_at_a_time(root):
        have = found(root)
        if have == want:
            return
        _stamp_file(root).unlink(missing_ok=True)
        if have is None or have.foundation != want.foundation:
            _create(root)
        _install(root)
        # Written beside and renamed: half a stamp would be taken for none, and the work done again.
        draft = _stamp_file(root).with_suffix(".new")
        draft.write_text("\n".join(want) + "\n", encoding="utf-8")
        draft.replace(_stamp_file(root))


def _stamp_file(root: Path) -> Path:
    return root / ".venv" / "duidu.stamp"


def _create(root: Path) -> None:
    lacking = [name for name in ("venv", "ensurepip") if importlib.util.find_spec(name) is None]
    if lacking:
        package = f"python3.{sys.version_info.minor}-venv"
        if not (system_packages.can_install() and system_packages.install([package])):
            raise SetUpFailed(
                f"this Python ({sys.executable}) lacks the module {' and '.join(lacking)}. "
                f"On Debian and Ubuntu: sudo apt-get install {package}. Elsewhere: install Python from its own site."
            )
    print("Making .venv …", flush=True)
    # From within .venv, sys.executable would be the very file that is being replaced.
    python = getattr(sys, "_base_executable", sys.executable)
    if subprocess.run([python, "-m", "venv", "--clear", str(root / ".venv")], check=False).returncode:
        raise SetUpFailed("the folder .venv could not be made. Close programs that use it, delete it and try again.")


def _install(root: Path) -> None:
    print("Installing what Duidu needs into .venv (the first time this takes a minute or two) …", flush=True)
    _pip(root, "--require-hashes", "--only-binary=:all:", "-r", BUILD_TOOLS)
    # jieba comes as source only. Without isolation it is built with the pinned tools of the line before.
    listed = [part for name in PACKAGES for part in ("-r", name)]
    _pip(root, "--require-hashes", "--no-build-isolation", "--use-pep517", *listed)
    _pip(root, "--no-deps", "--no-build-isolation", "-e", ".")


def _pip(root: Path, *arguments: str) -> None:
    options = ["--quiet", "--disable-pip-version-check", "--no-input"]
    command = [str(program(root, "python")), "-m", "pip", "install", *options, *arguments]
    if subprocess.run(command, cwd=root, check=False).returncode:
        raise SetUpFailed(PIP_FAILED)


@contextmanager
def _one_at_a_time(root: Path) -> Iterator[None]:
    """Hold the lock of the set-up; the system frees it when the holder ends, however it ends."""
    path = root / "build" / "setup.lock"
    path.parent.mkdir(exist_ok=True)
    with path.open("a") as file:
        if sys.platform == "win32":
            import msvcrt

            while True:
                try:
                    msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
                    break
                except OSError:  # it gives up after ten seconds; a set-up takes longer
                    continue
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield
