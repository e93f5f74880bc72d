"""The doors: answers from JSON, from a filled XForm, and back into one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Protocol
from xml.sax.saxutils import escape, quoteattr

from django.utils.translation import gettext as _

from siaga.instruments.answers.reading import Values, reader_of
from siaga.instruments.answers.tree import instance_paths, tree_of
from siaga.instruments.errors import WrongAnswer, WrongForm
from siaga.instruments.questions import Question

_ROOT = re.compile(r"<instance>\s*<([^\s/>]+)")


class Asks(Protocol):
    """What is needed of a version: its questions, its XForm, and whose it is."""

    questions: Any
    xform: str
    version: str

    @property
    def form_name(self) -> str: ...


def from_values(version: Asks, values: Mapping[str, Any]) -> Values:
    """Clean answers from JSON: flat by path, nested by group, or both. Raises WrongAnswer naming the path."""
    if not isinstance(values, Mapping):
        raise WrongAnswer("", _("Jawaban harus berupa objek."), _("Kirim pasangan jalur pertanyaan dan jawaban."))
    return reader_of(version.questions).rows_of(values, "", "")


def from_xml(version: Asks, xml: str | bytes) -> Values:
    """Clean answers from a filled XForm. Raises UnreadableAnswers, WrongForm, WrongAnswer."""
    root = tree_of(xml)
    said_id, said_version = root.attributes.get("id", ""), root.attributes.get("version", "")
    expected = f"{version.form_name} {version.version}"
    if said_id != version.form_name or (said_version and said_version != version.version):
        raise WrongForm(f"{said_id} {said_version}".strip() or "–", expected)
    reader = reader_of(version.questions)
    return reader.node_values(root, "", "", lambda path: path in instance_paths(version.xform))


def form_of(xml: str | bytes) -> tuple[str, str]:
    """The form's name and version that a filled form says of itself. Raises UnreadableAnswers."""
    root = tree_of(xml)
    return root.attributes.get("id", ""), root.attributes.get("version", "")


def instance_id_of(xml: str | bytes) -> str:
    """The instance id of a filled form, without its ``uuid:``; empty where it has none. Raises UnreadableAnswers."""
    for child in tree_of(xml).children:
        if child.name == "meta":
            for one in child.children:
                if one.name == "instanceID":
                    return "".join(one.text).strip().removeprefix("uuid:")
    return ""


def to_xml(version: Asks, values: Mapping[str, Any], instance_id: str = "") -> str:
    """The answers as a filled XForm of this version: what ``from_xml`` reads back."""
    root = match.group(1) if (match := _ROOT.search(version.xform)) else "data"
    tree: dict[str, Any] = {}
    _grow(version.questions, values, "", tree)
    body = _written(tree)
    meta = f"<meta><instanceID>uuid:{escape(instance_id)}</instanceID></meta>" if instance_id else ""
    return (
        f'<?xml version="1.0"?><{root} id={quoteattr(version.form_name)} version={quoteattr(version.version)}>'
        f"{body}{meta}</{root}>"
    )


def _grow(questions: Sequence[Question], values: Mapping[str, Any], prefix: str, tree: dict[str, Any]) -> None:
    for question in questions:
        path = str(question["path"])
        if path not in values:
            continue
        at = tree
        *groups, name = path.removeprefix(prefix).split("/")
        for group in groups:
            at = at.setdefault(group, {})
        if question["type"] == "repeat":
            rows: list[dict[str, Any]] = []
            for row in values[path]:
                rows.append({})
                _grow(questions, row, f"{path}/", rows[-1])
            at[name] = rows
        else:
            at[name] = _said(values[path])


def _said(value: Any) -> str:
    if isinstance(value, list):
        return " ".join(map(str, value))
    return repr(value) if isinstance(value, float) else str(value)


def _written(tree: Mapping[str, Any]) -> str:
    parts = []
    for name, content in tree.items():
        for one in content if isinstance(content, list) else [content]:
            inner = _written(one) if isinstance(one, dict) else escape(one)
            parts.append(f"<{name}>{inner}</{name}>")
    return "".join(parts)
