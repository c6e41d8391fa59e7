"""Numbers as Word prints them: 一百零一, 壹佰零壹, 甲, ①, ⑴, xiv or aa.

The formats are those of ECMA-376 part 1, 17.18.59 (ST_NumberFormat). Where it leaves the wording open (a hundred and
more in Chinese) the wording is LibreOffice's: 一百零一, 一万零一十.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial

_CHINESE = ("零一二三四五六七八九", "十百千", "万亿")
_LEGAL = ("零壹贰叁肆伍陆柒捌玖", "拾佰仟", "万亿")
_LEGAL_TRADITIONAL = ("零壹貳參肆伍陸柒捌玖", "拾佰仟", "萬億")
_LEGAL_JAPANESE = ("〇壱弐参四伍六七八九", "拾百阡", "萬億")
_COUNTABLE = 10**12

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_ONES = (
    "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_IRREGULAR = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_LONGEST_ROMAN = 32767
_LONGEST_LETTERS = 780
"""Word's own limits, beyond which it prints digits; they also bound what a hostile file can ask for."""

_CIRCLED = "".join(map(chr, (*range(0x2460, 0x2474), *range(0x3251, 0x3260), *range(0x32B1, 0x32C0))))
_IN_PARENTHESES = "".join(map(chr, range(0x2474, 0x2488)))
_WITH_FULL_STOP = "".join(map(chr, range(0x2488, 0x249C)))


def formatted(number: int, number_format: str) -> str:
    """Give `number` in a format of WordprocessingML (`decimal`, `chineseCounting`, …) or like a sample (`001`).

    An unknown format gives digits.
    """
    if number < 0:
        return str(number)
    if number_format.isdigit():
        return str(number).zfill(len(number_format))
    return _FORMATS.get(number_format, str)(number)


def _counted(number: int, characters: tuple[str, str, str], short_ten: bool) -> str:
    """Count in tens, hundreds and thousands, in groups of four digits; `short_ten` says 十一 for 一十一."""
    digits, units, groups = characters
    if number == 0:
        return digits[0]
    if number >= _COUNTABLE:
        return str(number)
    words = ""
    gap = False  # a zero stands between what is said and what comes
    for position in range(len(str(number)) - 1, -1, -1):
        digit = number // 10**position % 10
        group, unit = divmod(position, 4)
        if digit:
            words += digits[0] * gap + digits[digit] + (units[unit - 1] if unit else "")
            gap = False
        elif words:
            gap = True
        if not unit and group and number // 10**position % 10**4:
            words += groups[group - 1]
    return words[1:] if short_ten and words.startswith(digits[1] + units[0]) else words


def _digits(number: int, digits: str) -> str:
    return "".join(digits[int(digit)] for digit in str(number))


def _listed(number: int, names: str) -> str:
    return names[number - 1] if 1 <= number <= len(names) else str(number)


def _letters(number: int, first: str) -> str:
    """A … Z, AA, BB … as Word counts, not AA, AB."""
    if not 1 <= number <= _LONGEST_LETTERS:
        return str(number)
    repeats, letter = divmod(number - 1, 26)
    return chr(ord(first) + letter) * (repeats + 1)


def _roman(number: int) -> str:
    if not 1 <= number <= _LONGEST_ROMAN:
        return str(number)
    numeral = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        numeral += letters * times
    return numeral


def _spelled(number: int) -> str:
    """One, Twenty-one, One hundred one: as Word spells numbers in English below a million."""
    if not 0 < number < 10**6:
        return str(number)
    thousands, rest = divmod(number, 1000)
    words = [_below_thousand(thousands), "thousand"] if thousands else []
    return " ".join((*words, *([_below_thousand(rest)] if rest else ()))).capitalize()


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    words = [_ONES[hundreds], "hundred"] if hundreds else []
    if rest >= 20:
        words.append("-".join(filter(None, (_TENS[rest // 10], _ONES[rest % 10]))))
    elif rest:
        words.append(_ONES[rest])
    return " ".join(words)


def _spelled_ordinal(number: int) -> str:
    """First, Twentieth, Twenty-first."""
    spelled = _spelled(number)
    if not spelled[-1].isalpha():
        return spelled
    last = re.split("[ -]", spelled)[-1]
    head, lower = spelled.removesuffix(last), last.lower()
    ordinal = _IRREGULAR.get(lower) or (f"{lower[:-1]}ieth" if lower.endswith("y") else f"{lower}th")
    return head + (ordinal if head else ordinal.capitalize())


def _zodiac_years(number: int) -> str:
    return _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12] if 1 <= number <= 60 else str(number)


def _chicago(number: int) -> str:
    """Give the signs of the Chicago manual of style: *, †, ‡, §, ** and so on."""
    repeats, sign = divmod(number - 1, 4)
    return "*†‡§"[sign] * (repeats + 1) if 1 <= number <= _LONGEST_LETTERS else str(number)


def _ordinal(number: int) -> str:
    if number // 10 % 10 == 1:
        return f"{number}th"
    return str(number) + {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


_counting = partial(_counted, characters=_CHINESE, short_ten=True)
_full_width = partial(_digits, digits="０１２３４５６７８９")

_FORMATS: Mapping[str, Callable[[int], str]] = {
    "none": lambda _: "",
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": partial(_listed, names=_CIRCLED),
    "decimalEnclosedCircleChinese": partial(_listed, names=_CIRCLED),
    "ideographEnclosedCircle": partial(_listed, names="㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
    "decimalEnclosedParen": partial(_listed, names=_IN_PARENTHESES),
    "decimalEnclosedFullstop": partial(_listed, names=_WITH_FULL_STOP),
    "numberInDash": lambda number: f"- {number} -",
    "ordinal": _ordinal,
    "cardinalText": _spelled,
    "ordinalText": _spelled_ordinal,
    "hex": lambda number: f"{number:X}",
    "chicago": _chicago,
    "upperLetter": partial(_letters, first="A"),
    "lowerLetter": partial(_letters, first="a"),
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "chineseCounting": _counting,
    "chineseCountingThousand": _counting,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _counting,
    "japaneseCounting": _counting,
    "chineseLegalSimplified": partial(_counted, characters=_LEGAL, short_ten=False),
    "ideographLegalTraditional": partial(_counted, characters=_LEGAL_TRADITIONAL, short_ten=False),
    "ideographDigital": partial(_digits, digits="〇一二三四五六七八九"),
    "taiwaneseDigital": partial(_digits, digits="○一二三四五六七八九"),
    "ideographTraditional": partial(_listed, names=_STEMS),
    "ideographZodiac": partial(_listed, names=_BRANCHES),
    "ideographZodiacTraditional": _zodiac_years,
    "japaneseLegal": partial(_counted, characters=_LEGAL_JAPANESE, short_ten=False),
    "japaneseDigitalTenThousand": partial(_digits, digits="〇一二三四五六七八九"),
}
