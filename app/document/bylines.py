"""Lines that say who spoke, when and where; they stand under the title, or first where a text comes without its title.

政府工作报告
——2024年1月23日在云泽市第十四届人民代表大会第二次会议上
云泽市市长　罗　强
"""

from __future__ import annotations

import re

from app.language.lexicon import NO_PEOPLE, SURNAMES, TITLES

DATE = r"(?:[〇○零一二三四五六七八九十\d]{2,4}|[Xx×*]+)年.{1,4}月(?:.{1,4}日)?"

_GENRE = re.compile(
    r".*(?:讲话|发言|报告|意见|致辞|致词|讲稿|演讲|党课|汇报|通知|通报|决定|方案|规划|计划|总结|要点|说明|公报|纪要|建议|提纲"
    r"|主持词|倡议书|公开信)(?:[（(][^（）()]{1,12}[）)])?"
)
"""What a paper is: a line that ends in it is a title, or the second line of one (——在全市安全生产工作会议上的讲话)."""

_OFFICE = (
    rf"(?:{TITLES}|[盟旗司署行会市县区镇]长|董事长|理事长|秘书长|参谋长|委员|常委|代表|理事|监事|经理|专员|参事"
    "|顾问|记者)"
)
_SPACE = r"[\s\u3000]*"
_HAN = r"[\u4e00-\u9fff]"
_MASK = r"[*＊×✕Xx]{1,3}"
_KNOWN = rf"[{SURNAMES}](?:{_SPACE}{_HAN}(?:{_SPACE}{_HAN})?|{_MASK})"
"""A name that its surname tells: 罗强, 罗　强, 罗 志 强."""
_NAME = rf"(?:{_HAN}(?:{_SPACE}{_HAN}){{1,3}}|{_HAN}{{2,8}}·{_HAN}{{2,8}}|{_MASK})"
"""A name that an office before it tells: 洛桑江村 and 雪克来提·扎克尔 too."""
_PERSON = rf".{{0,30}}{_OFFICE}(?:[\s\u3000：:]+{_NAME}|{_KNOWN})"
_IN_OFFICE = re.compile(_PERSON)
_WITH_SPACE = re.compile(rf"(?:.{{0,30}}[\s\u3000]+)?(?P<name>{_KNOWN})")
_SAID_BY = re.compile(
    rf"(?:文|作者|撰文|执笔人?|主讲人?|主持人?|(?:讲话|发言|报告|汇报|宣讲|演讲|述职)人?){_SPACE}[|｜/／：:]{_SPACE}.{{2,20}}"
)
_OFFICE_FIRST = re.compile(rf".{{0,30}}{_OFFICE}{_HAN}{{0,4}}")

_DASH = r"[—―─－–-]+"
_BRACKETED = re.compile(r"[（(][^（）()]{2,40}[）)]")
_DAY = re.compile(rf"[（(]?{DATE}[）)]?")
_DAY_BEHIND = re.compile(rf"[\s\u3000]*[（(]?{DATE}[）)]?$")
_OCCASION = re.compile(
    rf"[（(]?(?:{_DASH}{_SPACE}(?:{DATE})?|{DATE}){_SPACE}[^。；！？]{{0,60}}(?:上|会议|大会|会议通过)[）)]?{_SPACE}(?:{_PERSON})?"
)
"""A day or a dash, and a meeting; some papers have the speaker behind it in the same line."""
_PLACE = re.compile(rf"在[^，。；！？]{{2,60}}上{_SPACE}(?:{_PERSON})?")
_MEETING = re.compile(rf"在[^，。；！？]{{2,60}}(?:会议|大会)上{_SPACE}(?:{_PERSON})?")
_BEGUN = re.compile(rf"[（(]?(?:{_DASH}{_SPACE})?(?:{DATE}){_SPACE}在[^，。；！？]{{2,60}}")
"""An occasion that goes on in the next line."""
_LONGEST_NAME = 4
_NO_PEOPLE = tuple(NO_PEOPLE.split("|"))


def is_title(line: str) -> bool:
    """Whether a line ends in the word for what the paper is, as a title does and a speaker's line never."""
    return bool(_GENRE.fullmatch(line))


def names_occasion(line: str, following: str = "") -> bool:
    """Whether a line says when and where was spoken by itself; `following` is the line below, which may end either."""
    if is_title(line) or _is_cut(line, following):
        return False
    if any(sign.fullmatch(line) for sign in (_OCCASION, _DAY, _MEETING)):
        return True
    return bool(_BEGUN.fullmatch(line)) and following.endswith(("上", "会议", "大会")) and not is_title(following)


def names_officer(line: str) -> bool:
    """Whether a line is an office with a name behind it, a day perhaps behind both, or says who is the author."""
    return not is_title(line) and any(s.fullmatch(_DAY_BEHIND.sub("", line)) for s in (_IN_OFFICE, _SAID_BY))


def under_title(line: str, following: str = "") -> bool:
    """Whether a line that stands under a title says who spoke, when or where: a name alone, a dash, brackets too."""
    if is_title(line) or _is_cut(line, following):
        return False
    if line.startswith(("——", "――", "──")) or _BRACKETED.fullmatch(line):
        return True
    rest = _DAY_BEHIND.sub("", line)
    named = _WITH_SPACE.fullmatch(rest)
    return bool(_PLACE.fullmatch(rest)) or (named is not None and not named["name"].startswith(_NO_PEOPLE))


def goes_on(line: str) -> bool:
    """Whether a line goes on what a speaker's line above it says: the end of an occasion, an office, a name."""
    if is_title(line):
        return False
    short = len("".join(line.split())) <= _LONGEST_NAME
    return short or under_title(line) or bool(_OFFICE_FIRST.fullmatch(line)) or line.endswith(("会议上", "大会上"))


def _is_cut(line: str, following: str) -> bool:
    """Whether a title goes on in the next line: 在全市安全生产工作会议上, then 的讲话."""
    return is_title(following) and (line.endswith("的") or following.startswith("的"))
