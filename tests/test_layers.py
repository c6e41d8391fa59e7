"""The engine needs no Qt and no network: every module of `app` is imported where neither can be."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
IMPORT_ALL = """
import importlib, pkgutil, sys
sys.modules |= dict.fromkeys(("PySide6", "socket", "ssl", "http.client", "urllib.request"))
import app
for module in pkgutil.walk_packages(app.__path__, "app."):
    importlib.import_module(module.name)
print(len([name for name in sys.modules if name.startswith("app.")]))
"""


def test_every_module_of_the_engine_is_imported_without_qt_and_network() -> None:
    done = subprocess.run([sys.executable, "-c", IMPORT_ALL], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) >= len(list((ROOT / "app").rglob("[a-z]*.py")))
