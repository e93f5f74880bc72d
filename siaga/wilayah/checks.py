"""What every change of a region checks: codes, names, points."""

from __future__ import annotations

from django.utils.translation import gettext as _

from siaga.wilayah.codes import dotted, kind_of, level_of, tidy_name
from siaga.wilayah.errors import BadCode, BadName, CodeTaken
from siaga.wilayah.models import CodeSystem, Region, RegionAlias
from siaga.wilayah.names import fold

LONGEST_NAME = 120


def well_formed_code(code: str) -> str:
    """The code with dots. Raises BadCode."""
    known = dotted(code.strip())
    if known is None or kind_of(known) is None:
        raise BadCode(
            _("“%(code)s” bukan kode wilayah Kemendagri.") % {"code": code[:30]},
            _("Tulis seperti 16.72 (kota), 16.72.01 (kecamatan), atau 16.72.01.1001 (kelurahan)."),
            field="code",
        )
    return known


def well_formed_name(name: str, code: str) -> str:
    """The name as an official writes it. Raises BadName."""
    name = tidy_name(" ".join(name.split()), code)
    if not name or not fold(name):
        raise BadName(_("Nama wilayah belum diisi."), _("Tulis namanya seperti dalam daftar resmi."), field="name")
    if len(name) > LONGEST_NAME:
        raise BadName(_("Nama wilayah terlalu panjang."), _("Paling banyak 120 huruf."), field="name")
    return name


def must_be_free(code: str) -> None:
    """Raise CodeTaken if a region has, or had, the code."""
    other = Region.objects.filter(code=code).first()
    if other is not None:
        raise CodeTaken(code, other.title)
    former = (
        RegionAlias.objects.filter(system=CodeSystem.KEMENDAGRI, code=code)
        .exclude(region__code=code)
        .select_related("region")
        .first()
    )
    if former is not None:
        raise CodeTaken(code, _("%(name)s (kode lamanya)") % {"name": former.region.title})


def must_be_point(lat: float | None, lon: float | None) -> None:
    """Raise BadCode unless both are there, within the ranges of WGS84, or neither is."""
    if (lat is None) != (lon is None):
        raise BadCode(
            _("Lintang dan bujur harus diisi keduanya."), _("Isi keduanya, atau kosongkan keduanya."), field="lat"
        )
    if lat is not None and lon is not None and not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise BadCode(
            _("Titik ini tidak ada di bumi."), _("Lintang -90 sampai 90, bujur -180 sampai 180."), field="lat"
        )


def level_name(code: str) -> str:
    """Desa/kelurahan, kecamatan …: for messages."""
    return [_("provinsi"), _("kabupaten/kota"), _("kecamatan"), _("desa/kelurahan")][level_of(code) - 1]
