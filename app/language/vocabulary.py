"""jieba's dictionary: how likely its words are, to be asked for one word or for all places of a text at once."""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

NEVER = -math.inf
"""The worth of a word where none stands."""

KEYED = 4
"""So many characters make a key, 16 bits each: all that are in words are of Unicode's first plane."""

_SLOT_BITS = 20
_LOWER_BITS = 64 - _SLOT_BITS
_FACTOR = 0x9E3779B97F4A7C15

_SAID = "vadiltmbcprfqu"
"""What the kinds of words begin with that are no names and in none: verbs, adjectives, adverbs, idioms, numerals."""

_MOST_ASKED = 1 << 17
"""So many words take 20 MB; what is asked of the clauses of ten speeches is half as much."""

Codes = npt.NDArray[np.uint16]
Keys = npt.NDArray[np.uint64]
Worths = npt.NDArray[np.float64]


def codes_of(text: str) -> Codes:
    """Give the codes of the characters of a text of Unicode's first plane."""
    return np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype="<u2")


def keys_of(characters: Iterable[Codes]) -> Keys:
    """Give the keys of words, of which these are the first characters, the second and so on; 0 behind a word's end."""
    keys = np.zeros(1, dtype=np.uint64)
    for codes in characters:
        keys = keys << np.uint64(16) | codes
    return keys


def beginnings(keys: Keys, length: int) -> Keys:
    """Give the keys of the first characters, so many, of what these are the keys of."""
    behind = np.uint64(16 * (KEYED - length))
    return keys >> behind << behind


@dataclass(frozen=True, slots=True, eq=False)
class KeyTable:
    """The worths of words of up to four characters by their keys, and NEVER for what words only begin with.

    Keys stand as their products, ascending; `begins` tells where those begin whose upper bits are each number: one in
    two has none, and hardly one more than two.
    """

    products: Keys
    worths: Worths
    begins: npt.NDArray[np.int32]

    @classmethod
    def of(cls, keys: Keys, worths: Worths) -> KeyTable:
        """Make the table; of equal keys that with the greatest worth counts: what words begin with may be one."""
        products = keys * np.uint64(_FACTOR)
        order = np.argsort(products)
        products, worths = products[order], worths[order]
        (heads,) = np.nonzero(np.append(True, products[1:] != products[:-1]))
        products, worths = products[heads], np.maximum.reduceat(worths, heads)
        counts = np.bincount(products >> _LOWER_BITS, minlength=1 << _SLOT_BITS)
        return cls(products, worths, np.concatenate(([0], np.cumsum(counts))).astype(np.int32))

    def find(self, keys: Keys) -> Worths:
        """Give the worths of these keys; 0 for what is not in the table."""
        products = keys * np.uint64(_FACTOR)
        slots = (products >> _LOWER_BITS).astype(np.int64)
        places, counts = self.begins[slots], self.begins[1:][slots] - self.begins[slots]
        found = np.zeros(len(keys))
        (left,) = np.nonzero(counts)
        tried = 0
        while len(left):
            at = places[left] + tried
            hit = self.products[at] == products[left]
            found[left[hit]] = self.worths[at[hit]]
            tried += 1
            left = left[~hit & (counts[left] > tried)]
        return found

    def find_one(self, key: int) -> float:
        """Give the worth of one key; 0 if it is not in the table."""
        product = key * _FACTOR & 0xFFFFFFFFFFFFFFFF
        slot = product >> _LOWER_BITS
        for at in range(self.begins.item(slot), self.begins.item(slot + 1)):
            if self.products.item(at) == product:
                return self.worths.item(at)
        return 0.0


class _Asked(dict[str, float]):
    """Worths of words by the word, each found when first asked for: few of the dictionary's are in a user's texts.

    When they have become too many, they are all forgotten.
    """

    def __init__(self, worth: Callable[[str], float]) -> None:
        super().__init__()
        self._worth = worth

    def __missing__(self, word: str) -> float:
        if len(self) >= _MOST_ASKED:
            self.clear()
        worth = self[word] = self._worth(word)
        return worth


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """The dictionary's text: where in it each word starts and ends, and the first two characters of the word's kind."""

    text: str
    starts: npt.NDArray[np.int64]
    ends: npt.NDArray[np.int64]
    kinds: Codes

    def words(self, which: npt.NDArray[np.bool_]) -> frozenset[str]:
        """Spell out these words."""
        bounds = zip(self.starts[which].tolist(), self.ends[which].tolist(), strict=True)
        return frozenset(self.text[start:end] for start, end in bounds)


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """How likely words are: a word's worth is the logarithm of its share in the texts that the dictionary was made of.

    It is NEVER for what words only begin with, and 0 for what none begins with. `table` has words of two to four
    characters, `singles` characters by their code, `longer` all others; `rare` is the worth of what stands there once.
    """

    table: KeyTable
    singles: Worths
    longer: dict[str, float]
    rare: float
    lines: Lines

    @cached_property
    def places(self) -> frozenset[str]:
        """The names of places."""
        return self.lines.words((self.lines.kinds == codes_of("ns")).all(axis=1))

    @cached_property
    def organisations(self) -> frozenset[str]:
        """The names of organisations."""
        return self.lines.words((self.lines.kinds == codes_of("nt")).all(axis=1))

    @cached_property
    def said(self) -> frozenset[str]:
        """Words of two to four characters that name nothing and are in no name: verbs and such."""
        sizes = self.lines.ends - self.lines.starts
        return self.lines.words(np.isin(self.lines.kinds[:, 0], codes_of(_SAID)) & (sizes > 1) & (sizes <= KEYED))

    @cached_property
    def worths(self) -> dict[str, float]:
        """The worth of each word, by the word."""
        return _Asked(self._worth)

    def _worth(self, word: str) -> float:
        code = word.encode("utf-16-be", "surrogatepass")
        if len(code) > 2 * KEYED:
            return self.longer.get(word, 0.0)
        if len(code) == 2:
            return self.singles.item(ord(word))
        return self.table.find_one(int.from_bytes(code.ljust(2 * KEYED, b"\0"))) if "\0" not in word else 0.0


def read() -> Vocabulary:
    """Read jieba's dictionary: lines of a word, its count and its kind, with a space between.

    jieba's cache file in the shared temp directory is bypassed: it can be stale or hostile. Its own reading takes four
    times as long, line by line, and holds every beginning of every word in a dictionary of 65 MB.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba 0.42.1: invalid escapes on 3.12, pkg_resources
        import jieba
    with jieba.Tokenizer().get_dict_file() as file:
        text = file.read().decode()
    codes = codes_of(text)
    (lines,) = np.nonzero(codes == ord("\n"))
    behind_word, behind_count = np.nonzero(codes == ord(" "))[0].reshape(-1, 2).T
    starts = np.concatenate(([0], lines[: len(behind_word) - 1] + 1))
    sizes = behind_word - starts
    worths, rare = _worths(_numbers(codes, behind_word + 1, behind_count))

    keys = keys_of(np.where(i < sizes, codes[starts + i], 0).astype(np.uint16) for i in range(KEYED))
    singles = np.zeros(1 << 16)
    singles[codes[starts[sizes == 1]]] = worths[sizes == 1]
    long = sizes > KEYED
    spelt = [text[start:end] for start, end in zip(starts[long].tolist(), behind_word[long].tolist(), strict=True)]
    longer = {word[:end]: NEVER for word in spelt for end in range(KEYED + 1, len(word))}
    longer.update(zip(spelt, worths[long].tolist(), strict=True))

    begun = np.concatenate([_begun(keys[sizes > length], length) for length in range(2, KEYED + 1)])
    short = (sizes > 1) & ~long
    table = KeyTable.of(
        np.concatenate((begun, keys[short])), np.concatenate((np.full(len(begun), NEVER), worths[short]))
    )
    kinds = np.column_stack((codes[behind_count + 1], codes[behind_count + 2]))
    return Vocabulary(table, singles, longer, rare, Lines(text, starts, behind_word, kinds))


def _begun(keys: Keys, length: int) -> Keys:
    """Give the beginnings of so many characters; each but once, since the dictionary is sorted."""
    found = beginnings(keys, length)
    new: npt.NDArray[np.bool_] = np.diff(found, prepend=np.uint64(0)) != 0
    return found[new]


def _numbers(codes: Codes, starts: npt.NDArray[np.int64], ends: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Give the numbers that are written in decimal from each start to each end."""
    numbers = np.zeros(len(starts), dtype=np.int64)
    for i in range(int((ends - starts).max())):
        on = starts + i < ends
        numbers[on] = numbers[on] * 10 + codes[starts[on] + i] - ord("0")
    return numbers


def _worths(counts: npt.NDArray[np.int64]) -> tuple[Worths, float]:
    """Give the worths of words that stand so often in texts that consist of them, and of what stands there once.

    By Python's logarithm, as jieba: numpy's can differ in the last bit, and which words win can hang on it.
    """
    whole = math.log(int(counts.sum()))
    different, which = np.unique(counts, return_inverse=True)
    return np.array([math.log(count) - whole for count in different.tolist()])[which], math.log(1) - whole
