"""``/agencies``: who sits where. No phone, e-mail or NIP ever leaves by this door."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query, Router, Schema
from pydantic import Field, StringConstraints

from siaga import clock
from siaga.access import Actor, Verb, scope_of
from siaga.api.paging import Page, PageQuery, page
from siaga.api.regions import RegionName, name_of, region_of
from siaga.api.security import caller, guards
from siaga.api.words import AgencyUnit, RegionCode
from siaga.desk.access import access_agency, agencies_for
from siaga.desk.models import Agency, AgencyAlias
from siaga.desk.queries.agencies import agencies_on
from siaga.desk.terms import holder
from siaga.wilayah.access import below

router = Router(tags=["Instansi"])


class AgencyOut(Schema):
    """Satu instansi pada satu wilayah."""

    unit: str = Field(description="Penulisan sebagai unit.", examples=["agency:kpu@16.72"])
    key: str = Field(description="Kunci di wilayahnya.", examples=["kpu"])
    kind: str = Field(description="Jenis instansi.", examples=["kpu"])
    name: str = Field(description="Nama.", examples=["KPU Kota Pagar Alam"])
    short_name: str = Field(description="Nama pendek; boleh kosong.", examples=["KPU"])
    region: RegionName = Field(description="Wilayahnya.")
    address: str = Field(description="Alamat kantor; boleh kosong.", examples=[""])
    closed_on: date | None = Field(description="Tidak aktif sejak; null bila aktif.", examples=[None])


class OfficeOut(Schema):
    """Satu jabatan dan pemangkunya hari ini."""

    id: int = Field(description="Nomor jabatan.", examples=[31])
    title: str = Field(description="Jabatan.", examples=["Ketua KPU Kota Pagar Alam"])
    holder: str | None = Field(
        description="Yang menjalankan jabatan hari ini (pengganti bila ada, jika tidak yang definitif); null: kosong.",
        examples=["Contoh Ketua KPU"],
    )
    styled_title: str | None = Field(
        description="Sebutan dalam surat, dengan Pj., Pjs., atau Plt. bila pengganti.",
        examples=["Ketua KPU Kota Pagar Alam"],
    )


class AgencyDetail(AgencyOut):
    """Satu instansi dengan nama lain dan jabatannya."""

    aliases: list[str] = Field(description="Nama lain dalam surat dan berkas.", examples=[["KPUD Pagar Alam"]])
    offices: list[OfficeOut] | None = Field(description="Jabatan; null bila peran Anda tidak melihat jabatan.")


class AgenciesQuery(PageQuery):
    """Which agencies."""

    region: RegionCode | None = Field(None, description="Hanya instansi di wilayah ini dan di bawahnya.")
    kind: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]{1,40}$")] | None = Field(
        None, description="Hanya jenis ini.", examples=["kpu"]
    )
    open: bool | None = Field(None, description="Hanya yang aktif (true) atau yang sudah ditutup (false).")


def _shown(agency: Agency) -> dict[str, Any]:
    return {
        "unit": f"agency:{agency.code}",
        "key": agency.key,
        "kind": agency.kind,
        "name": agency.name,
        "short_name": agency.short_name,
        "region": name_of(agency.region),
        "address": agency.address,
        "closed_on": agency.closed_on,
    }


@router.get("/agencies", response=Page[AgencyOut], operation_id="agencies", summary="Daftar instansi")
@guards(Verb.AGENCY_VIEW)
def agencies(request: HttpRequest, query: Annotated[AgenciesQuery, Query()]) -> dict[str, Any]:
    """Instansi yang terlihat oleh Anda, urut wilayah dan kunci."""
    actor = caller(request, Verb.AGENCY_VIEW)
    rows = agencies_for(actor)
    if query.region:
        rows = rows.filter(below(region_of(actor, query.region, Verb.AGENCY_VIEW).code, "region__"))
    if query.kind:
        rows = rows.filter(kind=query.kind)
    if query.open is not None:
        rows = rows.filter(closed_on__isnull=query.open)
    return page(rows.order_by("region__code", "key"), query, _shown)


@router.get("/agencies/{unit}", response=AgencyDetail, operation_id="agency", summary="Satu instansi")
@guards(Verb.AGENCY_VIEW)
def agency(request: HttpRequest, unit: Annotated[AgencyUnit, Path()]) -> dict[str, Any]:
    """Instansi itu, nama lainnya, dan jabatannya dengan pemangku hari ini."""
    actor = caller(request, Verb.AGENCY_VIEW)
    found = access_agency(actor, unit)
    aliases = AgencyAlias.objects.filter(agency=found).order_by("name").values_list("name", flat=True)[:100]
    return {**_shown(found), "aliases": list(aliases), "offices": _offices(actor, found)}


def _offices(actor: Actor, agency: Agency) -> list[dict[str, Any]] | None:
    if scope_of(actor, Verb.OFFICE_VIEW).nothing or not scope_of(actor, Verb.OFFICE_VIEW).reaches(agency.place):
        return None
    today = timezone.localdate(clock.now())
    posts = agencies_on(actor, today).get(pk=agency.pk).posts
    shown = []
    for post in posts[:200]:
        acting = holder(post, post.terms_on_day, today).acting
        shown.append(
            {
                "id": post.pk,
                "title": post.title,
                "holder": acting.person.name if acting else None,
                "styled_title": acting.styled_title if acting else None,
            }
        )
    return shown
