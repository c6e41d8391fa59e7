"""Chinese words, by jieba's dictionary: the same that jieba gives without its model of unknown words."""

from __future__ import annotations

import math
import re
import warnings
from dataclasses import dataclass
from functools import cache
from operator import add

_APART = re.compile(r"[^\u4E00-\u9FD5a-zA-Z0-9+#&._%\-]")
_BETWEEN = "\n"
"""What stands in no word of the dictionary is a word by itself, and sought as a line end."""

_LETTERS = re.compile("[a-zA-Z0-9]{2,}")
_NEVER = -math.inf


class _Worth(dict[int | None, float]):
    """The logarithm of the share of a word by its count, found when first asked for; 0 for what is no word."""

    def __init__(self, whole: int) -> None:
        super().__init__({None: 0.0, 0: 0.0})
        self._whole = math.log(whole)

    def __missing__(self, count: int) -> float:
        worth = self[count] = math.log(count) - self._whole
        return worth


@dataclass(frozen=True, slots=True, eq=False)
class Tokenizer:
    """Cuts texts into words: of all ways that whose words are the likeliest.

    `counts` has how often each word stands in the dictionary's texts, and 0 for what words only begin with.
    """

    counts: dict[str, int]
    worth: _Worth

    def cut(self, text: str) -> list[str]:
        """Give the words of a text in order; line by line, to hold little at a time."""
        found: list[str] = []
        for line in text.splitlines(keepends=True):
            ends = self._ends(_APART.sub(_BETWEEN, line) + _BETWEEN)
            _join_letters(line, ends)
            if line.endswith("\r\n"):
                ends[len(line) - 2] += 1
            start, size = 0, len(line)
            while start < size:
                end = ends[start]
                found.append(line[start:end])
                start = end
        return found

    def _ends(self, line: str) -> list[int]:
        """Give for each place of a line, which ends in what is between words, where the word ends that begins there.

        Words are the likeliest from there on; of ways that are equally likely that with the longer first word counts.
        Characters and pairs are looked up beforehand, without a loop of ours: half of all pairs begin no word.
        """
        known, worth = self.counts.get, self.worth
        rare = worth[1]
        singles = list(map(worth.__getitem__, map(known, line)))
        pairs = [*map(known, map(add, line, line[1:])), None]
        ends = list(range(1, len(line) + 1))
        best, most = [0.0] * (len(line) + 1), 0.0
        for start, single, count in zip(reversed(range(len(line))), reversed(singles), reversed(pairs), strict=True):
            alone = most + (single or rare)
            if count is None:
                best[start] = most = alone if line[start] != _BETWEEN else 0.0
                continue
            most, end = alone if single else _NEVER, start + 2
            while count is not None:
                if count and worth[count] + best[end] >= most:
                    most, ends[start] = worth[count] + best[end], end
                end += 1
                count = known(line[start:end])
            best[start] = most = alone if most == _NEVER else most
        return ends


def _join_letters(line: str, ends: list[int]) -> None:
    """Put letters and figures that are words by themselves into one with those that follow."""
    for run in _LETTERS.finditer(line):
        last = 0
        for at in range(run.end() - 1, run.start() - 1, -1):
            last = (last or at + 1) if ends[at] == at + 1 else 0
            ends[at] = last or ends[at]


@cache
def tokenizer() -> Tokenizer:
    """Give the tokenizer with jieba's dictionary, loaded once (half a second).

    jieba's cache file in the shared temp directory is bypassed: it gains nothing here and can be stale or hostile. The
    cutting is our own: jieba takes a logarithm and makes a list for each word that could stand at each place.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba 0.42.1: invalid escapes on 3.12, pkg_resources
        import jieba
    counts, whole = jieba.Tokenizer.gen_pfdict(jieba.Tokenizer().get_dict_file())
    return Tokenizer(counts, _Worth(whole))


def words(text: str) -> list[str]:
    """Give the words of a text in order; they join to the text again."""
    return tokenizer().cut(text)


def is_word(text: str) -> bool:
    """Tell whether jieba's dictionary has a word."""
    return bool(tokenizer().counts.get(text))
