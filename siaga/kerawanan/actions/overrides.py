"""A person gives a TPS another class than the computed one, and takes it back; both always with a reason."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from siaga.access import Actor, Verb, require
from siaga.elections.models import PollingStation
from siaga.kerawanan.checking import account_of, reason_of, require_open
from siaga.kerawanan.errors import BadClass, MappingChanged
from siaga.kerawanan.models import CLASSES, MappedStation, Override, risk_place
from siaga.kerawanan.signals import classes_given
from siaga.ledger.recording import action, nothing_changed, record
from siaga.wilayah.models import Region


@action("risk.override")
def give_class(*, actor: Actor, station: PollingStation, cls: str, reason: str, now: datetime) -> Override:
    """Give a TPS a class that stands over every mapping until it is ended. One that stands already is replaced.

    Needs ``election__region`` loaded. Raises ``Refused``, ``ElectionClosed``, ``BadClass``, ``RiskReasonNeeded``.
    """
    require(actor, Verb.RISK_CHANGE, risk_place(station.regency_code))
    require_open(station.election)
    if cls not in [one.value for one in CLASSES]:
        raise BadClass
    clean = reason_of(reason)
    standing = Override.objects.select_related("station").filter(station=station, ended_at=None).first()
    if standing is not None and (standing.cls, standing.reason) == (cls, clean):
        nothing_changed()
        return standing
    if standing is not None:
        _end(actor, standing, _("Digantikan kelas lain."), now)
    computed = (
        MappedStation.objects.filter(
            mapping__election=station.election_id,
            mapping__region__code=station.regency_code,
            mapping__in_force_since__isnull=False,
            mapping__retired_at=None,
            station=station,
        )
        .values_list("cls", flat=True)
        .first()
    )
    made = Override.objects.create(
        election_id=station.election_id,
        station=station,
        cls=cls,
        computed=computed or "",
        reason=clean,
        given_by=actor.name[:200],
        account=account_of(actor),
        since=now,
    )
    record(actor, "risk.override", made, before=None, after=made.as_fact(), now=now, reason=clean)
    _tell(actor, station, now)
    return made


@action("risk.end_override")
def end_override(*, actor: Actor, override: Override, reason: str, now: datetime) -> Override:
    """The computed class holds again. Raises ``Refused``, ``RiskReasonNeeded``, ``MappingChanged`` where it ended."""
    require(actor, Verb.RISK_CHANGE, override.place)
    require_open(override.election)
    _end(actor, override, reason_of(reason), now)
    _tell(actor, override.station, now)
    return override


def _end(actor: Actor, override: Override, reason: str, now: datetime) -> None:
    before = override.as_fact()
    override.ended_at, override.ended_by, override.end_reason = max(now, override.since), actor.name[:200], reason
    ended = {name: getattr(override, name) for name in ("ended_at", "ended_by", "end_reason")}
    if not Override.objects.filter(pk=override.pk, ended_at=None).update(**ended):
        raise MappingChanged(_("Kelas ini sudah tidak berlaku."))
    record(actor, "risk.end_override", override, before=before, after=override.as_fact(), now=now, reason=reason)


def _tell(actor: Actor, station: PollingStation, now: datetime) -> None:
    region = Region.objects.get(code=station.regency_code)
    classes_given.send(Override, election=station.election, region=region, actor=actor, now=now)
