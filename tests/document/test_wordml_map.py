"""The way from the text back into the file."""

from __future__ import annotations

from pathlib import Path

from app.document.readers.wordml import read
from tests.document.word_files import assert_pieces_lead_back, field, run, word_file


def test_every_piece_leads_back_to_its_run(tmp_path: Path) -> None:
    body = (
        f'<w:p><w:del w:id="1">{run("删")}</w:del>{run("甲")}<w:r><w:t>乙</w:t><w:tab/><w:t>丙</w:t></w:r>'
        f"{field('PAGE', run('丁'))}{run('暗', '<w:vanish/>')}{run('戊')}</w:p>"
    )
    path = word_file(tmp_path, body)
    document = read(path)
    assert document.text == "甲乙\t丙丁戊"
    assert [(p.start, p.end, p.run, p.offset) for p in document.pieces] == [
        (0, 1, 1, 0),
        (1, 4, 2, 0),
        (4, 5, 6, 0),
        (5, 6, 9, 0),
    ]
    assert_pieces_lead_back(path, document)


def test_a_run_that_holds_a_whole_field_keeps_its_offsets(tmp_path: Path) -> None:
    body = (
        '<w:p><w:r><w:t>甲</w:t><w:fldChar w:fldCharType="begin"/><w:t>码</w:t><w:fldChar w:fldCharType="separate"/>'
        '<w:t>果</w:t><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    document = read(word_file(tmp_path, body))
    assert document.text == "甲果"
    assert [(p.start, p.end, p.offset) for p in document.pieces] == [(0, 1, 0), (1, 2, 2)]
