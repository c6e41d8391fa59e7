"""Which share of the characters that LibreOffice finds in Word files does the reader hold: in text, labels and notes?

    python tests/quality/share_of_office_text.py [FOLDER]

FOLDER, or what DUIDU_CORPUS names, is searched for .docx files. Characters are counted as a multiset, white space
aside: what stands in both, by what stands in LibreOffice's text. It prints tracked deletions and insertions alike, so a
file with changes counts with both its views. Bars: 0.995 on the median file, 0.97 on nine of ten. Files below 0.97 are
listed with the characters that are missed most. The exit code is 1 below a bar, 2 without LibreOffice.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from collections import Counter
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from app.document.options import ReadingOptions, View  # noqa: E402
from app.document.reading import read  # noqa: E402
from app.errors import UnreadableInput  # noqa: E402
from tests.quality.office import SOFFICE, office_texts  # noqa: E402

MEDIAN, LOW, NINE_OF_TEN = 0.995, 0.97, 0.9


def characters(*texts: str) -> Counter[str]:
    """Count the characters of texts, white space and byte order marks aside."""
    return Counter(
        character for text in texts for character in text if not character.isspace() and character != "\ufeff"
    )


def held(path: Path) -> Counter[str] | None:
    """Count what the reader finds in a file, its text and the numbers beside it; None where it refuses the file."""
    found: Counter[str] | None = None
    for view in View:
        with suppress(UnreadableInput):
            document = read(path, ReadingOptions(view=view))
            own = characters(document.text, *(block.number for block in document.blocks))
            found = own if found is None else found | own
    return found


def main() -> int:
    """Measure, print, and give the exit code."""
    folder = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("DUIDU_CORPUS", "")
    if SOFFICE is None or not folder:
        print("needs LibreOffice, and a folder of Word files: an argument, or DUIDU_CORPUS")
        return 2
    shares, silent = [], 0
    with tempfile.TemporaryDirectory() as scratch:
        for path, text in office_texts(sorted(Path(folder).rglob("*.docx")), Path(scratch)):
            office, own = characters(text or ""), held(path)
            if not office or own is None:
                silent += 1
                print(f"  not measured ({'refused' if own is None else 'LibreOffice finds no text'}): {path.name}")
                continue
            share = (office & own).total() / office.total()
            shares.append(share)
            if share < LOW:
                missed = " ".join(f"{c}×{n}" for c, n in (office - own).most_common(8))
                print(f"  {share:.3f} of {office.total():6} characters: {path.name}; missed: {missed}")
    median, good = statistics.median(shares), sum(share >= LOW for share in shares) / len(shares)
    print(f"{len(shares)} files, {silent} not measured; median {median:.4f}, at least {LOW} on {good:.1%}")
    return 0 if median >= MEDIAN and good >= NINE_OF_TEN else 1


if __name__ == "__main__":
    sys.exit(main())
