"""The text of one document: read-only, coloured, told what to light up; reports clicks and scrolling."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QTextEdit, QToolTip, QWidget

from app.comparison.model import Kind, Passage
from app.document.model import Document, Span
from ui.language import Language
from ui.positions import Positions
from ui.reading.highlighter import Highlighter
from ui.reading.ruler import Ruler
from ui.reading.shares import KINDS, Run, Shares
from ui.reading.typesetting import reading_font, reset, typeset

_MARGIN = 26
_WHEEL_STEP = 120
"""Qt's count of one notch of a wheel; a touch pad sends less at a time."""
_SCROLL_BAR = """
QScrollBar:vertical { background: transparent; width: 11px; margin: 0; border: none; }
QScrollBar::handle:vertical { background: rgba(128, 128, 128, 110); border-radius: 4px; margin: 1px; min-height: 32px; }
QScrollBar::handle:vertical:hover { background: rgba(128, 128, 128, 190); }
QScrollBar::add-line:vertical, QScrollBar::sub-line:vertical { height: 0; }
QScrollBar::add-page:vertical, QScrollBar::sub-page:vertical { background: none; }
"""
"""Without arrows, so that the bar and the overview strip beside it have the same heights; grey on light and dark."""
Lit = tuple[Span, QColor]
"""A span in code points, and the colour to put behind it."""


class TextView(QTextEdit):
    """A text to read; positions are code points, heights pixels.

    Emits `chosen` with the id of the passage that was clicked, `scrolled` when the person moved the text, `moved`
    whenever it stands elsewhere or is laid out anew, `zoom_asked` with the steps turned on the wheel.
    """

    chosen = Signal(str)
    scrolled = Signal()
    moved = Signal()
    zoom_asked = Signal(int)

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._source: Document | None = None
        self._shares: Shares | None = None
        self._kinds = frozenset(KINDS)
        self._unique = False
        self._positions = Positions("")
        self._numbers: dict[int, str] = {}
        self._ruler: Ruler | None = None
        self._place: tuple[int, int] | None = None
        self._holding = False
        self._pressed = QPoint()
        self._turned = 0
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().setStyleSheet(_SCROLL_BAR)
        self.document().setDocumentMargin(_MARGIN)
        self.setFont(reading_font(0))
        self.highlighter = Highlighter(self.document())
        self.document().documentLayout().documentSizeChanged.connect(self._forget_heights)
        self.verticalScrollBar().valueChanged.connect(self._on_scroll)

    def show_document(self, source: Document, shares: Shares) -> None:
        """Show a document; it is coloured with the next `colour`."""
        self._source, self._shares = source, shares
        self._positions = Positions(source.text)
        self._numbers = typeset(self.document(), source, self._positions)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._forget_heights()

    def show_again(self, source: Document, shares: Shares) -> None:
        """Show the same text with other sections or shares, with the same words at the top."""
        if self._source is not None and source.sections == self._source.sections:
            self._source, self._shares = source, shares
            return
        place = self._place or self._top()
        self.show_document(source, shares)
        self._hold(place)

    def passage_at(self, offset: int | None) -> Passage | None:
        """Give the passage that a character belongs to."""
        return self._shares.at(offset, self._kinds) if self._shares and offset is not None else None

    def colour(self, runs: Sequence[Run], kinds: frozenset[Kind], *, unique: bool) -> None:
        """Colour the runs of these kinds, and of what only this document has, in the theme of now."""
        self._kinds, self._unique = kinds, unique
        self.highlighter.colour(runs, self._positions)

    def light(self, spans: Sequence[Lit]) -> None:
        """Light these places up, over their colours; the others go out."""
        self.setExtraSelections([self._selection(span, colour) for span, colour in spans])

    def set_steps(self, steps: int) -> None:
        """Show the text `steps` points larger than usual, with the same words at the top."""
        place = self._place or self._top()
        self.setFont(reading_font(steps))
        if self._source is not None:
            reset(self.document(), self._source, self._positions)
            self._hold(place)

    def ruler(self) -> Ruler:
        """Give the heights of the text as it is laid out now (a laying out that is still to be done is done)."""
        if self._ruler is None:
            layout, block = self.document().documentLayout(), self.document().begin()
            starts, tops = [], []
            while block.isValid():
                starts.append(self._positions.code_point(block.position()))
                tops.append(layout.blockBoundingRect(block).top())
                block = block.next()
            length = len(self._source.text) if self._source else 0
            self._ruler = Ruler(starts, tops, length, layout.documentSize().height())
        return self._ruler

    def visible(self) -> Span:
        """Give the span that is in view."""
        bottom_right = QPoint(self.viewport().width() - 1, self.viewport().height() - 1)
        first, last = self.cursorForPosition(QPoint(0, 0)), self.cursorForPosition(bottom_right)
        start = self._positions.code_point(first.position())
        return Span(start, max(start, self._positions.code_point(last.position())))

    def rect_of(self, offset: int) -> QRect:
        """Give where the caret before a character stands, in the viewport."""
        return self.cursorRect(self._cursor(offset))

    def scroll_to(self, offset: int, y: float) -> None:
        """Scroll so that the line of a character stands `y` pixels from the top of the view, as near as can be."""
        self.ruler()  # the scroll bar knows its range once all is laid out
        bar = self.verticalScrollBar()
        bar.setValue(round(bar.value() + self.rect_of(offset).top() - y))

    def offset_at(self, point: QPoint) -> int | None:
        """Give the character under a point of the viewport."""
        inside = QPointF(point) + QPointF(0, self.verticalScrollBar().value())
        position = self.document().documentLayout().hitTest(inside, Qt.HitTestAccuracy.ExactHit)
        return self._positions.code_point(position) if position >= 0 else None

    def tip_at(self, offset: int) -> str:
        """Say what the character is part of, in the words of now; nothing where it is not coloured."""
        if self._shares is None:
            return ""
        passage = self.passage_at(offset)
        if passage is not None:
            lines = [self._language.say("ui.reading.tip", kind=passage.kind.value, documents=passage.documents)]
            lines.append(self._language.sentence(passage.reason))
            if self._shares.is_excluded(passage):
                lines.append(self._language.say("ui.review.excluded"))
            return "\n".join(lines)
        if self._unique and self._shares.is_unique(offset):
            return self._language.say("ui.reading.unique_tip")
        return ""

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Remember where a click began, to tell it from a selection."""
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Choose the passage that was clicked, unless words were selected."""
        super().mouseReleaseEvent(event)
        point = event.position().toPoint()
        still = (point - self._pressed).manhattanLength() < QApplication.startDragDistance()
        if event.button() == Qt.MouseButton.LeftButton and still and not self.textCursor().hasSelection():
            self._choose(self.offset_at(point))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Choose the passage at the caret with Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._choose(self._positions.code_point(self.textCursor().position()))
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Zoom with Ctrl and the wheel, else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._turned += event.angleDelta().y()
            steps = int(self._turned / _WHEEL_STEP)
            self._turned -= steps * _WHEEL_STEP
            if steps:
                self.zoom_asked.emit(steps)
            event.accept()
        else:
            super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Say what coloured text is when the pointer rests on it."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            offset = self.offset_at(event.pos())
            QToolTip.showText(event.globalPos(), self.tip_at(offset) if offset is not None else "", self)
            return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the same words at the top when lines break elsewhere."""
        if event.size().width() == event.oldSize().width() or self._source is None:
            super().resizeEvent(event)
            return
        place = self._place or self._top()
        super().resizeEvent(event)
        self._hold(place)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the text, and the numbers that Word computes before their lines."""
        super().paintEvent(event)
        if not self._numbers:
            return
        painter = QPainter(self.viewport())
        painter.setPen(self.palette().text().color())
        seen = self.visible()
        first, last = self._positions.qt(seen.start), self._positions.qt(seen.end)
        for position, number in self._numbers.items():
            if first <= position <= last:
                self._paint_number(painter, position, number)
        painter.end()

    def _paint_number(self, painter: QPainter, position: int, number: str) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        caret = self.cursorRect(cursor)
        cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
        font = cursor.charFormat().font()
        # Said once more, because a painter takes from its widget what a format's font does not call its own.
        font.setFamilies(font.families())
        font.setPointSizeF(font.pointSizeF())
        font.setWeight(font.weight())
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        painter.drawText(
            QPointF(caret.left() - metrics.horizontalAdvance(number), caret.bottom() - metrics.descent()), number
        )

    def _choose(self, offset: int | None) -> None:
        passage = self.passage_at(offset)
        if passage is not None:
            self.chosen.emit(passage.id)

    def _cursor(self, offset: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(self._positions.qt(offset), self.document().characterCount() - 1))
        return cursor

    def _selection(self, span: Span, colour: QColor) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        cursor = self._cursor(span.start)
        cursor.setPosition(self._cursor(span.end).position(), QTextCursor.MoveMode.KeepAnchor)
        form = QTextCharFormat()
        form.setBackground(colour)
        # The stubs declare these two public members as read-only descriptors of no use to a type checker.
        selection.cursor, selection.format = cursor, form  # type: ignore[attr-defined]
        return selection

    def _top(self) -> tuple[int, int]:
        start = self.visible().start
        return start, self.rect_of(start).top()

    def _hold(self, place: tuple[int, int]) -> None:
        """Put a character back at its height; kept until the person scrolls, or small steps would add up to a drift."""
        self._holding = True
        self.scroll_to(*place)
        self._holding = False
        self._place = place

    def _on_scroll(self) -> None:
        if not self._holding:
            self._place = None
            self.scrolled.emit()
        self.moved.emit()

    def _forget_heights(self) -> None:
        self._ruler = None
        self.moved.emit()
