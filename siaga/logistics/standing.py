"""Places of the way in words: PPK Dempo Utara, PPS Sukorejo, TPS 005 Sukorejo, Gudang KPU."""

from __future__ import annotations

from collections.abc import Iterable

from siaga.logistics.models import Hop, Warehouse
from siaga.wilayah.models import Region

Spot = tuple[str, str]
"""A hop, and the region or TPS code of the office there."""


def spot_names(warehouse: Warehouse, spots: Iterable[Spot]) -> dict[Spot, str]:
    """The name of each place; one query. Needs ``region`` loaded."""
    wanted = list(dict.fromkeys(spots))
    codes = {code.partition("/")[0] for _hop, code in wanted if code != warehouse.region.code}
    names = dict(Region.objects.filter(code__in=codes).values_list("code", "name")) if codes else {}
    return {spot: _named(spot, names) for spot in wanted}


def spot_name(warehouse: Warehouse, hop: str, code: str) -> str:
    """The name of one place."""
    return spot_names(warehouse, [(hop, code)])[hop, code]


def names_below(warehouse: Warehouse) -> dict[str, str]:
    """The names of all regions of the regency by their codes, for lists; one query. Needs ``region`` loaded."""
    return dict(Region.objects.filter(regency_code=warehouse.region.code).values_list("code", "name"))


def named(hop: str, code: str, names: dict[str, str]) -> str:
    """The name of a place, from ``names_below``."""
    return _named((hop, code), names)


def _named(spot: Spot, names: dict[str, str]) -> str:
    hop, code = spot
    village, _slash, number = code.partition("/")
    name = names.get(village, village)
    match hop:
        case Hop.WAREHOUSE | Hop.BACK_WAREHOUSE:
            return "Gudang KPU"
        case Hop.DISTRICT | Hop.BACK_DISTRICT:
            return f"PPK {name}"
        case Hop.VILLAGE:
            return f"PPS {name}"
        case _:
            return f"TPS {number} {name}"
