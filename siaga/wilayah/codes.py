"""What a region code says by itself: level, kind, parent and ancestors; and how a name is written."""

from __future__ import annotations

import functools
import re

from django.db.models.base import ModelState

from siaga.intake.codes import dotted, is_code, level_of, parent_of
from siaga.wilayah.models import Kind, Level, Region
from siaga.wilayah.names import fold

__all__ = ["dotted", "is_code", "kind_of", "level_of", "new_region", "parent_of", "place_region", "tidy_name"]

_VILLAGE_KINDS = {"1": Kind.KELURAHAN, "2": Kind.DESA, "3": Kind.DESA_ADAT}
_REGENCY_ABBREVIATION = re.compile(r"^kab(?:\.\s*|\s+)", re.IGNORECASE)
_ROMAN = re.compile(r"^[IVXLC]+$")


def kind_of(code: str) -> Kind | None:
    """The kind that the numbering rule gives: regencies 01-69, cities 71-99; villages by the first of their digits.

    None for a number that the rule leaves unused (village numbers other than 1xxx, 2xxx, 3xxx).
    """
    if len(code) == 13:  # first, because most regions are villages
        return _VILLAGE_KINDS.get(code[9])
    match level_of(code):
        case Level.PROVINCE:
            return Kind.PROVINSI
        case Level.REGENCY:
            return Kind.KOTA if int(code[3:5]) > 70 else Kind.KABUPATEN
        case _:
            return Kind.KECAMATAN


def tidy_name(name: str, code: str, *, shouting: bool = False) -> str:
    """The name as an official writes it; ``shouting`` says that the whole list is in capitals."""
    if shouting and name.isupper():
        name = " ".join(word if _ROMAN.match(word) else word.capitalize() for word in name.split())
    if len(code) == 5:
        name = _REGENCY_ABBREVIATION.sub("Kabupaten ", name)
        if not name.startswith(("Kabupaten ", "Kota ")):
            name = f"{'Kota' if kind_of(code) is Kind.KOTA else 'Kabupaten'} {name}"
    return name


def place_region(region: Region, code: str) -> None:
    """Give a region its code and what follows from it, except the parent."""
    region.code = code
    region.level = level_of(code)
    region.kind = kind_of(code) or region.kind
    region.province_code, region.regency_code, region.district_code = _ancestors(code)


@functools.lru_cache(maxsize=32)
def _ancestors(code: str) -> tuple[str, str, str]:
    """The stored codes of province, regency and district of a region down to a village; neighbours share them."""
    return code[:2], code[:5] if len(code) >= 5 else "", code[:8] if len(code) >= 8 else ""


_KIND_TEXTS = {kind: kind.value for kind in Kind}


def new_region(
    code: str, name: str, parent: Region | None, lat: float | None = None, lon: float | None = None
) -> Region:
    """An unsaved region."""
    # Through Django's constructor a region takes many times as long; the nation has ninety thousand of them.
    region = Region.__new__(Region)
    state = ModelState()
    province, regency, district = _ancestors(code if len(code) < 13 else code[:8])
    region.__dict__ = {
        "_state": state,
        "id": None,
        "code": code,
        "name": name,
        "search_name": fold(name)[:120],
        "level": level_of(code),
        "kind": _KIND_TEXTS[kind_of(code) or Kind.DESA],
        "parent_id": parent.id if parent is not None else None,
        "province_code": province,
        "regency_code": regency,
        "district_code": district,
        "lat": lat,
        "lon": lon,
        "valid_from": None,
        "valid_to": None,
    }
    if parent is not None:
        state.fields_cache["parent"] = parent
    return region
