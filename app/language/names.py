"""What may be a name in a text of Chinese officials: what stands before one, and what of a find is none."""

from __future__ import annotations

import re
from itertools import pairwise

from app.language.lexicon import CITIES, PROVINCES, VERBS
from app.language.rarity import shipped
from app.language.words import tokenizer, words

NAME = (
    r"[^\W\d_A-Za-z的了是在和与对向从到于把被将由为要让使给请等及或而但又也都很更最不无未已并且只就才再能会可应该该各每全即至"
    r"本我你他她它这那其此某两几多些每以所有]"
)
"""A character of a name, as a pattern: none of those that join words or point at things."""

BEFORE = (
    r"(?:(?<=[^\u4e00-\u9fff])|(?<=[由在与和对向从到于把被将为给请及去来赴经同])(?!济)"
    r"|(?<=位于|来自|组织|前往|走进|派驻|涉及)|^)"
)
"""What stands before a name: no Chinese character, or one of those that are in no name."""

KNOWN = frozenset(f"{CITIES}|{PROVINCES}".split("|"))
"""Provinces and cities, without what they are."""

_VERBS = re.compile(VERBS)
_EVERYDAY = 100
"""In so many paragraphs of official texts (61,119 in all) a word stands that is no name of its own."""


def behind_verbs(name: str) -> int:
    """Where a name begins that a pattern has taken together with the verbs before it (大力支持合肥学院 → 合肥学院)."""
    return max((verb.end() for verb in _VERBS.finditer(name)), default=0)


def behind_everyday_words(name: str) -> int:
    """Where a name begins behind everyday words that a pattern has taken with it: 数字兰州 is 兰州."""
    start = end = 0
    for word in words(name):
        end += len(word)
        if len(word) > 1 and word not in KNOWN and is_everyday(word):
            start = end
    return start


def is_everyday(word: str) -> bool:
    """Say whether a word stands in too many paragraphs of official texts to be a name of its own."""
    return shipped().counts.get(word, 0) >= _EVERYDAY


def may_be_name(stem: str, most: int) -> bool:
    """Say whether a word, without what it is (村, 公司), may be a name: it is not made of words that mean something.

    No two characters of it may stand side by side in more than `most` paragraphs of official texts.
    """
    if len(stem) < 2:
        return False
    said = tokenizer().vocabulary.said
    if any(len(word) > 1 and word in said for word in words(stem)):
        return False
    counts = shipped().counts
    return all(counts.get(one + other, 0) <= most for one, other in pairwise(stem))
