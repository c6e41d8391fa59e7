"""The time that output bears."""

from __future__ import annotations

import os
from datetime import UTC, datetime


def moment() -> datetime:
    """Give the time that output is made: now, or what SOURCE_DATE_EPOCH says where runs must not differ."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(fixed), UTC) if fixed.isdigit() else datetime.now(UTC).replace(microsecond=0)
