"""Versions are told from independent texts, and put in order where there is evidence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from app.comparison.compare import compare
from app.comparison.model import Comparison, Mode
from app.document.model import Document, Properties
from app.document.outline import outlined
from app.document.reading import read
from tests.conftest import document

Compare = Callable[..., Comparison]

LINES = [
    "渔港码头的缆桩要逐根敲击听音，锈蚀过半的当天换掉。",
    "三所村小的食堂换上新灶台，校车每天跑两趟山路。",
    "河工队腊月里上堤，险工险段备足块石。",
    "老街的青石板按原样铺回去，骑楼的木窗请老木匠修。",
    "茶山上的炒青作坊入秋前通电，手工揉捻的老师傅带三个徒弟。",
    "盐田改养对虾以后，涵闸的启闭归水利站统一调度。",
]
OTHERS = [
    "护林员一人一片山，清明前后火种不上山。",
    "散货堆场每天喷淋三遍，煤尘不出港区围墙。",
    "卫生院的夜班医生由县医院轮流派，药柜月底盘点。",
]
FIRST = ["同志们：", *LINES]
SECOND = [line.replace("当天", "次日").replace("两趟", "三趟") for line in FIRST]
THIRD = [*[line.replace("块石", "石料").replace("老木匠", "匠人") for line in SECOND], "新建泊位两座，灯塔一座。"]


def drafts(*texts: list[str], names: tuple[str, ...] = (), saved: tuple[str, ...] = ()) -> list[Document]:
    made = [document("\n".join(lines), f"{names[n] if names else n}.txt") for n, lines in enumerate(texts)]
    return [replace(d, properties=Properties(modified=saved[n])) for n, d in enumerate(made)] if saved else made


def test_texts_that_share_little_are_no_versions(compared: Compare) -> None:
    (pair,) = compared("\n".join(LINES[:3]), LINES[0] + "\n" + LINES[3] * 6).pairs
    assert pair.mode is Mode.TEXTS
    assert pair.edits == ()


def test_two_speeches_that_share_a_good_part_are_texts() -> None:
    (pair,) = compare(drafts(["同志们：", *LINES[:2], *OTHERS], ["同志们：", LINES[1], LINES[0], *LINES[3:]])).pairs
    assert max(pair.a_in_b, pair.b_in_a) > 0.3
    assert pair.mode is Mode.TEXTS


def test_two_rules_of_one_name_are_versions_though_most_was_rewritten() -> None:
    old = ["渔港管理条例（试行）", *LINES[:2], *OTHERS]
    new = ["渔港管理条例", *LINES[:2], *LINES[2:], "灯塔由航标站看守，泊位由港务站安排。"]
    (pair,) = compare(drafts(old, new)).pairs
    assert (pair.mode, pair.why.code) == (Mode.VERSIONS, "pair.same_name")
    (pair,) = compare(drafts(["在渔港会议上的讲话", *old[1:]], ["在渔港会议上的讲话", *new[1:]])).pairs
    assert pair.mode is Mode.TEXTS


def test_three_drafts_and_another_speech_are_one_group_and_a_text_by_itself() -> None:
    comparison = compare(drafts(FIRST, ["同志们：", *OTHERS], SECOND, THIRD))
    modes = {(pair.a, pair.b): pair.mode for pair in comparison.pairs}
    assert {pair for pair, mode in modes.items() if mode is Mode.VERSIONS} == {(0, 2), (0, 3), (2, 3)}
    (group,) = comparison.drafts
    assert set(group.documents) == {0, 2, 3}


def test_what_files_are_called_puts_drafts_in_order() -> None:
    (group,) = compare(drafts(THIRD, FIRST, SECOND, names=("讲话定稿", "讲话第一稿", "讲话第二稿"))).drafts
    assert (group.documents, group.why.code) == ((1, 2, 0), "pair.order_names")


def test_dates_in_the_texts_put_drafts_in_order() -> None:
    dated = [[*lines, "某县人民政府", day] for lines, day in ((SECOND, "2024年3月12日"), (FIRST, "2024年3月2日"))]
    (group,) = compare(drafts(*dated)).drafts
    assert (group.documents, group.why.code) == ((1, 0), "pair.order_text_dates")


def test_dates_in_the_files_put_drafts_in_order() -> None:
    saved = ("2024-03-12T09:30:00Z", "2024-03-02T18:00:00Z")
    (group,) = compare(drafts(SECOND, FIRST, saved=saved)).drafts
    assert (group.documents, group.why.code) == ((1, 0), "pair.order_file_dates")


def test_a_draft_between_two_others_stands_between_them() -> None:
    (group,) = compare(drafts(FIRST, THIRD, SECOND)).drafts
    assert (group.documents, group.why.code) == ((0, 2, 1), "pair.order_between")


def test_two_drafts_without_a_date_keep_the_order_in_which_they_were_given() -> None:
    (group,) = compare(drafts(SECOND, FIRST)).drafts
    assert (group.documents, group.why.code) == ((0, 1), "pair.order_given")


@pytest.mark.corpus
def test_every_amended_law_is_a_version_of_its_first(corpus: Path) -> None:
    for folder in sorted((corpus / "corpus" / "amended").iterdir()):
        sizes = [path.stat().st_size for path in folder.iterdir()]
        if max(sizes) > 150_000:
            continue  # the longest takes as long as all the others
        for one, other in combinations(sorted(folder.iterdir()), 2):
            (pair,) = compare([outlined(read(one)), outlined(read(other))]).pairs
            assert pair.mode is Mode.VERSIONS, (one.name, other.name, pair.why)


@pytest.mark.corpus
def test_speeches_and_reports_of_different_years_are_texts(corpus: Path) -> None:
    reports = sorted((corpus / "corpus" / "reports" / "govreport_state_council").iterdir())
    files = [*sorted((corpus / "speeches").glob("*.txt")), *reports]
    assert {pair.mode for pair in compare([outlined(read(path)) for path in files]).pairs} == {Mode.TEXTS}
