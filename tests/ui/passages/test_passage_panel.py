"""The passages: filtered, sorted, stepped through, and looked at closely."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.comparison.model import Comparison, FactKind, Kind, Occurrence, Passage, Slot
from app.language.spans import Span
from app.messages import message
from ui.language import Language
from ui.passages.differing import Differing
from ui.passages.passage_panel import PassagePanel

Compare = Callable[..., Comparison]

VERBATIM = "渔港卸货平台的缆桩要逐根敲击听音，锈蚀过半的当天换掉"
NEAR = "船坞里的旧吊臂夏天以前全部割除，割下来的钢料过磅登记"
NEAR_OTHER = "船坞里的旧吊臂入秋以前全部割除，割下来的铁料一律过磅登记"
FRAME = "全市新改建渔港码头{}座、更换老旧缆桩{}根，渔民上岸卸货时间平均缩短{}分钟"
REPEATED = "三所村小的校车每天跑两趟山路，司机每月体检一次"
TEMPLATE, TEMPLATE_OTHER = FRAME.format(12, 340, 25), FRAME.format(9, 288, 18)
ONE = f"一、渔港\n{VERBATIM}。{NEAR}。\n二、码头\n{TEMPLATE}。{REPEATED}。河工队上堤。{REPEATED}。"
OTHER = f"县里的老街留下了骑楼。\n一、平台\n{NEAR_OTHER}。{VERBATIM}。\n二、成效\n{TEMPLATE_OTHER}。"
SLOTS = tuple(
    Slot(
        FactKind.FIGURE,
        tuple(
            Span(at := text.index(frame) + frame.index(figure), at + len(figure))
            for text, frame, figure in ((ONE, TEMPLATE, one), (OTHER, TEMPLATE_OTHER, other))
        ),
    )
    for one, other in (("12", "9"), ("340", "288"), ("25", "18"))
)
REPEATS = tuple(Occurrence(0, m.start(), m.end(), 0) for m in re.finditer(REPEATED, ONE))


@pytest.fixture
def language() -> Language:
    language = Language()
    language.choose("zh")
    return language


@pytest.fixture
def comparison(compared: Compare) -> Comparison:
    """Two documents with one passage of each sort, whatever the engine makes of so short texts."""
    return replace(
        compared(ONE, OTHER),
        passages=(
            passage("verbatim", Kind.VERBATIM, (VERBATIM, VERBATIM)),
            passage("near", Kind.NEAR, (NEAR, NEAR_OTHER), similarity=0.8),
            passage("template", Kind.TEMPLATE, (TEMPLATE, TEMPLATE_OTHER), similarity=0.9, slots=SLOTS),
            replace(passage("repeat", Kind.VERBATIM, (REPEATED,)), occurrences=REPEATS, documents=1),
        ),
    )


def passage(
    name: str, kind: Kind, words: tuple[str, ...], similarity: float = 1.0, slots: tuple[Slot, ...] = ()
) -> Passage:
    """A passage of the first words in the first document, and of the second in the second."""
    places = tuple(
        Occurrence(n, at := text.index(said), at + len(said), words.index(said))
        for n, (text, said) in enumerate(zip((ONE, OTHER), words, strict=False))
    )
    why = message("reason.same", clauses=2, characters=24)
    return Passage(name, kind, why, len(places), similarity, places, slots)


@pytest.fixture
def panel(qtbot: QtBot, comparison: Comparison, language: Language) -> Iterator[PassagePanel]:
    panel = PassagePanel(language)
    qtbot.addWidget(panel)
    panel.resize(320, 800)
    panel.show_comparison(comparison)
    panel.show()
    yield panel
    panel.card.close_process()


def of_kind(comparison: Comparison, kind: Kind) -> Passage:
    return next(passage for passage in comparison.passages if passage.kind is kind and passage.documents > 1)


def listed(panel: PassagePanel) -> list[str]:
    model = panel.list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def looks(panel: PassagePanel, words: str) -> QTextCharFormat:
    """How these words of the card are set."""
    cursor = panel.card.document().find(words)
    assert not cursor.isNull(), words
    cursor.setPosition(cursor.selectionStart() + 1, QTextCursor.MoveMode.MoveAnchor)
    return cursor.charFormat()


def click_link(qtbot: QtBot, panel: PassagePanel, words: str) -> None:
    cursor = panel.card.document().find(words)
    cursor.setPosition(cursor.selectionStart() + 1)
    panel.card.setTextCursor(cursor)
    panel.card.ensureCursorVisible()
    point = panel.card.cursorRect(cursor).center() + QPoint(2, 0)
    qtbot.mouseMove(panel.card.viewport(), point)
    qtbot.mouseClick(panel.card.viewport(), Qt.MouseButton.LeftButton, pos=point)


def test_shared_passages_are_listed_longest_evidence_first(panel: PassagePanel) -> None:
    assert listed(panel) == [TEMPLATE, NEAR, VERBATIM]


def test_a_row_says_kind_length_documents_and_similarity_in_either_language(
    panel: PassagePanel, language: Language
) -> None:
    index = panel.list.model().index(2, 0)
    role = Qt.ItemDataRole.AccessibleDescriptionRole
    assert index.data(role) == f"原句雷同 · {len(VERBATIM)}字 · 2份文稿 · 相似100%"
    language.choose("en")
    assert index.data(role) == f"Verbatim · {len(VERBATIM)} chars · 2 texts · 100% alike"


def test_a_chip_switched_off_takes_its_kind_out_of_the_list(qtbot: QtBot, panel: PassagePanel) -> None:
    chip = panel.filters.chips.chip(Kind.NEAR)
    assert chip.text() == "改写雷同 1"
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert listed(panel) == [TEMPLATE, VERBATIM]
    qtbot.keyClick(chip, Qt.Key.Key_Space)
    assert NEAR in listed(panel)


def test_kinds_that_do_not_occur_have_no_chip(panel: PassagePanel) -> None:
    assert panel.filters.chips.chip(Kind.VERBATIM).isVisible()
    assert not panel.filters.chips.chip(Kind.REFERENCE).isVisible()


def test_words_typed_and_a_least_length_narrow_the_list(qtbot: QtBot, panel: PassagePanel) -> None:
    qtbot.keyClicks(panel.filters.words, "340")
    assert listed(panel) == [TEMPLATE]
    assert panel.filters.tally.text() == "1 / 1 条"
    panel.filters.words.setText("吊臂")
    assert listed(panel) == [NEAR]
    panel.filters.words.clear()
    panel.filters.shortest.setValue(len(VERBATIM) + 1)
    assert VERBATIM not in listed(panel)


def test_repeats_inside_one_document_appear_with_a_check(qtbot: QtBot, panel: PassagePanel) -> None:
    assert not any("校车" in words for words in listed(panel))
    qtbot.mouseClick(panel.filters.repeats, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert any("校车" in words for words in listed(panel))


def test_the_order_is_chosen_with_the_keyboard_and_turned_with_a_button(qtbot: QtBot, panel: PassagePanel) -> None:
    qtbot.keyClick(panel.filters.order, Qt.Key.Key_End)
    by_place = listed(panel)
    assert by_place == [VERBATIM, NEAR, TEMPLATE]
    qtbot.mouseClick(panel.filters.backwards, Qt.MouseButton.LeftButton)
    assert listed(panel) == by_place[::-1]


def test_a_click_in_the_list_chooses_the_passage_and_shows_its_card(
    qtbot: QtBot, panel: PassagePanel, comparison: Comparison
) -> None:
    row = panel.list.visualRect(panel.list.model().index(2, 0)).center()
    with qtbot.waitSignal(panel.chosen) as emitted:
        qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=row)
    assert emitted.args == [of_kind(comparison, Kind.VERBATIM).id]
    assert "原句雷同" in panel.card.toPlainText()
    assert VERBATIM in panel.card.toPlainText()


def test_next_and_previous_walk_the_list_and_begin_again_at_its_ends(panel: PassagePanel) -> None:
    chosen: list[str] = []
    panel.chosen.connect(chosen.append)
    for step in (panel.choose_next, panel.choose_next, panel.choose_next, panel.choose_next, panel.choose_previous):
        step()
    assert len(set(chosen)) == 3
    assert chosen[3:] == [chosen[0], chosen[2]]
    assert panel.list.current_row() == 2


def test_a_passage_chosen_elsewhere_is_shown_without_a_word(
    qtbot: QtBot, panel: PassagePanel, comparison: Comparison
) -> None:
    with qtbot.assertNotEmitted(panel.chosen):
        panel.choose(of_kind(comparison, Kind.VERBATIM).id)
    assert panel.list.current_row() == 2
    panel.choose("")
    assert panel.list.current_row() == -1
    assert panel.card.toPlainText() == ""


def test_filters_neither_choose_nor_forget_a_passage(qtbot: QtBot, panel: PassagePanel, comparison: Comparison) -> None:
    passage = of_kind(comparison, Kind.VERBATIM)
    panel.choose(passage.id)
    with qtbot.assertNotEmitted(panel.chosen):
        panel.filters.words.setText("吊臂")
        assert panel.list.current_row() == -1
        assert VERBATIM in panel.card.toPlainText()
        panel.filters.words.clear()
    assert panel.list.current_row() == 2
    assert panel.chosen_id == passage.id


def test_the_card_names_every_place_and_a_click_goes_there(
    qtbot: QtBot, panel: PassagePanel, comparison: Comparison
) -> None:
    passage = of_kind(comparison, Kind.VERBATIM)
    panel.choose(passage.id)
    assert "一、渔港" in panel.card.toPlainText()
    with qtbot.waitSignal(panel.place_chosen) as emitted:
        click_link(qtbot, panel, "一、平台")
    place = passage.occurrences[1]
    assert emitted.args == [1, place.start, place.end]


def test_the_card_shows_what_another_wording_leaves_out_and_puts_in(
    qtbot: QtBot, panel: PassagePanel, comparison: Comparison
) -> None:
    panel.choose(of_kind(comparison, Kind.NEAR).id)
    qtbot.waitUntil(lambda: "夏天入秋" in panel.card.toPlainText(), timeout=20_000)
    assert looks(panel, "夏天入秋").fontStrikeOut()
    assert looks(panel, "入秋").fontUnderline()
    assert not looks(panel, "过磅登记").fontUnderline()


def test_the_card_shows_what_fills_the_slots_of_a_template(panel: PassagePanel, comparison: Comparison) -> None:
    panel.choose(of_kind(comparison, Kind.TEMPLATE).id)
    words = panel.card.toPlainText()
    slots = words[words.index("填空（3处）") :]
    for filling in ("12", "9", "340", "288", "25", "18"):
        assert filling in slots


def test_the_card_speaks_the_language_of_now(panel: PassagePanel, comparison: Comparison, language: Language) -> None:
    panel.choose(of_kind(comparison, Kind.VERBATIM).id)
    language.choose("en")
    assert "Places (2)" in panel.card.toPlainText()
    assert "Verbatim" in panel.card.toPlainText()


def test_only_what_the_documents_in_view_share_is_listed(qtbot: QtBot, language: Language, compared: Compare) -> None:
    panel = PassagePanel(language)
    qtbot.addWidget(panel)
    panel.show_comparison(compared(f"甲村。{VERBATIM}。", f"乙镇。{VERBATIM}。{NEAR}。", f"丙县。{NEAR}。"))
    panel.set_visible_documents(frozenset({1, 2}))
    assert listed(panel) == [NEAR]
    panel.set_visible_documents(frozenset({0, 1, 2}))
    assert len(listed(panel)) == 2


def test_without_a_comparison_nothing_is_listed_and_stepping_does_nothing(qtbot: QtBot, panel: PassagePanel) -> None:
    panel.choose_next()
    panel.show_comparison(None)
    with qtbot.assertNotEmitted(panel.chosen):
        panel.choose_next()
    assert listed(panel) == []
    assert panel.card.toPlainText() == ""


def test_rows_are_painted_and_need_no_widgets(panel: PassagePanel, comparison: Comparison) -> None:
    before = len(panel.findChildren(QWidget))
    first = comparison.passages[0]
    panel.show_comparison(replace(comparison, passages=tuple(replace(first, id=str(n)) for n in range(500))))
    assert len(listed(panel)) == 500
    assert len(panel.findChildren(QWidget)) == before


def test_an_answer_to_an_earlier_question_is_dropped(qtbot: QtBot) -> None:
    differing = Differing()
    answers: list[object] = []
    differing.found.connect(answers.append)
    differing.ask("逐根敲击缆桩", ["逐个敲击缆桩"])
    differing.ask("割除旧吊臂", ["割除旧吊臂和栏杆"])
    qtbot.waitUntil(lambda: bool(answers), timeout=20_000)
    (answer,) = answers
    assert isinstance(answer, list)
    assert ["".join(text for change, text in changes if change >= 0) for changes in answer] == ["割除旧吊臂和栏杆"]
    differing.close()
