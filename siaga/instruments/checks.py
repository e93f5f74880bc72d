"""Plausibility checks as data: they mark a report for the person who reviews it, they never refuse it.

Sheet ``siaga_checks`` of an XLSForm, one row per check:

    code, kind, question, min, max, when, message

range: the answer lies between min and max (each may be a number or ``${other}``, or empty).
contradiction: ``when`` holds (``siaga.instruments.expressions``).
jump: the answer moved by more than max since the previous report on the same unit.
distance: the answer's point (or where the report was made) lies more than max metres from the unit.
``when`` limits the other kinds too. A check inside a repeat is asked of each row.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from siaga.instruments.expressions import Expression, Unreadable, parse, plain
from siaga.instruments.questions import NUMBERS, Question, find

if TYPE_CHECKING:
    from siaga.instruments.xlsform.findings import Finding
    from siaga.instruments.xlsform.sheets import Sheet

KINDS = ("range", "contradiction", "jump", "distance")
MAX_CHECKS = 200
EARTH_M = 6_371_008.8
"""Mean radius of the earth in metres (IUGG)."""

Check = dict[str, Any]
Mark = dict[str, str]
Point = tuple[float, float]
"""Latitude and longitude in degrees (WGS84)."""

_CODE = re.compile(r"^[a-z0-9_]{1,60}$")
_NAME = re.compile(r"\$\{([^}]+)\}")


def evaluate(
    checks: Sequence[Check],
    values: Mapping[str, Any],
    previous_values: Mapping[str, Any] | None = None,
    unit_point: Point | None = None,
    report_point: Point | None = None,
) -> list[Mark]:
    """The marks of one report, in the order of the checks: ``{"code", "question", "message"}``. Pure.

    previous_values: the answers of the report before on the same unit, if there is one.
    """
    marks: list[Mark] = []
    for check in checks:
        repeat = check.get("repeat", "")
        rows: Iterable[Mapping[str, Any]] = [values]
        if repeat:
            inside = values.get(repeat)
            rows = [{**values, **row} for row in inside if isinstance(row, Mapping)] if isinstance(inside, list) else []
        if any(_strikes(check, row, previous_values, unit_point, report_point) for row in rows):
            marks.append({"code": check["code"], "question": check["question"], "message": check["message"]})
    return marks


def _strikes(
    check: Check,
    values: Mapping[str, Any],
    previous: Mapping[str, Any] | None,
    unit_point: Point | None,
    report_point: Point | None,
) -> bool:
    when = check.get("when", "")
    if when and not _parsed(when).holds(values):
        return False
    kind = check["kind"]
    if kind == "contradiction":
        return bool(when)
    limit = _bound(check.get("max", ""), values)
    if kind == "distance":
        point = point_of(values.get(check["question"])) if check["question"] else None
        point = point or report_point
        return point is not None and unit_point is not None and limit is not None and metres(point, unit_point) > limit
    answer = _number(values.get(check["question"]))
    if answer is None:
        return False
    if kind == "jump":
        before = _number(previous.get(check["question"])) if previous else None
        return before is not None and limit is not None and abs(answer - before) > limit
    least = _bound(check.get("min", ""), values)
    return (least is not None and answer < least) or (limit is not None and answer > limit)


@lru_cache(maxsize=2048)
def _parsed(text: str) -> Expression:
    return parse(text)


def _number(value: Any) -> Decimal | None:
    made = plain(value)
    if isinstance(made, str):
        try:
            made = Decimal(made)
        except InvalidOperation:
            return None
    return made if isinstance(made, Decimal) and made.is_finite() else None


def _bound(text: str, values: Mapping[str, Any]) -> Decimal | None:
    name, number = _limit(text)
    return _number(values.get(name)) if name else number


@lru_cache(maxsize=2048)
def _limit(text: str) -> tuple[str, Decimal | None]:
    """A bound as it is written: the question whose answer it is, or a number."""
    if match := _NAME.fullmatch(text):
        return match.group(1), None
    return "", _number(text)


def point_of(answer: Any) -> Point | None:
    """The point of a geopoint answer (``"-4.01 103.25 120 5"``), or None."""
    parts = str(answer or "").split()
    try:
        lat, lon = float(parts[0]), float(parts[1])
    except (IndexError, ValueError):
        return None
    return (lat, lon) if math.isfinite(lat) and math.isfinite(lon) and abs(lat) <= 90 and abs(lon) <= 180 else None


def metres(one: Point, other: Point) -> float:
    """Great-circle distance in metres (haversine)."""
    lat1, lon1, lat2, lon2 = (math.radians(degrees) for degrees in (*one, *other))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_M * math.asin(min(1.0, math.sqrt(half)))


def read_checks(sheet: Sheet | None, questions: Sequence[Question]) -> tuple[list[Check], list[Finding]]:
    """The checks of a form, with full paths for the names that they use; and what is wrong with them."""
    from siaga.instruments.xlsform.findings import Finding

    checks: list[Check] = []
    wrong: list[Finding] = []
    for row, cells in sheet.rows if sheet else ():
        place = {"sheet": sheet.name if sheet else "", "row": row}

        def complain(column: str, message: str, remedy: str, place: dict[str, Any] = place) -> None:
            wrong.append(Finding(message, remedy, place["sheet"], place["row"], column))

        check = _read_check(cells, questions, complain)
        if check is None:
            continue
        if any(one["code"] == check["code"] for one in checks):
            complain("code", _("Kode “%(code)s” sudah dipakai.") % {"code": check["code"]}, _("Beri kode lain."))
        checks.append(check)
    if len(checks) > MAX_CHECKS:
        wrong.append(
            Finding(
                _("Terlalu banyak pemeriksaan (%(count)d; batasnya %(limit)d).")
                % {"count": len(checks), "limit": MAX_CHECKS},
                _("Kurangi barisnya."),
                "siaga_checks",
            )
        )
    return checks, wrong


def _read_check(cells: Mapping[str, str], questions: Sequence[Question], complain: Any) -> Check | None:
    code, kind = cells.get("code", "").lower(), cells.get("kind", "").lower()
    ok = True

    def no(column: str, message: str, remedy: str) -> None:
        nonlocal ok
        ok = False
        complain(column, message, remedy)

    if not _CODE.match(code):
        no(
            "code",
            _("Kode pemeriksaan kosong atau memuat tanda lain."),
            _("Tulis huruf kecil, angka, dan garis bawah."),
        )
    if kind not in KINDS:
        no(
            "kind",
            _("Jenis pemeriksaan “%(kind)s” tidak dikenal.") % {"kind": kind},
            _("Isi: %(kinds)s.") % {"kinds": ", ".join(KINDS)},
        )
    paths: dict[str, Question] = {}

    def resolve(name: str, column: str) -> str:
        found = find(questions, name)
        if len(found) != 1:
            words = (
                _("Nama “%(name)s” dipakai lebih dari satu pertanyaan.")
                if found
                else _("Tidak ada pertanyaan bernama “%(name)s”.")
            )
            no(column, words % {"name": name}, _("Tulis jalurnya, misalnya logistik/kotak_suara."))
            return name
        paths[found[0]["path"]] = found[0]
        return str(found[0]["path"])

    def resolved(text: str, column: str) -> str:
        return _NAME.sub(lambda match: "${" + resolve(match.group(1).strip(), column) + "}", text)

    question = resolve(cells["question"], "question") if cells.get("question") else ""
    if not question and kind in {"range", "jump"}:
        no("question", _("Pertanyaan yang diperiksa belum disebut."), _("Isi kolom question."))
    asked = paths.get(question)
    if asked is not None and kind in {"range", "jump"} and asked["type"] not in NUMBERS | {"calculate"}:
        no(
            "question",
            _("Pertanyaan ini bukan bilangan."),
            _("Pemeriksaan %(kind)s hanya untuk bilangan.") % {"kind": kind},
        )
    if asked is not None and kind == "distance" and asked["type"] != "geopoint":
        no(
            "question",
            _("Pertanyaan ini bukan titik lokasi."),
            _("Pakai pertanyaan berjenis geopoint, atau kosongkan."),
        )
    bounds = {}
    for column in ("min", "max"):
        text = resolved(cells.get(column, ""), column)
        if text and not _NAME.fullmatch(text) and _number(text) is None:
            no(column, _("“%(text)s” bukan bilangan.") % {"text": text}, _("Isi bilangan, atau ${pertanyaan}."))
        bounds[column] = text
    needed = {"range": ("min", "max"), "jump": ("max",), "distance": ("max",)}.get(kind, ())
    if needed and not any(bounds[column] for column in needed):
        no("max", _("Batasnya belum diisi."), _("Isi kolom %(columns)s.") % {"columns": " / ".join(needed)})
    when = resolved(cells.get("when", ""), "when")
    if when:
        try:
            _parsed(when)
        except Unreadable as error:
            no(
                "when",
                _("Syarat tidak terbaca di sekitar “%(text)s”.") % {"text": str(error)},
                _("Pakai perbandingan ${pertanyaan} = 'nilai' dengan and, or, not, dan tanda kurung."),
            )
    elif kind == "contradiction":
        no("when", _("Pertentangan memerlukan syarat."), _("Isi kolom when."))
    repeats = {one["repeat"] for one in paths.values() if one["repeat"]}
    if len(repeats) > 1 or any("/" in one and _nested(questions, one) for one in repeats):
        no(
            "question",
            _("Pemeriksaan ini menyentuh lebih dari satu rincian berulang."),
            _("Pisahkan menjadi beberapa."),
        )
    if not ok:
        return None
    return {
        "code": code,
        "kind": kind,
        "question": question,
        "min": bounds["min"],
        "max": bounds["max"],
        "when": when,
        "message": cells.get("message", "")[:300] or _default_message(kind),
        "repeat": next(iter(repeats), ""),
    }


def _nested(questions: Sequence[Question], path: str) -> bool:
    """Whether a repeat stands inside another one."""
    return any(one["path"] == path and one["repeat"] for one in questions)


def _default_message(kind: str) -> str:
    return {
        "range": _("Jawaban di luar batas yang wajar."),
        "contradiction": _("Ada jawaban yang bertentangan."),
        "jump": _("Jawaban berubah jauh sejak laporan sebelumnya."),
        "distance": _("Laporan dibuat jauh dari tempatnya."),
    }[kind]
