"""How warm a share looks: nothing at 0, the full colour at 1, and differences among small shares plain to see."""

from __future__ import annotations

from PySide6.QtGui import QColor

from ui.painting import mixed

GROSS = QColor("#4c7fb0")
NET = QColor("#d55e00")
_STEEPNESS = 0.6
_MOST = 0.9


def heat(share: float, net: bool, base: QColor) -> QColor:
    """Give the ground of a cell: blue for the gross rate, vermilion for the net one, over the colour of the table.

    The exponent below 1 keeps 3 % apart from 8 %, where most pairs of independent drafts lie.
    """
    return mixed(NET if net else GROSS, base, _MOST * min(max(share, 0.0), 1.0) ** _STEEPNESS)
