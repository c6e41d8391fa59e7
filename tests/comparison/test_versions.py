"""Versions are told from independent texts."""

from __future__ import annotations

from collections.abc import Callable

from app.comparison.model import Comparison, Mode

Compare = Callable[..., Comparison]

LINES = [
    "渔港码头的缆桩要逐根敲击听音，锈蚀过半的当天换掉。",
    "三所村小的食堂换上新灶台，校车每天跑两趟山路。",
    "河工队腊月里上堤，险工险段备足块石。",
    "老街的青石板按原样铺回去，骑楼的木窗请老木匠修。",
]


def test_a_text_with_a_few_changes_is_a_version_with_its_edits(compared: Compare) -> None:
    (pair,) = compared("\n".join(LINES), "\n".join(LINES).replace("当天", "次日")).pairs
    assert pair.mode is Mode.VERSIONS
    assert [edit.operation.value for edit in pair.edits] == ["replace"]


def test_texts_that_share_little_are_no_versions(compared: Compare) -> None:
    (pair,) = compared("\n".join(LINES[:3]), LINES[0] + "\n" + LINES[3] * 6).pairs
    assert pair.mode is Mode.TEXTS
    assert pair.edits == ()
