"""Make the table of simplified characters from OpenCC's.

    python packaging/make_simplified.py TSCharacters.txt

The file comes with opencc-python-reimplemented (Apache-2.0) as opencc/dictionary/TSCharacters.txt: a traditional
character, a tab, its simplified ones, the commonest first. Each line of the table is a pair of characters.
"""

from __future__ import annotations

import sys
from pathlib import Path


def pairs(lines: str) -> list[str]:
    """Give each traditional character with its commonest simplified one, where they differ, in order."""
    rows = (line.split("\t") for line in lines.splitlines() if line.strip())
    return sorted(row[0] + row[1].split()[0] for row in rows if row[0] != row[1].split()[0])


def main() -> int:
    """Write resources/simplified.txt and say how many characters are in it."""
    if len(sys.argv) != 2:
        sys.stderr.write(__doc__ or "")
        return 2
    made = pairs(Path(sys.argv[1]).read_text(encoding="utf-8"))
    target = Path(__file__).parent.parent / "resources" / "simplified.txt"
    target.write_text("\n".join(made) + "\n", encoding="utf-8")
    print(f"{target.name}: {len(made)} characters")
    return 0


if __name__ == "__main__":
    sys.exit(main())
