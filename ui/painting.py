"""What painted rows and cells share: mixed colours, ink that can be read on them, bars of kinds, the chosen row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPalette
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from app.comparison.model import Kind, Rates
from ui.theme import KIND_STYLES

_TRACK = 0.13
_CHOSEN = 0.20
_HOVERED = 0.07
_MUTED = 0.62
_ACCENT_WIDTH = 3
_LIGHT_ENOUGH = 0.18
"""The luminance above which black is easier to read than white: both have a contrast of about 4.6:1 there."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a delegate is to paint an item: where, with which font and colours, chosen or under the mouse or neither."""

    area: QRectF
    font: QFont
    palette: QPalette
    is_chosen: bool
    is_hovered: bool

    @property
    def text(self) -> QColor:
        """The colour of words."""
        return self.palette.color(QPalette.ColorRole.Text)

    @property
    def base(self) -> QColor:
        """The colour of the ground."""
        return self.palette.color(QPalette.ColorRole.Base)


def look(option: QStyleOptionViewItem) -> Look:
    """Give what a style option says."""
    said: Any = option  # the stubs of PySide6 6.9 know none of its fields
    return Look(
        area=QRectF(said.rect),
        font=QFont(said.font),
        palette=QPalette(said.palette),
        is_chosen=bool(said.state & QStyle.StateFlag.State_Selected),
        is_hovered=bool(said.state & QStyle.StateFlag.State_MouseOver),
    )


def mixed(colour: QColor, ground: QColor, share: float) -> QColor:
    """Give `share` (0…1) of a colour laid over an opaque ground."""
    rest = 1.0 - share
    return QColor.fromRgbF(
        colour.redF() * share + ground.redF() * rest,
        colour.greenF() * share + ground.greenF() * rest,
        colour.blueF() * share + ground.blueF() * rest,
    )


def luminance(colour: QColor) -> float:
    """Give the relative luminance (0…1) as WCAG 2 defines it."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ink_on(ground: QColor) -> QColor:
    """Give black or white, whichever is easier to read on a ground."""
    return QColor(Qt.GlobalColor.black if luminance(ground) > _LIGHT_ENOUGH else Qt.GlobalColor.white)


def muted(palette: QPalette) -> QColor:
    """Give the colour of words that stand back."""
    return mixed(palette.color(QPalette.ColorRole.Text), palette.color(QPalette.ColorRole.Base), _MUTED)


def hairline(palette: QPalette) -> QColor:
    """Give the colour of the thin lines between rows."""
    return mixed(palette.color(QPalette.ColorRole.Text), palette.color(QPalette.ColorRole.Base), _TRACK)


def paint_ground(painter: QPainter, item: Look, *, is_first: bool = True) -> None:
    """Paint what lies behind a row: nothing, a breath of the accent under the mouse, more of it where it is chosen.

    The accent at the left edge (`is_first` column) is the sign besides the colour.
    """
    accent, area = item.palette.color(QPalette.ColorRole.Highlight), item.area
    if item.is_chosen:
        painter.fillRect(area, mixed(accent, item.base, _CHOSEN))
        if is_first:
            painter.fillRect(QRectF(area.left(), area.top(), _ACCENT_WIDTH, area.height()), accent)
    elif item.is_hovered:
        painter.fillRect(area, mixed(accent, item.base, _HOVERED))
    painter.fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), hairline(item.palette))


def paint_frame(painter: QPainter, item: Look) -> None:
    """Paint a frame around the one cell of a row that is meant."""
    painter.setPen(mixed(item.palette.color(QPalette.ColorRole.Highlight), item.base, 0.7))
    painter.drawRect(item.area.adjusted(0.5, 0.5, -1.5, -1.5))


def smaller(font: QFont, share: float = 0.88) -> QFont:
    """Give a font for what stands back: the same, a little smaller."""
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * share)
    return small


def paint_kinds(painter: QPainter, area: QRectF, rates: Rates, palette: QPalette) -> None:
    """Paint how much of the compared text is shared, kind by kind, on a track that stands for the whole."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    outline = QPainterPath()
    outline.addRoundedRect(area, area.height() / 2, area.height() / 2)
    painter.setClipPath(outline)
    painter.fillRect(area, hairline(palette))
    left = area.left()
    for kind, width in widths(rates, area.width()):
        painter.fillRect(QRectF(QPointF(left, area.top()), QPointF(left + width, area.bottom())), strong(kind))
        left += width
    painter.restore()


def widths(rates: Rates, whole: float) -> list[tuple[Kind, float]]:
    """Give how wide each kind that occurs is in a bar `whole` wide, in the order of kinds."""
    return [(kind, whole * rates.kinds[kind] / rates.compared) for kind in Kind if rates.kinds.get(kind)]


def strong(kind: Kind) -> QColor:
    """Give the colour of a kind where no words stand on it."""
    return QColor(KIND_STYLES[kind].strong)
