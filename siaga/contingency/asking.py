"""A what-if as it is asked and as it is kept: events in plain values, checked against what there is. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from siaga.contingency.errors import BadWhatIf
from siaga.engines.whatif import EventKind

MOST_EVENTS = 6
MOST_AREAS = 200
MOST_OFFICERS = 500


@dataclass(frozen=True, slots=True)
class Asked:
    """One event. areas: codes of sub-districts, villages or stations. unit, count: who loses how many officers."""

    kind: str
    areas: tuple[str, ...] = ()
    first: int = -1
    last: int = 0
    unit: str = ""
    count: int = 0

    def as_value(self) -> dict[str, Any]:
        if self.kind == EventKind.GUARDS:
            return {"kind": self.kind, "unit": self.unit, "count": self.count}
        return {"kind": self.kind, "areas": list(self.areas), "first": self.first, "last": self.last}

    @classmethod
    def from_value(cls, value: Mapping[str, Any]) -> Asked:
        return cls(
            str(value["kind"]), tuple(value.get("areas", ())), int(value.get("first", -1)), int(value.get("last", 0)),
            str(value.get("unit", "")), int(value.get("count", 0)),
        )  # fmt: skip


def checked(
    events: Sequence[Asked], known: Mapping[str, str], units: Mapping[str, str], kinds: Sequence[str]
) -> list[Asked]:
    """The same, or what is wrong with it. known: codes of areas and stations; kinds: that the playbooks tell of.

    Raises BadWhatIf.
    """
    if not events:
        raise BadWhatIf(_("Belum ada yang diandaikan."), _("Pilih apa yang terjadi, dan di mana."), field="apa")
    if len(events) > MOST_EVENTS:
        raise BadWhatIf(_("Terlalu banyak kejadian sekaligus."), _("Andaikan paling banyak enam."), field="apa")
    for one in events:
        if one.kind not in kinds:
            raise BadWhatIf(
                _("Kejadian ini tidak ada di pegangan."), _("Pilih dari daftar, atau lengkapi pegangan."), field="apa"
            )
        if one.kind == EventKind.GUARDS:
            if one.unit not in units:
                raise BadWhatIf(
                    _("Satuan polisi belum dipilih."),
                    _("Pilih Polsek yang kehilangan personel; daftarnya dari rencana pengamanan yang berlaku."),
                    field="unit",
                )
            if not 1 <= one.count <= MOST_OFFICERS:
                raise BadWhatIf(_("Jumlah personel belum diisi."), _("Tulis berapa orang yang hilang."), field="count")
            continue
        if not one.areas or len(one.areas) > MOST_AREAS:
            raise BadWhatIf(_("Wilayah belum dipilih."), _("Pilih kecamatan, desa, atau TPS yang terkena."), field="di")
        if strange := [code for code in one.areas if code not in known]:
            raise BadWhatIf(
                _("%(code)s tidak ada di wilayah ini.") % {"code": strange[0][:20]}, _("Pilih dari daftar."), field="di"
            )
        if one.first > one.last:
            raise BadWhatIf(_("Hari terakhir mendahului hari pertama."), _("Perbaiki salah satunya."), field="last")
    return list(events)
