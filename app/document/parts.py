"""The parts around the body: title, speaker, recipient, salutation in front; closing, signature, date … behind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.document.bylines import DATE, goes_on, names_occasion, names_officer, under_title
from app.document.headings import LONGEST_LINE, Opener
from app.document.marks import content_start
from app.document.model import Block, BlockKind, Document, SectionKind

_FRONT_LINES = 12
_BACK_LINES = 12

_PEOPLE = r"(?:同志们|同志|朋友们|代表们?|委员们?|领导|来宾|嘉宾|同事们?|老师们?|同学们?|战友们|先生们|女士们|大家好)"
_SALUTATION = re.compile(rf"(?:尊敬的|亲爱的)?(?:各位[^，。；：:]{{0,12}}、?)*[^，。；：:]{{0,12}}?{_PEOPLE}[：:！!]?")
_ENGLISH = re.compile(
    r"(?:Dear|Distinguished|Honou?red|Honou?rable|Your Excellenc(?:y|ies)|My fellow|Mr|Madam|Ladies and"
    r"|Friends|Colleagues)\b\.?[^.!?]{0,120}[,:!]"
)
_GLUED = re.compile(rf"(?:尊敬的)?(?:各位{_PEOPLE}[、，]?){{0,3}}{_PEOPLE}[，：:！!]")
_RECIPIENT = re.compile(r"[^。；！？]{2,120}[：:]")
_OFFICES = re.compile(r"各|政府|委员会|党委|党组|单位|部门|机构|公司|厅|局|院|办")
_ADOPTED = re.compile(rf"[（(]?{DATE}.*(?:通过|公布|发布|批准|修订|修正|印发|施行|实施)[^。]*")
_DATE_LINE = re.compile(rf"[（(]?{DATE}[）)]?")
_CLOSING = re.compile(
    r"(?:同志们|各位(?:代表|领导|同志|委员|来宾)|朋友们)[，,！!：:；]|让我们|我就讲|我的(?:讲话|发言|报告)|谢谢"
    r"|以上(?:就是|报告|汇报)|今天就讲|最后，(?:让|祝|预祝|我)|Thank you"
)
_ATTACHED = re.compile(
    r"附(?:件|录|表)\s*[\d０-９一二三四五六七八九十A-Z]{0,3}(?:[：:]\s*)?|附(?:件|录)?\s*\d*[：:]?\s*(?:相关|有关)?(?:名词|用语|术语)(?:解释|注解|说明)"
)
"""The line above an attachment itself."""
_SHORT = frozenset({SectionKind.SIGNATURE, SectionKind.DATE})
_LONGEST_NOTE = 30
"""Characters of a note under a date (此件公开发布); what is longer is text."""
_LISTED_WITHIN = 8
"""Lines from the list of what is attached to the date under the paper."""
_ATTACHMENT = re.compile(r"附(?:件|录|表|图)?\s*\d*\s*[：:]|附(?:件|录)\s*[\d一二三四五六七八九十]*$")
_IMPRINT = re.compile(r"(?:抄送|主送|报送|分送)[：:]|.{2,40}(?:印发|印)$")


@dataclass(frozen=True, slots=True)
class Part:
    """A part around the body: from its first to its last line, or, glued to the body, to the body's first word."""

    kind: SectionKind
    start: int
    end: int


def front_parts(document: Document, opened: Sequence[Opener]) -> list[Part]:
    """Give the parts in front of the first words of the body, in order."""
    all_lines = [b for b in _lines(document) if not _note(document, b)]
    top = all_lines[0].start if all_lines else 0
    # A heading without a number on the very first line may be the title.
    headings = (o.start for o in opened if not o.inline and (o.label or (o.own_line and o.start > top)))
    first = min(headings, default=document.body_end)
    lines = [b for b in all_lines if b.start < first][:_FRONT_LINES]
    words = [_words(document, block) for block in lines]
    greeting = next((i for i, line in enumerate(words) if _greets(line) or _GLUED.match(line)), None)
    if greeting is None:
        greeting = next(
            (i for i, line in enumerate(words[:4]) if i and _RECIPIENT.fullmatch(line) and _OFFICES.search(line)), None
        )
    above = greeting if greeting is not None else _lines_of_title(document, lines, words)
    parts = _title_and_speaker(lines[:above], words[:above])
    if greeting is not None:
        parts.append(_greeting(document, lines[greeting], words[greeting]))
    return parts


def _title_and_speaker(lines: Sequence[Block], words: Sequence[str]) -> list[Part]:
    parts: list[Part] = []
    words = [line.replace("**", "") for line in words]  # Markdown inside a line: 市长  **罗　强
    for block, line, following in zip(lines, words, [*words[1:], ""], strict=False):
        _add(parts, _front_kind(line, following, [part.kind for part in parts]), block)
    return parts


def _front_kind(line: str, following: str, before: Sequence[SectionKind]) -> SectionKind:
    """Tell a line of the title from one that says who spoke, when and where; `before` are the parts above it."""
    if (before or line.startswith(("（", "("))) and _ADOPTED.fullmatch(line):
        return SectionKind.DATE
    if names_occasion(line, following) or names_officer(line):
        return SectionKind.SPEAKER
    if SectionKind.TITLE in before:
        speaks = before[-1] is SectionKind.SPEAKER or under_title(line, following)
    else:
        speaks = before[-1:] == [SectionKind.SPEAKER] and goes_on(line)
    return SectionKind.SPEAKER if speaks else SectionKind.TITLE


def _add(parts: list[Part], kind: SectionKind, block: Block) -> None:
    """Put a line to the last part, or begin a new one with it."""
    if parts and parts[-1].kind is kind:
        parts[-1] = Part(kind, parts[-1].start, block.end)
    else:
        parts.append(Part(kind, block.start, block.end))


def _lines_of_title(document: Document, lines: Sequence[Block], words: Sequence[str]) -> int:
    """How many lines stand above the body where nobody is addressed: short ones without an end mark."""
    count = 0
    for block, line in zip(lines, words, strict=True):
        declared = block.outline_level is not None and (count or not _is_alone(document, block))
        if len(line) > LONGEST_LINE or line.endswith(("。", "；", "：", "，", "！")) or declared:
            break
        count += 1
    # In a text of short lines only the first alone is the title, and one single line is the text itself.
    total = len(_lines(document))
    return count if count < total else int(total > 1)


def _is_alone(document: Document, block: Block) -> bool:
    """Whether no other line is declared a heading of this level: then it heads the whole."""
    return not any(
        other.outline_level == block.outline_level
        for other in _lines(document)
        if other is not block and not other.contents
    )


def _greets(line: str) -> bool:
    return bool(_SALUTATION.fullmatch(line) or _ENGLISH.fullmatch(line))


def _greeting(document: Document, block: Block, line: str) -> Part:
    if _greets(line):
        return Part(SectionKind.SALUTATION, block.start, block.end)
    glued = _GLUED.match(line)
    if glued is None:
        return Part(SectionKind.RECIPIENT, block.start, block.end)
    return Part(SectionKind.SALUTATION, block.start, content_start(document, block) + glued.end())


def back_parts(document: Document, opened: Sequence[Opener], body_start: int) -> list[Part]:
    """Give the parts behind the last words of the body, in order."""
    lines = [block for block in _lines(document) if block.start >= body_start]
    words = [_words(document, block) for block in lines]
    listed, attached = _attachments(words)
    # What is numbered among attachments says nothing of where the body ends.
    end = lines[listed].start if listed < len(lines) else document.body_end
    last = max((document.blocks[opener.block].end for opener in opened if opener.start < end), default=body_start)
    begin = next((i for i, block in enumerate(lines) if block.start >= last), len(lines))
    # What stands right below a heading is its text, however it addresses those who listen.
    below = begin if any(o.own_line and document.blocks[o.block].end == last for o in opened) else None
    begin = max(begin, listed - _BACK_LINES)
    parts: list[Part] = []
    for i, (block, line) in enumerate(zip(lines, words, strict=True)):
        if i < begin:
            continue
        kinds = [part.kind for part in parts]
        kind = _back_kind(line, words[i + 1] if i + 1 < len(words) else "", kinds, attached=i >= attached)
        if i >= attached and _ATTACHED.fullmatch(line):
            parts.append(Part(SectionKind.ATTACHMENT, block.start, block.end))
        elif kind is not None and not (kind is SectionKind.CLOSING and i == below):
            _add(parts, kind, block)
        elif parts and i < attached and parts[-1].kind in _SHORT and _is_text(line):
            parts.clear()  # a date above the text
        elif parts:
            parts[-1] = Part(parts[-1].kind, parts[-1].start, block.end)
    return parts


def _is_text(line: str) -> bool:
    return len(line) > _LONGEST_NOTE and line.endswith(("。", "！", "：", "；", "."))


def _attachments(words: Sequence[str]) -> tuple[int, int]:
    """Give the line that lists what is attached (附件：1.清单) and the line that the first attachment begins with.

    Each is the number of lines where there is none; the list never stands behind the attachments. An attachment needs
    a text before it: a file that begins with 附件1 is one itself.
    """
    total = len(words)
    first = next((i for i, line in enumerate(words) if line.endswith(("。", "！"))), total)
    attached = next((i for i in range(first + 1, total - 1) if _ATTACHED.fullmatch(words[i])), total)
    for i in range(first + 1, attached):
        if _ATTACHMENT.match(words[i]) and any(_DATE_LINE.fullmatch(w) for w in words[i + 1 : i + 1 + _LISTED_WITHIN]):
            return i, attached
    return attached, attached


def _back_kind(line: str, following: str, before: Sequence[SectionKind], *, attached: bool) -> SectionKind | None:
    if attached:
        return SectionKind.IMPRINT if _IMPRINT.match(line) and not _ATTACHMENT.match(line) else None
    if SectionKind.IMPRINT in before:
        return None
    if _ATTACHMENT.match(line):
        return SectionKind.ATTACHMENT
    if _DATE_LINE.fullmatch(line):
        return SectionKind.DATE
    if len(line) <= 30 and not re.search(r"[，。；！？]", line) and _DATE_LINE.fullmatch(following):
        return SectionKind.SIGNATURE
    if _IMPRINT.match(line):
        return SectionKind.IMPRINT
    if _CLOSING.match(line) and not before:
        return SectionKind.CLOSING
    return None


def _lines(document: Document) -> list[Block]:
    return [
        block
        for block in document.blocks
        if block.kind is BlockKind.PARAGRAPH
        and not block.contents
        and block.start < document.body_end
        and any(c.isalnum() for c in document.text[block.start : block.end])
    ]


def _note(document: Document, block: Block) -> bool:
    """Whether a line of Markdown is a note beside the text: a remark that nobody sees, or a quotation."""
    return document.format == "md" and document.text.startswith(("<!--", ">"), block.start)


def _words(document: Document, block: Block) -> str:
    return document.text[content_start(document, block) : block.end].rstrip().rstrip("*_")
