"""The people behind a debt: accounts whose role reaches the unit, by name only for those who may know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar

from django.db.models import Q

from siaga.access import Actor, Place, Role
from siaga.desk.access import changeable_people
from siaga.desk.models import Grant
from siaga.desk.queries.actors import holding
from siaga.instruments.models import UnitKind
from siaga.reporting.access import sees_reporter
from siaga.reporting.reporters import STANDS_IN

GRANTS = 30_000
"""Grants that one look may read: those of the roles asked for in the regencies asked for."""


class Owed(Protocol):
    """What a debt must tell, so that the person can be found."""

    @property
    def election_id(self) -> int: ...
    @property
    def role(self) -> Role: ...
    @property
    def unit_kind(self) -> UnitKind: ...
    @property
    def unit_code(self) -> str: ...
    @property
    def province_code(self) -> str: ...
    @property
    def regency_code(self) -> str: ...
    @property
    def district_code(self) -> str: ...
    @property
    def village_code(self) -> str: ...
    @property
    def unit_place(self) -> Place: ...


D = TypeVar("D", bound=Owed)


@dataclass(frozen=True, slots=True)
class Debtor:
    """One who owes. name: empty where the actor may not know it; phone: only where they keep the person's data."""

    account_id: int
    role: Role
    name: str
    agency: str
    phone: str


@dataclass(frozen=True, slots=True)
class _Holder:
    account_id: int
    role: Role
    name: str
    agency: str
    person_id: int | None
    phone: str


class Directory:
    """Who holds the reporting roles where; read once for many debts (two queries for any number)."""

    def __init__(self, actor: Actor, debts: Iterable[Owed], now: datetime) -> None:
        wanted = list(debts)
        self._actor = actor
        self._at: dict[tuple[Role, int | None, str], list[_Holder]] = {}
        self._phones: set[int] = set()
        self._seen: dict[Place, bool] = {}
        if wanted:
            self._read(wanted, now)

    def _read(self, debts: list[Owed], now: datetime) -> None:
        roles = {debt.role for debt in debts}
        roles |= {other for role in roles for other in STANDS_IN.get(role, ())}
        regencies = {debt.regency_code for debt in debts if debt.regency_code}
        provinces = {debt.province_code for debt in debts}
        near = (
            Q(region__regency_code__in=regencies)
            | Q(region__code__in=provinces)
            | Q(region=None)
            | Q(agency__region__code__in=provinces | regencies)
        )
        grants = holding(Grant.objects.filter(near, role__in=roles, account__is_active=True), now)
        rows = grants.values_list(
            "account_id",
            "role",
            "account__name",
            "account__username",
            "account__person_id",
            "account__person__phone",
            "agency__name",
            "agency__key",
            "agency__region__code",
            "region__code",
            "units",
            "election_id",
        )
        people: set[int] = set()
        for row in rows.order_by("account_id", "id")[:GRANTS]:
            (account, role, name, username, person, phone, agency, key, agency_at, region, units, election) = row
            holder = _Holder(account, Role(role), name or username, agency or "", person, phone or "")
            if person and phone:
                people.add(person)
            for spot in _spots(Role(role), key, agency_at, region, units):
                self._at.setdefault((Role(role), election, spot), []).append(holder)
        self._phones = changeable_people(self._actor, people) if people else set()

    def of(self, debt: Owed) -> tuple[Debtor, ...]:
        """Those who owe it: of the duty's role, the nearest to the unit; else of the role that stands in."""
        for role in (debt.role, *STANDS_IN.get(debt.role, ())):
            if holders := self._nearest(role, debt):
                return tuple(self._shown(holder, debt) for holder in holders)
        return ()

    def _nearest(self, role: Role, debt: Owed) -> list[_Holder]:
        if role is Role.AGENCY:
            spots = [debt.unit_code]
        else:
            own = [debt.unit_code] if debt.unit_kind == UnitKind.TPS else []
            spots = [*own, debt.village_code, debt.district_code, debt.regency_code, debt.province_code, ""]
        for spot in spots:
            found = self._at.get((role, None, spot), []) + self._at.get((role, debt.election_id, spot), [])
            if found:
                return list({holder.account_id: holder for holder in found}.values())
        return []

    def _shown(self, holder: _Holder, debt: Owed) -> Debtor:
        known = holder.account_id == self._actor.account_id or self._may_know(debt.unit_place)
        phone = holder.phone if known and holder.person_id in self._phones else ""
        return Debtor(holder.account_id, holder.role, holder.name if known else "", holder.agency, phone)

    def _may_know(self, place: Place) -> bool:
        if place not in self._seen:
            self._seen[place] = sees_reporter(self._actor, place)
        return self._seen[place]


def _spots(role: Role, key: str | None, agency_at: str | None, region: str | None, units: Any) -> list[str]:
    if role is Role.FIELD:
        return [str(unit) for unit in units]
    if role is Role.AGENCY:
        return [f"{key}@{agency_at}"] if key else []
    return [region or ""]


def by_person(debts: Iterable[D], directory: Directory) -> tuple[dict[int, list[D]], dict[int, Debtor], list[D]]:
    """The debts of each account, the accounts, and the debts behind which nobody stands."""
    owed: dict[int, list[D]] = {}
    people: dict[int, Debtor] = {}
    nobody: list[D] = []
    for debt in debts:
        found = directory.of(debt)
        if not found:
            nobody.append(debt)
        for debtor in found:
            owed.setdefault(debtor.account_id, []).append(debt)
            known = people.get(debtor.account_id)
            if known is None or (debtor.name and not known.name):
                people[debtor.account_id] = debtor
    return owed, people, nobody
