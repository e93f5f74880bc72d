"""Answers as they are kept: one flat dict by path, whatever door they came through.

``{"logistik/kotak_suara": "ya", "rincian": [{"rincian/kecamatan": "16.72.01", "rincian/persen": 90}]}``. Numbers are
numbers, several choices a list of names, dates ISO text, a point ``"lat lon alt acc"``, a file its name. What nobody
answered is not there. Unknown questions, wrong types and unknown choices are refused by name; a required question that
is missing is only noted (``incomplete``).
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any, Protocol
from xml.etree.ElementTree import ParseError, XMLParser
from xml.sax.saxutils import escape, quoteattr

from django.utils.translation import gettext as _

from siaga.instruments.checks import Mark
from siaga.instruments.errors import UnreadableAnswers, WrongAnswer, WrongForm
from siaga.instruments.expressions import Expression, Unreadable, parse
from siaga.instruments.questions import LISTS, MEDIA, MOMENTS, Question, label_of

Values = dict[str, Any]

MAX_XML = 2 * 1024 * 1024
MAX_DEPTH = 40
MAX_TEXT = 20_000
MAX_ROWS = 2_000
MAX_NUMBER = 10**15

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_INTEGER = re.compile(r"^[+-]?\d+$")
_DECIMAL = re.compile(r"^[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d{1,2})?$")
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
    return _Reader(version.questions).rows_of(values, "", "")


def from_xml(version: Asks, xml: str | bytes) -> Values:
    """Clean answers from a filled XForm. Raises UnreadableAnswers, WrongForm, WrongAnswer."""
    root = _tree(xml)
    said_id, said_version = root.attributes.get("id", ""), root.attributes.get("version", "")
    expected = f"{version.form_name} {version.version}"
    if said_id != version.form_name or (said_version and said_version != version.version):
        raise WrongForm(f"{said_id} {said_version}".strip() or "–", expected)
    reader = _Reader(version.questions)
    return reader.node_values(root, "", "", lambda path: path in _instance_paths(version.xform))


def form_of(xml: str | bytes) -> tuple[str, str]:
    """The form's name and version that a filled form says of itself. Raises UnreadableAnswers."""
    root = _tree(xml)
    return root.attributes.get("id", ""), root.attributes.get("version", "")


def instance_id_of(xml: str | bytes) -> str:
    """The instance id of a filled form, without its ``uuid:``; empty where it has none. Raises UnreadableAnswers."""
    for child in _tree(xml).children:
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


def says_nil(values: Mapping[str, Any]) -> bool:
    """Whether the report says that nothing changed: a question named ``nihil`` answered yes."""
    return any(path.rpartition("/")[2] == "nihil" and value == "ya" for path, value in values.items())


def missing(questions: Sequence[Question], values: Mapping[str, Any]) -> list[Question]:
    """Required questions that apply and have no answer. Conditions that we cannot read count as not applying."""
    found: list[Question] = []
    for question in questions:
        if not question["required"] or question["quiet"]:
            continue
        repeat = question["repeat"]
        rows: Sequence[Mapping[str, Any]] = [values]
        if repeat:
            inside = values.get(repeat)
            rows = [row for row in inside if isinstance(row, Mapping)] if isinstance(inside, list) else []
        for row in rows:
            if question["path"] not in row and _applies(questions, question["relevant"], {**values, **row}):
                found.append(question)
                break
    return found


def incomplete(version: Asks, values: Mapping[str, Any]) -> list[Mark]:
    """The mark of a report that leaves required questions open; none when all are answered."""
    open_ones = missing(version.questions, values)
    if not open_ones:
        return []
    names = ", ".join(label_of(question) for question in open_ones[:5])
    more = "" if len(open_ones) <= 5 else " …"
    message = _("%(count)d pertanyaan wajib belum dijawab: %(names)s") % {
        "count": len(open_ones),
        "names": names + more,
    }
    return [{"code": "incomplete", "question": str(open_ones[0]["path"]), "message": message}]


def _applies(questions: Sequence[Question], relevant: str, values: Mapping[str, Any]) -> bool:
    if not relevant:
        return True
    try:
        condition = _condition(relevant)
    except Unreadable:
        return False
    answers: dict[str, Any] = {}
    for name in condition.names:
        answers[name] = values.get(name)
        if name not in values:
            for path, value in values.items():
                if path.endswith(f"/{name}"):
                    answers[name] = value
    return condition.holds(answers)


@lru_cache(maxsize=1024)
def _condition(text: str) -> Expression:
    return parse(text, blank=True)


# reading values


class _Reader:
    def __init__(self, questions: Sequence[Question]) -> None:
        self.questions = {str(question["path"]): question for question in questions}
        self.groups = {path[:at] for path in self.questions for at in _slashes(path)}

    def rows_of(self, values: Mapping[str, Any], prefix: str, repeat: str) -> Values:
        """The clean answers of a mapping, at the top or in one row of a repeat."""
        clean: Values = {}
        for key, value in values.items():
            path = self._path(str(key), prefix, repeat)
            if path in self.groups and path not in self.questions:
                if not isinstance(value, Mapping):
                    raise WrongAnswer(path, _("Kelompok ini harus berupa objek."), _("Kirim jawaban di dalamnya."))
                self._merge(clean, self.rows_of(value, f"{path}/", repeat))
                continue
            self._put(clean, self.questions[path], value)
        return clean

    def _path(self, key: str, prefix: str, repeat: str) -> str:
        for path in dict.fromkeys((f"{prefix}{key}", key)):
            question = self.questions.get(path)
            if question is not None and question["repeat"] == repeat:
                return path
            if question is None and path in self.groups:
                return path
        where = f"{prefix}{key}"[:120]
        raise WrongAnswer(
            where, _("Pertanyaan ini tidak ada dalam formulir."), _("Periksa namanya dan versi formulirnya.")
        )

    def _merge(self, clean: Values, more: Values) -> None:
        for path, value in more.items():
            self._once(clean, path, value)

    def _once(self, clean: Values, path: str, value: Any) -> None:
        if path in clean and clean[path] != value:
            raise WrongAnswer(path, _("Pertanyaan ini dijawab dua kali."), _("Kirim satu jawaban saja."))
        clean[path] = value

    def _put(self, clean: Values, question: Question, value: Any) -> None:
        path = str(question["path"])
        if question["type"] == "repeat":
            rows = self._rows(question, value)
            if rows:
                self._once(clean, path, rows)
            return
        made = answer(question, value)
        if made is not None:
            self._once(clean, path, made)

    def _rows(self, question: Question, value: Any) -> list[Values]:
        path = str(question["path"])
        if value is None or value == "":
            return []
        if not isinstance(value, list) or not all(isinstance(row, Mapping) for row in value):
            raise WrongAnswer(path, _("Rincian berulang harus berupa daftar baris."), _("Kirim daftar objek."))
        _bounded(path, len(value))
        made = [self.rows_of(row, f"{path}/", path) for row in value]
        return [row for row in made if row]

    def node_values(self, node: _Node, prefix: str, repeat: str, known: Callable[[str], bool]) -> Values:
        """The clean answers below an element of a filled form."""
        clean: Values = {}
        repeats: dict[str, list[Values]] = {}
        for child in node.children:
            if child.template or (not prefix and child.name == "meta"):
                continue
            path = f"{prefix}{child.name}"
            question = self.questions.get(path)
            if question is not None and question["type"] == "repeat":
                rows = repeats.setdefault(path, [])
                _bounded(path, len(rows) + 1)
                if row := self.node_values(child, f"{path}/", path, known):
                    rows.append(row)
            elif question is not None:
                if child.children:
                    raise WrongAnswer(path, _("Jawaban ini memuat bagian yang tidak dikenal."), _("Kirim ulang."))
                self._put(clean, question, "".join(child.text))
            elif path in self.groups:
                self._merge(clean, self.node_values(child, f"{path}/", repeat, known))
            elif (child.children or "".join(child.text).strip()) and not known(path):
                raise WrongAnswer(
                    path, _("Pertanyaan ini tidak ada dalam formulir."), _("Periksa versi formulir pada perangkat.")
                )
        for path, rows in repeats.items():
            if rows:
                self._once(clean, path, rows)
        return clean


def _slashes(path: str) -> list[int]:
    return [at for at, letter in enumerate(path) if letter == "/"]


def _bounded(path: str, count: int) -> None:
    if count > MAX_ROWS:
        raise WrongAnswer(
            path, _("Lebih dari %(limit)d baris.") % {"limit": MAX_ROWS}, _("Bagi menjadi beberapa laporan.")
        )


# one answer


def answer(question: Question, value: Any) -> Any:
    """One clean answer, or None for none. Raises WrongAnswer."""
    if isinstance(value, str):
        value = _CONTROL.sub("", value.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if value is None or value == "" or value == []:
        return None
    path, kind = str(question["path"]), str(question["type"])
    if kind == "integer":
        return _integer(path, value)
    if kind == "decimal":
        return _decimal(path, value)
    if kind == "select_one":
        return _chosen(question, _text(path, value))
    if kind in LISTS:
        return _several(question, value)
    if kind in {"date", "today"}:
        return _iso(path, value, date.fromisoformat, _("tanggal, misalnya 2024-11-27"))
    if kind == "time":
        return _iso(path, value, time.fromisoformat, _("jam, misalnya 07:30"))
    if kind in MOMENTS:
        return _iso(path, value, datetime.fromisoformat, _("tanggal dan jam, misalnya 2024-11-27T07:30:00+07:00"))
    if kind == "geopoint":
        return _point(path, value)
    if kind == "acknowledge":
        return "OK" if value is True else _text(path, value)
    if kind in MEDIA:
        return _file(path, value)
    return _text(path, value)


def _wrong(path: str, value: Any, wanted: str) -> WrongAnswer:
    said = str(value)
    said = said if len(said) <= 40 else f"{said[:40]}…"
    return WrongAnswer(
        path, _("“%(said)s” bukan jawaban yang sah.") % {"said": said}, _("Isi %(wanted)s.") % {"wanted": wanted}
    )


def _integer(path: str, value: Any) -> int:
    wanted = _("bilangan bulat")
    if isinstance(value, bool):
        raise _wrong(path, value, wanted)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, str) and len(value) <= 20 and _INTEGER.match(value):
        value = int(value)
    if not isinstance(value, int) or abs(value) >= MAX_NUMBER:
        raise _wrong(path, value, wanted)
    return value


def _decimal(path: str, value: Any) -> int | float:
    wanted = _("bilangan")
    if isinstance(value, str) and len(value) <= 40 and _DECIMAL.match(value):
        if _INTEGER.match(value):
            return _integer(path, value)
        value = float(value.replace(",", "."))
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise _wrong(path, value, wanted)
    if not math.isfinite(value) or abs(value) >= MAX_NUMBER:
        raise _wrong(path, value, wanted)
    return value


def _text(path: str, value: Any) -> str:
    if isinstance(value, (Mapping, list, tuple)):
        raise _wrong(path, "…", _("teks"))
    if isinstance(value, bool):
        value = "true" if value else "false"
    text = str(value)
    if len(text) > MAX_TEXT:
        raise WrongAnswer(path, _("Teks terlalu panjang."), _("Paling banyak %(limit)d huruf.") % {"limit": MAX_TEXT})
    return text


def _chosen(question: Question, name: str) -> str:
    names = [choice["name"] for choice in question["choices"]]
    if names and name not in names:
        listed = ", ".join(names[:12]) + (" …" if len(names) > 12 else "")
        raise _wrong(question["path"], name, _("salah satu: %(names)s") % {"names": listed})
    return name


def _several(question: Question, value: Any) -> list[str] | None:
    names = value.split() if isinstance(value, str) else value
    if not isinstance(names, (list, tuple)):
        raise _wrong(question["path"], value, _("daftar pilihan"))
    if len(names) > 500:
        raise _wrong(question["path"], "…", _("paling banyak 500 pilihan"))
    made = list(dict.fromkeys(_chosen(question, _text(question["path"], name)) for name in names))
    return made or None


def _iso(path: str, value: Any, reads: Callable[[str], object], wanted: str) -> str:
    text = value.isoformat() if isinstance(value, (date, time)) else _text(path, value)
    try:
        reads(text)
    except ValueError:
        raise _wrong(path, text, wanted) from None
    return text


def _point(path: str, value: Any) -> str:
    wanted = _("titik: lintang bujur, misalnya -4.02 103.25")
    if isinstance(value, Mapping):
        value = [value.get("lat"), value.get("lon")]
    if isinstance(value, (list, tuple)):
        value = " ".join(str(one) for one in value)
    parts = _text(path, value).replace(",", " ").split()
    try:
        numbers = [float(part) for part in parts]
    except ValueError:
        raise _wrong(path, value, wanted) from None
    if not 2 <= len(numbers) <= 4 or not all(map(math.isfinite, numbers)):
        raise _wrong(path, value, wanted)
    if abs(numbers[0]) > 90 or abs(numbers[1]) > 180:
        raise _wrong(path, value, wanted)
    return " ".join(parts)


def _file(path: str, value: Any) -> str:
    name = _text(path, value)
    if len(name) > 200 or "/" in name or "\\" in name or name.startswith(".") or "\n" in name:
        raise _wrong(path, name, _("nama berkas, tanpa folder"))
    return name


# XML


class _Node:
    __slots__ = ("attributes", "children", "name", "template", "text")

    def __init__(self, name: str, attributes: Mapping[str, str]) -> None:
        self.name = name
        self.attributes = attributes
        self.children: list[_Node] = []
        self.text: list[str] = []
        self.template = any(key.rpartition("}")[2] == "template" for key in attributes)


class _Builder:
    """Builds the tree, not deeper than a form can be."""

    def __init__(self) -> None:
        self.root: _Node | None = None
        self.open: list[_Node] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if len(self.open) >= MAX_DEPTH:
            raise UnreadableAnswers(_("Isian formulir bersarang terlalu dalam."))
        node = _Node(tag.rpartition("}")[2], attributes)
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

    def close(self) -> _Node | None:
        return self.root


def _tree(xml: str | bytes) -> _Node:
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
    if not isinstance(root, _Node):
        raise UnreadableAnswers
    return root


@lru_cache(maxsize=64)
def _instance_paths(xform: str) -> frozenset[str]:
    """Every path of a form's own instance: notes and the converter's own parts too."""
    found: set[str] = set()
    start = xform.find("<instance>") + len("<instance>")
    end = xform.find("</instance>", start)
    if start < len("<instance>") or end < 0:
        return frozenset()
    holder = _tree(f'<i xmlns:jr="j" xmlns:orx="o" xmlns:odk="k" xmlns:entities="e">{xform[start:end]}</i>')

    def walk(node: _Node, prefix: str) -> None:
        for child in node.children:
            found.add(f"{prefix}{child.name}")
            walk(child, f"{prefix}{child.name}/")

    for root in holder.children:
        walk(root, "")
    return frozenset(found)


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
