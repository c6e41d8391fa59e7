"""What a stretch of a speech is there for, told from the words of its heading or its first sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.document.model import SectionFunction, SectionKind

FIRST_WORDS = 80
"""Characters at the head of a section without a heading that its function is told from."""

_BY_KIND: Mapping[SectionKind, SectionFunction] = {
    SectionKind.PREAMBLE: SectionFunction.OPENING,
    SectionKind.CLOSING: SectionFunction.CLOSING,
}
_SIGNS: Mapping[SectionFunction, re.Pattern[str]] = {
    SectionFunction.PROBLEMS: re.compile(
        r"存在(?:的|一些)?(?:问题|不足|差距)|(?:问题|不足|差距|短板)(?:和|与|仍|还|依然)"
        r"|清醒[地的]?(?:认识|看到)|薄弱环节"
    ),
    SectionFunction.REVIEW: re.compile(
        r"回顾|过去(?:的)?[一五]年|一年来|去年以来|工作(?:情况|成效|成绩)|总结经验|主要有以下几个特点"
        r"|取得了?(?:新|显著|明显|积极)?(?:的)?成[效绩]"
    ),
    SectionFunction.SITUATION: re.compile(
        r"(?:认清|分析|把握|面临的?)(?:当前)?(?:的)?(?:形势|挑战)|形势(?:依然|仍然|严峻)|重要(?:性|意义)"
        r"|提高(?:政治站位|思想认识)"
    ),
    SectionFunction.TASKS: re.compile(
        r"^(?:要|坚持|着力|全面|加强|强化|进一步|切实|大力|扎实|深入|持续|严格|压[紧实]|狠抓|突出|落实|推[进动]|硬化|认真)"
        r"|任务|举措|落到实处|工作(?:安排|重点|部署)|狠抓落实"
    ),
}
"""The signs of each function; the first in order that fits decides."""


def function_of(kind: SectionKind, words: str) -> SectionFunction | None:
    """Give the function of a section of this kind whose heading or first sentence is `words`, or None."""
    if kind in _BY_KIND:
        return _BY_KIND[kind]
    if kind not in {SectionKind.SECTION, SectionKind.BODY, SectionKind.ITEM}:
        return None
    return next((function for function, sign in _SIGNS.items() if sign.search(words)), None)
