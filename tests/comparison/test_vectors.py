"""What sections say is numbered alike however it is cut."""

from __future__ import annotations

from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from app.comparison import vectors
from app.language.words import words

headings = st.lists(st.text(st.sampled_from("全面从严治党工作会议一、A1b（）\r\n "), max_size=12), max_size=8)


@given(st.lists(headings, max_size=3))
def test_headings_have_the_words_that_each_has_alone(documents: list[list[str]]) -> None:
    texts = [
        SimpleNamespace(document=SimpleNamespace(sections=[SimpleNamespace(heading=h) for h in of])) for of in documents
    ]
    known = vectors._Words()
    for heading, numbers in vectors._of_headings(texts, known).items():
        alone = [known[word] for word in words(heading)]
        assert [number for number in numbers if number] == [number for number in alone if number]
