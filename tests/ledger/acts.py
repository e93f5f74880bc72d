"""Two small acts for tests of the ledger itself, so that they rest on no other room's rules."""

from __future__ import annotations

from datetime import datetime

from siaga.access import Actor
from siaga.desk.models import Agency
from siaga.ledger import recording
from siaga.ledger.models import Entry
from siaga.ledger.recording import Change, action, record, record_bulk
from siaga.wilayah.models import Region
from tests import factories, people
from tests.factories import NOW


def _private(name: str):  # type: ignore[no-untyped-def]
    """An action that the walks over all actions do not see."""

    def wrap(function):  # type: ignore[no-untyped-def]
        made = action(name)(function)
        del recording.ACTIONS[name]
        return made

    return wrap


@_private("tests.open")
def open_agency(*, key: str, at: Region, actor: Actor = people.admin, now: datetime = NOW) -> Agency:
    agency = factories.agency(key, at)
    record(actor, "agency.create", agency, before=None, after=agency.as_fact(), now=now)
    return agency


@_private("tests.rename")
def rename(*, agency: Agency, name: str, actor: Actor = people.admin, now: datetime = NOW, reason: str = "") -> Entry:
    before = agency.as_fact()
    agency.name = name
    agency.save()
    return record(actor, "agency.rename", agency, before=before, after=agency.as_fact(), now=now, reason=reason)


@_private("tests.close")
def close(*, agency: Agency, actor: Actor = people.admin, now: datetime = NOW) -> None:
    record(actor, "agency.remove", agency, before=agency.as_fact(), after=None, now=now)
    agency.delete()


@_private("tests.region")
def change_region(*, region: Region, name: str, actor: Actor = people.admin, now: datetime = NOW) -> Entry:
    before = region.as_fact()
    region.name = name
    region.save()
    return record(actor, "region.rename", region, before=before, after=region.as_fact(), now=now)


@_private("tests.tree")
def plant_tree(*, actor: Actor = people.admin, now: datetime = NOW) -> dict[str, Region]:
    """The tree of the factories, brought in by a bulk act over three chains (16, 16.72, 16.03)."""
    regions = factories.tree()
    changes = [Change(one.fact_type, one.fact_key, one.fact_region, None, one.as_fact()) for one in regions.values()]
    record_bulk(actor, "wilayah.import", changes, label="wilayah.csv", now=now)
    return regions


def busy_city(renames: int = 6) -> dict[str, Region]:
    """A planted tree, two agencies in the city and one next door, renamed some times."""
    regions = plant_tree()
    agencies = [open_agency(key="kpu", at=regions["16.72"]), open_agency(key="bawaslu", at=regions["16.72"])]
    agencies.append(open_agency(key="kpu", at=regions["16.03"]))
    for number in range(renames):
        agency = agencies[number % 3]
        rename(agency=agency, name=f"{agency.key.upper()} nama {number}")
    return regions
