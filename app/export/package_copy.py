"""A copy of a Word file in which some parts are changed or added; all others stay byte for byte."""

from __future__ import annotations

import copy
import hashlib
import io
import posixpath
import zipfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from urllib.parse import quote, unquote

from lxml import etree
from lxml.etree import _Element as Element

from app.document.readers.packed import LEVEL, Packed, packed
from app.document.readers.wordml_package import Package, Relation
from app.document.readers.wordml_xml import name, tags
from app.errors import BadUsage
from app.export.packing import new_member, pass_on, put, stamped
from app.export.word_formats import MACROS, WORD_FORMATS

_CONTENT_TYPES = "[Content_Types].xml"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_UNNUMBERED = frozenset({"styles", "stylesWithEffects", "fontTable", "theme"})
"""Parts in which no bookmark, comment or change of the text can be."""


class PackageCopy:
    """The parts of a Word file on their way into a copy; a part whose root was asked for is written anew."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._zip = package.zip
        self._names = {_key(member.filename): member.filename for member in self._zip.infolist()}
        self._roots: dict[str, Element] = {}
        self._drafts: dict[str, Element] = {}
        self._contents: dict[str, bytes] = {}
        self._packed: dict[str, Packed] = {}
        self.main = self._package.main

    def look(self, part: str) -> Element | None:
        """Give the root of a part as it is now, not to be changed; None where there is no such part."""
        key = _key(part)
        root = self._roots.get(key, self._drafts.get(key))
        return self._package.part(part) if root is None else root

    def draft(self, part: str) -> Element | None:
        """Give a root of a part that may be changed; it is written only when `root` asks for it too."""
        key = _key(part)
        if key not in self._drafts and (root := self._package.part(part)) is not None:
            self._drafts[key] = copy.deepcopy(root)
        return self._roots.get(key, self._drafts.get(key))

    def root(self, part: str) -> Element | None:
        """Give the root of a part, to be changed in place; None where there is no such part."""
        root = self.draft(part)
        if root is not None:
            self._roots[_key(part)] = root
        return root

    def fingerprint(self, part: str) -> str:
        """Give a hash of what a part holds; its name where there is no such part."""
        member = self._names.get(_key(part))
        return part if member is None else hashlib.sha256(self._zip.read(member)).hexdigest()

    def relations(self, part: str) -> list[Relation]:
        """Give the relationships of a part to other parts."""
        return self._package.relations(part)

    def related(self, kind: str) -> str | None:
        """Give the part that the main part has a relationship of this kind (`comments`, `styles`) to, or None."""
        for relation in self.raw_relations(self.main):  # those that were added here too
            if relation.get("Type", "").rpartition("/")[2] == kind and relation.get("TargetMode") != "External":
                return self.target(self.main, relation.get("Target", ""))
        return None

    def add(self, kind: str, content_type: str, root: Element) -> str:
        """Add a part beside the main part, with a relationship of this kind from it; give its name."""
        folder = posixpath.dirname(self.main)
        part = next(found for found in self._part_names(posixpath.join(folder, kind)) if _key(found) not in self._names)
        self._names[_key(part)] = part
        self._roots[_key(part)] = root
        self._declare(part, content_type)
        self.relate(self.main, f"{self._relation_types()}/{kind}", posixpath.basename(part))
        return part

    def rewrite(self, part: str, content: bytes) -> None:
        """Give a part that is there other content, whatever became of its root."""
        self._contents[_key(part)] = content

    def packed(self, part: str) -> Packed | None:
        """Give a part as the file holds it; None where there is none, or its root was asked for."""
        name = self._names.get(_key(part))
        if name is None or _key(part) in self._roots or _key(part) in self._contents:
            return None
        return packed(self._zip.getinfo(name), self._package.content)

    def rewrite_packed(self, part: str, packed: Packed) -> None:
        """Give a part that is there other content, packed already."""
        self._packed[_key(part)] = packed

    def replace(self, part: str, root: Element) -> None:
        """Give a part another root."""
        self._roots[_key(part)] = root

    def relate_file(self, part: str, file: str) -> str:
        """Add a link from a part to another file of the same folder; give the relationship's id."""
        return self.relate(part, f"{self._relation_types()}/hyperlink", quote(file), external=True)

    def relate(self, part: str, kind: str, target: str, *, id_: str = "", external: bool = False) -> str:
        """Give a part a relationship of this type, under a free id or the one given; give its id."""
        relations = self._relations(part)
        taken = {relation.get("Id") for relation in relations}
        free = id_ or next(each for number in count(len(taken) + 1) if (each := f"rId{number}") not in taken)
        mode = {"TargetMode": "External"} if external else {}
        etree.SubElement(
            relations, f"{{{_RELATIONSHIPS}}}Relationship", {"Id": free, "Type": kind, "Target": target, **mode}
        )
        return free

    def raw_relations(self, part: str) -> list[Element]:
        """Give the relationships of a part as they are written."""
        folder, file = posixpath.split(part)
        root = self.look(posixpath.join(folder, "_rels", f"{file}.rels"))
        return [] if root is None else list(root.iterchildren("{*}Relationship"))

    def target(self, part: str, target: str) -> str:
        """Give the name of the part that a relationship of another part leads to."""
        found = posixpath.normpath(
            posixpath.join("/", posixpath.dirname(part), unquote(target).replace("\\", "/"))
        ).lstrip("/")
        return self._names.get(_key(found), found)

    def content(self, part: str) -> tuple[bytes, str]:
        """Give the bytes and the content type of a part; empty ones where there is none."""
        types = self.look(_CONTENT_TYPES)
        extension = part.rpartition(".")[2].lower()
        declared = {} if types is None else {e.get("PartName", e.get("Extension", "")).lower(): e for e in types}
        known = declared.get(f"/{_key(part)}", declared.get(extension))
        content = self._zip.read(self._names[_key(part)]) if _key(part) in self._names else b""
        return content, "" if known is None else known.get("ContentType", "")

    def put(self, part: str, content: bytes, content_type: str) -> None:
        """Add a part as it is."""
        self._names[_key(part)] = part
        self._contents[_key(part)] = content
        self._declare(part, content_type)

    def free_name(self, part: str) -> str:
        """Give a name that no part has, as like the one given as can be."""
        stem, dot, extension = part.rpartition(".")
        names = (part, *(f"{stem}-{number}{dot}{extension}" for number in range(1, len(self._names) + 2)))
        return next(each for each in names if _key(each) not in self._names)

    def retype(self, part: str, content_type: str) -> None:
        """Give a part that is there another content type."""
        types = self.root(_CONTENT_TYPES)
        for declared in () if types is None else list(types):
            if declared.get("PartName", "").lower() == f"/{_key(part)}":
                declared.getparent().remove(declared)  # type: ignore[union-attr]
        self._declare(part, content_type)

    def xml_with_ids(self) -> Iterator[bytes]:
        """Give the XML parts of the file as they were, but for what numbers no marks: styles, fonts and colours."""
        relations = self.relations(self.main)
        unnumbered = {_key(relation.target) for relation in relations if relation.kind in _UNNUMBERED}
        for member in self._zip.infolist():
            if member.filename.lower().endswith(".xml") and _key(member.filename) not in unnumbered:
                yield self._zip.read(member)

    def _declare(self, part: str, content_type: str) -> None:
        types = self.root(_CONTENT_TYPES)
        if types is not None and content_type:
            space = etree.QName(types).namespace
            etree.SubElement(types, f"{{{space}}}Override", PartName=f"/{part}", ContentType=content_type)

    def written(self) -> bytes:
        """Give the bytes of the copy: the members in their order, added parts at the end."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
            file.comment = self._zip.comment
            members = {_key(m.filename): m for m in self._zip.infolist()}  # of doubles the last one counts
            for key in {**members, **self._roots, **self._contents}:
                member = members.get(key)
                if member is not None and key in self._packed:
                    put(stamped(member), self._packed[key], file, stream)
                    continue
                content = self._held(key)
                if member is not None and content is None:
                    pass_on(member, self._package.content, file, stream)
                    continue
                info = new_member(self._names[key]) if member is None else stamped(member)
                file.writestr(info, content or b"", compresslevel=LEVEL)
        return stream.getvalue()

    def _held(self, key: str) -> bytes | None:
        """Give what became of a part; None where it is what it was."""
        if key in self._contents:
            return self._contents[key]
        return serialised(self._roots[key]) if key in self._roots else None

    @staticmethod
    def _part_names(stem: str) -> Iterator[str]:
        yield f"{stem}.xml"
        yield from (f"{stem}{number}.xml" for number in count(1))

    def _relations(self, of: str) -> Element:
        folder, file = posixpath.split(of)
        part = posixpath.join(folder, "_rels", f"{file}.rels")
        root = self.root(part)
        if root is None:
            root = etree.fromstring(f'<Relationships xmlns="{_RELATIONSHIPS}"/>')
            self._names[_key(part)] = part
            self._roots[_key(part)] = root
        return root

    def _relation_types(self) -> str:
        """Give what relationship types begin with: another address in the strict format."""
        transitional, strict = (tag[1:].partition("}")[0] for tag in tags("r:id"))
        main = self.look(self.main)
        return strict if main is not None and main.tag == tags(name(main))[1] else transitional


def as_format(content: bytes, path: Path, wanted: str) -> bytes:
    """Give a Word file in another format: a template as a document, or the reverse.

    Raises:
        BadUsage: `output.keeps_macros`: the file has macros, which the format cannot hold; `path` is that of the file.
    """
    file = PackageCopy(Package(path, content))
    _, there = file.content(file.main)
    if there == WORD_FORMATS[wanted] or there not in WORD_FORMATS.values():
        return content
    if there.startswith(MACROS) and not WORD_FORMATS[wanted].startswith(MACROS):
        raise BadUsage("output.keeps_macros", path=str(path))
    file.retype(file.main, WORD_FORMATS[wanted])
    return file.written()


def _key(part: str) -> str:
    return part.replace("\\", "/").lstrip("/").lower()


def serialised(root: Element) -> bytes:
    """Write a part."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
