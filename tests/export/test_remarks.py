"""Comments say what is shared, where else it stands, and what it says there; never so many that a page drowns."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.comparison.model import Comparison, FactKind, Kind, Slot
from app.document.model import Document, Span
from app.export.naming import titles, whereabouts
from app.export.other_wording import other_wordings
from app.export.remarks import Remark, remarks
from tests.conftest import document
from tests.export.comparisons import comparison, passage

SPEECH = """在全市工作会议上的讲话
同志们：
今天我们开会，讲两点意见。
一、提高认识，压实责任
（一）提高政治站位。要深刻认识形势，守住底线。
（二）压实各级责任。要一级抓一级，层层抓落实。
二、突出重点，狠抓落实
要全面排查隐患，建立台账，限期整改到位。"""


def words(remark: Remark) -> list[str]:
    return ["".join(each.text for each in line) for line in remark.lines]


def on(made: Comparison) -> list[Remark]:
    return remarks(made, 0, "zh")[0]


def test_a_comment_names_the_innermost_section_with_its_way_down() -> None:
    at = SPEECH.index("层层抓落实")
    made = comparison(
        [document("要层层抓落实。"), document(SPEECH, "去年讲话.txt")],
        [passage(Kind.VERBATIM, (0, 1, 6), (1, at, at + 5))],
    )

    (remark,) = on(made)

    assert "另见《去年讲话》一 › （二）压实各级责任" in words(remark)


def test_a_place_outside_of_sections_is_told_by_its_part_and_line() -> None:
    made = document(SPEECH)

    assert whereabouts(made, SPEECH.index("今天"), "zh") == "引言 › 第3行"
    assert whereabouts(document("甲"), 0, "zh").endswith("第1行")


def test_documents_of_one_name_keep_their_extensions() -> None:
    def named(*names: str) -> list[Document]:
        return [document("甲", name) for name in names]

    assert titles(named("甲.txt", "甲.md", "乙.txt")) == ["甲.txt", "甲.md", "乙"]


def test_another_wording_is_shown_with_what_differs() -> None:
    here, there = "要牢固树立安全发展理念，坚决守住底线。", "要始终树立安全发展理念，坚决守住红线。"
    made = comparison([document(here), document(there)], [passage(Kind.NEAR, (0, 0, 19), (1, 0, 19), wordings=[0, 1])])

    (remark,) = on(made)

    shown = next(line for line in words(remark) if line.startswith("彼处写作"))
    for part in ("〔−牢固〕", "〔＋始终〕", "〔−底线〕", "〔＋红线〕"):
        assert part in shown


@given(here=st.text("先立后破不，。", max_size=300), there=st.text("先立后破不，。", max_size=300))
def test_a_line_of_differences_stays_short(here: str, there: str) -> None:
    (line,) = other_wordings([(here, there)])
    assert sum(len(each.text) for each in line) <= 260


def test_a_template_shows_what_fills_its_slots_with_the_unit() -> None:
    here, there = "今年新建抢险队伍8支，守住底线。", "今年新建抢险队伍6支，守住底线。"
    at = here.index("8")
    made = passage(Kind.TEMPLATE, (0, 0, 15), (1, 0, 15), wordings=[0, 1])
    slot = Slot(FactKind.FIGURE, (Span(at, at + 1), Span(at, at + 1)))

    (remark,) = on(comparison([document(here), document(there)], [replace(made, slots=(slot,))]))

    assert "8支→6支" in "\n".join(words(remark))


def test_set_phrases_get_a_comment_and_short_everyday_words_do_not() -> None:
    made = [document("先立后破，不破不立。"), document("先立后破，不破不立。")]
    passages = [passage(Kind.FORMULA, (0, 0, 4), (1, 0, 4)), passage(Kind.COMMON, (0, 5, 9), (1, 5, 9))]

    (remark,) = on(comparison(made, passages))

    assert remark.span == Span(0, 4)
    assert words(remark)[0].startswith("固定提法")


def test_set_phrases_leave_the_room_to_what_may_be_copied() -> None:
    text = "先立后破，稳扎稳打，久久为功，不破不立；" * 25
    kinds = [Kind.FORMULA if n % 5 else Kind.VERBATIM for n in range(20)]
    passages = [passage(kind, (0, 25 * n, 25 * n + 4), (1, 25 * n, 25 * n + 4)) for n, kind in enumerate(kinds)]

    made = on(comparison([document(text), document(text)], passages))

    names = [words(remark)[0].split(" ")[0] for remark in made]
    assert names.count("原句雷同") == kinds.count(Kind.VERBATIM)
    assert len(names) <= 8


def test_what_stands_twice_in_one_document_only_is_not_shared() -> None:
    made = comparison(
        [document("先立后破，先立后破。"), document("甲")], [passage(Kind.VERBATIM, (0, 0, 4), (0, 5, 9))]
    )

    assert on(made) == []


def test_neighbours_share_a_comment_and_are_told_apart_by_their_words() -> None:
    text = "要抓排查不放松，也要抓整治不停步，更要抓问责不手软。"
    spans = [(text.index(w), text.index(w) + 6) for w in ("抓排查", "抓整治", "抓问责")]
    made = comparison(
        [document(text), document("甲乙丙丁戊己")], [passage(Kind.VERBATIM, (0, *s), (1, 0, 6)) for s in spans]
    )

    (remark,) = on(made)

    assert remark.span == Span(spans[0][0], spans[-1][1])
    assert remark.places == 3
    assert sum("“抓" in line for line in words(remark)) == 3


def test_paragraphs_do_not_share_a_comment() -> None:
    made = comparison(
        [document("标题\n先立后破。\n不破不立。"), document("先立后破。")],
        [passage(Kind.VERBATIM, (0, 3, 7), (1, 0, 4)), passage(Kind.NEAR, (0, 9, 13), (1, 0, 4))],
    )

    assert len(on(made)) == 2


def test_a_weaker_likeness_inside_a_stronger_one_is_not_told() -> None:
    made = comparison(
        [document("要牢固树立安全发展理念"), document("要牢固树立安全发展理念"), document("安全理念")],
        [
            passage(Kind.VERBATIM, (0, 0, 11), (1, 0, 11)),
            passage(Kind.NEAR, (0, 5, 11), (2, 0, 4), wordings=[0, 1]),
        ],
    )

    (remark,) = on(made)

    assert "改写雷同" not in "\n".join(words(remark))


@given(lengths=st.lists(st.integers(30, 60), min_size=30, max_size=60))
def test_no_page_drowns_and_what_is_left_out_is_the_weakest_and_counted(lengths: list[int]) -> None:
    text = "标题\n" + "\n".join("甲" * length + "。" for length in lengths)
    starts = [3 + sum(lengths[:n]) + 2 * n for n in range(len(lengths))]
    kinds = [Kind.VERBATIM if n % 3 == 0 else Kind.CITATION for n in range(len(lengths))]
    passages = [
        passage(kind, (0, start, start + length), (1, 0, 4))
        for kind, start, length in zip(kinds, starts, lengths, strict=True)
    ]

    found, left_out = remarks(comparison([document(text), document("甲甲甲甲")], passages), 0, "zh")

    assert sum(remark.places for remark in found) + left_out == len(passages)
    for remark in found:
        assert sum(remark.span.start <= other.span.start < remark.span.start + 1000 for other in found) <= 17
    kept = {remark.span.start for remark in found}
    if left_out:
        assert sum(start in kept for start in starts[::3]) >= sum(start in kept for start in starts[1::3])


def test_equal_wordings_alone_are_called_the_same() -> None:
    made = passage(Kind.TEMPLATE, (0, 0, 4), (1, 0, 4), wordings=[0, 1])

    (remark,) = on(comparison([document("先立后破"), document("先立后改")], [replace(made, similarity=0.998)]))

    assert "99%" in words(remark)[0]


def test_what_differs_far_into_a_long_wording_is_shown_without_comparing_all_of_it() -> None:
    same = "".join(chr(0x4E00 + n % 5000) for n in range(20_000))
    there = same[:9000] + "久久为功" + same[9000:]

    (shown,) = other_wordings([(same, there)])
    line = "".join(each.text for each in shown)

    assert "〔＋久久为功〕" in line
    assert line.startswith("……" + same[8992:9000])
    assert line.endswith("……")
    assert line.count("〔") == 1
