"""Custody becomes part of the picture: a form that nobody fills, its indicators, and the TPS that it is about."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from siaga.access import Actor, Role, Verb, require
from siaga.instruments.library import CUSTODY, ensure_machine
from siaga.instruments.models import Instrument
from siaga.ledger.recording import action, nothing_changed, record
from siaga.logistics.models import Warehouse
from siaga.readiness.actions.indicators import add_indicator
from siaga.readiness.arithmetic import Scale
from siaga.readiness.models import Indicator
from siaga.reporting.models import Duty
from siaga.reporting.roster import follow
from siaga.wilayah.zones import zone_of

KEEPS = 365
"""Days for which a computed state stays fresh: it is true until the next scan."""
BEGINS = timedelta(days=7)
"""Before the vote: from then on boxes are due on their way. A TPS without boxes a month ahead is not behind."""
AFTERWARDS = timedelta(days=14)
MEASURED = (
    ("tps-kotak-di-tempat", "Kotak suara sudah di tempat (dari scan)", "langkah", "langkah_perlu", 3),
    ("tps-kotak-tersegel", "Kotak suara lengkap dan tersegel (dari scan)", "tersegel", "kotak", 2),
)
"""Key, name, question, the question that says how many are needed, weight."""


@action("indicator.measure_custody")
def measure_custody(*, actor: Actor, warehouse: Warehouse, now: datetime) -> Instrument | None:
    """See to it that the TPS of the warehouse are measured by their boxes; None where somebody has ended that.

    From ``BEGINS`` on all TPS owe the form, so that one without boxes counts as not reported; it has no rhythm, so
    nobody is asked for it. States from before count as soon as it begins.
    """
    election, region = warehouse.election, warehouse.region
    require(actor, Verb.INDICATOR_CHANGE, election.place)
    duties = Duty.objects.filter(election=election, instrument__name=CUSTODY, region=region).select_related(
        "instrument"
    )
    running = duties.order_by("ended_at").last()
    if running is not None:
        nothing_changed()
        return running.instrument if duties.filter(ended_at=None).exists() else None
    version = ensure_machine(CUSTODY, actor, now)
    known = set(Indicator.objects.filter(election=election).values_list("key", flat=True))
    for key, name, question, needed, weight in MEASURED:
        if key not in known:
            add_indicator(
                actor=actor,
                election=election,
                instrument=version.instrument,
                scale=Scale.READINESS,
                key=key,
                name=name,
                question=question,
                rule={"kind": "ratio", "needed_question": needed},
                denominator="seluruh TPS; yang belum punya kotak terhitung belum lapor",
                agency_kind="kpu",
                weight=weight,
                stale_days=KEEPS,
                now=now,
            )
    today = now.astimezone(zone_of(region.code)).date()
    duty = Duty.objects.create(
        election=election,
        instrument=version.instrument,
        region=region,
        role=Role.ADMIN,
        cadence=[],
        starts=max(today, election.voting_day - BEGINS),
        ends=max(today, election.voting_day) + AFTERWARDS,
        note=_("Dihitung sendiri dari scan kotak; tidak ada yang mengisinya."),
        standard=True,
    )
    record(actor, "indicator.measure_custody", duty, before=None, after=duty.as_fact(), now=now)
    follow(election, now, instruments=[version.instrument_id])
    return version.instrument
