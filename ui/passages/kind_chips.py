"""The kinds as chips that are switched on and off."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.comparison.model import Kind
from app.export.naming import kind_name
from ui.language import Language
from ui.painting import hairline, muted, smaller, strong
from ui.passages.flow_layout import FlowLayout
from ui.theme import KIND_STYLES, tint

_FONT = 0.92
_SIDE = 8.0
_SWATCH = 8.0
_NEAR = 4.0
_TALL = 8.0
_APART = 4


class KindChip(QAbstractButton):
    """A kind with its colour and how many passages there are of it: filled when on, an empty ring when off."""

    def __init__(self, kind: Kind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self.setCheckable(True)
        self.setChecked(True)
        self.setFont(smaller(self.font(), _FONT))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Give room for swatch and words."""
        metrics = QFontMetricsF(self.font())
        width = 2 * _SIDE + _SWATCH + _NEAR + metrics.horizontalAdvance(self.text())
        return QSize(round(width) + 1, round(metrics.height() + _TALL))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the pill, the swatch and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        text, on = self.palette().color(QPalette.ColorRole.WindowText), self.isChecked()
        painter.setPen(self._frame())
        painter.setBrush(tint(KIND_STYLES[self.kind]) if on else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
        dot = QRectF(area.left() + _SIDE, area.center().y() - _SWATCH / 2, _SWATCH, _SWATCH)
        painter.setPen(QPen(strong(self.kind), 1.4))
        painter.setBrush(strong(self.kind) if on else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(dot)
        painter.setPen(text if on else muted(self.palette()))
        painter.drawText(area.adjusted(_SIDE + _SWATCH + _NEAR, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()

    def _frame(self) -> QPen:
        if self.hasFocus():
            return QPen(self.palette().color(QPalette.ColorRole.Highlight), 2)
        return QPen(hairline(self.palette()) if not self.underMouse() else muted(self.palette()), 1)


class KindChips(QWidget):
    """A chip for every kind that occurs; emits `changed` with the kinds that are on after a person switched one."""

    changed = Signal(object)

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._counts: Mapping[Kind, int] = dict.fromkeys(Kind, 0)
        self._chips = {kind: KindChip(kind, self) for kind in Kind}
        layout = FlowLayout(self, _APART)
        layout.setContentsMargins(0, 0, 0, 0)
        for chip in self._chips.values():
            layout.addWidget(chip)
            chip.toggled.connect(self._tell)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        language.changed.connect(self.retranslate)
        self.retranslate()

    @property
    def kinds(self) -> frozenset[Kind]:
        """The kinds that are on."""
        return frozenset(kind for kind, chip in self._chips.items() if chip.isChecked())

    def chip(self, kind: Kind) -> KindChip:
        """Give the chip of a kind."""
        return self._chips[kind]

    def show_kinds(self, occurring: frozenset[Kind]) -> None:
        """Show the chips of these kinds only."""
        for kind, chip in self._chips.items():
            chip.setVisible(kind in occurring)

    def show_counts(self, counts: Mapping[Kind, int]) -> None:
        """Say on every chip how many passages it stands for."""
        self._counts = counts
        self.retranslate()

    def retranslate(self) -> None:
        """Say the names again in the language of now."""
        for kind, chip in self._chips.items():
            name = kind_name(kind, self._language.code)
            chip.setText(f"{name} {self._counts[kind]}")
            chip.setToolTip(self._language.say("ui.passages.kind_tip", kind=name))
            chip.updateGeometry()
            chip.update()

    @Slot()
    def _tell(self) -> None:
        self.changed.emit(self.kinds)
