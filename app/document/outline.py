"""Headings and parts → the section tree, by the conventions of the contract.

Level-1 sections tile the body. A section holds a lead (its text before the first child), its children, and bodies
(stretches without a heading). The last item of a run ends with its paragraph where the others do; what follows belongs
to the parent.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from app.document.contents import with_contents
from app.document.functions import FIRST_WORDS, function_of
from app.document.headings import Opener, openers
from app.document.marks import content_start
from app.document.model import Block, Document, Section, SectionKind, Span
from app.document.parts import Part, back_parts, front_parts
from app.document.section_tree import Node, Tree


def outlined(document: Document) -> Document:
    """Give the document with its sections."""
    document = with_contents(document)
    return replace(document, sections=outline(document))


def outline(document: Document) -> tuple[Section, ...]:
    """Find the section tree of a document's body; parents stand before their children, in the order of the text."""
    if not document.body_end:
        return ()
    document = _in_lines(document)
    opened = openers(document)
    front = front_parts(document, opened)
    body_start = _after(document, front[-1]) if front else 0
    opened = [opener for opener in opened if opener.start >= body_start]
    back = back_parts(document, opened, body_start)
    body_end = back[0].start if back else document.body_end
    tree = Tree(document, body_start, body_end)
    top = [_front_node(document, part) for part in front]
    top += tree.grown(opened)
    top += [Node(part.kind, part.start, part.end) for part in back]
    for node, following in pairwise(top):
        node.end = following.start
    top[0].start, top[-1].end = 0, document.body_end
    for node in top[-len(back) :] if back else ():
        if node.kind is SectionKind.ATTACHMENT:
            node.children = _attached(document, node, opened)
    return tuple(_sections(document, top, None, ""))


def _in_lines(document: Document) -> Document:
    """Give the document with a block a line: in texts from the web a paragraph holds many, parted by breaks."""
    blocks: list[Block] = []
    for block in document.blocks:
        start = block.start
        while (end := document.text.find("\n", start, block.end)) >= 0:
            blocks.append(replace(block, start=start, end=end, number=block.number if start == block.start else ""))
            start = end + 1
        rest = replace(block, start=start, number="") if start > block.start else block
        blocks.append(rest)
    return replace(document, blocks=tuple(blocks)) if len(blocks) > len(document.blocks) else document


def _attached(document: Document, node: Node, opened: Sequence[Opener]) -> list[Node]:
    """Give the sections of an attachment, below the line that it begins with."""
    line = document.text.find("\n", node.start, node.end)
    held = [opener for opener in opened if 0 <= line < opener.start < node.end]
    return Tree(document, line + 1, node.end).held(held) if held else []


def _front_node(document: Document, part: Part) -> Node:
    titled = part.kind is SectionKind.TITLE
    return Node(part.kind, part.start, part.end, words=_words(document, part) if titled else None)


def _words(document: Document, part: Part) -> Span | None:
    """Give the words of a title, without the signs of Markdown around them."""
    text = document.text
    first = next(block for block in document.blocks if block.end >= part.start)
    start = max(part.start, content_start(document, first))
    end = start + len(text[start : part.end].rstrip().rstrip("*_ "))
    return Span(start, end) if start < end else None


def _after(document: Document, part: Part) -> int:
    """Where the first line with words after a part begins, or the part's end where the body goes on in its line."""
    for block in document.blocks:
        if block.start <= part.end < block.end:
            return part.end
        if block.start >= part.end and document.text[block.start : block.end].strip():
            return block.start
    return document.body_end


def _sections(document: Document, nodes: Sequence[Node], parent: str | None, prefix: str) -> Iterator[Section]:
    for number, node in enumerate(nodes, 1):
        section_id = f"{prefix}{number}"
        heading = node.opener.heading if node.opener is not None else node.words
        words = document.text[heading.start : heading.end] if heading is not None else ""
        yield Section(
            id=section_id,
            parent=parent,
            level=section_id.count(".") + 1,
            kind=node.kind,
            function=function_of(
                node.kind, words or document.text[node.start : min(node.start + FIRST_WORDS, node.end)]
            ),
            label=node.opener.label if node.opener is not None else "",
            heading=" ".join(words.split()),
            heading_span=heading,
            span=Span(node.start, node.end),
        )
        yield from _sections(document, node.children, section_id, f"{section_id}.")
