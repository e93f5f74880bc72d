"""Names of many units at once, from their written codes: two queries for any number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from siaga.desk.models import Agency
from siaga.instruments.models import UnitKind
from siaga.wilayah.models import Region

_LENGTHS = (13, 8, 5, 2)


class UnitNames:
    """Made from rows with ``unit_kind``, ``unit_code`` and ``agency_id`` (values or their mapping).

    A TPS is named after its code, so that one that was removed keeps its name.
    """

    def __init__(self, rows: Iterable[Mapping[str, Any]]) -> None:
        codes: set[str] = set()
        agencies: set[int] = set()
        for row in rows:
            place = _place_of(row["unit_kind"], row["unit_code"])
            codes |= {place[:length] for length in _LENGTHS if len(place) >= length}
            if row["agency_id"]:
                agencies.add(row["agency_id"])
        self._regions = {one.code: one for one in Region.objects.filter(code__in=codes)} if codes else {}
        self._agencies = dict(Agency.objects.filter(pk__in=agencies).values_list("pk", "name")) if agencies else {}

    def title(self, row: Mapping[str, Any]) -> str:
        """``TPS 005 Sukorejo``, ``Kecamatan Dempo Utara``, ``KPU Kota Pagar Alam``."""
        kind, code = str(row["unit_kind"]), str(row["unit_code"])
        place = _place_of(kind, code)
        if kind == UnitKind.AGENCY:
            return self._agencies.get(row["agency_id"], code)
        region = self._regions.get(place)
        if kind == UnitKind.TPS:
            return f"TPS {code.rpartition('/')[2]} {region.name if region else place}"
        return region.title if region else code

    def place(self, row: Mapping[str, Any]) -> str:
        """The code of the region that the unit lies in; its own, for a region."""
        return _place_of(row["unit_kind"], row["unit_code"])

    def above(self, row: Mapping[str, Any]) -> str:
        """The regions above the unit, the nearest first: ``Kecamatan Pagar Alam Utara · Kota Pagar Alam``."""
        place = _place_of(row["unit_kind"], row["unit_code"])
        codes = [place[:length] for length in _LENGTHS if len(place) >= length]
        if row["unit_kind"] != UnitKind.AGENCY:
            codes = codes[1:]
        found = [self._regions[code].title for code in codes if code in self._regions]
        return " · ".join(found[:2])


def _place_of(kind: str, code: str) -> str:
    """The code of the region that the unit lies in; its own, for a region."""
    if kind == UnitKind.TPS:
        return code.rpartition("/")[0]
    return code.rpartition("@")[2] if kind == UnitKind.AGENCY else code
