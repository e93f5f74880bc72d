"""What holds now, for the rooms above: the class of each TPS, and what was answered about it."""

from __future__ import annotations

from collections.abc import Mapping as Plain
from dataclasses import dataclass
from typing import Any

from siaga.elections.models import Election, PollingStation
from siaga.kerawanan.asked import answers_in, asked_of
from siaga.kerawanan.models import MappedStation, Mapping, Override, RiskClass
from siaga.wilayah.access import below
from siaga.wilayah.models import Region


@dataclass(frozen=True, slots=True)
class Standing:
    """cls: the class that holds; computed: that of the mapping (``belum-dinilai`` where it does not know the TPS).

    score: millionths, None where nothing was answered. reasons: of the computation, as ``engines.risk`` says them.
    overridden: whether a person gave the class; why: that person's reason.
    """

    cls: str
    score: int | None
    reasons: tuple[Plain[str, Any], ...]
    overridden: bool
    computed: str = RiskClass.BELUM_DINILAI.value
    why: str = ""


def mapping_in_force_of(election: Election, region: Region) -> Mapping | None:
    """The mapping of a regency that holds."""
    return (
        Mapping.objects.select_related("region__parent", "election__region", "scheme__region", "created_by")
        .filter(election=election, region=region, in_force_since__isnull=False, retired_at=None)
        .first()
    )


def standing_overrides(election: Election, region: Region) -> dict[int, Override]:
    """The classes that people gave and that stand, by the id of the TPS."""
    rows = Override.objects.filter(
        below(region.code, "station__", own="village_code"), election=election, ended_at=None
    )
    return {row.station_id: row for row in rows}


def standing_classes(election: Election, region: Region) -> dict[str, Standing]:
    """Every TPS of a regency (or of a part of it) by its code, with the class that holds now. Three queries.

    A TPS that no mapping in force knows is *belum dinilai*, unless a person gave it a class.
    """
    mapped: dict[int, tuple[str, int | None, list[Any]]] = {
        pk: (cls, score, reasons)
        for pk, cls, score, reasons in MappedStation.objects.filter(
            below(region.code, own="village_code"),
            mapping__election=election,
            mapping__region__code=region.code[:5],
            mapping__in_force_since__isnull=False,
            mapping__retired_at=None,
            station__isnull=False,
        )
        .order_by()
        .values_list("station_id", "cls", "score", "reasons")
    }
    given = standing_overrides(election, region)
    stations = PollingStation.objects.filter(below(region.code, own="village_code"), election=election)
    found: dict[str, Standing] = {}
    for pk, code in stations.order_by("code").values_list("pk", "code"):
        cls, score, reasons = mapped.get(pk, (RiskClass.BELUM_DINILAI.value, None, []))
        over = given.get(pk)
        found[code] = Standing(
            over.cls if over else cls, score, tuple(reasons), over is not None, cls, over.reason if over else ""
        )
    return found


def answers_of(election: Election, region: Region) -> dict[str, dict[str, bool | None]]:
    """Every TPS of a region by its code, with every kerawanan indicator in force; None where nobody has answered."""
    return answers_in(election, region, asked_of(election))
