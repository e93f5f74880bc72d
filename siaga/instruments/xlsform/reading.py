"""One XLSForm, checked and converted: what it would add, or everything that is wrong with it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from siaga.instruments.checks import read_checks
from siaga.instruments.errors import FormRefused, PartisanContent
from siaga.instruments.neutrality import partisan_content
from siaga.instruments.questions import Question, flatten, says_yes
from siaga.instruments.xlsform.explain import explained, explained_warnings
from siaga.instruments.xlsform.findings import Finding
from siaga.instruments.xlsform.guards import cautions, forbidden
from siaga.instruments.xlsform.sheets import Sheet, read_sheets_of

UNITS: dict[str, tuple[str, int | None]] = {
    "tps": ("tps", None),
    "desa": ("region", 4),
    "kelurahan": ("region", 4),
    "kecamatan": ("region", 3),
    "kabupaten": ("region", 2),
    "kota": ("region", 2),
    "instansi": ("agency", None),
}
"""What ``siaga_unit`` may say, and the (unit_kind, level) that it means."""

_SHEETS = ("survey", "choices", "settings")
_NAME = re.compile(r"^[a-zA-Z0-9][-_a-zA-Z0-9]{0,59}$")
_CODE = re.compile(r"\(([a-zA-Z]{2,3})(?:[-_][a-zA-Z]+)?\)\s*$")
_KNOWN_LANGUAGES = {
    "bahasa indonesia": "id",
    "indonesia": "id",
    "indonesian": "id",
    "id": "id",
    "english": "en",
    "inggris": "en",
    "bahasa inggris": "en",
    "en": "en",
    "default": "id",
}


@dataclass(slots=True)
class Draft:
    """A form that may be added. ``unit`` is empty where neither the file nor the caller said what it is about."""

    name: str
    title: str
    about: str
    version: str
    unit: str
    sensitive: bool
    source_name: str
    source: bytes
    xform: str
    questions: list[Question]
    checks: list[dict[str, Any]]
    languages: list[str] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)

    @property
    def unit_kind(self) -> str:
        return UNITS[self.unit][0] if self.unit else ""

    @property
    def level(self) -> int | None:
        return UNITS[self.unit][1] if self.unit else None


def read_form(content: bytes, filename: str, *, unit: str = "", name: str = "", version: str = "") -> Draft:
    """Read, guard, convert and flatten an XLSForm.

    unit: what it is about, where the person says so (else ``siaga_unit`` of its settings).
    name, version: take these instead of the settings' ``form_id`` and ``version``.
    Raises FormRefused (all findings), PartisanContent, UnreadableFile.
    """
    sheets = read_sheets_of(content, filename)
    if refused := list(forbidden(sheets)):
        raise FormRefused(refused)
    settings = dict(sheets["settings"].rows[0][1]) if "settings" in sheets and sheets["settings"].rows else {}
    warnings = list(cautions(sheets))
    unit = _unit(sheets.get("settings"), settings, unit)
    form_id = _form_id(settings, name or "", filename, warnings)
    said = (version or settings.get("version", "")).strip()
    if len(said) > 60:
        raise FormRefused(
            [Finding(_("Versi terlalu panjang."), _("Paling banyak 60 huruf."), "settings", 0, "version")]
        )
    if not said:
        said = hashlib.sha256(content).hexdigest()[:12]
        warnings.append(
            Finding(
                _("Lembar settings tidak menyebut version; dipakai %(version)s dari isi berkas.") % {"version": said},
                _("Isi kolom version agar mudah disebut, misalnya 2024.1."),
                "settings",
                0,
                "version",
            )
        )
    settings |= {"form_id": form_id, "version": said}
    settings.pop("id_string", None)
    if partisan := list(partisan_content(sheets)):
        raise PartisanContent(partisan)
    converted, xform = _convert(sheets, settings, warnings)
    languages = _languages(converted)
    questions = flatten(converted, languages)
    if not any(not question["quiet"] for question in questions):
        raise FormRefused([Finding(_("Formulir ini tidak menanyakan apa pun."), _("Tambahkan pertanyaan."), "survey")])
    checks, wrong = read_checks(sheets.get("siaga_checks"), questions)
    if wrong:
        raise FormRefused(wrong)
    title = str(converted.get("title") or form_id)
    return Draft(
        name=form_id,
        title=title[:160],
        about=settings.get("siaga_about", "")[:400],
        version=said,
        unit=unit,
        sensitive=says_yes(settings.get("siaga_sensitive")),
        source_name=_safe_name(filename, form_id),
        source=content,
        xform=xform,
        questions=questions,
        checks=checks,
        languages=list(dict.fromkeys(languages.values())),
        warnings=warnings,
    )


def _unit(sheet: Sheet | None, settings: Mapping[str, str], chosen: str) -> str:
    said = settings.get("siaga_unit", "").strip().lower()
    if said and said not in UNITS:
        raise FormRefused(
            [
                Finding(
                    _("siaga_unit “%(said)s” tidak dikenal.") % {"said": said},
                    _("Isi salah satu: tps, desa, kecamatan, kabupaten, instansi."),
                    sheet.name if sheet else "settings",
                    sheet.rows[0][0] if sheet else 0,
                    "siaga_unit",
                )
            ]
        )
    if said and chosen and UNITS[said] != UNITS[chosen]:
        raise FormRefused(
            [
                Finding(
                    _("Berkas menyebut formulir ini tentang %(said)s, tetapi dipilih %(chosen)s.")
                    % {"said": said, "chosen": chosen},
                    _("Samakan pilihannya, atau ubah siaga_unit pada lembar settings."),
                    sheet.name if sheet else "settings",
                    sheet.rows[0][0] if sheet else 0,
                    "siaga_unit",
                )
            ]
        )
    return chosen or said


def _form_id(settings: Mapping[str, str], name: str, filename: str, warnings: list[Finding]) -> str:
    said = name or settings.get("form_id") or settings.get("id_string") or ""
    if said and _NAME.match(said):
        return said
    stem = filename.replace("\\", "/").rpartition("/")[2].rpartition(".")[0]
    made = slugify(said or stem)[:60].strip("-_")
    if not made:
        raise FormRefused(
            [
                Finding(
                    _("Formulir ini tidak bernama."),
                    _("Isi form_id pada lembar settings: huruf, angka, tanda hubung; misalnya kesiapan-gudang."),
                    "settings",
                    0,
                    "form_id",
                )
            ]
        )
    warnings.append(
        Finding(
            _("form_id kosong atau memuat tanda yang tidak dapat dipakai; dipakai “%(made)s”.") % {"made": made},
            _("Tulis form_id dari huruf, angka, dan tanda hubung."),
            "settings",
            0,
            "form_id",
        )
    )
    return made


def _convert(
    sheets: Mapping[str, Sheet], settings: dict[str, str], warnings: list[Finding]
) -> tuple[dict[str, Any], str]:
    from pyxform.errors import PyXFormError
    from pyxform.xls2xform import convert

    book: dict[str, Any] = {"sheet_names": [sheet.name for sheet in sheets.values()]}
    for key in _SHEETS:
        if key in sheets:
            book[key] = [row for _number, row in sheets[key].rows]
            book[f"{key}_header"] = [dict.fromkeys(sheets[key].headers)]
    book["settings"] = [settings]
    book["settings_header"] = [dict.fromkeys(settings)]
    said: list[str] = []
    try:
        result = convert(xlsform=book, validate=False, warnings=said)
    except PyXFormError as error:
        raise FormRefused([explained(str(error), sheets)]) from error
    except Exception as error:  # what the converter does not foresee, it meets with KeyError and the like
        raise FormRefused([explained(f"{type(error).__name__}: {error}", sheets)]) from error
    warnings.extend(explained_warnings(said, sheets))
    assert result._pyxform is not None
    return result._pyxform, result.xform


def _languages(form: Mapping[str, Any]) -> dict[str, str]:
    """The form's names of its languages and our codes for them."""
    names: dict[str, None] = {}

    def collect(elements: Sequence[Mapping[str, Any]]) -> None:
        for element in elements:
            for key in ("label", "hint"):
                if isinstance(element.get(key), Mapping):
                    names.update(dict.fromkeys(map(str, element[key])))
            collect(element.get("children", ()))
            for choice in element.get("choices", ()):
                if isinstance(choice.get("label"), Mapping):
                    names.update(dict.fromkeys(map(str, choice["label"])))

    collect(form.get("children", ()))
    codes: dict[str, str] = {}
    for name in names:
        if match := _CODE.search(name):
            code = match.group(1).lower()
        else:
            code = _KNOWN_LANGUAGES.get(name.strip().lower()) or slugify(name)[:12] or "id"
        codes[name] = code
    return codes


def _safe_name(filename: str, form_id: str) -> str:
    name = filename.replace("\\", "/").rpartition("/")[2]
    name = re.sub(r"[^\w.() -]", "", name).strip(". ")
    return name[-120:] or f"{form_id}.xlsx"
