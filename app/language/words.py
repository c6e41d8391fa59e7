"""Chinese words, from jieba."""

from __future__ import annotations

import warnings
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import jieba


@cache
def tokenizer() -> jieba.Tokenizer:
    """Give jieba's tokenizer, loaded once (half a second).

    Its cache file in the shared temp directory is bypassed: it gains nothing here and can be stale or hostile.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba 0.42.1: invalid escapes on 3.12, pkg_resources
        import jieba

    loaded = jieba.Tokenizer()
    loaded.FREQ, loaded.total = loaded.gen_pfdict(loaded.get_dict_file())
    loaded.initialized = True
    return loaded


def words(text: str) -> list[str]:
    """Give the words of a text in order; they join to the text again."""
    return list(tokenizer().cut(text, HMM=False))


def word_bounds(text: str) -> npt.NDArray[np.int32]:
    """Give the offsets at which a word begins, and the text's end, ascending."""
    lengths = [0, *map(len, words(text))]
    return np.cumsum(lengths, dtype=np.int32)


def rarity(word: str) -> float:
    """Give how much a word says: minus the logarithm of its share in jieba's word counts, 0 for the commonest."""
    loaded = tokenizer()
    return float(np.log(loaded.total / max(1, loaded.FREQ.get(word) or 0)))
