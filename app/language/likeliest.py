"""Where the words of a text end: of all ways to cut it, that whose words are the likeliest.

Each place is weighed from the last to the first, by the words that can begin there and what follows them. Of ways that
are equally likely that with the longer first word counts. What is in no word parts blocks that do not touch each other.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from operator import add

import numpy as np
import numpy.typing as npt

from app.language.columns import ranges
from app.language.vocabulary import KEYED, NEVER, Vocabulary, Worths, beginnings, codes_of, keys_of

BETWEEN = "\n"
"""What is in no word of the dictionary stands in the texts here as a line end, and each of them ends in one."""

_LONGEST = 8
"""So many blocks, the longest, are cut one place after the other: abreast they would take steps for hardly any."""

Places = npt.NDArray[np.int64]


def ends_in_turn(text: str, vocabulary: Vocabulary) -> list[int]:
    """Give for each place where the word ends that begins there, one place after the other: best for short texts.

    Characters and pairs are looked up beforehand, without a loop of ours: half of all pairs begin no word.
    """
    worth_of, rare = vocabulary.worths.__getitem__, vocabulary.rare
    singles = list(map(worth_of, text))
    pairs = [*map(worth_of, map(add, text, text[1:])), 0.0]
    ends = list(range(1, len(text) + 1))
    best, most = [0.0] * (len(text) + 1), 0.0
    for start, single, worth in zip(reversed(range(len(text))), reversed(singles), reversed(pairs), strict=True):
        alone = most + (single or rare)
        if not worth:
            best[start] = most = alone if text[start] != BETWEEN else 0.0
            continue
        most, end = alone if single else NEVER, start + 2
        while worth:
            if worth + best[end] >= most:
                most, ends[start] = worth + best[end], end
            end += 1
            worth = worth_of(text[start:end])
        if most == NEVER:
            most, ends[start] = alone, start + 1
        best[start] = most
    return ends


def ends_abreast(text: str, vocabulary: Vocabulary) -> list[int]:
    """Give the same for all blocks at once, each from its last place to its first: best for long texts."""
    codes = codes_of(text)
    edges = np.flatnonzero(np.diff(codes != ord(BETWEEN), prepend=False))
    starts, stops = edges[::2], edges[1::2]
    by_size = np.argsort(starts - stops, kind="stable")
    ends, words = np.arange(1, len(text) + 1), _Candidates.of(text, vocabulary)
    for block in by_size[:_LONGEST].tolist():
        start, stop = int(starts[block]), int(stops[block])
        ends[start:stop] = start + np.array(_ends_in_block(words, start, stop))
    if len(by_size) > _LONGEST:
        places, sizes = _weighed(words, starts, stops, by_size[_LONGEST:])
        ends[places] = places + sizes
    found: list[int] = ends.tolist()
    return found


@dataclass(frozen=True, slots=True, eq=False)
class _Candidates:
    """The words that can begin at each place of a text.

    `worths` has a row for words of each size up to four, NEVER where there is none; `longer` lists all others: the
    place, the size and the worth.
    """

    worths: Worths
    longer: list[tuple[int, int, float]]

    @classmethod
    def of(cls, text: str, vocabulary: Vocabulary) -> _Candidates:
        codes = codes_of(text + BETWEEN * (KEYED - 1))
        keys = keys_of(codes[i : len(text) + i] for i in range(KEYED))
        worths = np.full((KEYED, len(text)), NEVER)
        within = codes != ord(BETWEEN)
        (places,) = np.nonzero(within[: len(text)] & within[1 : len(text) + 1])
        for size in range(2, KEYED + 1):
            found = vocabulary.table.find(beginnings(keys[places], size))
            places, found = places[found != 0], found[found != 0]
            worths[size - 1, places] = found
        longer = []
        for place in places.tolist():
            size = KEYED + 1
            while worth := vocabulary.longer.get(text[place : place + size]):
                if worth != NEVER:
                    longer.append((place, size, worth))
                size += 1
        singles = vocabulary.singles[codes[: len(text)]]
        some: npt.NDArray[np.bool_] = worths.max(axis=0) > NEVER
        some[[place for place, _, _ in longer]] = True
        worths[0] = np.where(singles != 0, singles, np.where(some, NEVER, vocabulary.rare))
        return cls(worths, longer)


def _ends_in_block(words: _Candidates, start: int, stop: int) -> list[int]:
    """Give where the words end that begin at each place of a block, from its start on, one place after the other."""
    found: dict[int, list[tuple[int, float]]] = defaultdict(list)
    worths = words.worths[1:, start:stop]
    sizes, places = np.nonzero(worths > NEVER)
    for place, size, worth in zip(places.tolist(), sizes.tolist(), worths[sizes, places].tolist(), strict=True):
        found[place].append((place + size + 2, worth))
    for place, size, worth in words.longer:
        if start <= place < stop:
            found[place - start].append((place - start + size, worth))
    singles = words.worths[0, start:stop].tolist()
    ends, best, most = list(range(1, len(singles) + 1)), [0.0] * (len(singles) + 1), 0.0
    for place in reversed(range(len(singles))):
        most += singles[place]
        for end, worth in found.get(place, ()):
            if worth + best[end] >= most:
                most, ends[place] = worth + best[end], end
        best[place] = most
    return ends


def _weighed(words: _Candidates, starts: Places, stops: Places, blocks: Places) -> tuple[Places, Places]:
    """Give all places of these blocks, of which none is longer than the one before, and the sizes of their words.

    The places are the last of all blocks, then the last but one of those that have it, and so on.
    """
    stops_of = stops[blocks]
    lengths = stops_of - starts[blocks]
    counts = np.searchsorted(-lengths, -np.arange(1, lengths[0] + 1), side="right")
    steps = np.repeat(np.arange(1, lengths[0] + 1), counts)
    ranks = ranges(np.zeros_like(counts), counts)
    places = stops_of[ranks] - steps
    longer = _longer(words, starts, stops, blocks)
    worths = words.worths[:, places]
    best, chosen, last = [np.zeros(len(blocks))] * KEYED, [], 0
    for step, count in enumerate(counts.tolist(), 1):
        first, last = last, last + count
        most, sizes = worths[0, first:last] + best[-1][:count], np.ones(count, dtype=np.int64)
        for size in range(2, KEYED + 1):
            through = worths[size - 1, first:last] + best[-size][:count]
            np.putmask(sizes, through >= most, size)
            np.maximum(most, through, out=most)
        for rank, size, worth in longer.get(step, ()):
            if worth + best[-size][rank] >= most[rank]:
                most[rank], sizes[rank] = worth + best[-size][rank], size
        best.append(most)
        chosen.append(sizes)
    return places, np.concatenate(chosen)


def _longer(
    words: _Candidates, starts: Places, stops: Places, blocks: Places
) -> dict[int, list[tuple[int, int, float]]]:
    """Give the longer words by how many places before the end of their block they begin.

    Of each the place of the block among these blocks (others' words are left out), the size and the worth.
    """
    ranks = dict(zip(blocks.tolist(), range(len(blocks)), strict=True))
    found: dict[int, list[tuple[int, int, float]]] = {}
    for place, size, worth in words.longer:
        block = int(starts.searchsorted(place, side="right")) - 1
        if block in ranks:
            found.setdefault(int(stops[block]) - place, []).append((ranks[block], size, worth))
    return found
