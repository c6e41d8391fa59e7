"""Regenerate the pinned requirement files: `python3 packaging/pin.py [--upgrade]`.

One set of files serves Linux, Windows and macOS and every Python from 3.11 on: pins that differ carry markers, and
every file of a release is named by its hash. The files name no package index; pip takes the one it is set to use.
Without `--upgrade`, pins that still fit are kept.

uv does the resolving, in an environment of its own that is thrown away.
"""

import re
import subprocess
import sys
import tempfile
import tomllib
import venv
from collections.abc import Iterable, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent

WINDOW = ("PySide6-Essentials==6.9.3",)
"""The newest whose wheels run on glibc 2.28, which UOS and Kylin have."""

DEVELOPMENT = (
    "babel",
    "docx-integrity==0.2.0",
    "hypothesis",
    "import-linter",
    "jsonschema",
    "lxml-stubs",
    "mypy",
    "openxml-audit==0.8.0",
    "pytest",
    "pytest-qt",
    "ruff",
    "types-jsonschema",
)

COMPILE = (
    "--universal",
    "--python-version",
    "3.11",
    "--generate-hashes",
    "--no-header",
    "--no-annotate",
    "--no-config",
)


def pinned_names(requirements: str) -> list[str]:
    """The names of the packages that a requirement file pins."""
    return sorted(set(re.findall(r"^([a-z0-9][a-z0-9._-]*)==", requirements, flags=re.MULTILINE)))


def compile_requirements(uv: Path, wanted: Iterable[str], target: Path, options: Sequence[str]) -> None:
    """Resolve `wanted` and write every package that it takes, pinned and hashed, to `target`.

    Raises:
        subprocess.CalledProcessError: uv finds no set of versions that fits; it has said why.
    """
    command = [str(uv), "pip", "compile", "--quiet", *COMPILE, *options, "-", "--output-file", str(target)]
    subprocess.run(command, input="\n".join(wanted), encoding="utf-8", stdout=subprocess.DEVNULL, check=True)


def main(options: Sequence[str]) -> int:
    """Write the three files; give the exit code."""
    if set(options) - {"--upgrade"}:
        print(__doc__, file=sys.stderr)
        return 2
    project = tomllib.loads((HERE.parent / "pyproject.toml").read_text(encoding="utf-8"))
    # The extras too: developing takes every format. Those that only name others add nothing.
    extras = [each for extra in project["project"]["optional-dependencies"].values() for each in extra]
    wanted = [*project["project"]["dependencies"], *(each for each in extras if not each.startswith("duidu[")), *WINDOW]
    runtime, development = HERE / "requirements.txt", HERE / "requirements-dev.txt"
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        programs = Path(folder) / ("Scripts" if sys.platform == "win32" else "bin")
        subprocess.run([programs / "python", "-m", "pip", "install", "--quiet", "uv"], check=True)
        uv = programs / "uv"
        # wheel is built with as well as needed by a package; both files must name the same.
        compile_requirements(uv, wanted, runtime, options)
        agreed = ["--constraints", str(runtime), *options]
        build = [*project["build-system"]["requires"], "wheel"]
        compile_requirements(uv, build, HERE / "build-requirements.txt", agreed)
        # What runtime pins is pip's to read there: a package stands in one file only.
        left_out = [part for name in pinned_names(runtime.read_text("utf-8")) for part in ("--no-emit-package", name)]
        compile_requirements(uv, DEVELOPMENT, development, [*agreed, *left_out])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
