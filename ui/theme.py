"""The colours and signs of kinds, in light and dark: one table for panes, lists, strips and legends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtGui import QColor, QGuiApplication, QPalette, QTextCharFormat

from app.comparison.model import Kind


@dataclass(frozen=True, slots=True)
class KindStyle:
    """How a kind is shown: a tint behind words (light, dark), a strong colour for strips, an underline as a sign."""

    light: str
    dark: str
    strong: str
    underline: QTextCharFormat.UnderlineStyle


_U = QTextCharFormat.UnderlineStyle

KIND_STYLES: Mapping[Kind, KindStyle] = {
    Kind.VERBATIM: KindStyle("#ffd9c7", "#6b3420", "#d55e00", _U.WaveUnderline),
    Kind.TEMPLATE: KindStyle("#ffe9b3", "#5f4a12", "#e69f00", _U.DashUnderline),
    Kind.LIST: KindStyle("#fbe3f0", "#5c3350", "#cc79a7", _U.DashDotLine),
    Kind.NEAR: KindStyle("#fdf3c0", "#4f4b1c", "#b8a200", _U.DotLine),
    Kind.REFERENCE: KindStyle("#d9ecd9", "#23452e", "#009e73", _U.SingleUnderline),
    Kind.CITATION: KindStyle("#d6ebf7", "#1d4258", "#56b4e9", _U.DashDotDotLine),
    Kind.FORMULA: KindStyle("#e3e7f2", "#333c55", "#7a8bb8", _U.NoUnderline),
    Kind.COMMON: KindStyle("#f0f0f0", "#3a3a3a", "#a9a9a9", _U.NoUnderline),
}
"""Tints after Okabe and Ito (2008), told apart by colour-blind readers; text on them keeps a contrast of 7:1."""

UNIQUE = KindStyle("#e4f7e6", "#1f3d27", "#4caf50", _U.NoUnderline)
"""What only one document says."""


def is_dark() -> bool:
    """Tell whether the window is dark now.

    The palette says it on every system; the style hints' colour scheme is unknown on some.
    """
    return QGuiApplication.palette().color(QPalette.ColorRole.Window).lightness() < 128


def tint(style: KindStyle) -> QColor:
    """Give the colour behind words in the theme of now."""
    return QColor(style.dark if is_dark() else style.light)
