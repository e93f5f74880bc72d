"""The weeks before H-28 as acts in the order of their time, each through the real action with its own ``now``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import groupby
from zoneinfo import ZoneInfo

from siaga.access import Actor, Channel, Grant, Role
from siaga.demo import sample
from siaga.demo.accounts import ACCOUNTS, PASSWORD, SampleAccount
from siaga.demo.contingency import acts as contingency_acts
from siaga.demo.guards import acts as guard_acts
from siaga.demo.logistics import acts as logistics_acts
from siaga.demo.people import CITY_KINDS, DISTRICT_KINDS, SEATS, VILLAGE_KINDS, Term, terms
from siaga.demo.rakor import acts as rakor_acts
from siaga.demo.reports.claims import acts as claim_acts
from siaga.demo.reports.reporters import more_accounts
from siaga.demo.reports.story import acts as report_acts
from siaga.demo.requests import REQUESTS, Request
from siaga.demo.risk import acts as risk_acts
from siaga.desk.actions.accounts.accounts import create_account, create_first_administrator
from siaga.desk.actions.accounts.grants import grant_role
from siaga.desk.actions.accounts.invitations import create_invitation
from siaga.desk.actions.agencies import add_alias, create_standard_set
from siaga.desk.actions.desks import create_desk, seat_office
from siaga.desk.actions.persons import create_person
from siaga.desk.actions.support import answer_support, ask_support, deliver_support, withdraw_support
from siaga.desk.actions.tenures import appoint
from siaga.desk.credentials import new_link_secret
from siaga.desk.kinds import kinds
from siaga.desk.models import Account, Agency, Desk, Office, Person, SupportRequest
from siaga.desk.patterns import patterns
from siaga.desk.queries.actors import actor_of
from siaga.desk.queries.standard_set import Wanted
from siaga.elections.actions.elections import close_election, create_election
from siaga.elections.actions.stages import add_stage, complete_stage
from siaga.elections.models import Election, Stage
from siaga.intake.actions import run_import
from siaga.ledger.checkpoints import take_checkpoint
from siaga.ledger.sealing import seal_all
from siaga.wilayah.models import Region

ZONE = ZoneInfo("Asia/Jakarta")
CITY = sample.CITY
LOGISTICS_MEETING = "Rapat koordinasi kesiapan logistik (contoh)"
Act = Callable[[datetime], object]


class SampleBroken(AssertionError):
    """A sample file was refused by our own importer: a defect of ours, never the user's."""


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment of the story, WIB."""
    return datetime.combine(day, time(hour, minute), ZONE)


def tell(now: datetime) -> None:
    """Play every act that lies before ``now``; each evening seals the day and takes its checkpoint."""
    played = sorted((act for act in acts() if act[0] <= now), key=lambda act: act[0])
    days = [(day, list(group)) for day, group in groupby(played, key=lambda act: act[0].date())]
    for day, group in days:
        for at, act in group:
            act(at)
        seal_all()
        take_checkpoint(min(moment(day, 23, 55), now))


def acts() -> list[tuple[datetime, Act]]:
    """The whole story."""
    start = date(2024, 10, 1)
    told: list[tuple[datetime, Act]] = [
        (moment(start, 8), first_administrator),
        (moment(start, 8, 20), partial(load, "wilayah", "wilayah-pagar-alam.csv", sample.wilayah_file)),
        (moment(start, 8, 40), partial(load, "boundaries", "batas-skema-contoh.geojson", sample.boundaries_file)),
        (moment(start, 9), partial(election, "pemilu-2024")),
        (moment(start, 9, 5), partial(election, "pilkada-2024")),
        (moment(start, 9, 30), partial(load_stations, "pemilu-2024", sample.stations_pemilu_file)),
        (moment(start, 9, 40), partial(load_stations, "pilkada-2024", sample.stations_file)),
        (moment(start, 10), agencies),
        (moment(start, 13), accounts),
        (moment(start, 14), past_stages),
        (moment(date(2024, 10, 28), 10), invite),
        (
            moment(start, 14, 10),
            lambda now: close_election(actor=who("admin", now), election=get_election("pemilu-2024"), now=now),
        ),
        (moment(date(2024, 10, 3), 9), form_desk),
        (moment(date(2024, 10, 3), 10), seats),
        (moment(date(2024, 10, 4), 9, 15), other_names),
        (moment(date(2024, 10, 7), 9), own_stages),
        (moment(date(2024, 10, 15), 15), logistics_meeting_held),
    ]
    for number, term in enumerate(terms()):
        # The secretariat works through the list over three days.
        at = moment(date(2024, 10, 2) + timedelta(days=number // 16), 9 + number % 16 // 3, number % 3 * 15)
        told.append((max(at, moment(term.starts, 8)) if term.starts > at.date() else at, partial(take_office, term)))
    for request in REQUESTS:
        told += life_of(request)
    told += [*report_acts(), *claim_acts(), *rakor_acts(), *logistics_acts()]
    return [*told, *risk_acts(), *guard_acts(), *contingency_acts()]


def who(username: str, now: datetime, channel: Channel = Channel.PAGE) -> Actor:
    """A sample account as the one who acts."""
    return actor_of(Account.objects.get(username=username), now, channel)


def region(code: str) -> Region:
    return Region.objects.get(code=code)


def agency(code: str) -> Agency:
    """By its written form, ``kpu@16.72``."""
    key, _, place = code.partition("@")
    return Agency.objects.select_related("region").get(key=key, region__code=place)


def get_election(slug: str) -> Election:
    return Election.objects.select_related("region").get(slug=slug)


def first_administrator(now: datetime) -> None:
    command = Actor(None, "siaga demo", (Grant(Role.ADMIN),), Channel.COMMAND)
    create_first_administrator(
        actor=command, username=ACCOUNTS[0].username, name=ACCOUNTS[0].name, password=PASSWORD, now=now
    )


def load(kind: str, filename: str, content: Callable[[], bytes], now: datetime, **values: str) -> None:
    result = run_import(
        actor=who("admin", now, Channel.COMMAND),
        kind=kind,
        filename=filename,
        content=content(),
        now=now,
        values=values,
    )
    if result["errors"]:
        raise SampleBroken(f"{filename}: {result['errors'][:3]}")


def load_stations(slug: str, content: Callable[[], bytes], now: datetime) -> None:
    load("tps", f"tps-{slug}-contoh.csv", content, now, election=slug)


def election(slug: str, now: datetime) -> None:
    create_election(actor=who("admin", now), slug=slug, ruleset=slug, region=region(CITY), now=now)


def past_stages(now: datetime) -> None:
    """Mark as done what was over before the desk began to work with Siaga."""
    for stage in Stage.objects.filter(ends__lt=now.date()).select_related("election__region"):
        complete_stage(actor=who("admin", now), stage=stage, done_on=stage.ends or now.date(), now=now)


def own_stages(now: datetime) -> None:
    """Two stages of the desk's own: one will be done in time, one will be late at H-28."""
    for name, starts, ends in (
        (LOGISTICS_MEETING, date(2024, 10, 14), date(2024, 10, 15)),
        ("Simulasi pemungutan suara di tiap kecamatan (contoh)", date(2024, 10, 21), date(2024, 10, 26)),
    ):
        add_stage(
            actor=who("sekretariat", now),
            election=get_election("pilkada-2024"),
            name=name,
            starts=starts,
            ends=ends,
            now=now,
        )


def logistics_meeting_held(now: datetime) -> None:
    stage = Stage.objects.select_related("election__region").get(name=LOGISTICS_MEETING)
    complete_stage(actor=who("sekretariat", now), stage=stage, done_on=now.date(), now=now)


def agencies(now: datetime) -> None:
    own = {
        CITY: CITY_KINDS,
        **{district.code: DISTRICT_KINDS for district in sample.kecamatan()},
        **dict.fromkeys(sample.villages(), VILLAGE_KINDS),
    }
    wanted = []
    for place in Region.objects.filter(code__in=own).order_by("code"):
        for key in own[place.code]:
            kind = kinds()[key]
            wanted.append(Wanted(kind=kind, region=place, name=kind.name_at(place), exists=False))
    create_standard_set(actor=who("admin", now), region=region(CITY), wanted=wanted, with_offices=True, now=now)


def accounts(now: datetime) -> None:
    for account in (*ACCOUNTS[1:], *more_accounts()):
        make_account(account, now)


def make_account(account: SampleAccount, now: datetime) -> None:
    actor = who("admin", now)
    place = region(account.region)
    made = create_account(
        actor=actor, username=account.username, name=account.name, region=place, password=PASSWORD, now=now
    )
    grant_role(
        actor=actor,
        account=made,
        role=account.role,
        region=place,
        now=now,
        agency=agency(account.agency) if account.agency else None,
        units=account.units,
        election=get_election("pilkada-2024") if account.role is Role.FIELD else None,
    )


def invite(now: datetime) -> None:
    """One account still waits for its person: the link itself is thrown away, a new one is a click."""
    actor = who("sekretariat", now)
    place = region(CITY)
    waiting = create_account(
        actor=actor, username="dinkes", name="Contoh Petugas Dinas Kesehatan", region=place, now=now
    )
    grant_role(actor=actor, account=waiting, role=Role.AGENCY, region=place, agency=agency(f"dinkes@{CITY}"), now=now)
    create_invitation(actor=actor, account=waiting, secret=new_link_secret(), now=now)


def take_office(term: Term, now: datetime) -> None:
    actor = who("sekretariat", now)
    seat = agency(term.agency)
    office = Office.objects.select_related("agency__region").filter(agency=seat).order_by("position")[term.office]
    person = Person.objects.filter(name=term.person).first() or create_person(
        actor=actor, name=term.person, region_code=seat.region.code, agency=seat, now=now
    )
    appoint(
        actor=actor,
        office=office,
        person=person,
        kind=term.kind,
        starts=term.starts,
        ends=term.ends,
        basis=term.basis,
        now=now,
    )


def form_desk(now: datetime) -> None:
    chair = Office.objects.filter(agency=agency(f"sekda@{CITY}")).order_by("position")[0]
    create_desk(
        actor=who("sekretariat", now),
        region=region(CITY),
        name="Desk Pilkada Kota Pagar Alam (contoh)",
        decree_number="contoh/100.1.4/KPTS/2024",
        decree_date=date(2024, 9, 23),
        decree_title="Pembentukan Desk Pilkada Kota Pagar Alam Tahun 2024 (contoh)",
        lead_agency=agency(f"kesbangpol@{CITY}"),
        chair=chair,
        elections=[get_election("pilkada-2024")],
        pattern=patterns()["empat-fungsi"],
        now=now,
    )


def seats(now: datetime) -> None:
    desk = Desk.objects.get(region__code=CITY)
    sections = {section.name: section for section in desk.sections.select_related("desk__region")}
    for name, code, head in SEATS:
        office = Office.objects.filter(agency=agency(code)).order_by("position")[0]
        seat_office(actor=who("sekretariat", now), section=sections[name], office=office, head=head, now=now)


def other_names(now: datetime) -> None:
    add_alias(actor=who("sekretariat", now), agency=agency(f"kesbangpol@{CITY}"), name="Kantor Kesbang", now=now)


def life_of(request: Request) -> list[tuple[datetime, Act]]:
    """The acts of one support request."""
    told: list[tuple[datetime, Act]] = [(moment(request.asked, 9, 30), partial(ask, request))]
    if request.answer:
        told.append((moment(request.answer.on, 14), partial(answer, request)))
    if request.delivered:
        told.append((moment(request.delivered, 16), partial(deliver, request)))
    if request.withdrawn:
        told.append((moment(request.withdrawn[0], 11), partial(withdraw, request)))
    return told


def asker(request: Request, now: datetime) -> Actor:
    return who(request.asker.partition("@")[0], now)


def asked(request: Request) -> SupportRequest:
    return SupportRequest.objects.select_related("region", "asked_by__region", "election__region").get(
        letter=request.letter
    )


def ask(request: Request, now: datetime) -> None:
    ask_support(
        actor=asker(request, now),
        election=get_election("pilkada-2024"),
        asked_by=agency(request.asker),
        kind=request.kind,
        title=request.title,
        detail=request.detail,
        letter=request.letter,
        due=request.due,
        asked_on=request.asked,
        now=now,
    )


def answer(request: Request, now: datetime) -> None:
    assert request.answer
    answer_support(
        actor=who("sekretariat", now),
        request=asked(request),
        granted=request.answer.granted,
        answer=request.answer.text,
        answered_by=agency(request.answer.by) if request.answer.by else None,
        answered_on=request.answer.on,
        now=now,
    )


def deliver(request: Request, now: datetime) -> None:
    assert request.delivered
    deliver_support(actor=asker(request, now), request=asked(request), delivered_on=request.delivered, now=now)


def withdraw(request: Request, now: datetime) -> None:
    assert request.withdrawn
    withdraw_support(actor=asker(request, now), request=asked(request), reason=request.withdrawn[1], now=now)
