"""The tokens of an RTF file: groups, control words, bytes of text (RTF specification 1.9.1)."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from enum import Enum, auto
from typing import NamedTuple

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?[0-9]{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n\0]+|([^\\{}\r\n\0]+)|(\\)",
    re.DOTALL,
)

_CHARSETS: Mapping[int, str] = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030", 136: "big5hkscs", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
"""The code pages of the character sets that fonts are said to have; 0 and 1 leave it to the file."""

_CODE_PAGES: Mapping[int, str] = {
    936: "gb18030",
    950: "big5hkscs",
    54936: "gb18030",
    65001: "utf-8",
    10000: "mac_roman",
}
SYMBOL = "symbol"
"""The codec of symbol fonts: their characters go to the private use area (U+F000 on), as Word has them."""


class Sort(Enum):
    """What a token is."""

    OPEN = auto()
    CLOSE = auto()
    WORD = auto()
    BYTES = auto()


class Token(NamedTuple):
    """One token: a control word (or sign) with its number, or bytes of text."""

    sort: Sort
    word: str = ""
    number: int | None = None
    content: bytes = b""


_OPEN, _CLOSE = Token(Sort.OPEN), Token(Sort.CLOSE)


def tokens(content: bytes) -> Iterator[Token]:
    """Give the tokens in order, in linear time. Binary stretches (`bin`) are left out, and so are line ends."""
    at, end = 0, len(content)
    while at < end and (found := _TOKEN.match(content, at)):
        at = found.end()
        word, number, code, sign, brace, text, _ = found.groups()
        if text is not None:
            yield Token(Sort.BYTES, content=text)
        elif code is not None:
            yield Token(Sort.BYTES, content=bytes((int(code, 16),)))
        elif word == b"bin":
            at += max(int(number or 0), 0)
        elif word is not None:
            yield Token(Sort.WORD, word.decode("ascii"), None if number is None else int(number))
        elif sign in (b"\\", b"{", b"}"):
            yield Token(Sort.BYTES, content=sign)
        elif sign is not None:
            yield Token(Sort.WORD, "par" if sign in b"\r\n" else sign.decode("latin-1"))
        elif brace is not None:
            yield _OPEN if brace == b"{" else _CLOSE


def codec_of_charset(charset: int) -> str | None:
    """Give the codec of a font's character set; None where it is the file's."""
    return SYMBOL if charset == 2 else _CHARSETS.get(charset)


def codec_of_page(page: int) -> str:
    """Give the codec of a code page; that of Western Windows for one that nobody knows."""
    name = _CODE_PAGES.get(page, f"cp{page}")
    try:
        codecs.lookup(name)
    except LookupError:
        return "cp1252"
    return name


def decoded(content: bytes, codec: str) -> str:
    """Give the text of bytes. What the codec cannot read is read as Western: no text is lost, and none refused."""
    if codec == SYMBOL:
        return "".join(chr(0xF000 + byte) for byte in content)
    try:
        return content.decode(codec)
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def whole_characters(text: str) -> str:
    """Join the surrogates that a file wrote as two numbers; a lone one becomes U+FFFD."""
    if not any("\ud800" <= character <= "\udfff" for character in text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
