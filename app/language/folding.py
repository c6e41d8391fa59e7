"""Text as comparable characters, with the way back.

What is no difference in official texts is folded away: white space, width, punctuation and quotation marks, zero-width
and bidi characters, case, ○ and 〇 for 零, and, as switches, traditional characters and Chinese numerals. Letters and
digits are left. A line end and a mask of a circulated sample (* ** ×× stand for real values) leave a break, which
nothing matches across.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from app.language.columns import ranges, ranked
from app.language.disguise import UNSEEN
from app.language.numerals import number

BREAK = "\n"
"""The folded character that stands for a line end or a mask. It is equal to nothing, not even to itself."""

_BREAKS = frozenset("\n*×✕＊")
_ZEROS = frozenset("〇○")
_UNSEEN = re.compile(f"[{UNSEEN}]")
_NUMERAL = re.compile(
    r"[零一二三四五六七八九十百千]{2,}(?![大届中全])|(?<=第)[一二三四五六七八九十](?=[条章节款项编])"
    r"|[一二三四五六七八九十](?=[年月日](?!来))"
)
_NO_NUMERAL = re.compile(r"^[百千]+$|^[零一二三四五六七八九]{2}$")
"""Words and loose digits: 千百, 三四 (three or four), 一一."""


_NOTHING, _SEVERAL = 0x110000, 0x110001
_FOLDED = np.zeros(sys.maxunicode + 1, dtype=np.uint32)
"""The comparable character of each one, by their codes; 0 for what has not been met and takes no room yet."""


@dataclass(frozen=True, slots=True)
class Folding:
    """What else is no difference: traditional characters (體 = 体), Chinese numerals from eleven on (二十一 = 21)."""

    traditional: bool = False
    numerals: bool = False


PLAIN = Folding()
"""Nothing but what is always folded."""


@dataclass(frozen=True, slots=True, eq=False)
class Folded:
    """The comparable characters of a text; `origin[i]` is the offset in the text of folded character i, ascending."""

    text: str
    origin: npt.NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.text)

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Give the half-open range of the original text that the folded range stands for (it must not be empty)."""
        return self.origin.item(start), self.origin.item(end - 1) + 1

    def index(self, offset: int) -> int:
        """Give the index of the first folded character that stands at the original offset or after it."""
        # An offset of the array's own type: any other makes numpy convert the whole array each time.
        return int(self.origin.searchsorted(np.int32(offset)))


def codes_of(text: str) -> npt.NDArray[np.uint32]:
    """Give the code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def fold(text: str, folding: Folding = PLAIN) -> Folded:
    """Fold a text. Linear: each character is looked up in a table, which each distinct one is put into once."""
    codes = codes_of(text)
    folded = _folded_codes(codes)
    if folding.traditional or _SEVERAL in folded:
        found = _one_by_one(codes, folding)
    else:
        kept = np.flatnonzero(folded != _NOTHING).astype(np.int32)
        found = Folded(folded[kept].tobytes().decode("utf-32-le"), kept)
    return _with_digits(found) if folding.numerals else found


def _folded_codes(codes: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    """Give for each code that of the comparable character it stands for, _NOTHING or _SEVERAL."""
    folded = _FOLDED[codes]
    unknown = codes[folded == 0]
    if not len(unknown):
        return folded
    for code in set(unknown.tolist()):
        found = folded_character(chr(code))
        _FOLDED[code] = ord(found) if len(found) == 1 else _SEVERAL if found else _NOTHING
    return _FOLDED[codes]


def _one_by_one(codes: npt.NDArray[np.uint32], folding: Folding) -> Folded:
    """Fold characters of which some stand for several."""
    distinct, places = ranked(codes)
    table = [folded_character(chr(code)) for code in distinct.tolist()]
    if folding.traditional:
        table = ["".join(_simplified().get(c, c) for c in folded) for folded in table]
    lengths = np.array([len(folded) for folded in table], dtype=np.int64)
    counts, firsts = lengths[places], (np.cumsum(lengths) - lengths)[places]
    written = codes_of("".join(table))[ranges(firsts, counts)].tobytes().decode("utf-32-le")
    return Folded(written, np.repeat(np.arange(len(codes), dtype=np.int32), counts))


def _with_digits(folded: Folded) -> Folded:
    """Write Chinese numerals as digits; the first and last digit come from the numeral's first and last character."""
    words, origins, place = [], [], 0
    for m in _NUMERAL.finditer(folded.text):
        value = None if _NO_NUMERAL.match(m[0]) else number(m[0])
        if value is None:
            continue
        digits = str(value)
        spread = np.linspace(m.start(), m.end() - 1, len(digits)).astype(np.int64) if len(digits) > 1 else [m.end() - 1]
        words += [folded.text[place : m.start()], digits]
        origins += [folded.origin[place : m.start()], folded.origin[spread]]
        place = m.end()
    if not words:
        return folded
    return Folded("".join([*words, folded.text[place:]]), np.concatenate([*origins, folded.origin[place:]]))


@lru_cache(maxsize=1 << 16)
def folded_character(character: str) -> str:
    """Give the comparable characters that one character stands for: none, one, or (㈠, ½) several."""
    if character in _BREAKS:
        return BREAK
    if character in _ZEROS:
        return "零"
    if _UNSEEN.match(character):  # Hangul fillers among them, which count as letters
        return ""
    return "".join(c for c in unicodedata.normalize("NFKC", character).lower() if c.isalnum())


@cache
def _simplified() -> dict[str, str]:
    """Each traditional character's simplified one (OpenCC's table)."""
    lines = (files("resources") / "simplified.txt").read_text(encoding="utf-8").split()
    return {pair[0]: pair[1] for pair in lines}


class _Comparable(dict[int, str]):
    """The comparable characters of each character by its code point, found when first asked for."""

    def __missing__(self, code: int) -> str:
        folded = folded_character(chr(code))
        self[code] = "" if folded == BREAK else folded
        return self[code]


_COMPARABLE = _Comparable()


def comparable(text: str) -> str:
    """Give the letters and digits of a text after folding, without breaks: what two wordings are compared by."""
    return text.translate(_COMPARABLE)
