"""The files that an export would write, and what stands at their places now."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from app.export.choices import Output, OutputKind
from app.messages import Message, message
from ui.language import Language

_LINES = 6
"""Lines shown without scrolling."""

_LINE = 1.6
"""The height of a line in heights of its words."""


class OutputList(QTreeWidget):
    """Shows outputs, one a line: name, what it is, whether it is new or replaces a file."""

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._outputs: Sequence[Output] = ()
        self._folder = Path()
        self._inputs: Collection[Path] = ()
        self.setColumnCount(3)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            self.header().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.header().setStretchLastSection(False)
        self.setMinimumHeight(round((_LINES + 1) * _LINE * self.fontMetrics().height()))
        language.changed.connect(self.retranslate)
        self.retranslate()

    def show_outputs(self, outputs: Sequence[Output], folder: Path, inputs: Collection[Path]) -> None:
        """Show what would be written into a folder; `inputs` are the files that must not be written over."""
        self._outputs, self._folder, self._inputs = outputs, folder, inputs
        self.retranslate()

    @Slot()
    def retranslate(self) -> None:
        """Say everything again in the language of now."""
        say = self._language.say
        self.setAccessibleName(say("ui.export.preview"))
        self.setHeaderLabels(
            [say("ui.export.column.file"), say("ui.export.column.what"), say("ui.export.column.state")]
        )
        self.clear()
        for output in self._outputs:
            said = [
                output.name,
                self._language.sentence(_WHAT[output.kind]),
                self._language.sentence(self._state(output)),
            ]
            item = QTreeWidgetItem(self, said)
            item.setSizeHint(0, QSize(0, round(_LINE * self.fontMetrics().height())))
            item.setToolTip(0, str(self._folder / output.name))

    def _state(self, output: Output) -> Message:
        target = self._folder / output.name
        try:
            if not target.exists():
                return message("ui.export.state.new")
            if any(each.exists() and target.samefile(each) for each in self._inputs):
                return message("ui.export.state.input")
        except OSError:  # a folder that may not be looked into: writing will say so
            return message("ui.export.state.new")
        return message("ui.export.state.replaces")


_WHAT = {
    OutputKind.MARKED: message("ui.export.what.marked"),
    OutputKind.REDLINE: message("ui.export.what.redline"),
    OutputKind.RESULT: message("ui.export.what.result"),
}
