"""Parts of one package brought into another: pictures, charts, with all that they refer to."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from lxml.etree import _Element as Element

from app.export.package_copy import PackageCopy

_INTERNAL = frozenset({"officeDocument", "styles", "numbering", "settings", "fontTable", "theme", "webSettings"})
"""What a package has once: a part that refers to it is not followed there."""


class Adoption:
    """Brings what parts of `source` refer to into `target`; each part once."""

    def __init__(self, source: PackageCopy, target: PackageCopy) -> None:
        self._source = source
        self._target = target
        self._parts: dict[str, str] = {}
        self._relations: dict[tuple[str, str, str], str] = {}

    def relation(self, of: str, id_: str, into: str) -> str | None:
        """Give `into`, a part of the target, the relationship that `of`, a part of the source, has by this id.

        Gives its id there; None where the source has none of that id.
        """
        known = (of, id_, into)
        if known not in self._relations:
            relation = next((each for each in self._source.raw_relations(of) if each.get("Id") == id_), None)
            if relation is None:
                return None
            self._relations[known] = self._related(
                {str(key): str(value) for key, value in relation.attrib.items()}, of, into
            )
        return self._relations[known]

    def _related(self, relation: Mapping[str, str], of: str, into: str) -> str:
        kind = relation["Type"]
        if relation.get("TargetMode") == "External":
            return self._target.relate(into, kind, relation["Target"], external=True)
        part = self._source.target(of, relation["Target"])
        there = self._part(part)
        return self._target.relate(into, kind, posixpath.relpath(there, posixpath.dirname(into) or "."))

    def _part(self, part: str) -> str:
        """Give the name in the target of a part of the source, copied with what it refers to."""
        if part not in self._parts:
            content, content_type = self._source.content(part)
            there = self._target.free_name(part)
            self._parts[part] = there
            self._target.put(there, content, content_type)
            for relation in self._source.raw_relations(part):
                self._follow(relation, part, there)
        return self._parts[part]

    def _follow(self, relation: Element, part: str, there: str) -> None:
        attributes = {str(key): str(value) for key, value in relation.attrib.items()}
        kind = attributes["Type"]
        if attributes.get("TargetMode") == "External":
            target = attributes["Target"]
        elif kind.rpartition("/")[2] in _INTERNAL:
            return
        else:
            found = self._part(self._source.target(part, attributes["Target"]))
            target = posixpath.relpath(found, posixpath.dirname(there) or ".")
        external = attributes.get("TargetMode") == "External"
        self._target.relate(there, kind, target, id_=attributes["Id"], external=external)
