"""The catalogue of the sample desk: opened from the ruleset in September; the candidates' material is still vague."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from siaga.demo.reports.story import SLUG, Act, moment, who
from siaga.elections.models import Election
from siaga.logistics.actions.catalogue import add_item, open_catalogue, set_quantity
from siaga.logistics.actions.voters import set_voter_total
from siaga.logistics.models import Basis, Catalogue, Item


def acts() -> Iterator[tuple[datetime, Act]]:
    """In the order of their time."""
    yield moment(date(2024, 10, 2), 10), opened
    yield moment(date(2024, 10, 2), 10, 30), voters_stated
    yield moment(date(2024, 10, 9), 10), sets_known
    yield moment(date(2024, 10, 15), 14), material_named


def opened(now: datetime) -> None:
    """KPU opens the list that the ruleset gives."""
    open_catalogue(actor=who("kpu", now), election=_election(), now=now)


def voters_stated(now: datetime) -> None:
    """The voters of the city as they were published; its TPS add up to the same number."""
    election = _election()
    set_voter_total(
        actor=who("kpu", now),
        election=election,
        region=election.region,
        voters=107_916,
        source="DPT Kota Pagar Alam menurut palpres.bacakoran.co 24206",
        now=now,
    )


def sets_known(now: datetime) -> None:
    """One quantity that the ruleset does not know is set by the desk, with its reason."""
    item = Item.objects.get(election=_election(), key="alat-coblos")
    set_quantity(
        actor=who("kpu", now),
        item=item,
        quantity=1,
        basis=Basis.BOOTH,
        unit=item.unit,
        reason="Contoh: satu set tiap bilik, menurut rapat KPU tanggal 8 Oktober 2024",
        now=now,
    )


def material_named(now: datetime) -> None:
    """What the meeting on logistics calls *atribut*, and nobody says what it is."""
    add_item(
        actor=who("kpu", now),
        election=_election(),
        catalogue=Catalogue.CAMPAIGN,
        name="Atribut pasangan calon gubernur (contoh)",
        note="Disebut dalam rapat logistik; isi dan jumlahnya belum dijelaskan.",
        now=now,
    )


def _election() -> Election:
    return Election.objects.select_related("region").get(slug=SLUG)
