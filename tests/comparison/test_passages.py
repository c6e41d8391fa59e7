"""What is shared: found whole, at any place, over all documents, whatever the noise."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.comparison import passages as stage
from app.comparison.compare import compare
from app.comparison.model import Comparison, Kind, Passage
from app.comparison.passages import shared_places
from app.comparison.prepared import Prepared
from app.comparison.settings import Settings
from app.export.result import as_json
from app.language.folding import BREAK, comparable, fold
from tests.conftest import document

Compare = Callable[..., Comparison]

COPIED = "渔港卸货平台的缆桩要逐根敲击听音，锈蚀过半的当天换掉"
OWN = [
    "今年春汛来得早，河工队腊月里就上了堤。",
    "县里的老街改造留下了青石板和骑楼。",
    "三所村小合并以后，校车每天跑两趟山路。",
]
CLAUSES = [
    "先立后破",
    "稳扎稳打",
    "河工队上堤",
    "老街留下骑楼",
    "校车跑山路",
    "把缆桩敲击听音",
    "换掉锈蚀的平台",
    "做到“两个维护”",
    "全市完成3个项目",
]
TEXTS = st.lists(st.lists(st.sampled_from(CLAUSES), max_size=8).map("，".join), min_size=1, max_size=4)


def said(comparison: Comparison, passage: Passage) -> list[str]:
    return [comparison.documents[o.document].text[o.start : o.end] for o in passage.occurrences]


def test_a_copied_sentence_is_found_whatever_its_place(compared: Compare) -> None:
    comparison = compared(f"{COPIED}。{OWN[0]}{OWN[1]}", f"{OWN[2]}{COPIED}。")
    (passage,) = comparison.passages
    assert said(comparison, passage) == [COPIED, COPIED]
    assert (passage.kind, passage.similarity, passage.documents) == (Kind.VERBATIM, 1.0, 2)
    assert [o.wording for o in passage.occurrences] == [0, 0]


def test_an_edited_copy_is_one_passage_not_its_pieces(compared: Compare) -> None:
    edited = COPIED.replace("逐根", "一根一根地").replace("当天", "三日内")
    comparison = compared(f"{COPIED}。{OWN[0]}", f"{OWN[2]}{edited}。")
    (passage,) = comparison.passages
    assert said(comparison, passage) == [COPIED, edited]
    assert passage.kind is Kind.NEAR
    assert 0.7 < passage.similarity < 1


def test_a_passage_of_three_documents_is_one_with_three_places(compared: Compare) -> None:
    comparison = compared(*(f"{own}{COPIED}。" for own in OWN))
    (passage,) = comparison.passages
    assert [o.document for o in passage.occurrences] == [0, 1, 2]
    assert passage.documents == 3


def test_clauses_that_changed_places_are_one_passage(compared: Compare) -> None:
    first, second = "渔港卸货平台的缆桩要逐根敲击听音", "锈蚀过半的系船柱当天换掉"
    comparison = compared(f"{OWN[0]}{first}，{second}。", f"{second}，{first}。{OWN[1]}")
    (passage,) = comparison.passages
    assert said(comparison, passage) == [f"{first}，{second}", f"{second}，{first}"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("坚持把水利工作与农业生产同谋划、同部署、同考核", "坚持把水利工作和农业生产一起谋划、一起部署、一起考核"),
        ("同谋划、同部署、同考核", "一起谋划、一起部署、一起考核"),
        ("营造良好的政治生态", "营造风清气正的良好政治生态"),
    ],
)
def test_a_reworded_clause_is_found(compared: Compare, one: str, other: str) -> None:
    comparison = compared(f"{OWN[0]}{one}。", f"{other}。{OWN[1]}")
    (passage,) = comparison.passages
    assert said(comparison, passage) == [one, other]


@pytest.mark.parametrize("other", ["新建校车站牌17个", "校车每天走3趟山路"])
def test_clauses_that_share_a_word_or_two_are_no_rewordings(compared: Compare, other: str) -> None:
    assert compared("全县新开校车线路12条。", f"{other}。").passages == ()


def test_a_long_copy_is_verbatim_though_a_third_document_says_something_like_it(compared: Compare) -> None:
    copied = f"{COPIED}，换下的旧桩编号入库，每季度由港务站和船东一起清点一次"
    like = copied.replace("逐根敲击听音", "挨个看一遍").replace("当天换掉", "报上来").replace("每季度", "年底")
    comparison = compared(*(f"{own}{words}。" for own, words in zip(OWN, (copied, copied, like), strict=True)))
    verbatim = [p for p in comparison.passages if p.kind is Kind.VERBATIM]
    assert [said(comparison, p) for p in verbatim] == [[copied, copied]]
    assert any({o.document for o in p.occurrences} >= {0, 2} for p in comparison.passages)


def test_what_one_document_repeats_is_no_evidence_that_another_copied_it(compared: Compare) -> None:
    twice = "开展“访渔户、解难题、促开捕”专项行动"
    comparison = compared(f"{twice}。{OWN[0]}{twice}。", "深入开展交通治堵治乱治危专项行动。")
    shared = [p.kind for p in comparison.passages if p.documents == 2]
    assert not {Kind.NEAR, Kind.VERBATIM, Kind.TEMPLATE, Kind.LIST} & set(shared)


def test_a_repeat_inside_one_document_is_listed_but_not_shared(compared: Compare) -> None:
    comparison = compared(f"{COPIED}。{OWN[0]}{COPIED}。", OWN[1])
    (passage,) = comparison.passages
    assert passage.documents == 1
    assert comparison.rates[0].shared == 0


@given(TEXTS)
@settings(max_examples=60)
def test_every_common_run_of_eight_characters_is_covered(texts: list[str]) -> None:
    comparison = compare([document(text, f"{n}.txt") for n, text in enumerate(texts)])
    folded = [fold(text) for text in texts]
    for a, one in enumerate(folded):
        for b, other in enumerate(folded):
            marked = {
                at
                for p in comparison.passages
                if {a, b} <= {o.document for o in p.occurrences}
                for o in p.occurrences
                if o.document == a
                for at in range(o.start, o.end)
            }
            for start in range(len(one) - 7):
                run = one.text[start : start + 8]
                if a != b and BREAK not in run and run in other.text:
                    assert marked.issuperset(one.origin[start : start + 8].tolist())


@given(TEXTS)
@settings(max_examples=60)
def test_places_map_back_to_the_words_that_are_shared(texts: list[str]) -> None:
    comparison = compare([document(text, f"{n}.txt") for n, text in enumerate(texts)])
    for passage in comparison.passages:
        wordings: dict[int, set[str]] = {}
        for o in passage.occurrences:
            assert 0 <= o.start < o.end <= len(texts[o.document])
            wordings.setdefault(o.wording, set()).add(comparable(texts[o.document][o.start : o.end]))
        assert {len(words) for words in wordings.values()} == {1}
        assert len(set().union(*wordings.values())) == len(wordings)


@given(TEXTS)
@settings(max_examples=40)
def test_an_unrelated_document_changes_no_pair(texts: list[str]) -> None:
    documents = [document(text, f"{n}.txt") for n, text in enumerate(texts)]
    alone, beside = (
        compare(documents),
        compare([*documents, document("Ships sail at dawn, gulls follow them.", "z.txt")]),
    )
    numbers = list(range(len(texts)))
    assert found(alone, numbers) == found(beside, [*numbers, len(texts)])
    assert alone.rates == beside.rates[: len(texts)]
    assert list(alone.pairs) == [pair for pair in beside.pairs if pair.b < len(texts)]


@given(TEXTS)
@settings(max_examples=20)
def test_the_same_input_gives_the_same_bytes(texts: list[str]) -> None:
    once, again = (as_json(compare([document(text, f"{n}.txt") for n, text in enumerate(texts)]), "zh") for _ in "12")
    assert once == again


@given(TEXTS, st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_permuting_the_documents_changes_only_their_numbers(texts: list[str], random: object) -> None:
    assume(len(texts) > 1)
    order = list(range(len(texts)))
    random.shuffle(order)  # type: ignore[attr-defined]
    straight = compare([document(text, f"{n}.txt") for n, text in enumerate(texts)])
    mixed = compare([document(texts[n], f"{n}.txt") for n in order])
    assert found(straight, list(range(len(texts)))) == found(mixed, order)
    assert [straight.rates[n] for n in order] == list(mixed.rates)


@pytest.mark.parametrize(
    "texts",
    [
        [
            "老街留下骑楼，先立后破，河工队上堤，先立后破",
            "老街留下骑楼，先立后破，河工队上堤，老街留下骑楼，河工队上堤",
            "老街留下骑楼，河工队上堤，先立后破",
        ],
        [
            "河工队上堤，先立后破，老街留下骑楼",
            "河工队上堤，老街留下骑楼，稳扎稳打，先立后破，河工队上堤，老街留下骑楼",
            "老街留下骑楼，先立后破，老街留下骑楼",
        ],
        [
            "先立后破，河工队上堤，先立后破，老街留下骑楼，河工队上堤",
            "河工队上堤，河工队上堤，先立后破，河工队上堤",
            "先立后破，河工队上堤，先立后破，老街留下骑楼，河工队上堤",
        ],
    ],
    ids=[
        "which repeat joins a reworded passage",
        "the rule compares with what most say",
        "equal documents have the same places",
    ],
)
def test_no_order_of_three_documents_changes_a_passage(texts: list[str]) -> None:
    orders = [list(order) for order in permutations(range(3))]
    results = [found(compare([document(texts[n], f"{n}.txt") for n in order]), order) for order in orders]
    assert all(result == results[0] for result in results)


def test_what_is_retold_does_not_hang_on_the_order_of_the_documents() -> None:
    texts = ["先立后破，稳扎稳打，稳扎稳打", "稳扎稳打，先立后破，先立后破"]
    straight, mixed = (
        compare([document(text, f"{n}.txt") for n, text in enumerate(each)]) for each in (texts, texts[::-1])
    )
    assert found(straight, [0, 1]) == found(mixed, [1, 0])


def found(comparison: Comparison, order: list[int]) -> set[tuple[str, Kind, frozenset[tuple[int, int, int]]]]:
    return {
        (p.id, p.kind, frozenset((order[o.document], o.start, o.end) for o in p.occurrences))
        for p in comparison.passages
    }


@given(TEXTS, st.sampled_from([("，", ", "), ("，", "，\u200b"), ("3", "３"), ("“两个维护”", "「两个维护」")]))
@settings(max_examples=60)
def test_noise_changes_nothing_that_is_found(texts: list[str], noise: tuple[str, str]) -> None:
    plain = compare([document(text, f"{n}.txt") for n, text in enumerate(texts)])
    noisy = compare([document(text.replace(*noise), f"{n}.txt") for n, text in enumerate(texts)])
    assert {(p.id, p.kind) for p in plain.passages} == {(p.id, p.kind) for p in noisy.passages}


@given(st.lists(st.sampled_from(CLAUSES), min_size=2, max_size=10).map("，".join))
@settings(max_examples=40)
def test_a_document_is_wholly_shared_with_itself(text: str) -> None:
    one, other = compare([document(text), document(text)]).rates
    assert (one.shared, one.compared) == (one.compared, other.compared)


@given(TEXTS)
@settings(max_examples=60)
def test_shared_and_unique_make_up_what_was_compared(texts: list[str]) -> None:
    comparison = compare([document(text, f"{n}.txt") for n, text in enumerate(texts)])
    for rates in comparison.rates:
        assert sum(rates.kinds.values()) == rates.shared <= rates.compared
        assert rates.unique == rates.compared - rates.shared
    for unique in comparison.unique:
        for passage in comparison.passages:
            others = {o.document for o in passage.occurrences} - {unique.document}
            for o in passage.occurrences:
                if o.document == unique.document and others:
                    assert not o.span.overlap(unique.span)


@pytest.mark.parametrize("text", ["", "党", "\n\n", "。。。", "*" * 50])
def test_texts_with_next_to_nothing_in_them_are_compared(compared: Compare, text: str) -> None:
    assert compared(text, COPIED).passages == ()
    twice = compared(text, text)
    assert (twice.passages, twice.unique) == ((), ())
    assert [rates.shared for rates in twice.rates] == [0, 0]


def test_a_run_repeated_inside_one_word_is_no_passage(compared: Compare) -> None:
    assert compared("supernationalnationalnationality，甲", "乙").passages == ()


def test_copies_of_one_file_share_each_sentence_once() -> None:
    text = "。".join([COPIED, *(own.rstrip("。") for own in OWN)])
    comparison = compare([document(text, f"{n}.txt") for n in range(60)])
    assert {p.documents for p in comparison.passages} == {60}
    assert {rates.gross for rates in comparison.rates} == {1.0}


@pytest.mark.parametrize(("first", "second"), [("同志们" * 20_000, COPIED), ("同志们，" * 5_000, "同志们，" * 5_000)])
def test_one_word_said_on_and_on_is_compared_in_bounded_time(first: str, second: str) -> None:
    texts = [Prepared(document(first, "a.txt")), Prepared(document(second, "b.txt"))]
    assert len(shared_places(texts, Settings())) <= 2


def test_sentences_that_changed_places_are_two_passages_but_clauses_are_one(compared: Compare) -> None:
    one, other = COPIED, "汛前把十二座泵站的柴油机逐台点火试车，起动不了的连夜拆检"
    comparison = compared(f"{OWN[0]}{one}。{other}。", f"{OWN[1]}{other}。{one}。")
    assert {tuple(said(comparison, p)) for p in comparison.passages} == {(one, one), (other, other)}
    comparison = compared(f"{OWN[0]}{one}，{other}。", f"{OWN[1]}{other}，{one}。")
    (passage,) = comparison.passages
    assert said(comparison, passage) == [f"{one}，{other}", f"{other}，{one}"]


def test_a_copied_text_without_a_break_comes_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage, "_UNBROKEN", 500)
    text = "".join(chr(0x4E00 + 37 * number % 6000) for number in range(3000))
    changed = "".join("改" if number % 90 == 89 else character for number, character in enumerate(text))
    found = shared_places([Prepared(document(text)), Prepared(document(changed))], Settings())

    lengths = [ours.end - ours.start for ours, _ in found]
    assert max(lengths) < 700
    assert sum(lengths) >= 2900


def test_one_line_on_and_on_is_compared_in_bounded_steps(compared: Compare) -> None:
    lines = "全市上下要狠抓落实，久久为功。\n" * 120
    comparison = compared(lines, lines.replace("功", "攻", 1))
    assert all(rates.shared >= 0.99 * rates.compared for rates in comparison.rates)
    assert len(comparison.links) <= 32 * max(len(document.sections) for document in comparison.documents)
