"""Offices, officials, terms, desks and requests, made directly in the database."""

from __future__ import annotations

from datetime import date

from siaga.desk.models import Agency, Desk, Office, Person, SupportRequest, Tenure
from siaga.elections.models import Election
from siaga.wilayah.models import Region
from siaga.wilayah.names import fold


def office(at: Agency, title: str, position: int = 1) -> Office:
    return Office.objects.create(agency=at, title=title, position=position)


def person(name: str, region_code: str = "16.72", **fields: object) -> Person:
    return Person.objects.create(name=name, search_name=fold(name), region_code=region_code, **fields)


def term(
    at: Office, who: Person, starts: date, ends: date | None = None, kind: str = "definitif", basis: str = ""
) -> Tenure:
    return Tenure.objects.create(office=at, person=who, kind=kind, starts=starts, ends=ends, basis=basis)


def desk(at: Region, name: str = "Desk Pilkada Contoh", **fields: object) -> Desk:
    return Desk.objects.create(region=at, name=name, **fields)


def request(of: Election, by: Agency, title: str = "Gudang contoh", **fields: object) -> SupportRequest:
    defaults = {"kind": "gudang", "asked_on": date(2024, 10, 1), "due": date(2024, 11, 1)}
    return SupportRequest.objects.create(election=of, region=by.region, asked_by=by, title=title, **(defaults | fields))
