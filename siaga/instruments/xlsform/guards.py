"""What a form may not contain here, whatever XLSForm allows: each refusal with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from siaga.instruments.xlsform.findings import Finding
from siaga.instruments.xlsform.sheets import Sheet

MAX_QUESTIONS = 400
MAX_CHOICES = 3000
MAX_TEXT = 2000

_FROM_FILE = re.compile(
    r"^(select_one|select_multiple|select_one_external|rank)?_?(from_file|external)\b|_from_file\b", re.I
)
_EXTERNAL_TYPES = ("csv-external", "xml-external", "csv_external", "xml_external", "select_one_external")
_PERSONAL_TYPES = {
    "phonenumber",
    "phone number",
    "get phone number",
    "subscriberid",
    "subscriber id",
    "simserial",
    "sim id",
    "email",
    "username",
}
_NOT_IN_BROWSERS = {"audio", "background-audio", "video", "file"}
_MEDIA_COLUMN = re.compile(r"^(media(::|:)|image\b|big-image\b|audio\b|video\b)", re.I)
_OUTSIDE_CALL = re.compile(r"\b(pulldata|search)\s*\(|jr://|\binstance\s*\(\s*['\"][^'\"]+\.(csv|xml|geojson)", re.I)
_ADDRESS = re.compile(r"\b(https?|ftp|file)://", re.I)
_NIK = re.compile(r"(?<![a-z])(nik|no(mor)?[ _]?ktp|nomor induk kependudukan)(?![a-z])", re.I)


def forbidden(sheets: Mapping[str, Sheet]) -> Iterator[Finding]:
    """Everything that refuses the form."""
    survey = sheets.get("survey")
    if survey is None or not survey.rows:
        yield Finding(
            _("Berkas ini tidak memuat lembar survey."),
            _("XLSForm memerlukan lembar bernama “survey” dengan kolom type, name, dan label."),
        )
        return
    for sheet in sheets.values():
        doubled = {one for one in sheet.headers if sheet.headers.count(one) > 1}
        for header in sorted(doubled):
            yield Finding(
                _("Judul kolom ini ada dua kali."),
                _("Hapus atau ganti nama salah satunya."),
                sheet.name,
                sheet.header_row,
                header,
            )
    for name in ("entities", "external_choices", "osm"):
        if name in sheets and sheets[name].rows:
            yield Finding(
                _("Lembar ini belum dapat dipakai di Siaga."),
                _("Hapus lembarnya; tulis pilihan pada lembar choices."),
                sheets[name].name,
            )
    yield from _settings(sheets.get("settings"))
    count = 0
    for row, cells in survey.rows:
        kind = cells.get("type", "").strip()
        if kind and not re.match(r"^(begin|end|note)\b|^(begin|end)_", kind, re.I):
            count += 1
        yield from _question(survey, row, kind, cells)
    if count > MAX_QUESTIONS:
        yield Finding(
            _("Formulir memuat %(count)d pertanyaan; batasnya %(limit)d.") % {"count": count, "limit": MAX_QUESTIONS},
            _("Bagi menjadi beberapa formulir: yang panjang jarang diisi sampai selesai."),
            survey.name,
        )
    choices = sheets.get("choices")
    if choices is not None:
        if len(choices.rows) > MAX_CHOICES:
            yield Finding(
                _("Lembar choices memuat %(count)d pilihan; batasnya %(limit)d.")
                % {"count": len(choices.rows), "limit": MAX_CHOICES},
                _("Kurangi pilihannya, atau tanyakan kode wilayah sebagai teks."),
                choices.name,
            )
        for row, cells in choices.rows:
            yield from _media(choices, row, cells)


def _settings(settings: Sheet | None) -> Iterator[Finding]:
    if settings is None or not settings.rows:
        return
    row, cells = settings.rows[0]
    for column, message in (
        ("public_key", _("Formulir terenkripsi tidak dapat dibaca Siaga.")),
        ("submission_url", _("Formulir ini mengirim isiannya ke peladen lain.")),
    ):
        if cells.get(column):
            yield Finding(message, _("Kosongkan kolom itu."), settings.name, row, column)


def _question(survey: Sheet, row: int, kind: str, cells: Mapping[str, str]) -> Iterator[Finding]:
    low = kind.lower()
    if low.startswith(_EXTERNAL_TYPES) or _FROM_FILE.search(low):
        yield Finding(
            _("Pilihan dari berkas terpisah (%(kind)s) belum dapat dipakai.") % {"kind": kind.split()[0]},
            _("Tulis pilihannya pada lembar choices, dengan choice_filter bila bertingkat."),
            survey.name,
            row,
            "type",
        )
    if low in _PERSONAL_TYPES:
        yield Finding(
            _("Jenis %(kind)s merekam data pribadi dari perangkat.") % {"kind": kind},
            _("Hapus barisnya; Siaga sudah mencatat siapa yang melapor dari akunnya."),
            survey.name,
            row,
            "type",
        )
    if low == "audit":
        yield Finding(
            _("Perekaman jejak pengisian (audit) belum dapat dipakai."), _("Hapus barisnya."), survey.name, row, "type"
        )
    if re.match(r"^begin[ _]loop\b", low):
        yield Finding(
            _("Pengulangan jenis loop belum dapat dipakai."),
            _("Pakai begin_repeat, atau tulis pertanyaannya satu per satu."),
            survey.name,
            row,
            "type",
        )
    for column, text in cells.items():
        if _OUTSIDE_CALL.search(text):
            yield Finding(
                _("Isi ini membaca berkas di luar formulir (pulldata, search, atau jr://)."),
                _("Tulis datanya di dalam formulir."),
                survey.name,
                row,
                column,
            )
        elif _ADDRESS.search(text) and column.partition("::")[0].lower() not in {"label", "hint", "guidance_hint"}:
            yield Finding(
                _("Isi ini menunjuk alamat di internet."),
                _("Siaga bekerja tanpa peladen lain; hapus alamatnya."),
                survey.name,
                row,
                column,
            )
        if len(text) > MAX_TEXT and column.partition("::")[0].lower() in {"label", "hint", "name"}:
            yield Finding(
                _("Teks terlalu panjang (%(length)d huruf; batasnya %(limit)d).")
                % {"length": len(text), "limit": MAX_TEXT},
                _("Ringkaskan."),
                survey.name,
                row,
                column,
            )
    yield from _media(survey, row, cells)


def _media(sheet: Sheet, row: int, cells: Mapping[str, str]) -> Iterator[Finding]:
    for column in cells:
        if _MEDIA_COLUMN.match(column):
            yield Finding(
                _("Gambar, suara, atau video pada pertanyaan belum dapat dipakai."),
                _("Kosongkan kolom itu; jelaskan dengan kata-kata pada kolom hint."),
                sheet.name,
                row,
                column,
            )


def cautions(sheets: Mapping[str, Sheet]) -> Iterator[Finding]:
    """What a person should reconsider; it refuses nothing."""
    survey = sheets.get("survey")
    if survey and not any(cells.get("name", "") == "nihil" for _row, cells in survey.rows):
        yield Finding(
            _("Formulir ini tidak mengenal laporan nihil."),
            _("Tambahkan pertanyaan select_one bernama nihil (ya/tidak) agar “tidak ada perubahan” dapat dilaporkan."),
            survey.name,
        )
    for row, cells in survey.rows if survey else ():
        if cells.get("type", "").strip().lower() in _NOT_IN_BROWSERS:
            yield Finding(
                _("Suara, video, dan berkas lain tidak dapat dikirim dari formulir di peramban; foto dapat."),
                _("Pakai image, atau kirim berkasnya lewat API."),
                survey.name if survey else "",
                row,
                "type",
            )
        for column, text in cells.items():
            asks = column.partition("::")[0].lower() in {"name", "label", "hint"}
            if asks and cells.get("type", "").lower() != "note" and _NIK.search(text.replace("_", " ")):
                yield Finding(
                    _("Pertanyaan ini tampaknya meminta nomor identitas (NIK)."),
                    _("Jangan mengumpulkan NIK; cukup jumlah, peran, atau jabatan."),
                    survey.name if survey else "",
                    row,
                    column,
                )
                break
