"""What a text holds that nobody sees or that is not what it seems: it may keep passages from being found.

Characters of scripts that need zero-width and bidi controls, emoji, and whole words of another script are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from app.comparison.model import Finding, FindingKind, Place
from app.document.model import Concealment, Document
from app.language.disguise import compatibility_characters, look_alikes, private_characters, unseen_characters
from app.language.spans import Span
from app.messages import Message, message

_CONCEALED: Mapping[Concealment, str] = {
    Concealment.COLOUR: "finding.colour",
    Concealment.SIZE: "finding.tiny",
    Concealment.HIDDEN: "finding.vanished",
}
_EXAMPLES = 5
"""Different characters that a finding shows."""


def hidden_things(number: int, document: Document) -> Iterator[Finding]:
    """Give a finding for each sort of hidden thing in document `number`, with all its places."""
    text = document.text

    def found(spans: Iterable[Span], why: Message) -> Finding:
        return Finding(FindingKind.HIDDEN_TEXT, tuple(Place(number, span) for span in spans), why)

    if unseen := unseen_characters(text):
        yield found(unseen, message("finding.hidden_text", count=_count(unseen)))
    if private := private_characters(text):
        yield found(private, message("finding.private_use", count=_count(private)))
    for spans, code in (
        (look_alikes(text), "finding.look_alike"),
        (compatibility_characters(text), "finding.compatibility"),
    ):
        if spans:
            yield found(spans, message(code, count=_count(spans), examples=_examples(text, spans)))
    for how, code in _CONCEALED.items():
        if concealed := [place.span for place in document.concealed if place.how is how]:
            words = sum(len(re.sub(r"\s", "", text[span.start : span.end])) for span in concealed)
            yield found(concealed, message(code, count=words))


def _count(spans: Sequence[Span]) -> int:
    return sum(map(len, spans))


def _examples(text: str, spans: Iterable[Span]) -> str:
    characters = dict.fromkeys(character for span in spans for character in text[span.start : span.end])
    return " ".join(f"{c} U+{ord(c):04X}" for c in list(characters)[:_EXAMPLES])
