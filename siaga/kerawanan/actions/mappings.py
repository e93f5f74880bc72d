"""The life of a mapping: computed from what was answered, in force, retired; and the scheme that classes follow."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.db.models import Count, Max
from django.utils.translation import gettext as _

from siaga.access import Actor, Verb, require
from siaga.elections.models import SPECIAL_FROM, Election, PollingStation
from siaga.engines.risk.judging import Judged, classify
from siaga.engines.risk.scheme import Scheme, scheme_json
from siaga.kerawanan.asked import Asked, answers_in, asked_of, gap_of, yes_and_unknown
from siaga.kerawanan.checking import account_of, check_region, reason_of, require_open
from siaga.kerawanan.errors import MappingChanged, NoRiskIndicators, NoStationsToMap
from siaga.kerawanan.models import ClassScheme, MappedStation, Mapping, RiskClass, risk_place
from siaga.kerawanan.models.mapping import FULL
from siaga.kerawanan.schemes import (
    SchemeValues,
    checked_values,
    criteria_of,
    proposed_values,
    scheme_in_force,
    values_of,
)
from siaga.kerawanan.signals import mapping_in_force
from siaga.ledger.facts import canonical
from siaga.ledger.recording import Change, action, nothing_changed, record, record_bulk
from siaga.wilayah.models import Region

_BATCH = 400


@action("risk.set_scheme")
def set_scheme(
    *, actor: Actor, election: Election, region: Region, values: SchemeValues, reason: str, now: datetime
) -> ClassScheme:
    """From now on classes of this regency follow these thresholds and rules; mappings that exist keep theirs.

    Raises ``Refused``, ``NotARegency``, ``ElectionClosed``, ``BadScheme``, ``RiskReasonNeeded``.
    """
    require(actor, Verb.RISK_CHANGE, risk_place(region.code))
    check_region(election, region)
    checked_values(values, {one.number: one.weight for one in asked_of(election)})
    clean = reason_of(reason)
    present = scheme_in_force(election, region)
    if present is not None and values_of(present) == SchemeValues(**values.columns() | {"rules": values.rules}):
        nothing_changed()
        return present
    return _new_scheme(actor, election, region, values, clean, now)


def _new_scheme(
    actor: Actor, election: Election, region: Region, values: SchemeValues, reason: str, now: datetime
) -> ClassScheme:
    for old in ClassScheme.objects.select_related("region").filter(election=election, region=region, retired_at=None):
        before = old.as_fact()
        if not ClassScheme.objects.filter(pk=old.pk, retired_at=None).update(retired_at=now):
            raise MappingChanged
        old.retired_at = now
        record(actor, "risk.set_scheme", old, before=before, after=old.as_fact(), now=now, reason=reason)
    last = ClassScheme.objects.filter(election=election, region=region).aggregate(last=Max("number"))["last"] or 0
    made = ClassScheme.objects.create(
        election=election, region=region, number=last + 1, reason=reason, created_by=account_of(actor), created_at=now,
        **values.columns(),
    )  # fmt: skip
    record(actor, "risk.set_scheme", made, before=None, after=made.as_fact(), now=now, reason=reason)
    return made


@action("risk.map")
def map_risk(*, actor: Actor, election: Election, region: Region, now: datetime, note: str = "") -> Mapping:
    """Compute the class of every TPS of a regency from what stands answered now; a new version, not yet in force.

    Raises ``Refused``, ``NotARegency``, ``ElectionClosed``, ``NoRiskIndicators``, ``NoStationsToMap``, ``BadScheme``.
    """
    require(actor, Verb.RISK_CHANGE, risk_place(region.code))
    check_region(election, region)
    asked = asked_of(election)
    if not asked:
        raise NoRiskIndicators
    stations = list(
        PollingStation.objects.filter(election=election, regency_code=region.code)
        .order_by("code")
        .values_list("pk", "code", "number", "province_code", "regency_code", "district_code", "village_code")
    )
    if not stations:
        raise NoStationsToMap(region.name)
    scheme = scheme_in_force(election, region) or _new_scheme(
        actor, election, region, proposed_values(election), _("Pemetaan pertama."), now
    )
    criteria = criteria_of(values_of(scheme), {one.number: one.weight for one in asked})
    rows = _rows(stations, criteria, answers_in(election, region, asked))
    mapping = _mapping(actor, election, region, scheme, criteria, asked, rows, note, now)
    for row in rows:
        row.mapping = mapping
    MappedStation.objects.bulk_create(rows, batch_size=_BATCH)
    _check_sums(mapping)
    changes = [Change(mapping.fact_type, mapping.fact_key, region.code, None, mapping.as_fact())]
    changes += [Change(row.fact_type, row.fact_key, row.fact_region, None, row.as_fact()) for row in rows]
    record_bulk(actor, "risk.map", changes, label=str(mapping), now=now, reason=mapping.note)
    return mapping


@dataclass(frozen=True, slots=True)
class _Judgement:
    """What all TPS with the same answers share."""

    judged: Judged
    reasons: list[dict[str, Any]]
    yes: list[str]
    unknown: list[str]


def _rows(
    stations: Sequence[tuple[Any, ...]], criteria: Scheme, answers: dict[str, dict[str, bool | None]]
) -> list[MappedStation]:
    numbers = criteria.numbers
    known: dict[tuple[Any, ...], _Judgement] = {}
    rows = []
    for pk, code, number, province, regency, district, village in stations:
        given, special = answers[code], number >= SPECIAL_FROM
        key = (special, *(given[one] for one in numbers))
        found = known.get(key)
        if found is None:
            judged = classify(criteria, given, special)
            yes, unknown = yes_and_unknown(numbers, given)
            found = known[key] = _Judgement(judged, [one.as_json() for one in judged.reasons], yes, unknown)
        judged = found.judged
        rows.append(
            MappedStation(
                station_id=pk,
                code=code,
                province_code=province,
                regency_code=regency,
                district_code=district,
                village_code=village,
                score=_millionths(judged.score),
                low=_millionths(judged.low),
                high=_millionths(judged.high),
                cls=judged.cls.value,
                least=judged.least.value,
                most=judged.most.value,
                reasons=found.reasons,
                yes=found.yes,
                unknown=found.unknown,
                unknown_count=len(found.unknown),
            )
        )
    return rows


def _millionths(share: Fraction | None) -> int | None:
    """Rounded to the nearest for showing and sorting; classes were decided on the exact share."""
    return None if share is None else int(share * FULL + Fraction(1, 2))


def _mapping(
    actor: Actor, election: Election, region: Region, scheme: ClassScheme, criteria: Scheme,
    asked: Sequence[Asked], rows: Sequence[MappedStation], note: str, now: datetime,
) -> Mapping:  # fmt: skip
    counts = Counter(row.cls for row in rows)
    last = Mapping.objects.filter(election=election, region=region).aggregate(last=Max("number"))["last"] or 0
    return Mapping.objects.create(
        election=election,
        region=region,
        number=last + 1,
        at=now,
        note=note.strip()[:400],
        scheme=scheme,
        criteria=scheme_json(criteria),
        indicators=[one.as_json() for one in asked],
        gap=gap_of(election),
        stations=len(rows),
        rows_digest=rows_digest(rows),
        created_by=account_of(actor),
        created_at=now,
        **{cls.value.replace("-", "_"): counts[cls.value] for cls in RiskClass},
    )


def rows_digest(rows: Sequence[MappedStation]) -> str:
    """SHA-256 over the rows in the order of their codes."""
    state = hashlib.sha256()
    for row in sorted(rows, key=lambda row: row.code):
        state.update(canonical(row.as_fact()).encode() + b"\n")
    return state.hexdigest()


def _check_sums(mapping: Mapping) -> None:
    """What the database holds now must sum to every TPS that the regency has now: each once, each with one class."""
    counted = dict(
        MappedStation.objects.filter(mapping=mapping).order_by().values_list("cls").annotate(many=Count("pk"))
    )
    every = PollingStation.objects.filter(election=mapping.election_id, regency_code=mapping.region.code).count()
    stated = {cls: many for cls, many in mapping.counts.items() if many}
    if counted != stated or sum(counted.values()) != every:
        raise MappingChanged(_("Daftar TPS berubah ketika pemetaan dihitung."))


@action("risk.put_in_force")
def put_in_force(*, actor: Actor, mapping: Mapping, now: datetime) -> Mapping:
    """From now on this mapping holds, and the one before is retired. Raises Refused, ElectionClosed, MappingChanged."""
    require(actor, Verb.RISK_CHANGE, mapping.place)
    require_open(mapping.election)
    if mapping.in_force:
        nothing_changed()
        return mapping
    others = Mapping.objects.select_related("region").filter(
        election=mapping.election_id, region=mapping.region_id, in_force_since__isnull=False, retired_at=None
    )
    for other in others:
        _retired(actor, other, _("Digantikan versi %(number)d.") % {"number": mapping.number}, now)
    before = mapping.as_fact()
    claimed = Mapping.objects.filter(
        pk=mapping.pk, in_force_since=mapping.in_force_since, retired_at=mapping.retired_at
    )
    if not claimed.update(in_force_since=now, retired_at=None):
        raise MappingChanged
    mapping.in_force_since, mapping.retired_at = now, None
    record(actor, "risk.put_in_force", mapping, before=before, after=mapping.as_fact(), now=now)
    mapping_in_force.send(Mapping, mapping=mapping, actor=actor, now=now)
    return mapping


@action("risk.retire")
def retire_mapping(*, actor: Actor, mapping: Mapping, reason: str, now: datetime) -> Mapping:
    """The mapping no longer holds. Raises Refused, RiskReasonNeeded, MappingChanged where it does not hold."""
    require(actor, Verb.RISK_CHANGE, mapping.place)
    _retired(actor, mapping, reason_of(reason), now)
    return mapping


def _retired(actor: Actor, mapping: Mapping, reason: str, now: datetime) -> None:
    before = mapping.as_fact()
    standing = Mapping.objects.filter(pk=mapping.pk, in_force_since__isnull=False, retired_at=None)
    if not standing.update(retired_at=now):
        raise MappingChanged(_("Pemetaan ini sudah tidak berlaku."))
    mapping.retired_at = now
    record(actor, "risk.retire", mapping, before=before, after=mapping.as_fact(), now=now, reason=reason)
