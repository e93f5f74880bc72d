"""What this room does when elections are founded, stations come and go, and regions change their codes.

All receivers run inside the transaction of the action that sends.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Concat, Length, Substr

from siaga.access import Actor
from siaga.elections.models import Election
from siaga.instruments.models import UnitKind
from siaga.ledger.recording import Change, record_bulk
from siaga.reporting.actions.duties import install_standard_duties
from siaga.reporting.expected import AT_ONCE, fill
from siaga.reporting.models import Duty, Submission
from siaga.reporting.roster import ABOUT_UNITS, follow, open_duties
from siaga.wilayah.models import Region

_CHUNK = 900


def found(*, election: Election, actor: Actor, now: datetime, **_signal: Any) -> None:
    """Receiver of ``election_founded``: the standard duties."""
    install_standard_duties(actor=actor, election=election, now=now)


def leave(*, election: Election, actor: Actor, now: datetime, **_signal: Any) -> None:
    """Receiver of ``election_leaving``: the duties go, unless somebody has reported."""
    if Submission.objects.filter(election=election).exists():
        return
    duties = Duty.objects.filter(election=election).select_related("region")
    changes = [Change(duty.fact_type, duty.fact_key, duty.fact_region, duty.as_fact(), None) for duty in duties]
    if changes:
        record_bulk(actor, "duty.remove", changes, label=election.name, now=now)
        duties.delete()


def follow_stations(
    *, election: Election, now: datetime, stations: frozenset[int] | None = None, **_signal: Any
) -> None:
    """Receiver of ``stations_changed``: the roster, and the rows of what joined it."""
    change = follow(election, now, kinds=[UnitKind.TPS], stations=stations)
    if 0 < change.opened <= AT_ONCE:
        for duty in open_duties(election).filter(instrument__unit_kind=UnitKind.TPS):
            fill(duty, now)


def follow_regions(*, codes: dict[int, tuple[str, str]], **_signal: Any) -> None:
    """Receiver of ``region_recoded``: rows about units store codes too. Their facts hold none, so none is recorded.

    codes: region id to (old code, new code), all regions that changed.
    """
    for old, new in codes.values():
        if len(new) == 13:
            stations = Q(unit_kind=UnitKind.TPS, village_code=old)
            code = Concat(Value(new), Substr(F("unit_code"), len(old) + 1), output_field=CharField())
            _rewrite(stations, code, new)
    ids = sorted(codes)
    for start in range(0, len(ids), _CHUNK):
        for region in Region.objects.filter(pk__in=ids[start : start + _CHUNK]):
            _rewrite(Q(unit_kind=UnitKind.REGION, region=region.pk), Value(region.code), region.code)
            old = codes[region.pk][0]
            prefix = Substr(F("unit_code"), 1, Length("unit_code") - len(old))
            agencies = Q(unit_kind=UnitKind.AGENCY, unit_code__endswith=f"@{old}")
            _rewrite(agencies, Concat(prefix, Value(region.code), output_field=CharField()), region.code)


def _rewrite(which: Q, code: Any, region_code: str) -> None:
    columns = {
        "unit_code": code,
        "province_code": region_code[:2],
        "regency_code": region_code[:5] if len(region_code) >= 5 else "",
        "district_code": region_code[:8] if len(region_code) >= 8 else "",
        "village_code": region_code if len(region_code) == 13 else "",
    }
    for model in ABOUT_UNITS:
        rows: QuerySet[Any] = model._default_manager.filter(which)
        rows.update(**columns)
