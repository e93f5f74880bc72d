"""A filled form as a plain tree, read without trusting it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from xml.etree.ElementTree import ParseError, XMLParser

from django.utils.translation import gettext as _

from siaga.instruments.errors import UnreadableAnswers

MAX_XML = 2 * 1024 * 1024
MAX_DEPTH = 40


class Node:
    """One element, its name without namespace. ``template``: a repeat's model, no row of it."""

    __slots__ = ("attributes", "children", "name", "template", "text")

    def __init__(self, name: str, attributes: Mapping[str, str]) -> None:
        self.name = name
        self.attributes = attributes
        self.children: list[Node] = []
        self.text: list[str] = []
        self.template = any(key.rpartition("}")[2] == "template" for key in attributes)


class _Builder:
    """Builds the tree, not deeper than a form can be."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self.open: list[Node] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if len(self.open) >= MAX_DEPTH:
            raise UnreadableAnswers(_("Isian formulir bersarang terlalu dalam."))
        node = Node(tag.rpartition("}")[2], attributes)
        if self.open:
            self.open[-1].children.append(node)
        elif self.root is None:
            self.root = node
        self.open.append(node)

    def end(self, tag: str) -> None:
        self.open.pop()

    def data(self, text: str) -> None:
        if self.open:
            self.open[-1].text.append(text)

    def close(self) -> Node | None:
        return self.root


def tree_of(xml: str | bytes) -> Node:
    """The root of a filled form. Raises UnreadableAnswers."""
    if isinstance(xml, bytes):
        try:
            xml = xml.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise UnreadableAnswers(_("Isian formulir bukan UTF-8.")) from None
    if len(xml) > MAX_XML:
        raise UnreadableAnswers(_("Isian formulir terlalu besar."))
    if "<!DOCTYPE" in xml or "<!ENTITY" in xml:
        raise UnreadableAnswers(_("Isian formulir memuat bagian yang tidak aman."))
    parser = XMLParser(target=_Builder())  # noqa: S314  a document type, hence any entity, was refused above
    try:
        parser.feed(xml.encode("utf-8", "replace"))
        root = parser.close()
    except (ParseError, ValueError, LookupError):
        raise UnreadableAnswers from None
    if not isinstance(root, Node):
        raise UnreadableAnswers
    return root


@lru_cache(maxsize=64)
def instance_paths(xform: str) -> frozenset[str]:
    """Every path of a form's own instance: notes and the converter's own parts too."""
    found: set[str] = set()
    start = xform.find("<instance>") + len("<instance>")
    end = xform.find("</instance>", start)
    if start < len("<instance>") or end < 0:
        return frozenset()
    holder = tree_of(f'<i xmlns:jr="j" xmlns:orx="o" xmlns:odk="k" xmlns:entities="e">{xform[start:end]}</i>')

    def walk(node: Node, prefix: str) -> None:
        for child in node.children:
            found.add(f"{prefix}{child.name}")
            walk(child, f"{prefix}{child.name}/")

    for root in holder.children:
        walk(root, "")
    return frozenset(found)
