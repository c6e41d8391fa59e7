"""The engine's process: what it reports, how it is stopped, and what happens when it dies."""

from __future__ import annotations

import multiprocessing
import multiprocessing.spawn
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.comparison.model import Comparison
from app.comparison.review import Review
from app.document.corrections import Action, Correction
from app.export.choices import Choices
from app.messages import Message
from ui.engine import Engine
from ui.engine_process import FileFacts, Listed

ROOT = Path(__file__).parents[2]


@pytest.fixture
def engine(qtbot: QtBot) -> Iterator[Engine]:
    engine = Engine()
    yield engine
    engine.close()


def long_drafts(folder: Path, characters: int = 400_000) -> list[Path]:
    """Two drafts that take many seconds to compare."""
    chance = random.Random(7)
    paths = [folder / "长稿一.txt", folder / "长稿二.txt"]
    for path in paths:
        lines = ("".join(chr(0x4E00 + chance.randrange(400)) for _ in range(40)) for _ in range(characters // 40))
        path.write_text("。\n".join(lines), encoding="utf-8")
    return paths


def processes() -> list[multiprocessing.process.BaseProcess]:
    return [process for process in multiprocessing.active_children() if process.name == "duidu-engine"]


def test_what_it_does_is_reported_from_the_list_of_files_to_the_comparison(
    qtbot: QtBot, engine: Engine, drafts: list[Path]
) -> None:
    listed: list[Listed] = []
    read: list[FileFacts] = []
    shares: list[float] = []
    engine.listed.connect(listed.append)
    engine.read.connect(read.append)
    engine.progressed.connect(lambda share, stage: shares.append(share))
    with qtbot.waitSignal(engine.finished, timeout=15_000) as finished:
        engine.compare(drafts)
    (comparison,) = finished.args
    assert isinstance(comparison, Comparison)
    assert [document.path for document in comparison.documents] == [str(path) for path in drafts]
    assert [each.paths for each in listed] == [tuple(drafts)]
    assert [(facts.path, facts.format) for facts in read] == [(path, "txt") for path in drafts]
    assert read[0].characters == len("".join(drafts[0].read_text(encoding="utf-8").split()))
    assert shares == sorted(shares)
    assert shares[0] < 0.05
    assert 0.8 < shares[-1] <= 1
    assert not engine.is_busy


def test_folders_are_opened_and_a_file_is_compared_once(qtbot: QtBot, engine: Engine, drafts: list[Path]) -> None:
    with qtbot.waitSignal(engine.listed, timeout=15_000) as listed:
        engine.compare([drafts[1], drafts[0].parent, drafts[1]])
    assert listed.args[0].paths == (drafts[1], drafts[0], drafts[2])


def test_a_bad_file_is_named_and_the_others_go_on(qtbot: QtBot, engine: Engine, drafts: list[Path]) -> None:
    bad = drafts[0].with_name("没有.docx")
    empty = drafts[0].with_name("空")
    empty.mkdir()
    failed: dict[str, Message] = {}
    engine.file_failed.connect(failed.__setitem__)
    with qtbot.waitSignal(engine.finished, timeout=15_000) as finished:
        engine.compare([bad, *drafts, empty])
    assert {path: why.code for path, why in failed.items()} == {
        str(bad): "input.not_a_file",
        str(empty): "input.folder_without_files",
    }
    assert len(finished.args[0].documents) == 3


def test_nothing_but_bad_files_is_a_failure(qtbot: QtBot, engine: Engine, tmp_path: Path) -> None:
    with qtbot.waitSignal(engine.failed, timeout=15_000) as failed:
        engine.compare([tmp_path / "没有.txt"])
    assert failed.args[0].code == "input.none_readable"
    assert not engine.is_busy


def test_a_common_source_excuses_and_is_no_document(qtbot: QtBot, engine: Engine, tmp_path: Path) -> None:
    told = "汛期来临以前把下游七座漫水桥的桥面护栏逐根加固到位"
    paths = [tmp_path / name for name in ("甲.txt", "乙.txt", "上级文件.txt")]
    for path, words in zip(paths, ("老街的路灯昨夜修好了", "果园里的柿子由合作社收", "通知如下"), strict=True):
        path.write_text(f"{words}。\n{told}。\n", encoding="utf-8")
    with qtbot.waitSignal(engine.finished, timeout=15_000) as finished:
        engine.compare(paths[:2], paths[2:])
    comparison = finished.args[0]
    assert comparison.references == ("上级文件.txt",)
    assert [document.name for document in comparison.documents] == ["甲.txt", "乙.txt"]
    assert {passage.kind.value for passage in comparison.passages} == {"reference"}


def test_a_newer_job_takes_the_place_of_the_one_before(qtbot: QtBot, engine: Engine, drafts: list[Path]) -> None:
    finished: list[Comparison] = []
    engine.finished.connect(finished.append)
    engine.compare(drafts)
    engine.compare(drafts[:2])
    engine.compare(drafts[1:])
    qtbot.waitUntil(lambda: not engine.is_busy, timeout=15_000)
    qtbot.wait(300)
    assert [[document.path for document in each.documents] for each in finished] == [[str(p) for p in drafts[1:]]]


def test_after_a_decision_nothing_is_sought_again_and_after_a_corrected_outline_everything(
    qtbot: QtBot, engine: Engine, drafts: list[Path]
) -> None:
    stages: list[str] = []
    engine.progressed.connect(lambda share, stage: stages.append(stage.code))
    with qtbot.waitSignal(engine.finished, timeout=15_000) as first:
        engine.compare(drafts)
    before = first.args[0]
    everything = frozenset(passage.id for passage in before.passages)
    heading = Correction(Action.BODY, before.documents[0].text.index("一、"), "一、认清形势")
    for review, seeks in (
        (Review(excluded=everything), False),
        (Review(corrections={drafts[0].name: (heading,)}), True),
    ):
        stages.clear()
        with qtbot.waitSignal(engine.finished, timeout=15_000) as again:
            engine.compare(drafts, review=review)
        assert ("stage.passages" in stages) == seeks
        assert "stage.rates" in stages
        after = again.args[0]
        assert after.documents[0].sections != before.documents[0].sections if seeks else after.rates[0].shared == 0


def test_cancel_ends_the_work_within_200_ms_and_the_next_job_is_done(
    qtbot: QtBot, engine: Engine, drafts: list[Path], tmp_path: Path
) -> None:
    finished: list[Comparison] = []
    engine.finished.connect(finished.append)
    with qtbot.waitSignal(engine.read, timeout=15_000):
        engine.compare(long_drafts(tmp_path))
    (old,) = processes()
    start = time.perf_counter()
    engine.cancel()
    took = time.perf_counter() - start
    assert not engine.is_busy
    assert old not in processes()
    assert took < 0.2
    with qtbot.waitSignal(engine.finished, timeout=15_000):
        engine.compare(drafts[:2])
    assert [len(each.documents) for each in finished] == [2]
    assert finished[0].documents[0].path == str(drafts[0])


@pytest.mark.skipif(sys.platform == "win32", reason="ends processes with SIGKILL")
def test_a_process_that_dies_is_told_and_replaced(
    qtbot: QtBot, engine: Engine, drafts: list[Path], tmp_path: Path
) -> None:
    with qtbot.waitSignal(engine.read, timeout=15_000):
        engine.compare(long_drafts(tmp_path))
    with qtbot.waitSignal(engine.crashed, timeout=5_000):
        os.kill(processes()[0].pid or 0, signal.SIGKILL)
    assert not engine.is_busy
    with qtbot.waitSignal(engine.finished, timeout=15_000):
        engine.compare(drafts)


@pytest.mark.skipif(sys.platform == "win32", reason="ends processes with SIGKILL")
def test_a_process_that_dies_while_nobody_waits_is_no_news(qtbot: QtBot, engine: Engine, drafts: list[Path]) -> None:
    with qtbot.waitSignal(engine.finished, timeout=15_000):
        engine.compare(drafts)
    with qtbot.assertNotEmitted(engine.crashed, wait=300):
        os.kill(processes()[0].pid or 0, signal.SIGKILL)
    with qtbot.waitSignal(engine.finished, timeout=15_000):
        engine.compare(drafts)


@pytest.mark.skipif(sys.platform == "win32", reason="starting fails in another way there")
def test_a_process_that_cannot_even_start_is_told(
    qtbot: QtBot, engine: Engine, drafts: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(multiprocessing.spawn, "_python_exe", b"/nowhere/python")
        with qtbot.waitSignal(engine.crashed, timeout=5_000):
            engine.compare(drafts)
    with qtbot.waitSignal(engine.finished, timeout=15_000):
        engine.compare(drafts)


def test_closing_while_it_works_ends_the_process_and_reports_nothing(
    qtbot: QtBot, engine: Engine, tmp_path: Path
) -> None:
    with qtbot.waitSignal(engine.read, timeout=15_000):
        engine.compare(long_drafts(tmp_path))
    with qtbot.assertNotEmitted(engine.crashed, wait=200), qtbot.assertNotEmitted(engine.finished):
        engine.close()
    assert processes() == []


def test_a_file_that_changed_is_read_again(qtbot: QtBot, engine: Engine, drafts: list[Path]) -> None:
    with qtbot.waitSignal(engine.finished, timeout=15_000):
        engine.compare(drafts)
    drafts[0].write_text("改过的稿子只有这一句话。\n", encoding="utf-8")
    with qtbot.waitSignal(engine.finished, timeout=15_000) as finished:
        engine.compare(drafts)
    assert finished.args[0].documents[0].text.startswith("改过的稿子")


def test_copies_and_result_are_written_to_a_folder_that_is_made(
    qtbot: QtBot, engine: Engine, drafts: list[Path], tmp_path: Path
) -> None:
    with qtbot.waitSignal(engine.finished, timeout=15_000) as finished:
        engine.compare(drafts)
    folder = tmp_path / "标注" / "稿"
    with qtbot.waitSignal(engine.written, timeout=15_000) as written:
        engine.export(finished.args[0], folder, Choices(result=True), "zh")
    assert {path.name for path in written.args[0]} == {path.name for path in folder.iterdir()}
    assert {path.name for path in folder.iterdir()} == {
        "稿0.marked.docx",
        "稿1.marked.docx",
        "稿2.marked.docx",
        "result.json",
    }


def test_an_input_is_never_written_over(qtbot: QtBot, engine: Engine, drafts: list[Path]) -> None:
    trap = drafts[0].with_name("result.json.txt")
    trap.write_text(drafts[1].read_text(encoding="utf-8"), encoding="utf-8")
    alias = drafts[0].with_name("result.json")
    alias.symlink_to(trap)
    with qtbot.waitSignal(engine.finished, timeout=15_000) as finished:
        engine.compare([drafts[0], trap])
    before = trap.read_bytes()
    with qtbot.waitSignal(engine.failed, timeout=15_000) as failed:
        engine.export(finished.args[0], trap.parent, Choices(copies=False, result=True), "zh")
    assert failed.args[0].code == "output.is_an_input"
    assert trap.read_bytes() == before


def test_its_process_loads_no_qt() -> None:
    code = "import sys, ui.engine_process as p; p._load(); sys.exit('PySide6' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
