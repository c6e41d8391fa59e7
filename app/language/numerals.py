"""Chinese, Arabic, full-width, enclosed and Roman numerals as numbers."""

from __future__ import annotations

import unicodedata

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2, "兩": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def number(numeral: str) -> int | None:
    """Give the value of a numeral such as 二十一, 21, ２１, ㉑ or XXI; None where it is none."""
    plain = unicodedata.normalize("NFKC", numeral).strip()
    if plain.isdecimal():
        return int(plain)
    return _roman(plain.lower()) if plain and set(plain.lower()) <= _ROMAN.keys() else _chinese(plain)


def _roman(numeral: str) -> int:
    values = [_ROMAN[c] for c in numeral]
    return sum(-value if value < max(values[i:]) else value for i, value in enumerate(values))


def _chinese(numeral: str) -> int | None:
    total, digit = 0, None
    if len(numeral) > 1 and all(c in _DIGITS for c in numeral):
        return int("".join(str(_DIGITS[c]) for c in numeral))
    for c in numeral:
        if c in _UNITS:
            total += (1 if digit is None else digit) * _UNITS[c]
            digit = None
        elif c in _DIGITS:
            digit = _DIGITS[c]
        else:
            return None
    return total + (digit or 0) if numeral else None
