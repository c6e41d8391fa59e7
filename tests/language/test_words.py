"""Words are jieba's own, found by a quicker way."""

from __future__ import annotations

import warnings
from functools import cache
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from app.language.words import is_word, words

if TYPE_CHECKING:
    import jieba

PIECES = [
    "结合成分子时",
    "渔港",
    "缆桩",
    "研究生命的起源",
    "3.5%",
    "GDP",
    "，",
    "\n",
    "\r\n",
    "A股",
    "T恤",
    "b",
    "㐂",
    "为人民服务",
    "龘",
    "的",
    "2026年",
]


@cache
def library() -> jieba.Tokenizer:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer


@given(st.lists(st.sampled_from(PIECES) | st.text("结合成分子时研究生命起源为人民服务的a1", max_size=12)).map("".join))
def test_words_are_those_of_the_library(text: str) -> None:
    assert words(text) == list(library().cut(text, HMM=False))
    assert "".join(words(text)) == text


def test_a_word_is_what_the_dictionary_has_and_not_what_words_begin_with() -> None:
    assert is_word("研究生")
    assert not is_word("研究生命的")
    assert not is_word("龘龘")
