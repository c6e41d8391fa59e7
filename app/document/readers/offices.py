"""Office programs of this machine that turn old Word files into .docx: LibreOffice; on Windows also Word and WPS.

Each works on a copy in a folder of its own that is deleted afterwards, with macros and links off and a time limit.
LibreOffice has a profile of its own there, which looks for no updates and whose proxy leads nowhere: nothing leaves
the machine.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

LIMIT_S = 120.0
"""Seconds that a conversion may take: LibreOffice's first start on a slow disk takes 20."""

_LINUX = (
    "/usr/bin/soffice",
    "/usr/bin/libreoffice",
    "/usr/local/bin/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/snap/bin/libreoffice",
    "/var/lib/flatpak/exports/bin/org.libreoffice.LibreOffice",
)
_MAC = "Applications/LibreOffice.app/Contents/MacOS/soffice"
_WINDOWS_FOLDERS = ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)", "LOCALAPPDATA")
_WINDOWS = ("LibreOffice/program/soffice.exe", "Programs/LibreOffice/program/soffice.exe")
_SANDBOXED = ("snap", "flatpak")

_NEVER = (
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Misc", "FirstRun", "false"),
    ("Office.Writer/Content/Update", "Link", "2"),
    ("Office.Jobs/Jobs/org.openoffice.Office.Jobs:Job['UpdateCheck']/Arguments", "AutoCheckEnabled", "false"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
"""Settings of the profile. `Link` 2 never updates links; proxy type 2 is "set by hand", and port 9 discards."""

_BY_AUTOMATION = """
$ErrorActionPreference = 'Stop'
$office = New-Object -ComObject '{program}'
try {{
    $office.Visible = $false
    $office.DisplayAlerts = 0
    try {{ $office.AutomationSecurity = 3 }} catch {{}}
    $file = $office.Documents.Open($env:DUIDU_SOURCE, $false, $true, $false, '-')
    $file.SaveAs($env:DUIDU_TARGET, 12)
    $file.Close(0)
}} finally {{
    $office.Quit()
}}
"""
"""Word and WPS through their automation; a wrong password is given so that none is asked for, 12 is .docx."""
_AUTOMATED = ("Word.Application", "KWPS.Application")


def to_docx(source: Path, folder: Path) -> Path | None:
    """Convert a file that lies in `folder`, which nobody else uses, and give the .docx in it.

    None where no program is there that can, or none could. Takes at most `LIMIT_S` for each program tried.
    """
    target = folder / "converted" / f"{source.stem}.docx"
    target.parent.mkdir(exist_ok=True)
    for program in libreoffices(os.environ, sys.platform):
        if _ran(_libreoffice(program, source, target.parent, folder / "profile"), {}) and target.is_file():
            return target
    if sys.platform == "win32":
        for name in _AUTOMATED:
            paths = {"DUIDU_SOURCE": str(source), "DUIDU_TARGET": str(target)}
            script = ["powershell", "-NoProfile", "-NonInteractive", "-Command", _BY_AUTOMATION.format(program=name)]
            if _ran(script, paths) and target.is_file():
                return target
    return None


def is_there() -> bool:
    """Tell whether a program may be there that can convert; whether Word is, shows only when it is tried."""
    return sys.platform == "win32" or next(libreoffices(os.environ, sys.platform), None) is not None


def working_folder() -> Path | None:
    """Give where the folder for a conversion has to be: programs in a sandbox see the home folder only."""
    program = next(libreoffices(os.environ, sys.platform), None)
    return Path.home() if program and any(word in str(program) for word in _SANDBOXED) else None


def libreoffices(environ: Mapping[str, str], platform: str) -> Iterator[Path]:
    """Give where LibreOffice is on this machine: on the path, or in the usual places of the system."""
    seen: set[Path] = set()
    for place in _places(environ, platform):
        if place not in seen and place.is_file():
            seen.add(place)
            yield place


def _places(environ: Mapping[str, str], platform: str) -> Iterator[Path]:
    for name in ("soffice", "libreoffice"):
        found = shutil.which(name, path=environ.get("PATH"))
        if found:
            yield Path(found)
    if platform == "win32":
        yield from _registered()
        for name in _WINDOWS_FOLDERS:
            if folder := environ.get(name):
                yield from (Path(folder) / part for part in _WINDOWS)
    elif platform == "darwin":
        yield from (Path("/", _MAC), Path.home() / _MAC)
    else:
        yield from map(Path, _LINUX)
        yield from sorted(Path("/opt").glob("libreoffice*/program/soffice"), reverse=True)
        yield Path.home() / ".local/share/flatpak/exports/bin/org.libreoffice.LibreOffice"


def _registered() -> list[Path]:
    """Give what Windows has registered as soffice.exe."""
    found: list[Path] = []
    if sys.platform == "win32":
        import winreg

        key = r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\soffice.exe"
        for root in (winreg.HKEY_CURRENT_USER, winreg.HKEY_LOCAL_MACHINE):
            with contextlib.suppress(OSError):
                found.append(Path(winreg.QueryValue(root, key)))
    return found


def _libreoffice(program: Path, source: Path, out: Path, profile: Path) -> list[str]:
    """Give the command line, and write the profile that it uses."""
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _NEVER
    )
    user = profile / "user"
    user.mkdir(parents=True, exist_ok=True)
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f"{items}</oor:items>\n",
        encoding="utf-8",
    )
    options = ["--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--nofirststartwizard"]
    convert = ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(out), str(source)]
    return [str(program), f"-env:UserInstallation={profile.as_uri()}", *options, *convert]


def _ran(command: Sequence[str], extra: Mapping[str, str]) -> bool:
    """Run a command to its end; tell whether it ended well, and in time. Whatever it started ends with it."""
    try:
        process = subprocess.Popen(  # noqa: S603 - found in the places of the system, or named here
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **extra},
            start_new_session=True,
        )
    except OSError:
        return False
    try:
        return process.wait(LIMIT_S) == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        if process.poll() is None:  # in time or not: also where the person stops the work
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        kill = ["taskkill", "/T", "/F", "/PID", str(process.pid)]
        subprocess.run(kill, capture_output=True, check=False)  # noqa: S603
    else:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
