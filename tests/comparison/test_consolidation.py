"""Drafts of one base laid over it: who changed what, what they agree on, where they conflict."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.cli import run
from app.comparison.consolidation import Changed, Standing, consolidated
from app.export.consolidation import as_json
from tests.conftest import document, strict

LINES = [
    "渔港码头的缆桩要逐根敲击听音，锈蚀过半的当天换掉。",
    "三所村小的食堂换上新灶台，校车每天跑两趟山路。",
    "河工队腊月里上堤，险工险段备足块石。",
    "老街的青石板按原样铺回去，骑楼的木窗请老木匠修。",
    "茶山上的炒青作坊入秋前通电，手工揉捻的老师傅带三个徒弟。",
]
BASE = "\n".join(LINES)


def laid_over(*drafts: str) -> list[tuple[str, str, list[tuple[int, str]]]]:
    found = consolidated(document(BASE), [document(draft) for draft in drafts])
    return [told(each) for each in found.changed]


def told(changed: Changed) -> tuple[str, str, list[tuple[int, str]]]:
    words = BASE[changed.base.start : changed.base.end]
    return changed.standing.value, words, [(p.draft, p.text) for p in changed.proposals]


def test_two_drafts_that_change_the_same_words_differently_conflict() -> None:
    assert laid_over(BASE.replace("当天", "次日"), BASE.replace("当天", "三日内")) == [
        ("conflict", "当天", [(0, "次日"), (1, "三日内")])
    ]


def test_drafts_that_make_the_same_change_agree() -> None:
    changed = BASE.replace("两趟", "三趟")
    assert laid_over(changed, BASE, changed) == [("agreed", "两趟", [(0, "三趟"), (2, "三趟")])]


def test_changes_of_one_draft_alone_stand_in_the_order_of_the_base() -> None:
    found = laid_over(BASE.replace("块石", "石料"), BASE.replace("当天", "次日").replace("木匠", "师傅"))
    assert [standing for standing, _, _ in found] == ["single"] * 3
    assert [proposals[0][0] for _, _, proposals in found] == [1, 0, 1]


def test_a_paragraph_that_one_deletes_and_another_rewords_is_a_conflict() -> None:
    without = "\n".join([*LINES[:2], *LINES[3:]])
    assert laid_over(without, BASE.replace("块石", "石料")) == [
        ("conflict", LINES[2] + "\n", [(0, ""), (1, LINES[2].replace("块石", "石料") + "\n")])
    ]


def test_a_draft_may_move_what_another_one_rewords() -> None:
    moved = "\n".join([LINES[3], *LINES[:3], LINES[4]])
    found = laid_over(moved, BASE.replace("木窗", "花窗"))
    assert [standing for standing, _, _ in found] == ["single", "single"]


def test_a_paragraph_moved_to_two_places_or_deleted_is_a_conflict() -> None:
    first = "\n".join([LINES[3], *LINES[:3], LINES[4]])
    second = "\n".join([LINES[0], LINES[3], *LINES[1:3], LINES[4]])
    without = "\n".join([*LINES[:3], LINES[4]])
    for drafts, standing in (
        ((first, second), "conflict"),
        ((first, without), "conflict"),
        ((first, first), "agreed"),
    ):
        assert [each for each, _, _ in laid_over(*drafts)] == [standing]


def test_different_paragraphs_inserted_at_one_point_conflict() -> None:
    one, other = (f"{LINES[0]}\n{new}\n" + "\n".join(LINES[1:]) for new in ("新建泊位两座。", "灯塔换上新灯。"))
    assert laid_over(one, other) == [("conflict", "", [(0, "新建泊位两座。\n"), (1, "灯塔换上新灯。\n")])]


def test_paragraphs_split_at_the_same_place_agree_and_elsewhere_conflict() -> None:
    here, there = BASE.replace("听音，", "听音，\n"), BASE.replace("缆桩要", "缆桩要\n")
    assert [standing for standing, _, _ in laid_over(here, here)] == ["agreed"]
    assert [standing for standing, _, _ in laid_over(here, there)] == ["conflict"]


DRAFTS = st.lists(
    st.builds(
        lambda lines, old, new: "\n".join(lines).replace(old, new),
        st.lists(st.sampled_from([*LINES, LINES[0] + LINES[1], "散会。"]), max_size=6),
        st.sampled_from(["，", "老木匠", "当天"]),
        st.sampled_from(["，", "；", "\n", "次日"]),
    ),
    min_size=1,
    max_size=3,
)


@given(DRAFTS)
@settings(max_examples=60)
def test_every_change_is_told_once_and_the_order_of_drafts_decides_nothing(drafts: list[str]) -> None:
    made = [document(draft) for draft in drafts]
    found = consolidated(document(BASE), made).changed
    backwards = consolidated(document(BASE), made[::-1]).changed
    assert [(each.base, each.standing) for each in found] == [(each.base, each.standing) for each in backwards]
    assert all(len(each.proposals) == 1 for each in found if each.standing is Standing.SINGLE)
    told_edits = [edit for each in found for proposal in each.proposals for edit in proposal.edits]
    assert len(told_edits) == sum(
        len(p.edits) for draft in made for each in consolidated(document(BASE), [draft]).changed for p in each.proposals
    )


def test_the_json_is_what_its_schema_says() -> None:
    moved = "\n".join([LINES[3], *LINES[:3], LINES[4]])
    found = consolidated(document(BASE), [document(moved), document(BASE.replace("当天", "次日") + "\n新建泊位两座。")])
    schema = json.loads((Path(__file__).parents[2] / "resources" / "consolidation.schema.json").read_text("utf-8"))
    written = json.loads(as_json(found))
    jsonschema.validate(written, strict(schema))
    ops = {edit["op"] for each in written["changed"] for proposal in each["proposals"] for edit in proposal["edits"]}
    assert ops == {"move", "replace", "insert"}


def test_the_command_shows_conflicts_first_and_writes_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = {
        "底稿": BASE,
        "甲稿": BASE.replace("当天", "次日"),
        "乙稿": BASE.replace("当天", "三日内").replace("两趟", "三趟"),
    }
    paths = {name: tmp_path / f"{name}.txt" for name in texts}
    for name, path in paths.items():
        path.write_text(texts[name], encoding="utf-8")
    target = tmp_path / "汇总.json"

    code = run(["consolidate", *map(str, paths.values()), "--json", str(target), "--lang", "zh"])

    said = capsys.readouterr().out
    assert code == 0
    assert said.index("修改冲突") < said.index("三日内") < said.index("仅一稿修改") < said.index("三趟")
    written = json.loads(target.read_text(encoding="utf-8"))
    assert [each["standing"] for each in written["changed"]] == ["conflict", "single"]
    assert [draft["name"] for draft in written["drafts"]] == ["甲稿.txt", "乙稿.txt"]
    assert paths["底稿"].read_text(encoding="utf-8") == BASE
    assert run(["consolidate", *map(str, paths.values()), "--json", str(paths["甲稿"]), "--lang", "zh"]) == 2
