"""Parts that many Word files have byte for byte in common (styles, numbering …): unpacked and parsed once.

Two versions of a text nearly always have the same styles. Those of python-docx take four milliseconds to parse, and the
text of ten thousand characters takes three to be read.
"""

from __future__ import annotations

from collections.abc import Callable

from lxml.etree import _Element as Element

from app.document.readers.packed import Packed
from app.document.readers.wordml_xml import parse

LARGEST = 512_000
"""Bytes of a part that is kept, unpacked; as a tree it takes up to 15 times as much."""

_MOST = 8
"""Parts that are kept: the styles, numbering, settings and theme of two files."""

_kept: dict[Packed, Element] = {}
"""Roots by what they were made of; what was used last stands last."""


def kept(packed: Packed, unpacked: Callable[[], bytes]) -> Element:
    """Give the root of a part, never to be changed; `unpacked` gives its content where it is not kept yet.

    What has not been used for longest makes room for it. Raises NotPlainXml.
    """
    root = _kept.pop(packed, None)
    if root is None:
        root = parse(unpacked())
    _kept[packed] = root
    for oldest in list(_kept)[:-_MOST]:
        _kept.pop(oldest, None)
    return root


def is_kept(root: Element) -> bool:
    """Say whether the part of that root is kept now."""
    return any(root is each for each in list(_kept.values()))
