"""The matrix against the real doors: for every role, verb and place, what ``may`` says is what happens.

Each verb has its attempts: an action that changes, or a getter that reads, on one thing of each kind of place (own and
other agency, inside and outside the region, the whole installation). Whether the attempt is ``Refused`` must equal the
answer of ``may`` for the place of that thing; an attempt that succeeds is rolled back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from django.db import transaction

from siaga.access import MATRIX, Actor, Grant, Place, Refused, Role, Verb, may, scope_of
from siaga.desk import access as desk_access
from siaga.desk.actions import accounts as account_actions
from siaga.desk.actions import agencies, desks, offices, support
from siaga.desk.models import Account, Agency, Desk, Office, SupportRequest
from siaga.desk.queries.accounts import access_account, accounts_visible_to
from siaga.elections.access import access_election, access_station, visible_elections, visible_stations
from siaga.elections.actions import elections, stations
from siaga.elections.models import Election, PollingStation
from siaga.ledger.models import Entry
from siaga.ledger.queries import access_entry, entries_for, require_export
from siaga.wilayah.access import access_region, visible_regions
from siaga.wilayah.actions.changing import rename_region
from siaga.wilayah.models import Region
from tests import factories, people
from tests.access.doors import pictured, reported
from tests.access.doors_kerawanan import mapped
from tests.access.doors_logistics import supplied
from tests.access.doors_rakor import documented, met
from tests.factories import NOW
from tests.factories import offices as made

DAY = date(2024, 10, 30)


@dataclass
class World:
    """One thing of each kind at each kind of place; the actors are those of ``tests/people.py``."""

    regions: dict[str, Region]
    agencies: list[Agency]
    offices: list[Office]
    elections: list[Election]
    stations: list[PollingStation]
    desks: list[Desk]
    requests: list[SupportRequest]
    accounts: list[Account]
    entries: list[Entry]


@pytest.fixture
def world(db: None) -> World:
    regions = factories.tree()
    seats = [("kpu", "16.72"), ("bawaslu", "16.72"), ("kecamatan", "16.72.01"), ("kpu", "16.03")]
    bodies = [factories.agency(key, regions[code]) for key, code in seats]
    here = factories.election(regions["16.72"])
    there = factories.election(regions["16.03"], "pilkada-muara-enim")
    earlier = factories.election(regions["16"], "pemilu-2024", date(2024, 2, 14))
    accounts = [
        factories.account(f"akun{n}", at=regions[code]) for n, code in enumerate(("16.72", "16.72.01", "16.03"))
    ]
    for account in [*accounts, factories.account("pusat")]:
        account_actions.set_own_name(
            actor=people.admin, account=account, name=f"Contoh {account.username}", email="", now=NOW
        )
    return World(
        regions=regions,
        agencies=bodies,
        offices=[made.office(body, "Ketua") for body in bodies],
        elections=[here, there, earlier],
        stations=[
            factories.station(here, regions["16.72.01.1001"], 1),
            factories.station(here, regions["16.72.01.1001"], 2),
            factories.station(here, regions["16.72.03.1001"], 1),
            factories.station(there, regions["16.03.01.2011"], 1),
            factories.station(earlier, regions["16.72.01.1001"], 1),
        ],
        desks=[made.desk(regions["16.72"]), made.desk(regions["16.03"])],
        requests=[made.request(here, bodies[0]), made.request(here, bodies[1]), made.request(there, bodies[3])],
        accounts=[*accounts, Account.objects.get(username="pusat")],
        entries=list(Entry.objects.all()),
    )


Attempt = tuple[Place, Callable[[Actor], object]]


def attempts(world: World) -> Iterator[tuple[Verb, Attempt]]:
    """Every verb with the place of a thing and what an actor tries on it."""
    for region in world.regions.values():
        place = Place(region.code)
        yield Verb.REGION_VIEW, (place, lambda actor, r=region: access_region(actor, r.code))
        yield Verb.REGION_CHANGE, (place, lambda actor, r=region: rename_region(
            actor=actor, region=r, name=f"{r.name} Baru", now=NOW))  # fmt: skip
    for election in world.elections:
        yield Verb.ELECTION_VIEW, (election.place, lambda actor, e=election: access_election(actor, e.slug))
        yield Verb.ELECTION_CHANGE, (election.place, lambda actor, e=election: elections.change_election(
            actor=actor, election=e, name="Contoh", now=NOW))  # fmt: skip
    for station in world.stations:
        yield Verb.STATION_VIEW, (station.place, lambda actor, s=station: access_station(actor, s.election, s.code))
        yield Verb.STATION_CHANGE, (station.place, lambda actor, s=station: stations.change_station(
            actor=actor, station=s, facts=stations.StationFacts(voters_total=300), now=NOW))  # fmt: skip
    for agency in world.agencies:
        yield Verb.AGENCY_VIEW, (agency.place, lambda actor, a=agency: desk_access.access_agency(actor, a.code))
        yield Verb.AGENCY_CHANGE, (agency.place, lambda actor, a=agency: agencies.rename_agency(
            actor=actor, agency=a, name="Contoh", now=NOW))  # fmt: skip
        if agency.kind in {"kpu", "bawaslu"}:
            yield Verb.SUPPORT_ASK, (agency.place, lambda actor, a=agency: support.ask_support(
                actor=actor, election=world.elections[0], asked_by=a, kind="gudang", title="Gudang contoh", due=DAY,
                asked_on=DAY, now=NOW))  # fmt: skip
    for office in world.offices:
        yield Verb.OFFICE_VIEW, (office.place, lambda actor, o=office: desk_access.access_office(actor, o.pk))
        yield Verb.OFFICE_CHANGE, (office.place, lambda actor, o=office: offices.change_office(
            actor=actor, office=o, title="Ketua Contoh", now=NOW))  # fmt: skip
    for desk in world.desks:
        yield Verb.DESK_VIEW, (desk.place, lambda actor, d=desk: desk_access.access_desk(actor, d.pk))
        yield Verb.DESK_CHANGE, (desk.place, lambda actor, d=desk: desks.change_desk(
            actor=actor, desk=d, name="Desk Contoh", decree_number="1", decree_date=None, decree_title="",
            lead_agency=None, chair=None, elections=[], now=NOW))  # fmt: skip
    for request in world.requests:
        yield Verb.SUPPORT_VIEW, (request.place, lambda actor, r=request: desk_access.access_support(actor, r.pk))
        yield Verb.SUPPORT_ANSWER, (request.place, lambda actor, r=request: support.answer_support(
            actor=actor, request=r, granted=True, answer="", answered_by=None, answered_on=r.asked_on, now=NOW,
        ))  # fmt: skip
    for account in world.accounts:
        place = Place(account.region_code)
        yield Verb.ACCOUNT_VIEW, (place, lambda actor, a=account: access_account(actor, a.pk))
        yield Verb.ACCOUNT_CHANGE, (place, lambda actor, a=account: account_actions.create_invitation(
            actor=actor, account=a, secret="contoh", now=NOW))  # fmt: skip
    for entry in world.entries:
        place = Place(entry.region_code)
        yield Verb.LEDGER_VIEW, (place, lambda actor, e=entry: access_entry(actor, e.pk))
        yield Verb.LEDGER_EXPORT, (place, lambda actor, e=entry: exported(actor, e))
    yield from reported(world.regions, world.elections, world.stations, world.agencies)
    yield from pictured(world.regions, world.elections, world.agencies)
    yield from met(world.regions, world.elections, world.agencies)
    yield from documented(world.regions, world.elections)
    yield from supplied(world.regions, world.elections, world.stations)
    yield from mapped(world.regions, world.elections, world.stations)
    yield Verb.SETTING_CHANGE, (Place(), lambda actor: account_actions.set_role_policy(
        actor=actor, role=Role.ADMIN, mfa_required=True, now=NOW))  # fmt: skip


def exported(actor: Actor, entry: Entry) -> None:
    """Refused unless the export of this actor would hold the entry's chain."""
    chains = require_export(actor)
    if chains is not None and entry.chain not in chains:
        raise Refused


def succeeds(attempt: Callable[[Actor], object], actor: Actor) -> bool:
    class Rollback(Exception):
        pass

    try:
        with transaction.atomic():
            attempt(actor)
            raise Rollback
    except Rollback:
        return True
    except Refused:
        return False


@pytest.mark.django_db
@pytest.mark.parametrize("name", people.EVERYONE)
def test_what_may_says_is_what_happens(world: World, name: str) -> None:
    actor = people.EVERYONE[name]
    wrong = [
        (verb.value, place, "may" if may(actor, verb, place) else "may not")
        for verb, (place, attempt) in attempts(world)
        if succeeds(attempt, actor) != may(actor, verb, place)
    ]
    assert wrong == []


@pytest.mark.django_db
def test_every_verb_has_a_door_and_each_door_opens_for_somebody(world: World) -> None:
    opened: dict[Verb, set[bool]] = {verb: set() for verb in Verb}
    for verb, (_place, attempt) in attempts(world):
        opened[verb] |= {succeeds(attempt, actor) for actor in (people.admin, people.officer, people.stranger)}
    assert {verb.value: answers for verb, answers in opened.items() if answers != {True, False}} == {}


@pytest.mark.django_db
@pytest.mark.parametrize("name", people.EVERYONE)
def test_lists_hold_exactly_what_the_doors_open(world: World, name: str) -> None:
    actor = people.EVERYONE[name]
    lists: list[tuple[Verb, object, list[tuple[object, Place]]]] = [
        (Verb.REGION_VIEW, visible_regions(actor), [(r, Place(r.code)) for r in world.regions.values()]),
        (Verb.ELECTION_VIEW, visible_elections(actor), [(e, e.place) for e in world.elections]),
        (
            Verb.STATION_VIEW,
            [station for election in world.elections for station in visible_stations(actor, election)],
            [(s, s.place) for s in world.stations],
        ),
        (Verb.AGENCY_VIEW, desk_access.agencies_for(actor), [(a, a.place) for a in world.agencies]),
        (Verb.OFFICE_VIEW, desk_access.offices_for(actor), [(o, o.place) for o in world.offices]),
        (Verb.DESK_VIEW, desk_access.desks_for(actor), [(d, d.place) for d in world.desks]),
        (Verb.SUPPORT_VIEW, desk_access.requests_for(actor), [(r, r.place) for r in world.requests]),
        (Verb.ACCOUNT_VIEW, accounts_visible_to(actor), [(a, Place(a.region_code)) for a in world.accounts]),
        (Verb.LEDGER_VIEW, entries_for(actor), [(e, Place(e.region_code)) for e in world.entries]),
    ]
    for verb, listed, things in lists:
        assert set(listed) == {thing for thing, place in things if may(actor, verb, place)}, verb  # type: ignore[call-overload]


@pytest.mark.django_db
def test_a_field_officers_tps_of_one_election_is_not_the_same_code_in_another(world: World) -> None:
    here, _there, earlier = world.elections
    units = frozenset({"16.72.01.1001/001"})
    officer = Actor(12, "Contoh", (Grant(Role.FIELD, region="16.72", units=units, election=here.pk),))
    assert [station.code for station in visible_stations(officer, here)] == ["16.72.01.1001/001"]
    assert list(visible_stations(officer, earlier)) == []
    assert access_station(officer, here, "16.72.01.1001/001")
    with pytest.raises(Refused):
        access_station(officer, earlier, "16.72.01.1001/001")
    assert here in visible_elections(officer)


def test_a_role_without_a_verb_reaches_nothing_with_it() -> None:
    for actor in people.EVERYONE.values():
        for verb in Verb:
            held = any(verb in MATRIX[grant.role] for grant in actor.grants)
            assert held or scope_of(actor, verb).nothing
