"""What becomes of plain paragraphs, written as text: one piece of XML for each, parsed for all at once."""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from lxml import etree
from lxml.etree import _Element as Element

from app.comparison.edit_script import Step
from app.export.redline_acts import Act
from app.export.redline_bring import Bring
from app.export.redline_plain import Item, Plain, Written, as_written
from app.export.redline_revisions import Revisions
from app.export.redline_stories import Stories
from app.export.redline_write import put_behind
from app.export.wordml import new

_PRESERVE = ' xml:space="preserve"'
_DECLARATION = re.compile(r'\sxmlns:[^\s=]+="[^"]*"')


class _Made(NamedTuple):
    """A new paragraph: its properties and what stands in it, as they are written."""

    properties: str
    content: str

    def written(self, before: str = "") -> str:
        return f"<w:p>{self.properties}{before}{self.content}</w:p>"


class _Come(NamedTuple):
    """What comes into a paragraph: behind so many pieces of its content (None: nothing is before), before others."""

    acts: Sequence[Act]
    behind: int | None
    before: int


class PlainWriter:
    """Writes tracked changes into plain paragraphs of one part, as `Writer` does into any; what it writes is text."""

    def __init__(
        self, revisions: Revisions, bring: Bring, old: Stories, new: Stories, ours: Written, theirs: Written
    ) -> None:
        self._revisions, self._bring = revisions, bring
        self._old, self._new = old, new
        self._ours, self._theirs = ours, theirs
        self._plain: dict[Element, Plain] = {}
        self._understood: dict[str, bool] = {"": True}
        self._brought: dict[str, str] = {"": ""}

    def takes(self, ours: Sequence[Element], theirs: Sequence[Element]) -> bool:
        """Say whether paragraphs that stand for each other are plain, and the new ones' names mean the same here."""
        return all(self._is_plain(p, self._old, self._ours) for p in ours) and all(
            self._is_plain(p, self._new, self._theirs) and self._is_understood(self._plain[p]) for p in theirs
        )

    def _is_plain(self, paragraph: Element, stories: Stories, written: Written) -> bool:
        block = stories.blocks[paragraph]
        plain = written.plain(paragraph, stories.text[block.start : block.end])
        if plain is not None:
            self._plain[paragraph] = plain
        return plain is not None

    def _is_understood(self, plain: Plain) -> bool:
        for written in (plain.properties, *[item.look for item in plain.items]):
            if written not in self._understood:
                self._understood[written] = self._theirs.means_the_same(self._ours, written)
            if not self._understood[written]:
                return False
        return True

    def write(self, acts: Sequence[Act]) -> tuple[list[tuple[Element, list[str]]], list[str]]:
        """Write paragraphs: for each old one what stands in its place, itself the last; and what comes behind all."""
        places: list[tuple[Element, list[str]]] = []
        done = 0
        for n, act in enumerate(acts):
            if act.mark and act.step is not Step.INSERT:
                places.append((act.paragraph, self._paragraph(act, acts[done:n])))
                done = n + 1
        return places, [made.written() for made in self._new_paragraphs(acts[done:])[0]]

    def _paragraph(self, mark: Act, acts: Sequence[Act]) -> list[str]:
        """Write what becomes of one paragraph, and what comes before it or within it."""
        plain = self._plain[mark.paragraph]
        pieces, places = self._content(plain, self._old.blocks[mark.paragraph].start, acts)
        made: list[str] = []
        line: list[str] = []
        done = 0
        for come in places:
            paragraphs, tail = self._new_paragraphs(come.acts)
            if come.behind is not None:
                line += pieces[done : come.behind]
                done = come.behind
                if paragraphs:  # the first one takes what stands before
                    made.append(paragraphs.pop(0).written("".join(line)))
                    line = pieces[done : come.before]
                    done = come.before
            else:
                line += pieces[done : come.before]
                done = come.before
            made += [paragraph.written() for paragraph in paragraphs]
            line.append(tail)
        properties = plain.properties
        if mark.step is Step.DELETE:
            properties = _marked(properties, self._revisions.written("del"))
        return [*made, f"{plain.opening}>{properties}{''.join([*line, *pieces[done:]])}</w:p>"]

    def _content(self, plain: Plain, at: int, acts: Sequence[Act]) -> tuple[list[str], list[_Come]]:
        """Write what stays and goes of a paragraph, whose text begins at `at`; say where in it what is to come."""
        pieces: list[str] = []
        places: list[_Come] = []
        come: list[Act] = []
        behind = None
        cutter = _Cutter(plain.items, at)
        for act in acts:
            if act.step is Step.INSERT:
                come.append(act)
                continue
            if come:
                pieces += cutter.silent()
                places.append(_Come(come, behind, len(pieces)))
                come = []
            if act.step is Step.KEEP:
                pieces += cutter.cut(act.end, "t")
            else:
                pieces += self._deletion(cutter.cut(act.end, "delText"), act.start)
            behind = len(pieces)
        pieces += cutter.silent()
        if come:
            places.append(_Come(come, behind, len(pieces)))
        return pieces, places

    def _deletion(self, pieces: Sequence[str], at: int) -> list[str]:
        """Write runs that go, those side by side in one change; what stands between them stays."""
        if len(pieces) == 1:
            return [self._revisions.written("del", pieces[0], at)]
        found: list[str] = []
        for goes, group in groupby(pieces, key=_is_run):
            together = "".join(group)
            found.append(self._revisions.written("del", together, at) if goes else together)
        return found

    def _new_paragraphs(self, acts: Sequence[Act]) -> tuple[list[_Made], str]:
        """Give the paragraphs that acts insert, and the text behind their last mark."""
        made: list[_Made] = []
        line: list[Act] = []
        for act in acts:
            if act.mark:
                properties = self._bring_written(self._plain[act.paragraph].properties)
                content = self._insertion(line)
                made.append(_Made(_marked(properties, self._revisions.written("ins")), content))
                line = []
            else:
                line.append(act)
        return made, self._insertion(line)

    def _insertion(self, acts: Sequence[Act]) -> str:
        if not acts:
            return ""
        return self._revisions.written("ins", "".join([self._runs(act) for act in acts]), acts[0].start)

    def _runs(self, act: Act) -> str:
        """Give the runs of a new paragraph that hold some of its text."""
        runs = ""
        end = self._new.blocks[act.paragraph].start
        for item in self._plain[act.paragraph].items:
            start, end = end, end + len(item.letters)
            if end > act.start and start < act.end and item.letters:
                text = item.letters[max(0, act.start - start) : act.end - start]
                look, space = self._bring_written(item.look), item.space or _space(text)
                runs += f"<w:r>{look}<w:t{space}>{as_written(text)}</w:t></w:r>"
        return runs

    def _bring_written(self, written: str) -> str:
        """Bring properties; equal ones are looked at once."""
        if written not in self._brought:
            (element,) = self._theirs.elements(written)
            brought = self._bring.adapted(copy.copy(element))
            self._brought[written] = _DECLARATION.sub("", etree.tostring(brought, encoding="unicode"))
        return self._brought[written]


class _Cutter:
    """Cuts the runs of a plain paragraph, from its start on."""

    def __init__(self, items: Sequence[Item], at: int) -> None:
        self._items = items
        self._next = 0
        self._at = at
        self._cut = 0
        """How much of the next item's text is cut off already."""
        self._space = ""
        """Of the item that is cut: a copy of the first part keeps white space as that does."""

    def silent(self) -> list[str]:
        """Give what stands before the next run."""
        items, first = self._items, self._next
        while self._next < len(items) and not items[self._next].letters:
            self._next += 1
        return [item.written for item in items[first : self._next]] if self._next > first else []

    def cut(self, end: int, local: str) -> list[str]:
        """Give the runs, or parts of them, up to a place in the text, and what stands between them."""
        made = []
        while self._at < end:
            item = self._items[self._next]
            whole = len(item.letters)
            to = min(whole, self._cut + end - self._at)
            made.append(item.written if to - self._cut == whole and local == "t" else self._part(item, to, local))
            self._at += to - self._cut
            self._cut = to
            if to == whole:
                self._next += 1
                self._cut = 0
        return made

    def _part(self, item: Item, to: int, local: str) -> str:
        """Give the run up to a place in its text, from where it was cut; what stands between runs as it is."""
        if not item.letters:
            return item.written
        text, sign = item.letters[self._cut : to], ""
        space = item.space or ("" if text == item.letters else _space(text))
        if not self._cut:
            sign, self._space = item.sign, space
        space = self._space or space
        return f"<w:r{item.attributes}>{item.look}{sign}<w:{local}{space}>{as_written(text)}</w:{local}></w:r>"


def _is_run(piece: str) -> bool:
    return piece.startswith("<w:r")


def _space(text: str) -> str:
    """Give the attribute of a text that was cut: white space at an edge that was none before is kept."""
    return _PRESERVE if text != text.strip() else ""


def _marked(properties: str, change: str) -> str:
    """Put the change of a paragraph's mark into its properties."""
    if properties in ("", "<w:pPr/>"):
        return f"<w:pPr><w:rPr>{change}</w:rPr></w:pPr>"
    if "<w:rPr>" in properties:
        return properties.replace("<w:rPr>", f"<w:rPr>{change}", 1)
    if "<w:rPr/>" in properties:
        return properties.replace("<w:rPr/>", f"<w:rPr>{change}</w:rPr>", 1)
    return f"{properties.removesuffix('</w:pPr>')}<w:rPr>{change}</w:rPr></w:pPr>"


class Replaced:
    """The paragraphs of a story in whose place others are to stand; until all are written, they keep it."""

    def __init__(self, story: Element) -> None:
        self._story = story
        self._places: list[tuple[Element, list[str]]] = []

    def note(
        self, places: list[tuple[Element, list[str]]], behind: list[str], before: Element | None
    ) -> Element | None:
        """Note what stands in the place of paragraphs, and behind the last, or else behind `before`; give the last."""
        if not places and behind:
            before = put_behind(before, self._story, new(self._story, "p"))
            places = [(before, [])]
        if places:
            before, made = places[-1]
            made += behind
        self._places += places
        return before

    def put(self, part: Written) -> None:
        """Let all paragraphs stand where they are to, in this part."""
        part.replace(dict(self._places))
