"""What control words of RTF say: characters, destinations, and how text and paragraphs are set."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from app.document.model import BlockKind
from app.document.readers.rich_text_stories import Story

CHARACTERS: Mapping[str, str] = {
    "tab": "\t", "line": "\n", "lbr": "\n", "~": "\xa0", "_": "\u2011", "-": "\xad", "emdash": "—", "endash": "–",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": "\u2003",
    "enspace": "\u2002", "qmspace": "\u2005", "zwj": "\u200d", "zwnj": "\u200c", "zwbo": "\u200b", "zwnbo": "\u2060",
    "ltrmark": "\u200e", "rtlmark": "\u200f",
}  # fmt: skip

SKIPPED = frozenset(
    {
        *("colortbl", "info", "pict", "object", "objdata", "result", "fldtype", "datafield", "formfield"),
        *("nonesttables", "bkmkstart", "bkmkend", "annotation", "atnid", "atnauthor", "atrfstart", "atrfend"),
        *("xe", "tc", "rxe", "sn", "sv", "sp", "shprslt", "mmathPict", "filetbl", "revtbl", "rsidtbl", "listtable"),
        *("listoverridetable", "generator", "private", "template"),
        *("ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn"),
    }
)
"""Destinations without a star whose content is no text of the document."""
STARRED = frozenset({"footnote", "shpinst", "dptxbxtext", "moMath", "moMathPara", "do", "fldinst"})
"""Destinations with a star that hold text; every other one is skipped, as the specification has it."""
NEW_STORIES: Mapping[str, BlockKind] = {
    "footnote": BlockKind.FOOTNOTE,
    "shptxt": BlockKind.TEXTBOX,
    "dptxbxtext": BlockKind.TEXTBOX,
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), BlockKind.HEADER),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), BlockKind.FOOTER),
}
MARGINS = frozenset({BlockKind.HEADER, BlockKind.FOOTER})


@dataclass(frozen=True, slots=True)
class State:
    """What a group inherits: where its text goes, and how it is set.

    `goes` is "text", "label", "instruction", the name of a table, or "" for nowhere. In a choice of two spellings
    (`upr`) only the second one, `ud`, is read: `unicode` says where to.
    """

    goes: str
    story: Story
    unicode: str = ""
    skip: int = 1
    font: int = -1
    size: float | None = None
    bold: bool = False
    hidden: bool = False
    deleted: bool = False
    inserted: bool = False
    style: int = 0
    level: int | None = None
    centred: bool = False
    in_table: bool = False
    contents: bool = False


_BODY_LEVEL = 9
_Setting = Callable[[State, int | None], State]


def outline_level(number: int | None) -> int | None:
    """Give an outline level counted from 1; 9 says that it is body text."""
    return number + 1 if number is not None and 0 <= number < _BODY_LEVEL else None


def _plain(state: State, _: int | None) -> State:
    return replace(state, font=-1, size=None, bold=False, hidden=False, deleted=False, inserted=False)


def _paragraph_default(state: State, _: int | None) -> State:
    return replace(state, style=0, level=None, centred=False, in_table=False)


SETTINGS: Mapping[str, _Setting] = {
    "uc": lambda state, number: replace(state, skip=max(number or 0, 0)),
    "plain": _plain,
    "pard": _paragraph_default,
    "f": lambda state, number: replace(state, font=number or 0),
    "fs": lambda state, number: replace(state, size=(number or 24) / 2),
    "b": lambda state, number: replace(state, bold=number != 0),
    "v": lambda state, number: replace(state, hidden=number != 0),
    "deleted": lambda state, number: replace(state, deleted=number != 0),
    "revised": lambda state, number: replace(state, inserted=number != 0),
    "s": lambda state, number: replace(state, style=number or 0),
    "outlinelevel": lambda state, number: replace(state, level=outline_level(number)),
    "qc": lambda state, _: replace(state, centred=True),
    "ql": lambda state, _: replace(state, centred=False),
    "qj": lambda state, _: replace(state, centred=False),
    "qr": lambda state, _: replace(state, centred=False),
    "intbl": lambda state, _: replace(state, in_table=True),
}
