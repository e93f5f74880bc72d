"""One answer, made clean: what its question takes, or a refusal that names it. Pure."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext as _

from siaga.instruments.errors import WrongAnswer
from siaga.instruments.questions import LISTS, MEDIA, MOMENTS, Question

MAX_TEXT = 20_000
MAX_NUMBER = 10**15

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_INTEGER = re.compile(r"^[+-]?\d+$")
_DECIMAL = re.compile(r"^[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d{1,3})?$")


def answer(question: Question, value: Any) -> Any:
    """One clean answer, or None for none. Raises WrongAnswer."""
    if isinstance(value, str):
        value = (value if value.isprintable() else _printed(value)).strip()
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


def _printed(text: str) -> str:
    """Without control characters, its lines ended in one way."""
    return CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _wrong(path: str, value: Any, wanted: str) -> WrongAnswer:
    said = CONTROL.sub("", str(value))
    said = said if len(said) <= 40 else f"{said[:40]}…"
    return WrongAnswer(
        path, _("“%(said)s” bukan jawaban yang sah.") % {"said": said}, _("Isi %(wanted)s.") % {"wanted": wanted}
    )


def _integer(path: str, value: Any) -> int:
    if isinstance(value, bool):
        raise _wrong(path, value, _("bilangan bulat"))
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, str) and len(value) <= 20 and _INTEGER.match(value):
        value = int(value)
    if not isinstance(value, int) or abs(value) >= MAX_NUMBER:
        raise _wrong(path, value, _("bilangan bulat"))
    return value


def _decimal(path: str, value: Any) -> int | float:
    wanted = _("bilangan")
    if isinstance(value, str) and len(value) <= 40 and _DECIMAL.match(value):
        if _INTEGER.match(value):
            return _integer(path, value)
        value = float(value.replace(",", "."))
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise _wrong(path, value, wanted)
    if abs(value) >= MAX_NUMBER or not math.isfinite(value):  # in this order: isfinite cannot take a huge integer
        raise _wrong(path, value, wanted)
    return value


def _text(path: str, value: Any) -> str:
    if isinstance(value, (Mapping, list, tuple)):
        raise _wrong(path, "…", _("teks"))
    if isinstance(value, bool):
        value = "true" if value else "false"
    text = str(value)
    text = text if text.isprintable() else CONTROL.sub("", text)
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
    if len(name) > 120 or "/" in name or "\\" in name or name.startswith(".") or not name.isprintable():
        raise _wrong(path, name, _("nama berkas, tanpa folder"))
    return name
