"""What opens sections → nodes that hold each other: where each begins and ends, its lead, its bodies."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby, pairwise, takewhile

from app.document.headings import Opener, stripped
from app.document.model import Block, BlockKind, Document, SectionKind, Span
from app.document.topic_heads import topic_heads
from app.language.sentences import sentences

_TAIL = re.compile(r"(?:对这些|对上述|对此|针对这些|针对上述|这些问题|这些成绩|上述|以上|总之|所有这些|凡此种种)")
_STRETCH = re.compile(r"(?:总的来?[看说]|总体[来上]?看|值此|借此机会|下面，|接下来，|在此，我)")
_REVIEW = re.compile(r"\s*(?:回顾|过去(?:的)?一年|一年来|去年以来)")
_ANNOUNCING = re.compile(
    r"(?:几个|以下|如下|[一二三四五六七八九十]个?)(?:方面|特点|问题|意见|要求|点)?[^。：:]{0,6}[。：:]$|[：:]$"
)


_HOLDS_HEADS = frozenset({SectionKind.SECTION, SectionKind.ITEM, SectionKind.BODY})


@dataclass(slots=True)
class Node:
    """A section in the making; `words` are a title's."""

    kind: SectionKind
    start: int
    end: int
    opener: Opener | None = None
    words: Span | None = None
    children: list[Node] = field(default_factory=list)


class Tree:
    """Grows the sections of the body from what opens them."""

    def __init__(self, document: Document, start: int, end: int) -> None:
        self.text = document.text
        self.start, self.end = start, end
        self.lines = [
            block
            for block in document.blocks
            if block.kind is BlockKind.PARAGRAPH
            and not block.contents
            and start < block.end
            and block.start < end
            and not self._blank(block.start, block.end)
        ]
        self.blocks = document.blocks

    def grown(self, opened: Sequence[Opener]) -> list[Node]:
        """Give the level-1 sections between front and back parts, complete with what they hold."""
        if self.start >= self.end:
            return []
        roots = self._nested([opener for opener in opened if opener.start < self.end])
        for node in roots:
            self._fill(node)
        return self._level_one(roots)

    def held(self, opened: Sequence[Opener]) -> list[Node]:
        """Give what a part that is no body holds: a lead, and its sections complete."""
        node = Node(SectionKind.ATTACHMENT, self.start, self.end, children=self._nested(opened))
        self._fill(node)
        return node.children

    def _nested(self, opened: Sequence[Opener]) -> list[Node]:
        root = Node(SectionKind.BODY, self.start, self.end)
        stack: list[Node] = []
        for opener in opened:
            while stack and stack[-1].opener is not None and stack[-1].opener.rank >= opener.rank:
                stack.pop()
            node = Node(SectionKind.ITEM if opener.item else SectionKind.SECTION, opener.start, self.end, opener)
            (stack[-1] if stack else root).children.append(node)
            stack.append(node)
        self._bound(root)
        return root.children

    def _bound(self, parent: Node) -> None:
        """Set where each child ends: at the next one, at the parent's end, or with its own paragraph."""
        for i, node in enumerate(parent.children):
            following = parent.children[i + 1] if i + 1 < len(parent.children) else None
            node.end = following.start if following is not None else parent.end
            if not (following is not None and _same_run(node, following)):
                earlier = (parent.children[k] for k in range(i - 1, -1, -1))
                run = list(takewhile(partial(_same_run, node), earlier))
                end = self._own_end(node, run)
                # What is numbered below it in later paragraphs keeps the last of a run open.
                if not node.children or node.children[-1].start < end:
                    node.end = min(node.end, end)
            self._bound(node)

    def _own_end(self, node: Node, run: Sequence[Node]) -> int:
        """Where the last of a run ends by itself."""
        opener = node.opener
        if opener is None or opener.own_line:
            return node.end
        paragraph = self.blocks[opener.block]
        if opener.inline:
            for sentence in sentences(self.text[opener.content : min(paragraph.end, node.end)])[1:]:
                if _TAIL.match(self.text, opener.content + sentence.start):
                    return opener.content + sentence.start
            return self._line_after(paragraph)
        alone = all(self._line_after(self.blocks[s.opener.block]) >= s.end for s in run if s.opener is not None)
        return self._line_after(paragraph) if run and alone else node.end

    def _line_after(self, paragraph: Block) -> int:
        """Where the next line with words begins."""
        end = paragraph.end
        while end < self.end and self.text[end].isspace():
            end += 1
        # The indent of the next line is its own.
        return self.text.rfind("\n", paragraph.end, end) + 1 or end

    def _fill(self, node: Node) -> None:
        """Give the text that no child holds to leads and bodies; put several runs of items under bodies each."""
        runs = {child.opener.run for child in node.children if child.opener is not None and child.opener.item}
        if len(runs) > 1:
            node.children = self._wrapped(node.children, self._content(node), node.end)
        for child in node.children:
            self._fill(child)
        if not node.children and node.kind in _HOLDS_HEADS:
            node.children = list(self._headed(node))
        if node.children:
            node.children = list(self._with_gaps(node.children, self._content(node), node.end, SectionKind.LEAD))

    def _headed(self, node: Node) -> Iterator[Node]:
        """Give the sections that short sentences open in running text, each to the next one."""
        heads = topic_heads(self.text, self._content(node), node.end)
        starts = [self._own_start(head.start) for head in heads]
        for head, start, end in zip(heads, starts, [*starts[1:], node.end], strict=False):
            words = stripped(self.text, head.start, head.end)
            opener = Opener(start, 0, 0, "", words, head.end + 1, 0, inline=True, own_line=False, item=False)
            yield Node(SectionKind.SECTION, start, end, opener)

    def _own_start(self, start: int) -> int:
        """Take the indent of a line to what begins it."""
        line = self.text.rfind("\n", 0, start) + 1
        return line if self._blank(line, start) else start

    def _content(self, node: Node) -> int:
        start = node.opener.content if node.opener is not None else node.start
        while start < node.end and self.text[start] in " \t\u3000\xa0\n":
            start += 1
        return max(self.text.rfind("\n", 0, start) + 1, node.start if node.opener is None else node.opener.content)

    def _wrapped(self, children: Sequence[Node], start: int, end: int) -> list[Node]:
        """Put each run of items under a body: from the words that announce it to the end of its paragraph."""
        wrapped: list[Node] = []
        groups = [(is_item, list(run)) for (_, is_item), run in groupby(children, key=_run_and_item)]
        for (is_item, run), (_, following) in zip(groups, [*groups[1:], (False, [])], strict=False):
            if not is_item:
                wrapped += run
                continue
            earliest = wrapped[-1].end if wrapped else start
            first, last = run[0], run[-1]
            body = Node(SectionKind.BODY, self._announcement(first, earliest), last.end, children=run)
            if last.opener is not None and last.opener.inline:
                stop = following[0].start if following else end  # another run may begin in the same paragraph
                body.end = max(last.end, min(stop, self._line_after(self.blocks[last.opener.block])))
            wrapped.append(body)
        return wrapped

    def _announcement(self, first: Node, earliest: int) -> int:
        """Where the words that announce a run of items begin: in its paragraph, or the paragraph before."""
        if first.opener is not None and first.opener.inline:
            begins = max(earliest, self.blocks[first.opener.block].start)
            return next(reversed(self._stretch_starts(begins, first.start)), begins)
        number = bisect_left(self.lines, first.start, key=_start) - 1
        before = self.lines[number] if number >= 0 else None
        if before is not None and before.start >= earliest:
            said = self.text[before.start : before.end].rstrip()
            return before.start if _ANNOUNCING.search(said) else first.start
        return first.start

    def _stretch_starts(self, start: int, end: int) -> list[int]:
        return [start + s.start for s in sentences(self.text[start:end]) if _STRETCH.match(self.text, start + s.start)]

    def _level_one(self, roots: list[Node]) -> list[Node]:
        """Preamble and bodies in front of the first heading, then the sections, then what is left as bodies."""
        first = next((node.start for node in roots if node.kind is SectionKind.SECTION), self.end)
        wrapped = self._wrapped(roots, self.start, self.end)
        for node in wrapped:
            if node.opener is None:
                self._fill(node)
        ahead = [node for node in wrapped if node.end <= first]
        lines = [max(line.start, self.start) for line in self.lines if line.start < first]
        cut = self._end_of_preamble(ahead, lines, first)
        nodes = [self._preamble([node for node in ahead if node.end <= cut], cut)] if cut > self.start else []
        rest = [node for node in wrapped if node.start >= cut]
        return nodes + list(self._with_gaps(rest, cut, self.end, SectionKind.BODY, lines=lines))

    def _end_of_preamble(self, ahead: Sequence[Node], lines: Sequence[int], first: int) -> int:
        """The preamble ends where the review or points in paragraphs of their own begin, or at the first heading."""
        reviews = [line for line in lines[1:] if _REVIEW.match(self.text, line)]
        pointed = [
            node.start for node in ahead if node.children and _at_head(node.children) and node.start > self.start
        ]
        return min([*reviews, *pointed, first])

    def _preamble(self, held: list[Node], end: int) -> Node:
        preamble = Node(SectionKind.PREAMBLE, self.start, end, children=held)
        lines = [max(line.start, self.start) for line in self.lines if line.start < end]
        starts = sorted({*lines, *self._stretch_starts(self.start, end)})
        if held or len(starts) > 1:
            preamble.children = list(self._with_gaps(held, self.start, end, SectionKind.BODY, lines=starts))
        return preamble

    def _with_gaps(
        self, children: Sequence[Node], start: int, end: int, kind: SectionKind, lines: Sequence[int] = ()
    ) -> Iterator[Node]:
        """Give the children with nodes for the text between them; the first is of `kind`, the others are bodies.

        `lines` are offsets at which such a stretch is cut.
        """
        place = start
        for i, child in enumerate([*children, None]):
            stop = child.start if child is not None else end
            if not self._blank(place, stop):
                cuts = [place, *lines[bisect_right(lines, place) : bisect_left(lines, stop)], stop]
                yield from (
                    Node(kind if i == 0 else SectionKind.BODY, a, b) for a, b in pairwise(cuts) if not self._blank(a, b)
                )
            if child is not None:
                yield child
                place = child.end

    def _blank(self, start: int, end: int) -> bool:
        return not any(c.isalnum() for c in self.text[start:end])


def _start(block: Block) -> int:
    return block.start


def _run_and_item(node: Node) -> tuple[int, bool]:
    opener = node.opener
    return (opener.run, opener.item) if opener is not None else (0, False)


def _same_run(one: Node, other: Node) -> bool:
    if one.opener is None or other.opener is None:
        return False
    return one.opener.run == other.opener.run and one.opener.rank == other.opener.rank


def _at_head(children: Sequence[Node]) -> bool:
    return any(child.opener is not None and not child.opener.inline for child in children)
