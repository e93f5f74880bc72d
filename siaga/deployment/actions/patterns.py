"""The guard patterns of a regency: chosen per class, never corrected silently."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from siaga.access import Actor, Verb, require
from siaga.deployment.errors import BadPattern
from siaga.deployment.models import GuardClass, GuardPattern, guard_place
from siaga.deployment.queries.patterns import army_allowed
from siaga.elections.models import Election
from siaga.ledger.recording import action, nothing_changed, record
from siaga.planning.actions.plans import require_open
from siaga.wilayah.models import Region

MOST = 200


@action("guard_pattern.set")
def set_pattern(
    *,
    actor: Actor,
    election: Election,
    region: Region,
    cls: GuardClass,
    police: int,
    stations: int,
    linmas: int,
    now: datetime,
    stations_max: int | None = None,
    linmas_max: int | None = None,
    army: int = 0,
    origin: str = "",
    doubt: str = "",
) -> GuardPattern:
    """The pattern of a class, new or changed; one whose Linmas do not fit is taken as it is, and flagged where shown.

    Raises Refused, ElectionClosed, BadPattern.
    """
    require(actor, Verb.GUARD_CHANGE, guard_place(region.code))
    require_open(election)
    if not 1 <= police <= MOST or not 1 <= stations <= MOST:
        raise BadPattern(_("Polisi dan TPS sedikitnya satu."), _("Isi angka dari 1 sampai 200."), field="police")
    if stations_max is not None and stations_max < stations:
        raise BadPattern(
            _("TPS paling banyak lebih kecil daripada biasanya."), _("Perbaiki, atau kosongkan."), field="stations_max"
        )
    if not 0 <= linmas <= 2 * MOST or (linmas_max is not None and linmas_max < linmas):
        raise BadPattern(_("Jumlah Linmas tidak masuk akal."), _("Perbaiki, atau kosongkan."), field="linmas")
    if army and not army_allowed(election):
        raise BadPattern(
            _("Aturan pemilihan ini tidak membolehkan TNI mendukung pengamanan TPS."), _("Kosongkan."), field="army"
        )
    found = (
        GuardPattern.objects.filter(election=election, region=region, cls=cls)
        .select_related("region", "election")
        .first()
    )
    before = found.as_fact() if found else None
    found = found or GuardPattern(election=election, region=region, cls=cls)
    found.police, found.stations, found.linmas, found.army = police, stations, linmas, army
    found.stations_max = stations_max if stations_max != stations else None
    found.linmas_max = linmas_max if linmas_max != linmas else None
    found.origin, found.doubt = origin.strip()[:300], doubt.strip()[:400]
    if before == found.as_fact():
        nothing_changed()
        return found
    found.updated_at = now
    found.save()
    record(actor, "guard_pattern.set", found, before=before, after=found.as_fact(), now=now)
    return found
