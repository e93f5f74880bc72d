"""Where somebody serves: the agency and its office, as a row names them."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from siaga.access import Place
from siaga.desk.importing.known import split_agency
from siaga.desk.importing.wanted import Ground, RowRefused, Wanted
from siaga.desk.kinds import AgencyKind, kinds_named
from siaga.desk.models import Agency, Office
from siaga.intake.plan import Row
from siaga.wilayah.models import Region
from siaga.wilayah.names import fold

_KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")


def check_agency(ground: Ground, row: Row, wanted: Wanted) -> None:
    if row["region"]:
        wanted.region = ground.region("region", row["region"])
    if not row["agency"]:
        if row["office"] or row["agency_name"]:
            raise RowRefused("agency", _("Jabatan memerlukan instansi. Isi kolom Instansi, misalnya kpu@16.72."))
        if not row["username"]:
            raise RowRefused("agency", _("Baris ini tidak menyebut instansi maupun akun. Isi salah satunya."))
        return
    word, code = split_agency(row["agency"])
    if not code and wanted.region is None:
        raise RowRefused("agency", _("Instansi memerlukan wilayah. Tulis seperti kpu@16.72, atau isi kolom Wilayah."))
    region = ground.region("agency", code) if code else wanted.region
    assert region is not None
    ground.reached("agency", Place(region.code))
    meant = ground.known.agencies_meant(word, region.code)
    if len(meant) > 1:
        raise RowRefused(
            "agency",
            _("“%(word)s” dapat berarti %(codes)s. Tulis kodenya.")
            % {"word": word, "codes": ", ".join(sorted(one.code for one in meant)[:5])},
        )
    if meant:
        wanted.agency = meant[0]
        if meant[0].closed_on:
            raise RowRefused("agency", _("%(name)s sudah tidak aktif.") % {"name": meant[0].name})
        name = row["agency_name"]
        known_as = ground.known.agency_names.get((fold(name or ""), region.code), [])
        if name and name != meant[0].name and meant[0] not in known_as:
            wanted.agency_values = {"name": name}
        return
    kind = _kind(ground, row, word, region)
    key = word.lower() if _KEY.fullmatch(word.lower()) else kind.key
    wanted.agency = Agency(key=key, kind=kind.key, region=region, name=row["agency_name"] or kind.name_at(region))


def _kind(ground: Ground, row: Row, word: str, region: Region) -> AgencyKind:
    said = row["agency_kind"] or word
    meant = kinds_named(said, region.level)
    if len(meant) == 1:
        return meant[0]
    field = "agency_kind" if row["agency_kind"] else "agency"
    if len(meant) > 1:
        raise RowRefused(
            field,
            _("“%(word)s” dapat berarti %(kinds)s. Tulis salah satunya.")
            % {"word": said, "kinds": ", ".join(kind.key for kind in meant)},
        )
    if elsewhere := kinds_named(said):
        raise RowRefused(
            field,
            _("%(kind)s tidak berkedudukan di tingkat %(level)s. Periksa kode wilayahnya.")
            % {"kind": elsewhere[0].short, "level": region.get_level_display()},
        )
    raise RowRefused(
        field,
        _("Jenis instansi “%(word)s” tidak dikenal. Isi kolom Jenis instansi, misalnya opd.") % {"word": said},
    )


def check_office(ground: Ground, row: Row, wanted: Wanted) -> None:
    if not row["office"]:
        if row["starts"] or row["ends"] or row["basis"]:
            raise RowRefused("office", _("Masa tugas memerlukan jabatan. Isi kolom Jabatan."))
        return
    assert wanted.agency is not None
    wanted.office = ground.known.office(wanted.agency, row["office"]) or Office(
        agency=wanted.agency,
        title=row["office"],
        position=ground.known.last_position.get((wanted.agency.key, wanted.agency.region.code), 0) + 1,
    )
