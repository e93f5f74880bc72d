"""Custody becomes part of the picture: a form that nobody fills, its indicators, and the TPS that it is about."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from siaga.access import Actor
from siaga.instruments.library import CUSTODY
from siaga.instruments.models import Instrument
from siaga.ledger.recording import action
from siaga.logistics.models import Warehouse
from siaga.readiness.machines import Machine, Measure, measured

BEGINS = timedelta(days=7)
"""Before the vote: from then on boxes are due on their way. A TPS without boxes a month ahead is not behind."""
MEASURED = (
    Measure("tps-kotak-di-tempat", "Kotak suara sudah di tempat (dari scan)", "langkah", "langkah_perlu", 3),
    Measure("tps-kotak-tersegel", "Kotak suara lengkap dan tersegel (dari scan)", "tersegel", "kotak", 2),
)


@action("indicator.measure_custody")
def measure_custody(*, actor: Actor, warehouse: Warehouse, now: datetime) -> Instrument | None:
    """See to it that the TPS of the warehouse are measured by their boxes; None where somebody has ended that."""
    machine = Machine(
        form=CUSTODY,
        measures=MEASURED,
        agency_kind="kpu",
        denominator="seluruh TPS; yang belum punya kotak terhitung belum lapor",
        note=_("Dihitung sendiri dari scan kotak; tidak ada yang mengisinya."),
        begins=BEGINS,
    )
    return measured(
        act="indicator.measure_custody", actor=actor, election=warehouse.election, region=warehouse.region,
        machine=machine, now=now,
    )  # fmt: skip
