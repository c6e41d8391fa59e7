"""A document set for reading in a QTextDocument: fonts, line height, headings, indents."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from app.document.model import Document
from ui.positions import Positions, displayable
from ui.reading.lines import Line, Setting, headings, lines

READING_FAMILIES = [
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "SimSun",
    "Songti SC",
    "STSong",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Microsoft YaHei",
    "PingFang SC",
]
HEADING_FAMILIES = [
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "SimHei",
    "Microsoft YaHei",
    "PingFang SC",
    *READING_FAMILIES,
]
POINT_SIZE = 13
_LINE_HEIGHT = 1.7
"""From one line to the next, in heights of a character."""

_CENTRE, _RIGHT, _LEFT = Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignLeft
_ALIGNMENT = {Setting.TITLE: _CENTRE, Setting.CENTRED: _CENTRE, Setting.RIGHT: _RIGHT}
_TITLE_STEP, _HEADING_STEP, _NOTE_STEP = 2, 1, -1
"""Steps of `FontSizeAdjustment`: 1.5, 1.2 and 0.8 times the size of the text, whatever the zoom."""
_HEADING_SCALE = 1.2


def reading_font(steps: int) -> QFont:
    """Give the font of the text, `steps` points larger than usual."""
    font = QFont()
    font.setFamilies(READING_FAMILIES)
    font.setPointSizeF(POINT_SIZE + steps)
    return font


def typeset(target: QTextDocument, source: Document, positions: Positions) -> dict[int, str]:
    """Put the text of a document in, set for reading in the target's font; positions stay those of the text.

    Gives the numbers that Word computes by the position (UTF-16) of their line: they are no text, but are to be shown.
    """
    cursor = QTextCursor(target)
    cursor.beginEditBlock()
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.insertText(displayable(source.text), QTextCharFormat())
    numbers = _set_lines(cursor, source, positions, target.defaultFont())
    _set_headings(cursor, source, positions)
    cursor.endEditBlock()
    return numbers


def reset(target: QTextDocument, source: Document, positions: Positions) -> None:
    """Set the lines again after the target's font has changed; the text stays as it is."""
    cursor = QTextCursor(target)
    cursor.beginEditBlock()
    _set_lines(cursor, source, positions, target.defaultFont())
    cursor.endEditBlock()


def _set_lines(cursor: QTextCursor, source: Document, positions: Positions, font: QFont) -> dict[int, str]:
    numbers: dict[int, str] = {}
    metrics = QFontMetricsF(font)
    for line in lines(source):
        cursor.setPosition(positions.qt(line.start))
        indented = source.text[line.start : line.start + 1].strip() != ""
        cursor.setBlockFormat(_block_format(line, indented, metrics))
        if line.number:
            numbers[cursor.position()] = line.number
        words = _line_format(line)
        if words is not None:
            cursor.setPosition(positions.qt(line.end), QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(words)
            cursor.mergeBlockCharFormat(words)
    return numbers


def _block_format(line: Line, indented: bool, metrics: QFontMetricsF) -> QTextBlockFormat:
    """Give the format of a line: first lines go in by two characters where the text has no blanks of its own there."""
    em = metrics.horizontalAdvance("国")
    form = QTextBlockFormat()
    form.setLineHeight(
        100 * _LINE_HEIGHT * em / metrics.height(), QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
    )
    form.setAlignment(_ALIGNMENT.get(line.setting, _LEFT))
    if line.setting in {Setting.BODY, Setting.HEADING} and indented:
        larger = _HEADING_SCALE if line.setting is Setting.HEADING and line.level <= 2 else 1.0
        form.setTextIndent(2 * em + larger * metrics.horizontalAdvance(line.number))
    if line.setting is Setting.TITLE:
        form.setBottomMargin(0.4 * em)
    elif line.setting is Setting.HEADING and line.level <= 2:
        form.setTopMargin(0.5 * em)
    form.setBottomMargin(form.bottomMargin() + 0.3 * em)
    return form


def _line_format(line: Line) -> QTextCharFormat | None:
    form = QTextCharFormat()
    if line.setting is Setting.TITLE:
        form.setFontWeight(QFont.Weight.Bold)
        form.setProperty(QTextFormat.Property.FontSizeAdjustment, _TITLE_STEP)
    elif line.setting is Setting.NOTE:
        form.setProperty(QTextFormat.Property.FontSizeAdjustment, _NOTE_STEP)
    else:
        return None
    return form


def _set_headings(cursor: QTextCursor, source: Document, positions: Positions) -> None:
    for heading in headings(source):
        form = QTextCharFormat()
        form.setFontWeight(QFont.Weight.Bold)
        if heading.own_line and heading.level <= 2:
            form.setProperty(QTextFormat.Property.FontSizeAdjustment, _HEADING_STEP)
            if heading.level == 1:
                form.setFontFamilies(HEADING_FAMILIES)
        cursor.setPosition(positions.qt(heading.span.start))
        cursor.setPosition(positions.qt(heading.span.end), QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(form)
