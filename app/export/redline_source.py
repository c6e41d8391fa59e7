"""A version of a text on its way into a redline: a Word file without tracked changes, and its text."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from app.collector import without_collector
from app.document.model import Document
from app.document.options import ReadingOptions, View
from app.document.readers.wordml import read_package
from app.document.readers.wordml_package import Package
from app.document.reading import read
from app.errors import OutputFailed
from app.export.moment import moment
from app.export.revisions import settled
from app.export.word_formats import WORD_FORMATS, word_format


@dataclass(frozen=True, slots=True)
class Version:
    """One of the two texts: `document` reads what `package`, a Word file without tracked changes, says.

    `settled` counts the tracked changes that the file came with: they were accepted or rejected, as the view says.
    """

    document: Document
    package: Package
    settled: int = 0


@without_collector()
def opened(path: Path, view: View = View.FINAL, encoding: str | None = None) -> Version:
    """Open a file as a version; a file that is no Word file is set in the usual layout.

    Raises UnreadableInput as the readers do.
    """
    options = ReadingOptions(view=view, encoding=encoding)
    if word_format(path) not in WORD_FORMATS:
        from app.document.outline import outlined  # Word files need neither an outline nor a layout

        return version(outlined(read(path, options)), view)
    packages: list[Package] = []

    def reader(path: Path, options: ReadingOptions) -> Document:
        packages.append(Package(path, path.read_bytes(), options.limits))
        return read_package(packages[-1], options)

    document = read(path, options, {f".{each}": reader for each in WORD_FORMATS})
    return _without_changes(document, packages[-1], view)


def version(document: Document, view: View = View.FINAL) -> Version:
    """Give a document that was read in a view as a version.

    Raises:
        OutputFailed: `output.input_gone` or `output.input_changed`: the Word file is not what was read.
    """
    path = Path(document.path)
    if document.format not in WORD_FORMATS:
        return _reread(document, Package(path.with_suffix(".docx"), _laid_out(document)))
    try:
        original = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputFailed("output.input_gone", path=document.path, reason=reason) from error
    if hashlib.sha256(original).hexdigest() != document.sha256:
        raise OutputFailed("output.input_changed", path=document.path)
    return _without_changes(document, Package(path, original), view)


def _laid_out(document: Document) -> bytes:
    from app.export.layout import laid_out

    content, _ = laid_out(document, moment())
    return content


def _without_changes(document: Document, package: Package, view: View) -> Version:
    content, count = settled(package, view)
    if not count:
        return Version(document, package)
    return _reread(document, Package(package.path, content), count)


def _reread(document: Document, package: Package, settled: int = 0) -> Version:
    """Read what was made of a document; it keeps the document's name and place."""
    made = replace(
        read_package(package),
        name=document.name,
        path=document.path,
        sha256=document.sha256,
        format=document.format,
        warnings=document.warnings,
    )
    return Version(made, package, settled)
