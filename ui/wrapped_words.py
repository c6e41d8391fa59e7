"""Words on a few lines, for painted cells and headers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption


def wrapped(
    words: str, font: QFont, width: float, lines: int, formats: Sequence[QTextLayout.FormatRange] = ()
) -> QTextLayout:
    """Lay words out on at most so many lines of a width; what does not fit ends in an ellipsis.

    Chinese breaks anywhere, so that a line loses at most a character; Latin words are broken rather than lost.
    """
    metrics = QFontMetricsF(font)
    lost = metrics.averageCharWidth() * (lines - 1)
    fitting = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(width * lines - lost, 0.0))
    layout = QTextLayout(fitting, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(list(formats))
    layout.beginLayout()
    for number in range(lines):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0.0, number * metrics.lineSpacing()))
    layout.endLayout()
    return layout
