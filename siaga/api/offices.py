"""Offices as the API names them: by number, or as the first office of an agency."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from siaga.access import Actor, Refused
from siaga.api.words import AgencyUnit, Number
from siaga.desk.access import access_agency, access_office
from siaga.desk.models import Office
from siaga.desk.terms import OfficeHolder

OfficeRef = Annotated[
    Number | AgencyUnit,
    Field(
        description="Nomor jabatan, atau instansi (`agency:kpu@16.72`): jabatan pertamanya.",
        examples=["agency:kpu@16.72"],
    ),
]


class SeatOut(Schema):
    """Satu jabatan dan pemangkunya pada suatu hari."""

    office: int = Field(description="Nomor jabatan.", examples=[31])
    title: str = Field(description="Sebutan, dengan Pj., Pjs., atau Plt. bila pengganti.", examples=["Ketua KPU"])
    agency: str = Field(description="Instansinya.", examples=["agency:kpu@16.72"])
    holder: str | None = Field(description="Yang menjalankan jabatan; null: lowong.", examples=["Contoh Sungkai"])


def office_of(actor: Actor, ref: int | str | None) -> Office | None:
    """The office that a caller named; ``Refused`` where there is none in sight."""
    if ref is None:
        return None
    if isinstance(ref, int):
        return access_office(actor, ref)
    agency = access_agency(actor, ref)
    first = agency.offices.order_by("position", "pk").values_list("pk", flat=True).first()
    if first is None:
        raise Refused
    return access_office(actor, first)


def offices_of(actor: Actor, refs: Iterable[int | str]) -> list[Office]:
    return [office for ref in refs if (office := office_of(actor, ref))]


def seat(holder: OfficeHolder | None) -> dict[str, Any] | None:
    if holder is None:
        return None
    return {
        "office": holder.office.pk,
        "title": holder.title,
        "agency": f"agency:{holder.office.agency.code}",
        "holder": holder.name or None,
    }
