"""The start of the window: settings, language, fonts, theme; nothing that takes long before it is on the screen."""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QObject, QTimer, QTranslator, Slot
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from app.messages import message
from ui import memory
from ui.language import Language
from ui.main_window import MainWindow

_CHINESE_FAMILIES = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "PingFang SC",
    "WenQuanYi Micro Hei",
)
_LEAST_SIZE = 10.0
"""In points: Chinese in smaller type cannot be read at a desk."""


def main(paths: Sequence[Path] = (), language: str | None = None) -> int:
    """Show the window until it is closed, and compare the files that are given; gives the exit code.

    Without `language` it speaks as it did last time, or as the system does.
    """
    multiprocessing.freeze_support()
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C in the terminal ends it
    application = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(application, QApplication):
        raise TypeError("there is an application without windows already")
    window = make_window(application, language)
    window.show()
    if paths:
        window.session.add([path.absolute() for path in paths])
    else:
        QTimer.singleShot(0, window.engine.start)
    return application.exec()


def make_window(application: QApplication, language: str | None = None) -> MainWindow:
    """Make the window of an application as a person left it, not shown yet."""
    set_up(application)
    spoken = Language()
    spoken.choose(language or memory.language() or spoken.code)
    window = MainWindow(spoken)
    QtWords(application, spoken, window)
    if not has_chinese_font():
        window.font_notice.say(message("ui.notice.no_chinese_font"))
    return window


def set_up(application: QApplication) -> None:
    """Name the application, and choose its style and font; light or dark is as the system says."""
    application.setOrganizationName("Duidu")
    application.setApplicationName("Duidu")
    application.setDesktopFileName("duidu")
    application.setStyle("Fusion")
    application.setFont(interface_font(application.font()))


def interface_font(system: QFont) -> QFont:
    """Give the font of the system with simplified Chinese shapes behind it, large enough for Chinese."""
    font = QFont(system)
    known = set(QFontDatabase.families())
    families = [system.family()] if system.family() in known else []
    font.setFamilies([*families, *(family for family in _CHINESE_FAMILIES if family in known), *system.families()])
    font.setPointSizeF(max(_LEAST_SIZE, system.pointSizeF()))
    return font


def has_chinese_font() -> bool:
    """Tell whether any font of this machine has simplified Chinese."""
    return bool(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese))


class QtWords(QObject):
    """Qt's own words, such as those of its file dialog, in the language of the window."""

    def __init__(self, application: QApplication, language: Language, parent: QObject) -> None:
        super().__init__(parent)
        self._application, self._language = application, language
        self._translator = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        self._found = self._translator.load("qtbase_zh_CN", folder)
        language.changed.connect(self._choose)
        self._choose()

    @Slot()
    def _choose(self) -> None:
        self._application.removeTranslator(self._translator)
        if self._found and self._language.code == "zh":
            self._application.installTranslator(self._translator)
