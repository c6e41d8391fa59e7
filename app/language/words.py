"""Chinese words, from jieba."""

from __future__ import annotations

import warnings
from functools import cache
from typing import TYPE_CHECKING

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


def is_word(text: str) -> bool:
    """Tell whether jieba's dictionary has a word."""
    return bool(tokenizer().FREQ.get(text))
