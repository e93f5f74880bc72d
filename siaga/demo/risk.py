"""The kerawanan of the sample desk: Bawaslu maps twice, and knows better about two TPS than the answers do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial

from siaga.demo import sample
from siaga.demo.reports.story import SLUG, Act, moment, who
from siaga.elections.models import Election, PollingStation
from siaga.kerawanan.actions.mappings import map_risk, put_in_force
from siaga.kerawanan.actions.overrides import give_class
from siaga.wilayah.models import Region


def acts() -> Iterator[tuple[datetime, Act]]:
    """An early mapping, two classes given by hand, and the mapping that holds."""
    yield moment(date(2024, 10, 22), 9, 30), partial(mapped, "Pemetaan pertama, laporan belum lengkap (contoh)")
    yield (
        moment(date(2024, 10, 24), 10, 15),
        partial(given, 0, "sangat-rawan", "Rawan menurut pertemuan dengan warga; belum terbaca dari isian (contoh)."),
    )
    yield (
        moment(date(2024, 10, 24), 10, 25),
        partial(given, 1, "rawan", "Jalan masuk terputus pada musim hujan (contoh)."),
    )
    yield moment(date(2024, 10, 29), 9), partial(mapped, "Setelah laporan panwas kecamatan masuk (contoh)")


def _election() -> Election:
    return Election.objects.select_related("region", "ruleset").get(slug=SLUG)


def mapped(note: str, now: datetime) -> None:
    actor = who("bawaslu", now)
    region = Region.objects.get(code=sample.CITY)
    mapping = map_risk(actor=actor, election=_election(), region=region, now=now, note=note)
    put_in_force(actor=actor, mapping=mapping, now=now)


def given(place: int, cls: str, reason: str, now: datetime) -> None:
    rows = PollingStation.objects.select_related("election__region").filter(
        election__slug=SLUG, district_code=f"{sample.CITY}.05", number__lt=901
    )
    give_class(actor=who("bawaslu", now), station=rows.order_by("code")[place], cls=cls, reason=reason, now=now)
