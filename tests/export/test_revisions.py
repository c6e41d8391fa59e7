"""Tracked changes accepted or rejected: what Word itself would leave."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from lxml import etree

from app.document.options import View
from app.document.readers.wordml_package import Package
from app.export.revisions import settled
from tests.document.word_files import paragraph, word_file
from tests.export.redlines import W, root

COLUMN = '<w:gridCol w:w="3000"/>'
GONE, NEW = '<w:cellDel w:id="1"/>', '<w:cellIns w:id="2"/>'


def cell(properties: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/>{properties}</w:tcPr>{paragraph("甲")}</w:tc>'


def table(folder: Path, grid: int, *rows: Sequence[str]) -> Path:
    lines = "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows)
    return word_file(folder, f"<w:tbl><w:tblGrid>{COLUMN * grid}</w:tblGrid>{lines}</w:tbl>")


def spans(path: Path, view: View) -> list[list[str | None]]:
    """What each cell of each row says of the columns that it spans."""
    content, _ = settled(Package(path, path.read_bytes()), view)
    wanted = f"{W}tcPr/{W}gridSpan"
    return [[_value(each.find(wanted)) for each in row.iter(f"{W}tc")] for row in root(content).iter(f"{W}tr")]


def _value(span: etree._Element | None) -> str | None:
    return None if span is None else span.get(f"{W}val")


@pytest.mark.parametrize(
    ("row", "left"),
    [
        ((cell(), cell(GONE), cell(GONE)), ["3"]),
        ((cell('<w:gridSpan w:val="2"/>'), cell(GONE)), ["3"]),
        ((cell(), cell('<w:gridSpan w:val="2"/>' + GONE)), ["3"]),
        ((cell(), cell(GONE), cell()), ["2", None]),
        ((cell(GONE), cell(), cell()), ["2", None]),
        ((cell(GONE), cell(GONE), cell()), ["3"]),
    ],
)
def test_the_cell_before_a_deleted_one_or_else_behind_spans_its_columns(
    tmp_path: Path, row: Sequence[str], left: list[str | None]
) -> None:
    path = table(tmp_path, 3, row, [cell()] * 3)
    assert spans(path, View.FINAL) == [left, [None, None, None]]


def test_a_column_that_the_grid_no_longer_has_is_spanned_by_none(tmp_path: Path) -> None:
    path = table(tmp_path, 2, [cell(), cell(), cell(GONE)], [cell(), cell(GONE), cell()])
    assert spans(path, View.FINAL) == [[None, None], [None, None]]


def test_cells_that_stay_span_what_they_did(tmp_path: Path) -> None:
    path = table(tmp_path, 3, [cell(), cell(GONE), cell()], [cell(), cell(), cell(NEW)])
    assert spans(path, View.ORIGINAL) == [[None, None, None], [None, "2"]]
