"""How a section speaks: whether it demands, finds fault, reports what was done, or announces what follows.

The review of last year and the task for this one use the same words for the same work; their manner tells them apart,
where a heading or a first sentence (`app.document.functions`) says nothing.
"""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt

from app.comparison.prepared import Prepared

_FAULT = re.compile(
    r"不[够足强高严实深力]|不到位|不平衡|缺乏|缺少|差距|薄弱|短板|[弱淡虚]化|存在.{0,6}问题|有的|个别|少数|滞后|流于"
    r"|一些(?:地方|单位|干部|党员|同志)"
)
_DEMAND = re.compile(
    r"^.{0,12}?(?:要|必须|应当?|务必|确保|坚决|不得|不断|切实)"
    r"|^(?:加[强快大]|强化|推[动进]|坚持|完善|健全|深化|落实|抓好|提[升高]|构建|牢固|严格|引导|督促|压实)"
)
_ANNOUNCEMENT = re.compile(r"下面|[讲谈提](?:几|[一二两三四五六七八九十])[点个]|供大家|意见|今天|这次会议")
_REPORT = re.compile(
    r"了|取得|得到|明显|更加|圆满|荣获|\d|全年|去年|过去|以来|先后|累计|持续|成效|进一步[^加推]|增强|夯实"
)
_MANNERS = (_FAULT, _DEMAND, _ANNOUNCEMENT, _REPORT)
"""In this order: a clause speaks in the first manner that fits."""
_NONE = len(_MANNERS)

_FEWEST = 3
"""A section of fewer clauses is measured as if it had so many: one clause is no manner."""


def manners(text: Prepared) -> npt.NDArray[np.float64]:
    """Give for each section (a row) the share of its clauses in each of four manners."""
    folded = text.folded.text
    spoken = [_NONE, *(_manner(folded[clause.start : clause.end]) for clause in text.clauses)]
    until = np.eye(_NONE + 1)[spoken, :_NONE].cumsum(axis=0)
    spans = [section.span for section in text.document.sections]
    bounds = np.array([(text.folded.index(s.start), text.folded.index(s.end)) for s in spans]).reshape(-1, 2)
    first, last = np.searchsorted([clause.start for clause in text.clauses], bounds.T)
    shares: npt.NDArray[np.float64] = (until[last] - until[first]) / np.maximum(last - first, _FEWEST)[:, None]
    return shares


def _manner(clause: str) -> int:
    """The number of the manner in which a clause speaks."""
    for number, sign in enumerate(_MANNERS):
        if sign.search(clause):
            return number
    return _NONE
