"""Write redlines of many real files and ask the validators about them: `validate_corpus.py FOLDER … [--most 20]`.

Each Word file in the folders is compared with an edited copy of itself, and the copy with the file; each redline must
give the new text when all is accepted and the old when all is rejected, and the validators of validate.py must find
nothing that the inputs did not have. A file that Duidu refuses must be refused with one clear error, which is printed.
The exit code is 0 if all is well, 1 if not, 2 if nothing could be asked. `--most` takes so many files, evenly spread.
"""

import argparse
import io
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from lxml import etree
from validate import Finding, findings, installed, losses, new_findings

from app.comparison.edits import edits
from app.document.options import View
from app.document.readers.wordml_package import Package
from app.errors import DuiduError
from app.export.redline import redline
from app.export.redline_source import opened
from app.export.revisions import settled
from app.export.verify import verify

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_SUFFIXES = frozenset({".docx", ".docm", ".dotx", ".dotm"})
_REFERENCES = ("footnoteReference", "endnoteReference")
_STORIES = ("document", "footnotes", "endnotes", "header", "footer")


def edited(content: bytes) -> bytes:
    """Give a copy of a Word file with words changed, paragraphs gone, doubled and split, and a table row gone."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as file, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as copy:
        for member in {m.filename: m for m in file.infolist()}.values():
            part = file.read(member)
            if member.filename.endswith(".xml") and member.filename.rpartition("/")[2].startswith(_STORIES):
                part = _edited_part(part)
            copy.writestr(member.filename, part)
    return stream.getvalue()


def _edited_part(part: bytes) -> bytes:
    root = etree.fromstring(part)
    for space in (_W, _STRICT):
        for number, row in enumerate(list(root.iter(f"{space}tr"))):
            table = row.getparent()
            if number % 7 == 3 and table is not None and len(list(table.iterchildren(f"{space}tr"))) > 1:
                table.remove(row)
        for number, paragraph in enumerate(list(root.iter(f"{space}p"))):
            _edit_paragraph(paragraph, number, space)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _edit_paragraph(paragraph: etree._Element, number: int, space: str) -> None:
    texts = [text for text in paragraph.iter(f"{space}t") if text.text]
    parent, following = paragraph.getparent(), paragraph.getnext()
    kept_whole = (f"{space}{local}" for local in ("sectPr", "fldChar", "drawing", "pict", *_REFERENCES))
    plain = next(paragraph.iter(*kept_whole), None) is None
    if number % 4 == 1 and texts:
        said = texts[0].text or ""
        texts[0].text = f"{said[: len(said) // 2]}改动{said[len(said) // 2 + 1 :]}"
    if parent is None or following is None or following.tag != f"{space}p" or not plain:
        return
    if number % 9 == 5:
        parent.remove(paragraph)
    elif number % 9 == 7:
        double = etree.fromstring(etree.tostring(paragraph))
        for marker in list(double.iter(f"{space}bookmarkStart", f"{space}bookmarkEnd", f"{space}commentReference")):
            if (holder := marker.getparent()) is not None:
                holder.remove(marker)
        for text in double.iter(f"{space}t"):
            text.text = f"新增{text.text or ''}"
        paragraph.addnext(double)


def checked(path: Path, validators: Sequence[str], folder: Path) -> Iterator[str]:
    """Give what is wrong with the redlines of a file against an edited copy of itself; first a refusal, in brackets."""
    copy = folder / f"{path.stem[:40]}.edited{path.suffix}"
    try:
        opened(path)
        copy.write_bytes(edited(path.read_bytes()))
        versions = opened(path), opened(copy)
    except DuiduError as error:
        yield f"({error.message.code})"
        return
    known = [*findings(path, validators), *findings(copy, validators)]
    if versions[0].settled:  # rows that are shorter than their table, once deleted cells are gone
        settled_copy = folder / f"{path.stem[:40]}.settled{path.suffix}"
        for version in versions:
            settled_copy.write_bytes(version.package.content)
            known += findings(settled_copy, validators)
    for number, (source, (old, new)) in enumerate(zip((path, copy), (versions, versions[::-1]), strict=True)):
        target = folder / f"{path.stem[:40]}.redline{number}{path.suffix}"
        changes = edits(old.document, new.document)
        target.write_bytes(redline(old, new, changes, "en").content)
        for found in verify(target, target.read_bytes(), old, new).findings:
            yield f"{found.view}: {found.said.code} {dict(found.said.values)}"
        for finding in new_findings(findings(target, validators), known):
            yield f"{finding.validator}: {finding.sentence} ({finding.where})"
        yield from (f"{lost.validator}: {lost.sentence}" for lost in _lost(source, target))


def _lost(source: Path, target: Path) -> Iterator[Finding]:
    """Give what rejecting all changes does not bring back; deleted notes are not lost but recorded."""
    rejected = target.with_suffix(f".rejected{target.suffix}")
    rejected.write_bytes(settled(Package(target, target.read_bytes()), View.ORIGINAL)[0])
    settled_source = target.with_suffix(f".source{target.suffix}")
    settled_source.write_bytes(settled(Package(source, source.read_bytes()), View.FINAL)[0])
    try:
        yield from losses(settled_source, rejected)
    except Exception as error:
        yield Finding("docx-integrity", f"cannot compare with the input: {type(error).__name__}: {error}")


def main(arguments: Sequence[str]) -> int:
    """Print what is wrong, file by file; give the exit code."""
    parser = argparse.ArgumentParser(description="Check redlines of real files against edited copies of themselves.")
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument(
        "--most", type=int, default=0, metavar="N", help="how many files, evenly spread; all if left out"
    )
    asked = parser.parse_args(arguments)
    files = sorted(f for folder in asked.folders for f in folder.rglob("*") if f.suffix.lower() in _SUFFIXES)
    validators = installed()
    if not files or not validators:
        print("There are no Word files, or no validators are installed.", file=sys.stderr)
        return 2
    step = max(1, len(files) // asked.most) if asked.most else 1
    files = files[::step][: asked.most or None]
    wrong = refused = 0
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as pool:
        folders = [Path(folder) / str(number) for number in range(len(files))]
        for each in folders:
            each.mkdir()
        answers = pool.map(partial(_answers, validators=validators), files, folders)
        for file, found in zip(files, answers, strict=True):
            for line in found:
                print(f"{file.name}: {line}")
            only_refused = any(line.startswith("(") for line in found)
            refused += only_refused
            wrong += bool(found) and not only_refused
    print(f"files: {len(files)}, refused: {refused}, wrong: {wrong}; asked {', '.join(validators)}")
    return 1 if wrong else 0


def _answers(file: Path, folder: Path, validators: Sequence[str]) -> list[str]:
    try:
        return list(checked(file, validators, folder))
    except Exception as error:
        return [f"broke down: {type(error).__name__}: {error}"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
