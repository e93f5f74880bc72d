"""Errors as problem documents (RFC 9457): one shape for every refusal, with a remedy in Indonesian."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja import Schema
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError
from pydantic import Field

from siaga.access import Problem
from siaga.api.words import SHAPES

logger = logging.getLogger("siaga.api")

MEDIA_TYPE = "application/problem+json"


class FieldProblem(Schema):
    """Satu isian yang tidak sesuai."""

    location: str = Field(description="Tempat isian: `path`, `query`, atau `body`.", examples=["query"])
    field: str = Field(description="Nama isian; titik memisahkan tingkat.", examples=["limit"])
    message: str = Field(description="Apa yang tidak sesuai.", examples=["Paling banyak 500."])


class ProblemDocument(Schema):
    """Dokumen masalah menurut RFC 9457."""

    type: str = Field(
        description="Alamat yang menerangkan jenis masalah; tetap sama untuk masalah yang sama.",
        examples=["/api/v1/docs#masalah-not-found"],
    )
    title: str = Field(
        description="Apa yang keliru, satu kalimat.",
        examples=["Halaman atau data ini tidak ada, atau bukan wewenang Anda."],
    )
    status: int = Field(description="Kode status HTTP.", examples=[404])
    code: str = Field(description="Nama tetap jenis masalah, bagian akhir `type`.", examples=["not-found"])
    detail: str = Field(
        description="Apa yang dapat dilakukan.", examples=["Periksa alamatnya, atau hubungi sekretariat Desk."]
    )
    instance: str = Field(description="Alamat permintaan yang ditolak.", examples=["/api/v1/regions/16.99"])
    errors: list[FieldProblem] = Field(default=[], description="Isian yang tidak sesuai, bila ada.")


KNOWN: dict[str, tuple[int, str]] = {
    "bad-request": (400, "Isi permintaan tidak dapat dibaca."),
    "not-signed-in": (401, "Token atau sesi tidak ada, tidak dikenal, atau sudah berakhir."),
    "csrf": (403, "Permintaan dari sesi peramban tidak membawa token CSRF yang benar."),
    "second-factor-required": (403, "Peran Anda wajib memakai verifikasi dua langkah."),
    "not-found": (404, "Data tidak ada, atau bukan wewenang Anda; keduanya dijawab sama."),
    "method": (405, "Alamat ini tidak melayani metode tersebut."),
    "conflict": (409, "Keadaan data sudah berubah atau bertentangan dengan permintaan."),
    "too-large": (413, "Isi permintaan terlalu besar."),
    "validation": (422, "Ada isian yang tidak sesuai; lihat `errors`."),
    "problem": (422, "Permintaan melanggar aturan Desk; `title` menyebut apa dan `detail` menyebut jalan keluarnya."),
    "rate": (429, "Permintaan terlalu sering untuk satu akun; tunggu sesuai `Retry-After`."),
    "internal": (500, "Kesalahan di pihak Siaga; sudah dicatat."),
}
"""Kinds that are not a room's own ``Problem``; shown on the human page."""


def response(
    request: HttpRequest,
    *,
    code: str,
    status: int,
    title: str,
    detail: str = "",
    errors: Iterable[Mapping[str, str]] = (),
    members: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """A problem document as the answer; members: what this kind of problem tells besides."""
    body = {
        "type": f"{reverse('api:docs')}#masalah-{code}",
        "title": title,
        "status": status,
        "code": code,
        "detail": detail,
        "instance": request.path,
        "errors": list(errors),
        **(members or {}),
    }
    answer = HttpResponse(json.dumps(body, ensure_ascii=False), status=status, content_type=MEDIA_TYPE)
    answer["Cache-Control"] = "no-store"
    answer.whole_problem = True  # type: ignore[attr-defined]
    if status == HTTPStatus.UNAUTHORIZED:
        answer["WWW-Authenticate"] = 'Bearer realm="siaga"'
    return answer


def plain(request: HttpRequest, status: int) -> HttpResponse:
    """The problem document for an answer of which only the status is known."""
    code, title, detail = {
        400: ("bad-request", _("Isi permintaan tidak dapat dibaca."), _("Kirim JSON yang benar dalam UTF-8.")),
        401: (
            "not-signed-in",
            _("Permintaan ini memerlukan token atau sesi yang masih berlaku."),
            _("Kirim kepala Authorization: Bearer TOKEN, atau masuk lebih dahulu."),
        ),
        403: (
            "csrf",
            _("Permintaan ini ditolak karena token CSRF tidak ada atau keliru."),
            _("Kirim kepala X-CSRFToken dari sesi yang sama, atau pakai token API."),
        ),
        404: ("not-found", _("Alamat ini tidak ada."), _("Lihat daftar alamat di /api/v1/docs.")),
        405: ("method", _("Alamat ini tidak melayani metode tersebut."), _("Lihat kepala Allow.")),
        409: ("conflict", _("Data sudah berubah."), _("Muat ulang data, lalu coba lagi.")),
        413: ("too-large", _("Isi permintaan terlalu besar."), _("Kirim dalam beberapa bagian.")),
        429: (
            "rate",
            _("Terlalu banyak permintaan dari akun ini."),
            _("Tunggu sebanyak detik dalam kepala Retry-After, lalu coba lagi."),
        ),
        500: (
            "internal",
            _("Terjadi kesalahan di pihak Siaga."),
            _("Coba lagi; bila berulang, laporkan waktu kejadian kepada administrator."),
        ),
    }.get(status, ("problem", _("Permintaan ini tidak dapat dilayani."), ""))
    return response(request, code=code, status=status, title=title, detail=detail)


def from_problem(request: HttpRequest, problem: Exception | type[Exception]) -> HttpResponse:
    """A room's own ``Problem``."""
    assert isinstance(problem, Problem)
    location = "query" if request.method == "GET" else "body"
    errors = [{"location": location, "field": problem.field, "message": problem.message}] if problem.field else []
    return response(
        request,
        code=problem.code,
        status=problem.status,
        title=problem.message,
        detail=problem.remedy,
        errors=errors,
        members=problem.members(),
    )


def from_validation(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    """What the schema refused, field by field, in Indonesian."""
    assert isinstance(error, ValidationError)
    errors = []
    for item in error.errors:
        location, *rest = [str(part) for part in item["loc"]] or ["body"]
        field = ".".join(_named(item, rest[1:] if location == "body" and len(rest) > 1 else rest))
        errors.append({"location": location, "field": field, "message": _in_indonesian(item)})
    return response(
        request,
        code="validation",
        status=422,
        title=_("Ada isian yang tidak sesuai."),
        detail=_("Perbaiki isian yang disebut dalam errors, lalu kirim ulang."),
        errors=errors,
    )


_NAME = re.compile(r"[a-z_][a-z0-9_]*|[0-9]+", re.IGNORECASE)


def _named(item: Mapping[str, Any], parts: list[str]) -> list[str]:
    """The names on the way to a field: without the validator's own words for each form that a value may have."""
    return parts if item["type"] == "extra_forbidden" else [part for part in parts if _NAME.fullmatch(part)]


def _limit(value: float) -> float:
    return int(value) if value == int(value) else value


def _in_indonesian(item: Mapping[str, Any]) -> str:
    kind, about = str(item["type"]), item.get("ctx", {})
    match kind:
        case "missing":
            return _("Wajib diisi.")
        case "extra_forbidden":
            return _("Isian ini tidak dikenal.")
        case "greater_than_equal":
            return _("Paling sedikit %(limit)s.") % {"limit": _limit(about["ge"])}
        case "less_than_equal":
            return _("Paling banyak %(limit)s.") % {"limit": _limit(about["le"])}
        case "string_too_long":
            return _("Paling panjang %(limit)s huruf.") % {"limit": about["max_length"]}
        case "string_too_short":
            return _("Paling pendek %(limit)s huruf.") % {"limit": about["min_length"]}
        case "string_pattern_mismatch":
            return str(SHAPES.get(about["pattern"], _("Bentuknya tidak sesuai; lihat contohnya di dokumentasi.")))
        case "enum" | "literal_error":
            return _("Pilih salah satu: %(choices)s.") % {"choices": about["expected"].replace(" or ", ", ")}
        case "list_type":
            return _("Kirim sebuah daftar, dalam tanda [ ].")
        case "too_short":
            return _("Paling sedikit %(limit)s isi dalam daftar ini.") % {"limit": about["min_length"]}
        case "too_long":
            return _("Paling banyak %(limit)s isi dalam daftar ini.") % {"limit": about["max_length"]}
        case "value_error":
            return str(about.get("error", _("Nilai ini tidak sesuai.")))
    if kind.startswith(("int_", "float_", "finite_")):
        return _("Tulis bilangan.")
    if kind.startswith("bool_"):
        return _("Tulis true atau false.")
    if kind.startswith("datetime_"):
        return _("Tulis waktu dengan zona, seperti 2024-11-27T07:00:00+07:00.")
    if kind.startswith("date_"):
        return _("Tulis tanggal seperti 2024-11-27.")
    if kind.startswith("string_"):
        return _("Tulis teks yang benar dalam UTF-8.")
    if kind in {"model_attributes_type", "model_type", "dict_type", "json_invalid"}:
        return _("Kirim satu objek JSON.")
    return _("Nilai ini tidak sesuai.")


def from_http(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    """What the framework itself refused: authentication, CSRF, rate, unreadable body."""
    assert isinstance(error, HttpError)
    return plain(request, error.status_code)


def from_too_large(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    """A body above what is read into memory; it was not read."""
    return plain(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def from_broken_off(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    """The caller went away before its body had come."""
    return plain(request, HTTPStatus.BAD_REQUEST)


def from_defect(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    """A defect of ours: logged with its trace, told without details."""
    route = request.resolver_match.route if request.resolver_match else ""
    logger.error("%s %s failed", request.method, route, exc_info=error if isinstance(error, Exception) else None)
    return plain(request, 500)


HANDLERS = {
    Problem: from_problem,
    ValidationError: from_validation,
    AuthenticationError: from_http,
    Throttled: from_http,
    HttpError: from_http,
    RequestDataTooBig: from_too_large,
    UnreadablePostError: from_broken_off,
    Exception: from_defect,
}
