"""What Qt needs of the system: libraries that bare Linux machines lack, and a font with Chinese characters.

As root on Debian and its kin they are installed; elsewhere only what is missing is named, and nothing is said if all
is there.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence

LIBRARIES: tuple[tuple[str, ...], ...] = (
    ("libegl1",),
    ("libgl1",),
    ("libxkbcommon0",),
    ("libdbus-1-3",),
    ("libfontconfig1",),
    ("libglib2.0-0", "libglib2.0-0t64"),
    ("libxcb-cursor0",),
    ("libxkbcommon-x11-0",),
    ("libxcb-icccm4",),
    ("libxcb-keysyms1",),
    ("libxcb-shape0",),
    ("xvfb",),
    ("xauth",),
)
"""What Qt needs on bare Debian. Any name of a group will do: newer releases have renamed some (t64)."""

FONTS: tuple[str, ...] = ("fonts-noto-cjk", "fonts-wqy-microhei", "fonts-wqy-zenhei")
"""Fonts with Chinese characters; without any, all Chinese is shown as boxes."""


def missing(groups: Sequence[Sequence[str]], listing: str) -> list[str]:
    """The first name of every group of which no package is installed.

    `listing` has a line "state name" for each package, as dpkg-query prints it; unknown packages have no line.
    """
    states = (line.split(maxsplit=1) for line in listing.splitlines() if line.strip())
    installed = {name for state, name in states if state == "installed"}
    return [group[0] for group in groups if installed.isdisjoint(group)]


def can_install() -> bool:
    """Say whether packages can be installed without asking anybody: root, on a system with apt."""
    return _is_debian() and os.geteuid() == 0


def provide() -> None:
    """Install what is missing, or say what is; failing here stops nothing, since most commands need no window."""
    if not sys.platform.startswith("linux"):
        return
    groups: list[Sequence[str]] = [] if _has_chinese_font() else [FONTS]
    if not _is_debian():
        if groups:
            print("No font with Chinese characters was found; install one, for example Noto Sans CJK.", flush=True)
        return
    groups[:0] = LIBRARIES
    lacking = missing(groups, _dpkg_listing(groups))
    if not lacking:
        return
    if not can_install():
        print(f"The window may need: sudo apt-get install {' '.join(lacking)}", flush=True)
    elif not install(lacking):
        print(f"apt-get could not install {' '.join(lacking)}; the window may not start.", file=sys.stderr, flush=True)


def install(packages: Sequence[str]) -> bool:
    """Install Debian packages, fetching the package lists if need be; say whether it worked."""
    print(f"Installing {' '.join(packages)} …", flush=True)
    command = ["apt-get", "install", "-qq", "-y", "--no-install-recommends", *packages]
    if _quietly(command, show_errors=False):
        return True
    # The lists are missing on a new machine and stale on an old one.
    return _quietly(["apt-get", "update", "-qq"]) and _quietly(command)


def _is_debian() -> bool:
    return shutil.which("apt-get") is not None and shutil.which("dpkg-query") is not None


def _has_chinese_font() -> bool:
    if shutil.which("fc-list") is None:
        return not _is_debian()  # nothing to ask there, so nothing to complain of
    listing = subprocess.run(["fc-list", ":lang=zh", "family"], capture_output=True, check=False)
    return bool(listing.stdout.strip())


def _dpkg_listing(groups: Sequence[Sequence[str]]) -> str:
    names = [name for group in groups for name in group]
    command = ["dpkg-query", "-W", "-f=${db:Status-Status} ${Package}\n", *names]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False).stdout


def _quietly(command: Sequence[str], show_errors: bool = True) -> bool:
    settings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    errors = None if show_errors else subprocess.DEVNULL
    done = subprocess.run(command, env=settings, stdout=subprocess.DEVNULL, stderr=errors, check=False)
    return done.returncode == 0
