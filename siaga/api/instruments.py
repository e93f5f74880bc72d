"""``/instruments``: the checklists, what they ask, and where their files are."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.urls import reverse
from ninja import Path, Query, Router, Schema
from pydantic import Field, StringConstraints

from siaga.access import Verb
from siaga.api.paging import Page, PageQuery
from siaga.api.regions import RegionName, name_of
from siaga.api.security import caller, guards
from siaga.instruments.models import Instrument, InstrumentVersion
from siaga.instruments.queries import access_instrument, current_version, current_versions, instruments_for
from siaga.instruments.questions import Label, Question
from siaga.instruments.units import unit_key

router = Router(tags=["Instrumen"])

InstrumentName = Annotated[
    str,
    StringConstraints(pattern=r"^[-a-zA-Z0-9_]{1,60}$"),
    Field(description="Nama instrumen (form_id).", examples=["kesiapan-tps"]),
]
About = Literal["tps", "desa", "kecamatan", "kabupaten", "instansi"]
Words = Annotated[
    str | dict[str, str],
    Field(description="Teks, atau teks menurut kode bahasa.", examples=[{"id": "Kotak suara", "en": "Ballot boxes"}]),
]


class InstrumentOut(Schema):
    """Satu instrumen dengan versinya yang terbaru."""

    name: str = Field(description="Nama (form_id).", examples=["kesiapan-tps"])
    title: str = Field(description="Judul.", examples=["Kesiapan TPS"])
    about: str = Field(description="Keterangan.", examples=["Logistik, tempat, listrik, sinyal, dan petugas."])
    unit: About = Field(description="Tentang apa.", examples=["tps"])
    sensitive: bool = Field(description="Jawabannya hanya untuk yang berwenang.", examples=[False])
    shipped: bool = Field(description="Bawaan Siaga.", examples=[True])
    region: RegionName | None = Field(description="Wilayah pemiliknya; null: semua wilayah.")
    retired: bool = Field(description="Tidak dipakai lagi.", examples=[False])
    version: str = Field(description="Versi terbaru.", examples=["2024.1"])
    xform: str = Field(description="Alamat XForm.", examples=["/instrumen/kesiapan-tps/versi/1/xform/"])
    xlsform: str = Field(description="Alamat berkas XLSForm.", examples=["/instrumen/kesiapan-tps/versi/1/xlsform/"])


class ChoiceOut(Schema):
    """Satu pilihan jawaban."""

    name: str = Field(description="Yang dikirim sebagai jawaban.", examples=["ya"])
    label: Words = Field(description="Yang dibaca pengisi.")


class QuestionOut(Schema):
    """Satu pertanyaan; `path` adalah kuncinya dalam `values` laporan."""

    path: str = Field(description="Jalur.", examples=["logistik/kotak_suara"])
    type: str = Field(description="Jenis.", examples=["select_one"])
    label: Words = Field(description="Pertanyaannya.")
    hint: Words = Field(description="Petunjuk.")
    choices: list[ChoiceOut] = Field(description="Pilihan jawaban; kosong bila bebas.")
    required: bool = Field(description="Wajib dijawab bila berlaku.", examples=[True])
    relevant: str = Field(description="Syarat berlakunya, sebagai rumus XLSForm.", examples=["${nihil} != 'ya'"])
    sensitive: bool = Field(description="Jawabannya hanya untuk yang berwenang.", examples=[False])
    repeat: str = Field(description="Jalur rincian berulang tempatnya; kosong: tidak di dalam rincian.", examples=[""])
    media: bool = Field(description="Jawabannya nama berkas yang dikirim terpisah.", examples=[False])
    quiet: bool = Field(description="Diisi sendiri oleh formulir.", examples=[False])


class CheckOut(Schema):
    """Satu pemeriksaan kewajaran: menandai, tidak menolak."""

    code: str = Field(description="Kode tanda.", examples=["dpt_wajar"])
    kind: Literal["range", "contradiction", "jump", "distance"] = Field(description="Jenis.", examples=["range"])
    question: str = Field(description="Jalur pertanyaan; boleh kosong.", examples=["pemilih/dpt"])
    min: str = Field(description="Batas bawah; kosong: tidak ada.", examples=["1"])
    max: str = Field(description="Batas atas; kosong: tidak ada.", examples=["600"])
    when: str = Field(description="Syarat; kosong: selalu.", examples=[""])
    message: str = Field(description="Yang dikatakan kepada pemeriksa laporan.", examples=["Jumlah di luar kebiasaan."])


class InstrumentDetail(InstrumentOut):
    """Satu instrumen dengan pertanyaan dan pemeriksaannya."""

    questions: list[QuestionOut] = Field(description="Pertanyaan, urut seperti dalam formulir.")
    checks: list[CheckOut] = Field(description="Pemeriksaan kewajaran.")


class InstrumentsQuery(PageQuery):
    """Which instruments."""

    unit: About | None = Field(None, description="Hanya tentang ini.", examples=["tps"])
    retired: bool | None = Field(None, description="Hanya yang tidak dipakai lagi (true) atau yang dipakai (false).")


def _shown(instrument: Instrument, version: InstrumentVersion) -> dict[str, Any]:
    files = [instrument.name, version.number]
    return {
        "name": instrument.name,
        "title": instrument.title,
        "about": instrument.about,
        "unit": unit_key(instrument),
        "sensitive": instrument.sensitive,
        "shipped": instrument.shipped,
        "region": name_of(instrument.region) if instrument.region else None,
        "retired": instrument.retired_at is not None,
        "version": version.version,
        "xform": reverse("instruments:xform", args=files),
        "xlsform": reverse("instruments:source", args=files),
    }


def _asked(question: Question) -> dict[str, Any]:
    hint: Label = question["hint"]
    return {
        "path": question["path"],
        "type": question["type"],
        "label": question["label"],
        "hint": hint,
        "choices": question["choices"],
        "required": question["required"],
        "relevant": question["relevant"],
        "sensitive": question["sensitive"],
        "repeat": question["repeat"],
        "media": question["media"],
        "quiet": question["quiet"],
    }


@router.get("/instruments", response=Page[InstrumentOut], operation_id="instruments", summary="Daftar instrumen")
@guards(Verb.INSTRUMENT_VIEW)
def instruments(request: HttpRequest, query: Annotated[InstrumentsQuery, Query()]) -> dict[str, Any]:
    """Instrumen yang terlihat oleh Anda, urut nama."""
    rows = instruments_for(caller(request, Verb.INSTRUMENT_VIEW)).order_by("name")
    if query.unit:
        kinds = {"tps": "tps", "instansi": "agency"}
        levels = {"desa": 4, "kecamatan": 3, "kabupaten": 2}
        rows = rows.filter(unit_kind=kinds.get(query.unit, "region"), level=levels.get(query.unit))
    if query.retired is not None:
        rows = rows.filter(retired_at__isnull=not query.retired)
    part = list(rows[query.offset : query.offset + query.limit])
    versions = current_versions(part)
    return {
        "count": rows.count(),
        "limit": query.limit,
        "offset": query.offset,
        "items": [_shown(instrument, versions[instrument.pk]) for instrument in part],
    }


@router.get("/instruments/{name}", response=InstrumentDetail, operation_id="instrument", summary="Satu instrumen")
@guards(Verb.INSTRUMENT_VIEW)
def instrument(request: HttpRequest, name: Annotated[InstrumentName, Path()]) -> dict[str, Any]:
    """Instrumen itu, dengan alamat berkasnya, pertanyaan, dan pemeriksaan versi terbarunya."""
    found = access_instrument(caller(request, Verb.INSTRUMENT_VIEW), name)
    version = current_version(found)
    checks = [
        {key: check[key] for key in ("code", "kind", "question", "min", "max", "when", "message")}
        for check in version.checks
    ]
    return {**_shown(found, version), "questions": [_asked(one) for one in version.questions], "checks": checks}
