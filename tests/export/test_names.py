"""Names of outputs: no two the same, and such as every file system takes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.document.model import Document
from app.export.names import marked_names, redline_names
from tests.conftest import document


def named(*names: str, folder: str = "稿") -> list[Document]:
    return [replace(document("甲", name), path=f"{folder}/{name}") for name in names]


def test_documents_of_one_name_are_told_apart_by_folder_then_by_number() -> None:
    documents = [*named("讲话.txt", folder="甲"), *named("讲话.md", folder="乙"), *named("讲话.rtf", folder="乙")]
    assert marked_names(documents) == ["讲话 (甲).marked.docx", "讲话 (乙).marked.docx", "讲话 (乙) (2).marked.docx"]


def test_names_that_differ_in_case_alone_are_not_the_same() -> None:
    names = marked_names(named("Draft.txt", "DRAFT.txt"))
    assert len({name.casefold() for name in names}) == 2


@pytest.mark.parametrize("stem", ["讲" * 200, "😀" * 90, "a" * 250])
def test_long_names_are_cut_to_what_a_file_system_takes_and_keep_their_ending(stem: str) -> None:
    one, other = marked_names(named(f"{stem}.txt", f"{stem}一.txt"))
    assert one != other
    for name in (one, other, *redline_names(named(f"{stem}.txt", f"{stem}一.txt"), [(0, 1)])):
        assert len(name.encode()) <= 255
        assert name.endswith((".marked.docx", ".redline.docx"))


@pytest.mark.parametrize("stem", ["CON", "nul", "Com1", "lpt9"])
def test_names_that_windows_keeps_for_itself_are_changed(stem: str) -> None:
    (name,) = marked_names(named(f"{stem}.txt"))
    assert name == f"_{stem}.marked.docx"
    assert marked_names(named("控制.txt", "console.txt")) == ["控制.marked.docx", "console.marked.docx"]


def test_a_redline_names_old_and_new_and_keeps_the_format_of_the_old() -> None:
    old, new = replace(document("甲", "一稿.docm"), format="docm"), document("甲", "二稿.docx")
    assert redline_names([old, new], [(0, 1)]) == ["一稿 → 二稿.redline.docm"]
