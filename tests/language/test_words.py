"""Words are jieba's own, found by a quicker way."""

from __future__ import annotations

import math
import random
import warnings
from functools import cache
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from app.language.likeliest import BETWEEN, ends_abreast, ends_in_turn
from app.language.vocabulary import NEVER, read
from app.language.words import is_word, tokenizer, words

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


LETTERS = "结合成分子时研究生命起源为人民服务的a1"
texts = st.lists(st.sampled_from(PIECES) | st.text(LETTERS, max_size=12)).map("".join)
blocks = st.lists(st.sampled_from(PIECES) | st.text(LETTERS, max_size=30), min_size=9, max_size=60)


@given(texts)
def test_words_are_those_of_the_library(text: str) -> None:
    assert words(text) == list(library().cut(text, HMM=False))
    assert "".join(words(text)) == text


@given(blocks.map(BETWEEN.join))
def test_blocks_that_are_cut_abreast_are_cut_as_those_in_turn(text: str) -> None:
    plain = "".join(letter if letter.isalnum() and letter != "㐂" else BETWEEN for letter in text) + BETWEEN
    vocabulary = tokenizer().vocabulary
    assert ends_abreast(plain, vocabulary) == ends_in_turn(plain, vocabulary)


def test_long_texts_that_are_cut_in_pieces_give_the_same_words() -> None:
    some = random.Random(1)
    text = "".join(some.choice(PIECES) for _ in range(40_000))
    assert words(text) == list(library().cut(text, HMM=False))
    assert words("研究生命的起源" * 20_000) == words("研究生命的起源") * 20_000
    assert words("\r\n" * 70_000) == ["\r\n"] * 70_000


def test_every_word_of_the_dictionary_has_the_worth_that_the_library_gives_it() -> None:
    worths, whole = read().worths, math.log(library().total)
    for word, count in library().FREQ.items():
        if count:
            assert worths[word] == math.log(count) - whole
        else:
            assert worths[word] in (NEVER, 0.0)
            assert worths[word] == NEVER or len(word) == 1


def test_a_word_is_what_the_dictionary_has_and_not_what_words_begin_with() -> None:
    assert is_word("研究生")
    assert not is_word("研究生命的")
    assert not is_word("龘龘")
    assert not is_word("研究生\0")
    assert not is_word("𠀀研究生")
    assert not is_word("")
    assert is_word("中华人民共和国")
    assert not is_word("中华人民共和")
