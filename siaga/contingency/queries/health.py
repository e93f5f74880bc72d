"""How many officers need attention or were replaced: sums of the closed health answers, for those who may see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from siaga.access import Actor, Place
from siaga.elections.models import Election
from siaga.reporting.access import sees_sensitive, visible_submissions
from siaga.reporting.models import State
from siaga.wilayah.access import below
from siaga.wilayah.models import Region

INSTRUMENT = "kesehatan-petugas"


@dataclass(frozen=True, slots=True)
class Health:
    """Sums over the newest report of each TPS. reported: TPS with a report. by_district: the same sums below."""

    reported: int
    sums: dict[str, int]
    by_district: dict[str, dict[str, int]]


def health_of(actor: Actor, election: Election, region: Region, fields: Sequence[str]) -> Health | None:
    """None for those who may not see closed answers of the region. Never kept, never exported."""
    if not sees_sensitive(actor, Place(region.code)):
        return None
    rows = (
        visible_submissions(actor)
        .filter(
            below(region.code, own="village_code"), election=election, instrument__name=INSTRUMENT, unit_kind="tps",
            nil=False, state__in=(State.SENT, State.CHECKED, State.ACCEPTED),
        )
        .order_by("observed_trusted", "pk")
        .values_list("unit_code", "values")
    )  # fmt: skip
    newest = dict(rows.iterator(2000))
    sums = dict.fromkeys(fields, 0)
    by_district: dict[str, dict[str, int]] = {}
    for unit, values in newest.items():
        own = by_district.setdefault(unit[:8], dict.fromkeys(fields, 0))
        for path, value in values.items():
            name = path.rpartition("/")[2]
            if name in sums and isinstance(value, int | str) and str(value).isdigit():
                sums[name] += int(value)
                own[name] += int(value)
    return Health(len(newest), sums, by_district)
