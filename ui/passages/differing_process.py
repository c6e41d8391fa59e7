"""What the process that finds differences does besides. Imports no Qt: the process shows nothing."""

from __future__ import annotations

import os
from multiprocessing import parent_process
from threading import Thread

from app.language.change import Change


def end_with_parent() -> None:
    """Watch the window's process from now on and end when it is gone, even if it was killed.

    A pool's process waits for work without looking whether anybody is left to give it some.
    """
    Thread(target=_outlive_nobody, name="parent", daemon=True).start()


def _outlive_nobody() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(0)


def differing(one: str, other: str) -> list[tuple[Change, str]]:
    """Give what differs between two wordings; loaded where it runs, not where the window does."""
    from app.language.differences import differences

    return differences(one, other)
