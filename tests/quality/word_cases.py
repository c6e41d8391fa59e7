"""Word files as nobody would write them: sound ones made by code, then mutated. The same seed gives the same bytes."""

from __future__ import annotations

import copy
import io
import random
import zipfile
from collections.abc import Callable, Sequence
from functools import cache

from lxml import etree

from tests.document.word_files import TRANSITIONAL, field, level, numbered, package, paragraph, run

W = f"{{{TRANSITIONAL['w']}}}"
_WRAPS = (
    "p", "r", "t", "tbl", "tr", "tc", "ins", "del", "moveFrom", "moveTo", "sdt", "sdtContent", "smartTag", "hyperlink",
    "fldSimple", "txbxContent", "ruby", "rubyBase", "object", "pict", "drawing", "pPr", "rPr", "footnoteReference",
    "commentRangeStart", "commentRangeEnd", "commentReference", "fldChar", "instrText", "delText", "altChunk", "sectPr",
)  # fmt: skip
_VALUES = (
    "", "0", "-1", "1", "8", "9", "99999999999999999999", "2147483648", "1.5", "NaN", "true", "off", "begin", "end",
    "separate", "restart", "甲", "\u202e", "FFFFFF", "FFFFF", "GGGGGG", "%1%9%0", "D800", "110000",
    "../../x", "x" * 5000,
)  # fmt: skip


_TEXTS = ("", "\u200b\ufeff", "一、" * 500, "\ue000\uf0b7", "𠮷" * 10, "\u2028\x85", "甲" * 100_000)
_CONTENTS = (b"", b"\0" * 100, b"<a/>", b'<!DOCTYPE a [<!ENTITY b SYSTEM "x">]><a>&b;</a>')


@cache
def sound() -> bytes:
    """Make a file with everything that the reader knows."""
    begin, end = ('<w:commentRangeStart w:id="0"/>', '<w:commentRangeEnd w:id="0"/>')
    box = f"<w:r><w:pict><v:textbox><w:txbxContent>{paragraph('框')}</w:txbxContent></v:textbox></w:pict></w:r>"
    shown = '<mc:Choice Requires="wps"><w:t>甲</w:t></mc:Choice><mc:Fallback/>'
    choice = f"<mc:AlternateContent>{shown}</mc:AlternateContent>"
    deleted = '<w:del w:id="2"><w:r><w:delText>删</w:delText></w:r></w:del>'
    merged = '<w:tcPr><w:gridSpan w:val="2"/><w:vMerge/><w:shd w:val="clear" w:fill="FFFFFF"/></w:tcPr>'
    body = "".join(
        (
            paragraph("在会议上的讲话", properties='<w:pStyle w:val="1"/><w:jc w:val="center"/>'),
            numbered("提高认识", 1) + numbered("一是加强领导。要……", 1, 1) + numbered("抓落实", 2),
            f"<w:p>{begin}{run('同志们')}{end}{field(' TOC ', run('目录'))}{box}<w:r>{choice}</w:r></w:p>",
            f'<w:p><w:ins w:id="1">{run("增")}</w:ins>{deleted}'
            '<w:r><w:rPr><w:vanish/><w:color w:val="FFFFFF"/><w:sz w:val="2"/></w:rPr><w:t>暗</w:t><w:tab/><w:br/>'
            '<w:sym w:char="F0FE"/><w:footnoteReference w:id="1"/></w:r></w:p>',
            f"<w:tbl><w:tr><w:tc>{merged}{paragraph('格')}</w:tc><w:tc>{paragraph('乙')}</w:tc></w:tr></w:tbl>",
            f"<w:p><w:r><w:ruby><w:rt>{run('l')}</w:rt><w:rubyBase>{run('龙')}</w:rubyBase></w:ruby></w:r></w:p>",
            '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>',
        )
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{level(0, "chineseCounting", "%1、")}{level(1, "decimal", "%1.%2")}'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId '
        'w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/></w:lvlOverride></w:num>'
    )
    styles = (
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/></w:style>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    )
    return package(
        body,
        parts={
            "numbering": numbering,
            "styles": styles,
            "footnotes": f'<w:footnote w:id="1">{paragraph("注")}</w:footnote>',
            "comments": f'<w:comment w:id="0" w:author="李敏">{paragraph("请核对")}</w:comment>',
            "header1": paragraph("页眉"),
        },
    )


def case(seed: int, sources: Sequence[bytes] = ()) -> bytes:
    """Give case number `seed`: a sound file, or one of `sources`, after one to four mutations."""
    chance = random.Random(seed)
    content = chance.choice((sound(), sound(), *sources))
    for _ in range(chance.randint(1, 3)):
        content = chance.choice(_PACKAGE_MUTATIONS)(chance, content)
    return _bytes(chance, content) if chance.random() < 0.2 else content


def _members(content: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            return {name: file.read(name) for name in file.namelist()}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, KeyError, EOFError, OSError):
        return {}


def _packed(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as file:
        for name, content in members.items():
            file.writestr(zipfile.ZipInfo(name), content, method)
    return stream.getvalue()


def _bytes(chance: random.Random, content: bytes) -> bytes:
    """Change, cut or repeat bytes of the zip itself."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, 20)):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    match chance.randrange(4):
        case 0:
            return bytes(changed[: chance.randrange(len(changed) + 1)])
        case 1:
            return bytes(changed) + bytes(changed[chance.randrange(len(changed) + 1) :])
        case _:
            return bytes(changed)


def _part_bytes(chance: random.Random, content: bytes) -> bytes:
    """Change the bytes of a part."""
    members = _members(content)
    if not members:
        return content
    name = chance.choice(sorted(members))
    members[name] = _bytes(chance, members[name])
    return _packed(members)


def _parts(chance: random.Random, content: bytes) -> bytes:
    """Drop a part, rename it, put one in another's place, or pack in another way."""
    members = _members(content)
    if not members:
        return content
    one, other = chance.choice(sorted(members)), chance.choice(sorted(members))
    match chance.randrange(6):
        case 0:
            del members[one]
        case 1:
            members[f"../{one}"] = members.pop(one)
        case 2:
            members[one.upper()] = members[other]
        case 3:
            members[one] = members[other]
        case 4:
            members[one] = chance.choice(_CONTENTS)
        case _:
            return _packed(members, chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)))
    return _packed(members)


def _tree(chance: random.Random, content: bytes) -> bytes:
    """Change elements of a part: drop, double, move, wrap, nest deeply, rename, give other values."""
    members = _members(content)
    names = sorted(name for name in members if name.endswith((".xml", ".rels")))
    if not names:
        return content
    name = "word/document.xml" if "word/document.xml" in names and chance.random() < 0.6 else chance.choice(names)
    try:
        root = etree.fromstring(members[name], etree.XMLParser(resolve_entities=False, no_network=True, recover=True))
    except (etree.XMLSyntaxError, ValueError):
        return content
    if root is None:
        return content
    for _ in range(chance.randint(1, 12)):
        elements = [element for element in root.iter("*") if element is not root]
        if not elements:
            break
        chance.choice(_TREE_MUTATIONS)(chance, chance.choice(elements), elements)
    members[name] = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return _packed(members)


def _drop(_: random.Random, element: etree._Element, __: Sequence[etree._Element]) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _double(chance: random.Random, element: etree._Element, _: Sequence[etree._Element]) -> None:
    for _time in range(chance.choice((1, 1, 2, 50))):
        if sum(1 for _ in element.iter()) < 200:
            element.addnext(copy.deepcopy(element))


def _move(chance: random.Random, element: etree._Element, elements: Sequence[etree._Element]) -> None:
    there = chance.choice(elements)
    if there is not element and element not in there.iterancestors():
        there.append(element)


def _wrap(chance: random.Random, element: etree._Element, _: Sequence[etree._Element]) -> None:
    parent = element.getparent()
    if parent is None:
        return
    tag = W + chance.choice(_WRAPS)
    at = parent.index(element)
    for _time in range(chance.choice((1, 1, 1, 5, 60, 400))):
        outer = etree.Element(tag)
        outer.append(element)
        element = outer
    parent.insert(at, element)


def _rename(chance: random.Random, element: etree._Element, _: Sequence[etree._Element]) -> None:
    element.tag = W + chance.choice(_WRAPS)


def _value(chance: random.Random, element: etree._Element, _: Sequence[etree._Element]) -> None:
    names = list(element.attrib) or [f"{W}val"]
    element.set(chance.choice(names), chance.choice(_VALUES))


def _text(chance: random.Random, element: etree._Element, _: Sequence[etree._Element]) -> None:
    element.text = chance.choice(_TEXTS)


_TREE_MUTATIONS: Sequence[Callable[[random.Random, etree._Element, Sequence[etree._Element]], None]] = (
    _drop, _double, _move, _wrap, _rename, _value, _value, _text,
)  # fmt: skip
_PACKAGE_MUTATIONS: Sequence[Callable[[random.Random, bytes], bytes]] = (*[_tree] * 4, _parts, _part_bytes)
