"""Make the table of how rare words and pairs of characters are from a folder of official texts.

python packaging/make_rarity.py FOLDER VERSION
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from app.language import rarity

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


def main() -> int:
    """Write resources/rarity.npz and say what is in it."""
    if len(sys.argv) != 3:
        sys.stderr.write(__doc__ or "")
        return 2
    paths = sorted(path for path in Path(sys.argv[1]).rglob("*") if path.suffix in {".md", ".txt"})
    made = rarity.table(sys.argv[2], (_FRONT_MATTER.sub("", path.read_text(encoding="utf-8")) for path in paths))
    target = Path(__file__).parent.parent / "resources" / "rarity.npz"
    target.write_bytes(rarity.packed(made))
    size = target.stat().st_size / 1e6
    print(f"{target.name}: {made.paragraphs} paragraphs, {len(made.counts)} words and pairs, {size:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
