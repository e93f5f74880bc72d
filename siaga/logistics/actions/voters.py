"""The registered voters of a region as a document states them, for as long as those of its TPS are not all known."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from siaga.access import Actor, Place, Refused, Verb, inside, require
from siaga.elections.models import Election
from siaga.ledger.recording import action, nothing_changed, record
from siaga.logistics.errors_catalogue import BadTotal
from siaga.logistics.models import VoterTotal
from siaga.wilayah.models import Level, Region

MOST = 10_000_000


@action("voters.set")
def set_voter_total(
    *, actor: Actor, election: Election, region: Region, voters: int, source: str, now: datetime
) -> VoterTotal:
    """Write down how many voters a document states for a regency, sub-district or village. Raises ``BadTotal``."""
    _require(actor, election, region)
    if region.level not in (Level.REGENCY, Level.DISTRICT, Level.VILLAGE):
        raise BadTotal(
            _("Jumlah pemilih dicatat untuk kabupaten/kota, kecamatan, atau desa/kelurahan."), _("Pilih wilayah lain."),
            field="region",
        )  # fmt: skip
    if not 0 <= voters <= MOST:
        raise BadTotal(_("Jumlah pemilih di luar yang masuk akal."), _("Periksa angkanya."), field="voters")
    source = source.strip()
    if not source or len(source) > 300:
        raise BadTotal(
            _("Dokumen asal angka ini belum disebut."), _("Sebutkan keputusan atau berita acara KPU-nya."),
            field="source",
        )  # fmt: skip
    there = VoterTotal.objects.select_for_update().filter(election=election, region=region).first()
    if there is None:
        made = VoterTotal.objects.create(election=election, region=region, voters=voters, source=source, created_at=now)
        record(actor, "voters.set", made, before=None, after=made.as_fact(), now=now)
        return made
    there.region = region
    if (there.voters, there.source) == (voters, source):
        nothing_changed()
        return there
    before = there.as_fact()
    there.voters, there.source, there.created_at = voters, source, now
    there.save(update_fields=["voters", "source", "created_at"])
    record(actor, "voters.set", there, before=before, after=there.as_fact(), now=now)
    return there


@action("voters.remove")
def remove_voter_total(*, actor: Actor, total: VoterTotal, now: datetime) -> None:
    """Take back a stated number of voters that was wrong."""
    found = VoterTotal.objects.select_related("election__region", "region").filter(pk=total.pk).first()
    if found is None:
        raise Refused
    _require(actor, found.election, found.region)
    record(actor, "voters.remove", found, before=found.as_fact(), after=None, now=now)
    found.delete()


def _require(actor: Actor, election: Election, region: Region) -> None:
    """Whoever keeps the logistics of the regency that the region lies in."""
    if not inside(region.code, election.region.code):
        raise Refused
    regency = region.code[:5]
    require(actor, Verb.LOGISTICS_CHANGE, Place(regency, agency=f"kpu@{regency}"))
