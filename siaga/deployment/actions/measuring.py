"""Guards become part of the picture: whether the team of each TPS is complete by the plan in force."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from siaga.access import Actor
from siaga.elections.models import Election
from siaga.instruments.library import GUARDS
from siaga.instruments.models import Instrument
from siaga.ledger.recording import action
from siaga.readiness.machines import Machine, Measure, measured
from siaga.wilayah.models import Region

BEGINS = timedelta(days=14)
"""Before the vote: from then on a TPS without a plan counts as not reported."""
MEASURED = (Measure("tps-terjaga", "TPS terjaga menurut rencana yang berlaku", "terjaga", "perlu", 3),)


@action("indicator.measure_guards")
def measure_guards(*, actor: Actor, election: Election, region: Region, now: datetime) -> Instrument | None:
    """See to it that the TPS of a regency are measured by the plan in force; None where somebody has ended that."""
    machine = Machine(
        form=GUARDS,
        measures=MEASURED,
        agency_kind="polres",
        denominator="seluruh TPS; tanpa rencana yang berlaku terhitung belum lapor",
        note=_("Dihitung sendiri dari rencana pengamanan yang berlaku; tidak ada yang mengisinya."),
        begins=BEGINS,
    )
    return measured(
        act="indicator.measure_guards", actor=actor, election=election, region=region, machine=machine, now=now
    )
