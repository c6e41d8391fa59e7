"""Chinese words, from jieba."""

from __future__ import annotations

import math
import warnings
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import jieba


@cache
def tokenizer() -> jieba.Tokenizer:
    """Give jieba's tokenizer, loaded once (half a second).

    Its cache file in the shared temp directory is bypassed: it gains nothing here and can be stale or hostile. The best
    path is sought by a loop of our own, with the same words in half the time: jieba takes a logarithm and makes a list
    for each word that could stand at each place.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba 0.42.1: invalid escapes on 3.12, pkg_resources
        import jieba

    class Tokenizer(jieba.Tokenizer):  # type: ignore[misc]
        def get_DAG(self, sentence: str) -> str:  # noqa: N802 - jieba's name
            return sentence

        def calc(self, sentence: str, DAG: str, route: dict[int, tuple[float, int]]) -> None:  # noqa: N803
            _find_best(sentence, self.FREQ, self.worth, route)

    loaded = Tokenizer()
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


def _find_best(
    sentence: str, counts: Mapping[str, int], worth: Mapping[int, float], route: dict[int, tuple[float, int]]
) -> None:
    """Put into `route`, for each place where a word of the likeliest words begins, its last place.

    `counts` has how often each word stands in the dictionary's texts, and 0 for what words only begin with.
    """
    size = len(sentence)
    best, ends = [0.0] * (size + 1), [0] * size
    for start in range(size - 1, -1, -1):
        most, last = -math.inf, start
        end = start + 1
        word = sentence[start]
        while (count := counts.get(word)) is not None:
            if count and worth[count] + best[end] >= most:
                most, last = worth[count] + best[end], end - 1
            if end == size:
                break
            end += 1
            word = sentence[start:end]
        best[start], ends[start] = (most, last) if most > -math.inf else (worth[1] + best[start + 1], start)
    at = 0
    while at < size:
        route[at] = (best[at], ends[at])
        at = ends[at] + 1


def words(text: str) -> list[str]:
    """Give the words of a text in order; they join to the text again."""
    return list(tokenizer().cut(text, HMM=False))


def is_word(text: str) -> bool:
    """Tell whether jieba's dictionary has a word."""
    return bool(tokenizer().FREQ.get(text))
