"""Extract the codes of messages, bring the catalogues up to date, compile them (needs Babel).

python packaging/translations.py          update and compile
python packaging/translations.py --check  only say what is missing or out of date; exit code 1 if anything is
"""

from __future__ import annotations

import ast
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
TRANSLATIONS = ROOT / "resources" / "translations"
_CODE = re.compile(
    r"(?:cli|comment|export|finding|help|input|legend|link|outline|output|pair|reading|reason|stage|redline|summary|usage|verify|where|ui)(?:\.[a-z_]+)+"
)
"""What a code looks like in the sources: a string of its own whose first word is one of these."""


def codes() -> dict[str, list[str]]:
    """Give every code in the sources with the files that use it, and the codes that are made from enumerations."""
    found: dict[str, list[str]] = {}
    for package in ("app", "ui"):
        for path in sorted((ROOT / package).rglob("*.py")):
            for code in _codes_in(ast.parse(path.read_text(encoding="utf-8"))):
                found.setdefault(code, []).append(path.relative_to(ROOT).as_posix())
    for code in _made():
        found.setdefault(code, ["app/comparison/model.py"])
    return found


def _codes_in(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _CODE.fullmatch(node.value):
            names_a_module = (ROOT / node.value.replace(".", "/")).with_suffix(".py").is_file()
            if not names_a_module:
                yield node.value


def _made() -> Iterator[str]:
    from app.comparison.model import Kind
    from app.document.corrections import Action
    from app.document.model import SectionKind

    yield from (f"ui.correction.{action.value}" for action in Action)
    yield from (f"kind.{kind.value}" for kind in Kind)
    yield from (f"section.{kind.value}" for kind in SectionKind)


def catalogue(language: str) -> Catalog:
    """Read the catalogue of a language."""
    path = TRANSLATIONS / language / "LC_MESSAGES" / "duidu.po"
    with path.open("rb") as stream:
        return read_po(stream, locale=language)


def compiled(entries: Catalog) -> bytes:
    """Give a catalogue as the bytes of its .mo file."""
    stream = io.BytesIO()
    write_mo(stream, entries)
    return stream.getvalue()


def written(entries: Catalog) -> bytes:
    """Give a catalogue as the bytes of its .po file."""
    stream = io.BytesIO()
    write_po(stream, entries, width=0, sort_output=True, omit_header=False, no_location=True)
    return stream.getvalue()


def faults(language: str) -> list[str]:
    """Say what is wrong with a catalogue: missing, unused, without a wording, not compiled."""
    used, entries = set(codes()), catalogue(language)
    known = {str(entry.id) for entry in entries if entry.id}
    said = [f"{language}: {code} is missing" for code in sorted(used - known)]
    said += [f"{language}: {code} is not used" for code in sorted(known - used)]
    said += [f"{language}: {entry.id} has no wording" for entry in entries if entry.id and not entry.string]
    if (TRANSLATIONS / language / "LC_MESSAGES" / "duidu.mo").read_bytes() != compiled(entries):
        said.append(f"{language}: the .mo file is out of date")
    return said


def main() -> int:
    """Update and compile the catalogues, or check them."""
    languages = sorted(path.name for path in TRANSLATIONS.iterdir() if path.is_dir())
    if "--check" not in sys.argv:
        for language in languages:
            entries = catalogue(language)
            folder = TRANSLATIONS / language / "LC_MESSAGES"
            for code in set(codes()) - {str(entry.id) for entry in entries if entry.id}:
                entries.add(code)
            (folder / "duidu.po").write_bytes(written(entries))
            (folder / "duidu.mo").write_bytes(compiled(entries))
    said = [fault for language in languages for fault in faults(language)]
    print("\n".join(said) or "the catalogues are complete")
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main())
