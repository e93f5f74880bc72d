"""Many answers: nested or flat, from JSON or from a filled form, into the one flat form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from siaga.instruments.answers.single import CONTROL, answer
from siaga.instruments.answers.tree import Node
from siaga.instruments.errors import WrongAnswer
from siaga.instruments.keeping import kept
from siaga.instruments.questions import Question

Values = dict[str, Any]

MAX_ROWS = 2_000


class Reader:
    """Turns what came in, nested or flat, into clean answers by the questions of one form."""

    def __init__(self, questions: Sequence[Question]) -> None:
        self.questions = {str(question["path"]): question for question in questions}
        self.groups = {path[:at] for path in self.questions for at in _slashes(path)}
        self.choices = {
            str(question["path"]): frozenset(
                choice["name"] for choice in question["choices"] if answer(question, choice["name"]) == choice["name"]
            )
            for question in questions
            if question["type"] == "select_one" and not question["repeat"]
        }
        """By path, answers that are clean as they stand: most of what reports say."""

    def rows_of(self, values: Mapping[str, Any], prefix: str, repeat: str) -> Values:
        """The clean answers of a mapping, at the top or in one row of a repeat."""
        clean: Values = {}
        for key, value in values.items():
            if not prefix and type(value) is str and value in self.choices.get(key, ()):
                self._once(clean, key, value)
                continue
            path = self._path(str(key), prefix, repeat)
            if path in self.groups and path not in self.questions:
                if not isinstance(value, Mapping):
                    raise WrongAnswer(path, _("Kelompok ini harus berupa objek."), _("Kirim jawaban di dalamnya."))
                self._merge(clean, self.rows_of(value, f"{path}/", repeat))
                continue
            self._put(clean, self.questions[path], value)
        return clean

    def _path(self, key: str, prefix: str, repeat: str) -> str:
        for path in (f"{prefix}{key}", key) if prefix else (key,):
            question = self.questions.get(path)
            if question is not None and question["repeat"] == repeat:
                return path
            if question is None and path in self.groups:
                return path
        where = CONTROL.sub("", f"{prefix}{key}"[:120])
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

    def node_values(self, node: Node, prefix: str, repeat: str, known: Callable[[str], bool]) -> Values:
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


@kept
def reader_of(questions: Sequence[Question]) -> Reader:
    """The reader of a form."""
    return Reader(questions)


def _slashes(path: str) -> list[int]:
    return [at for at, letter in enumerate(path) if letter == "/"]


def _bounded(path: str, count: int) -> None:
    if count > MAX_ROWS:
        raise WrongAnswer(
            path, _("Lebih dari %(limit)d baris.") % {"limit": MAX_ROWS}, _("Bagi menjadi beberapa laporan.")
        )
