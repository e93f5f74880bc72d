"""What a form asks, flattened: one plain dict per question, in order, as ``InstrumentVersion.questions`` keeps it.

``path``: ``logistik/kotak_suara``. ``type``: our word (``select_one``, ``integer``, ``image`` …). ``label``: text, or
``{"id": …, "en": …}``. ``choices``: ``[{"name", "label"}]``. ``repeat``: path of the repeat that it stands in, or "".
``relevant``: its own condition and those of the groups around it.
``group``: labels of the groups around it, outermost first. ``media``: the answer is a file. ``quiet``: nobody is asked
(calculations, times of filling). A repeat is itself an entry of type ``repeat``: its answer is a list of rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import get_language, gettext_lazy

Question = dict[str, Any]
Label = str | dict[str, str]

NUMBERS = frozenset({"integer", "decimal"})
SELECTS = frozenset({"select_one", "select_multiple", "rank"})
LISTS = frozenset({"select_multiple", "rank"})
MEDIA = frozenset({"image", "audio", "video", "file"})
QUIET = frozenset({"calculate", "hidden", "start", "end", "today", "deviceid"})
MOMENTS = frozenset({"datetime", "start", "end"})
POINTS = frozenset({"geopoint", "geotrace", "geoshape"})

_TYPES = {
    "select one": "select_one",
    "select1": "select_one",
    "select all that apply": "select_multiple",
    "select": "select_multiple",
    "rank": "rank",
    "odk:rank": "rank",
    "int": "integer",
    "integer": "integer",
    "decimal": "decimal",
    "string": "text",
    "text": "text",
    "photo": "image",
    "image": "image",
    "audio": "audio",
    "background-audio": "audio",
    "video": "video",
    "file": "file",
    "date": "date",
    "time": "time",
    "datetime": "datetime",
    "geopoint": "geopoint",
    "start-geopoint": "geopoint",
    "geotrace": "geotrace",
    "geoshape": "geoshape",
    "acknowledge": "acknowledge",
    "trigger": "acknowledge",
    "barcode": "text",
    "calculate": "calculate",
    "hidden": "hidden",
    "start": "start",
    "end": "end",
    "today": "today",
    "deviceid": "deviceid",
}

TYPE_WORDS = {
    "select_one": gettext_lazy("Pilihan tunggal"),
    "select_multiple": gettext_lazy("Pilihan ganda"),
    "rank": gettext_lazy("Urutan"),
    "integer": gettext_lazy("Bilangan bulat"),
    "decimal": gettext_lazy("Bilangan"),
    "text": gettext_lazy("Teks"),
    "image": gettext_lazy("Foto"),
    "audio": gettext_lazy("Suara"),
    "video": gettext_lazy("Video"),
    "file": gettext_lazy("Berkas"),
    "date": gettext_lazy("Tanggal"),
    "time": gettext_lazy("Jam"),
    "datetime": gettext_lazy("Tanggal dan jam"),
    "geopoint": gettext_lazy("Titik lokasi"),
    "geotrace": gettext_lazy("Garis lokasi"),
    "geoshape": gettext_lazy("Bidang lokasi"),
    "acknowledge": gettext_lazy("Persetujuan"),
    "calculate": gettext_lazy("Hitungan"),
    "hidden": gettext_lazy("Tersembunyi"),
    "start": gettext_lazy("Waktu mulai mengisi"),
    "end": gettext_lazy("Waktu selesai mengisi"),
    "today": gettext_lazy("Tanggal pengisian"),
    "deviceid": gettext_lazy("Perangkat"),
    "repeat": gettext_lazy("Rincian berulang"),
}


def type_of(element: Mapping[str, Any]) -> str:
    """Our word for an element's type; empty for what has no answer (notes, groups, the converter's own parts)."""
    kind = str(element.get("type", "")).lower()
    if kind == "range":
        return "decimal" if element.get("bind", {}).get("type") == "decimal" else "integer"
    return _TYPES.get(kind, "")


def flatten(form: Mapping[str, Any], languages: Mapping[str, str]) -> list[Question]:
    """The questions of a form as pyxform holds it. ``languages``: the form's name of a language → its code."""
    found: list[Question] = []
    _walk(form.get("children", ()), "", "", (), (), False, languages, found)
    return found


def _walk(
    children: Iterable[Mapping[str, Any]],
    prefix: str,
    repeat: str,
    groups: tuple[Label, ...],
    relevant: tuple[str, ...],
    sensitive: bool,
    languages: Mapping[str, str],
    found: list[Question],
) -> None:
    for element in children:
        name = str(element.get("name", ""))
        kind = str(element.get("type", "")).lower()
        path = f"{prefix}{name}"
        closed = sensitive or says_yes(element.get("siaga_sensitive"))
        own = str(element.get("bind", {}).get("relevant", ""))
        if_all = (*relevant, own) if own else relevant
        if kind in {"group", "repeat"}:
            if path == "meta":
                continue
            label = label_from(element.get("label", ""), languages)
            if kind == "repeat":
                found.append(_question(element, path, "repeat", repeat, groups, if_all, closed, languages))
            inner = (*groups, label) if label else groups
            below = path if kind == "repeat" else repeat
            _walk(element.get("children", ()), f"{path}/", below, inner, if_all, closed, languages, found)
        elif kind_of := type_of(element):
            found.append(_question(element, path, kind_of, repeat, groups, if_all, closed, languages))


def _question(
    element: Mapping[str, Any],
    path: str,
    kind: str,
    repeat: str,
    groups: tuple[Label, ...],
    relevant: tuple[str, ...],
    sensitive: bool,
    languages: Mapping[str, str],
) -> Question:
    bind = element.get("bind", {})
    question: Question = {
        "path": path,
        "type": kind,
        "label": label_from(element.get("label", ""), languages),
        "hint": label_from(element.get("hint", ""), languages),
        "choices": [
            {"name": str(choice["name"]), "label": label_from(choice.get("label", ""), languages)}
            for choice in element.get("choices", ())
        ],
        "required": says_yes(bind.get("required")),
        "relevant": relevant[0] if len(relevant) == 1 else " and ".join(f"({one})" for one in relevant),
        "constraint": str(bind.get("constraint", "")),
        "sensitive": sensitive,
        "repeat": repeat,
        "group": list(groups),
        "media": kind in MEDIA,
        "quiet": kind in QUIET or (kind == "geopoint" and element.get("type") == "start-geopoint"),
    }
    if calculation := bind.get("calculate"):
        question["calculation"] = str(calculation)
    return question


def label_from(text: object, languages: Mapping[str, str]) -> Label:
    """A label as we keep it: plain text, or text by language code."""
    if not isinstance(text, Mapping):
        return str(text)
    by_code: dict[str, str] = {}
    for language, words in text.items():
        by_code.setdefault(languages.get(str(language), "id"), str(words))
    return by_code


def says_yes(value: object) -> bool:
    """Whether a cell of a form says yes."""
    return str(value).strip().lower() in {"yes", "true", "true()", "ya", "benar", "1"}


def find(questions: Iterable[Question], name: str) -> list[Question]:
    """The questions that a name may mean: the one of that path, else all whose last part it is."""
    asked = list(questions)
    exact = [question for question in asked if question["path"] == name]
    return exact or [question for question in asked if str(question["path"]).endswith(f"/{name}")]


def by_path(questions: Iterable[Question]) -> dict[str, Question]:
    return {question["path"]: question for question in questions}


def in_language(label: Label, lang: str = "") -> str:
    """A label in a language, else in Indonesian, else in any."""
    if isinstance(label, str):
        return label
    wanted = (lang or get_language() or "id").partition("-")[0]
    return label.get(wanted) or label.get("id") or next((text for text in label.values() if text), "")


def label_of(question: Mapping[str, Any], lang: str = "") -> str:
    """The question as it is asked; its name where it has no words."""
    return in_language(question["label"], lang) or str(question["path"]).rpartition("/")[2]


def choice_label(question: Mapping[str, Any], name: str, lang: str = "") -> str:
    """The words of a choice; its name where the form has none (any more)."""
    for choice in question["choices"]:
        if choice["name"] == name:
            return in_language(choice["label"], lang) or name
    return name
