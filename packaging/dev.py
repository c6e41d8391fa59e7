#!/usr/bin/env python3
# -*- coding: utf-8 -*-  # noqa: UP009 - a Python 2 reads this far too, and has to be told that it is too old
"""Set up, run, test and check the project: `python3 packaging/dev.py run | test | setup | lint`.

Needs nothing but Python 3.11 or newer; everything else it installs by itself, into `.venv` beside it. This file is
kept so plain that old Pythons can read it and say what is wrong; the commands are in `commands.py`.
"""

import sys

TOO_OLD = """Duidu needs Python 3.11 or newer; this is Python {0}.{1} ({2}).
Install a newer Python and start this again with it, for example: python3.12 packaging/dev.py run
对读需要 Python 3.11 或更高版本；当前是 Python {0}.{1}（{2}）。
请安装新版 Python，再用它重新运行，例如：python3.12 packaging/dev.py run"""


def main(arguments):  # noqa: ANN001, ANN201, D103 - annotations are what an old Python cannot read
    if sys.version_info < (3, 11):  # noqa: UP036
        return TOO_OLD.format(sys.version_info[0], sys.version_info[1], sys.executable)
    import commands

    return commands.main(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
