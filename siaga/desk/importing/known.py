"""What the database, and the rows planned so far, know about the things that a people file names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from siaga.desk.kinds import kinds_named
from siaga.desk.models import Account, Agency, AgencyAlias, Grant, Office, Person, Tenure
from siaga.elections.models import Election, PollingStation
from siaga.intake.plan import Row
from siaga.wilayah.models import Region
from siaga.wilayah.names import fold

_CHUNK = 500
T = TypeVar("T")


def units_of(text: str | None) -> list[str]:
    """The codes of the units column, each once, in order."""
    return sorted(set((text or "").replace(";", " ").replace(",", " ").split()))


def split_agency(text: str) -> tuple[str, str]:
    """``kpu@16.72`` → (``kpu``, ``16.72``); a bare word has no region."""
    word, _at, region = text.partition("@")
    return word.strip(), region.strip()


def _chunks(values: Iterable[T]) -> Iterator[list[T]]:
    found = list(values)
    for start in range(0, len(found), _CHUNK):
        yield found[start : start + _CHUNK]


@dataclass(slots=True)
class Known:
    """Everything by the names that a file uses. What a row plans is added, so that later rows find it."""

    regions: dict[str, Region] = field(default_factory=dict)
    agencies: dict[tuple[str, str], Agency] = field(default_factory=dict)
    agency_names: dict[tuple[str, str], list[Agency]] = field(default_factory=dict)
    offices: dict[tuple[str, str, str], Office] = field(default_factory=dict)
    last_position: dict[tuple[str, str], int] = field(default_factory=dict)
    terms: dict[int, list[Tenure]] = field(default_factory=dict)
    by_nip: dict[str, Person] = field(default_factory=dict)
    by_name: dict[tuple[str, str], list[Person]] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    grants: dict[int, list[Grant]] = field(default_factory=dict)
    units: set[str] = field(default_factory=set)

    def agencies_meant(self, word: str, region: str) -> list[Agency]:
        """The agencies at a region that the word can mean: by key, else by name, other name or kind."""
        if own := self.agencies.get((word.lower(), region)):
            return [own]
        if named := self.agency_names.get((fold(word), region)):
            return named
        wanted = {
            kind.key for kind in kinds_named(word, self.regions[region].level if region in self.regions else None)
        }
        return [one for (_key, at), one in self.agencies.items() if at == region and one.kind in wanted]

    def add_agency(self, agency: Agency) -> None:
        self.agencies[agency.key, agency.region.code] = agency
        self.name_agency(agency, agency.name)

    def name_agency(self, agency: Agency, name: str) -> None:
        named = self.agency_names.setdefault((fold(name), agency.region.code), [])
        if agency not in named:
            named.append(agency)

    def office(self, agency: Agency, title: str) -> Office | None:
        return self.offices.get((agency.key, agency.region.code, fold(title)))

    def add_office(self, office: Office) -> None:
        agency = office.agency
        self.offices[agency.key, agency.region.code, fold(office.title)] = office
        place = (agency.key, agency.region.code)
        self.last_position[place] = max(self.last_position.get(place, 0), office.position)

    def terms_at(self, office: Office) -> list[Tenure]:
        """Terms of the office, stored and planned; the office is told apart by identity while it has no id."""
        return self.terms.setdefault(id(office), [])

    def add_person(self, person: Person) -> None:
        if person.nip:
            self.by_nip[person.nip] = person
        same = self.by_name.setdefault((person.search_name, person.region_code), [])
        if person not in same:
            same.append(person)

    def grants_of(self, account: Account) -> list[Grant]:
        return self.grants.setdefault(id(account), [])


def load(rows: Sequence[Row], election: Election | None) -> Known:
    """All that the rows may mean, in a bounded number of queries per 500 names."""
    known = Known()
    named = [split_agency(row["agency"]) for row in rows if row["agency"]]
    codes = {region for _word, region in named if region} | {row["region"] for row in rows if row["region"]}
    wanted_units = {unit for row in rows for unit in units_of(row["units"])}
    for chunk in _chunks(codes | {unit for unit in wanted_units if "/" not in unit}):
        for region in Region.objects.filter(code__in=chunk).select_related("parent"):
            known.regions[region.code] = region
    known.units = {unit for unit in wanted_units if unit in known.regions}
    if election is not None:
        for chunk in _chunks(unit for unit in wanted_units if "/" in unit):
            known.units |= set(
                PollingStation.objects.filter(election=election, code__in=chunk).values_list("code", flat=True)
            )
    _load_offices(known, codes)
    _load_people(known, rows)
    return known


def _load_offices(known: Known, codes: set[str]) -> None:
    agencies: dict[int, Agency] = {}
    offices: dict[int, Office] = {}
    people: dict[int, Person] = {}
    for chunk in _chunks(codes):
        for agency in Agency.objects.filter(region__code__in=chunk).select_related("region").order_by("pk"):
            agencies[agency.pk] = agency
            known.add_agency(agency)
    for pks in _chunks(agencies):
        for alias in AgencyAlias.objects.filter(agency__in=pks):
            known.name_agency(agencies[alias.agency_id], alias.name)
        for office in Office.objects.filter(agency__in=pks):
            office.agency = agencies[office.agency_id]
            offices[office.pk] = office
            known.add_office(office)
    for pks in _chunks(offices):
        for term in Tenure.objects.filter(office__in=pks).select_related("person"):
            term.office = offices[term.office_id]
            term.person = people.setdefault(term.person_id, term.person)
            known.terms_at(term.office).append(term)
            known.add_person(term.person)


def _load_people(known: Known, rows: Sequence[Row]) -> None:
    found = {person.pk: person for people in known.by_name.values() for person in people}
    for nips in _chunks({row["nip"] for row in rows if row["nip"]}):
        for person in Person.objects.filter(nip__in=nips):
            known.add_person(found.setdefault(person.pk, person))
    for names in _chunks({fold(row["name"]) for row in rows if row["name"]}):
        for person in Person.objects.filter(search_name__in=names):
            known.add_person(found.setdefault(person.pk, person))
    for usernames in _chunks({row["username"].lower() for row in rows if row["username"]}):
        for account in Account.objects.filter(username__in=usernames).select_related("person"):
            if account.person_id in found:
                account.person = found[account.person_id]
            known.accounts[account.username] = account
    by_id = {account.pk: account for account in known.accounts.values()}
    for pks in _chunks(by_id):
        for grant in Grant.objects.filter(account__in=pks, revoked_at=None).select_related("region", "agency__region"):
            known.grants_of(by_id[grant.account_id]).append(grant)
