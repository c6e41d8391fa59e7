"""Text as comparable characters, with the way back.

What is no difference in official texts is folded away: white space, width, punctuation and quotation marks, zero-width
and bidi characters, case, ○ and 〇 for 零. What is left is letters and digits. A line end and a mask of a circulated
sample (* ** ×× stand for real values) leave a break, which nothing matches across.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from app.language.disguise import UNSEEN

BREAK = "\n"
"""The folded character that stands for a line end or a mask. It is equal to nothing, not even to itself."""

_BREAKS = frozenset("\n*×✕＊")
_ZEROS = frozenset("〇○")
_UNSEEN = re.compile(f"[{UNSEEN}]")


@dataclass(frozen=True, slots=True, eq=False)
class Folded:
    """The comparable characters of a text; `origin[i]` is the offset in the text of folded character i, ascending."""

    text: str
    origin: npt.NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.text)

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Give the half-open range of the original text that the folded range stands for (it must not be empty)."""
        return int(self.origin[start]), int(self.origin[end - 1]) + 1

    def index(self, offset: int) -> int:
        """Give the index of the first folded character that stands at the original offset or after it."""
        # An offset of the array's own type: any other makes numpy convert the whole array each time.
        return int(self.origin.searchsorted(np.int32(offset)))


def fold(text: str) -> Folded:
    """Fold a text. Linear: each distinct character is looked at once."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    distinct, inverse = np.unique(codes, return_inverse=True)
    table = [folded_character(chr(code)) for code in distinct.tolist()]
    lengths = np.array([len(folded) for folded in table], dtype=np.int64)
    origin = np.repeat(np.arange(len(codes), dtype=np.int32), lengths[inverse] if len(codes) else 0)
    return Folded("".join([table[i] for i in inverse.tolist()]), origin)


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


def comparable(text: str) -> str:
    """Give the letters and digits of a text after folding, without breaks: what two wordings are compared by."""
    return "".join(folded for c in text if (folded := folded_character(c)) != BREAK)
