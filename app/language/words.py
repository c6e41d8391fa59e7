"""Chinese words, from jieba."""

from __future__ import annotations

import math
import re
import warnings
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import jieba


_BLOCK = re.compile("([\u4e00-\u9fd5a-zA-Z0-9+#&._%\\-]+)")
"""What is cut by the dictionary (jieba's `re_han_default`); all other characters stand alone."""
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
_ALONE = re.compile(r"\r\n|[\s\S]")


@cache
def tokenizer() -> jieba.Tokenizer:
    """Give jieba's tokenizer with its dictionary, loaded once (half a second).

    Its cache file in the shared temp directory is bypassed: it gains nothing here and can be stale or hostile.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba 0.42.1: invalid escapes on 3.12, pkg_resources
        import jieba

    loaded = jieba.Tokenizer()
    loaded.FREQ, loaded.total = loaded.gen_pfdict(loaded.get_dict_file())
    loaded.worth = _Worth(math.log(loaded.total))
    loaded.initialized = True
    return loaded


class _Worth(dict[int, float]):
    """The logarithm of the share of a word by its count, found when first asked for."""

    def __init__(self, whole: float) -> None:
        super().__init__()
        self._whole = whole

    def __missing__(self, count: int) -> float:
        self[count] = math.log(count) - self._whole
        return self[count]


def words(text: str) -> list[str]:
    """Give the words of a text in order; they join to the text again.

    They are those of jieba's `cut` without its model of unknown words, in a third of the time: it takes a logarithm and
    makes a list for each word that could stand at each place, and hands each word through three generators.
    """
    known = tokenizer()
    found: list[str] = []
    for number, piece in enumerate(_BLOCK.split(text)):
        if number % 2:
            found += _cut(piece, known.FREQ, known.worth)
        elif piece:
            found += _ALONE.findall(piece)
    return found


def _cut(block: str, counts: Mapping[str, int], worth: Mapping[int, float]) -> list[str]:
    """Give the likeliest words of a block; letters and digits that are no words stay together."""
    ends = _likeliest(block, counts, worth)
    found: list[str] = []
    at = start = 0
    while at < len(block):
        end = ends[at]
        if end - at > 1 or block[at] not in _LATIN:
            if start < at:
                found.append(block[start:at])
            found.append(block[at:end])
            start = end
        at = end
    if start < at:
        found.append(block[start:at])
    return found


def _likeliest(block: str, counts: Mapping[str, int], worth: Mapping[int, float]) -> list[int]:
    """Give, for each place, where a word that begins there ends if the words from there on are the likeliest.

    `counts` has how often each word stands in the dictionary's texts, and 0 for what words only begin with.
    """
    size = len(block)
    best, ends = [0.0] * (size + 1), [0] * size
    known = counts.get
    for start in range(size - 1, -1, -1):
        most, last = -math.inf, start
        for end in range(start + 1, size + 1):
            count = known(block[start:end])
            if count is None:
                break
            if count and (likelihood := worth[count] + best[end]) >= most:
                most, last = likelihood, end
        best[start], ends[start] = (most, last) if last > start else (worth[1] + best[start + 1], start + 1)
    return ends


def is_word(text: str) -> bool:
    """Tell whether jieba's dictionary has a word."""
    return bool(tokenizer().FREQ.get(text))
