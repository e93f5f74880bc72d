"""Create, rename, place and close one region."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from siaga.access import Actor, Place, Verb, require
from siaga.ledger.recording import action, nothing_changed, record
from siaga.wilayah.checks import must_be_free, must_be_point, well_formed_code, well_formed_name
from siaga.wilayah.codes import new_region, parent_of
from siaga.wilayah.errors import BadName, Closed, ParentMissing, StillOpenBelow
from siaga.wilayah.models import CodeSystem, Region, RegionAlias
from siaga.wilayah.names import fold

_LONGEST = 120


@action("region.create")
def create_region(
    *,
    actor: Actor,
    code: str,
    name: str,
    now: datetime,
    lat: float | None = None,
    lon: float | None = None,
    valid_from: date | None = None,
    basis: str = "",
) -> Region:
    """Add one region below an existing one.

    basis: the regulation that it rests on; kept as the reason in the ledger.
    Raises Refused, BadCode, CodeTaken, ParentMissing, BadName.
    """
    known = well_formed_code(code)
    require(actor, Verb.REGION_CHANGE, Place(known))
    name = well_formed_name(name, known)
    must_be_free(known)
    above = parent_of(known)
    parent = Region.objects.filter(code=above).first() if above else None
    if above and parent is None:
        raise ParentMissing(above)
    must_be_point(lat, lon)
    region = new_region(known, name, parent, lat, lon)
    region.valid_from = valid_from
    region.save(force_insert=True)
    record(actor, "region.create", region, before=None, after=region.as_fact(), now=now, reason=basis)
    return region


@action("region.rename")
def rename_region(
    *, actor: Actor, region: Region, name: str, now: datetime, since: date | None = None, basis: str = ""
) -> Region:
    """Give a region a new name; the old one stays as a former name, valid until ``since`` (today).

    A change of capitals or punctuation alone corrects the name and keeps no former one. Raises Refused, BadName.
    """
    require(actor, Verb.REGION_CHANGE, Place(region.code))
    name = well_formed_name(name, region.code)
    if name == region.name:
        nothing_changed()
        return region
    before = region.as_fact()
    if fold(name) != fold(region.name):
        _keep_former(actor, region, region.code, region.name, since or now.date(), now)
    region.name, region.search_name = name, fold(name)[:_LONGEST]
    region.save(update_fields=["name", "search_name"])
    record(actor, "region.rename", region, before=before, after=region.as_fact(), now=now, reason=basis)
    return region


@action("region.place")
def move_point(*, actor: Actor, region: Region, lat: float | None, lon: float | None, now: datetime) -> Region:
    """Set or clear the point that stands for the region (WGS84 degrees). Raises Refused, BadCode."""
    require(actor, Verb.REGION_CHANGE, Place(region.code))
    must_be_point(lat, lon)
    if (lat, lon) == (region.lat, region.lon):
        nothing_changed()
        return region
    before = region.as_fact()
    region.lat, region.lon = lat, lon
    region.save(update_fields=["lat", "lon"])
    record(actor, "region.place", region, before=before, after=region.as_fact(), now=now)
    return region


@action("region.close")
def close_region(*, actor: Actor, region: Region, last_day: date, now: datetime, basis: str = "") -> Region:
    """Say that a region is no more after ``last_day``; it stays with all that hangs on it.

    Raises Refused, Closed, StillOpenBelow.
    """
    require(actor, Verb.REGION_CHANGE, Place(region.code))
    if region.valid_to is not None:
        raise Closed(region.title)
    if open_below := Region.objects.filter(parent=region, valid_to=None).count():
        raise StillOpenBelow(open_below)
    if region.valid_from and last_day < region.valid_from:
        raise BadName(_("Tanggal penutupan mendahului tanggal berlakunya."), _("Periksa tanggalnya."), field="last_day")
    before = region.as_fact()
    region.valid_to = last_day
    region.save(update_fields=["valid_to"])
    record(actor, "region.close", region, before=before, after=region.as_fact(), now=now, reason=basis)
    return region


@action("region.reopen")
def reopen_region(*, actor: Actor, region: Region, now: datetime, reason: str) -> Region:
    """Take a closing back, with its reason. Raises Refused, BadName where there is no reason or nothing is closed."""
    require(actor, Verb.REGION_CHANGE, Place(region.code))
    if region.valid_to is None:
        raise BadName(_("Wilayah ini tidak ditutup."), _("Muat ulang halaman ini."))
    if not reason.strip():
        raise BadName(_("Alasan belum diisi."), _("Tulis alasan pembukaan kembali."), field="reason")
    before = region.as_fact()
    region.valid_to = None
    region.save(update_fields=["valid_to"])
    record(actor, "region.reopen", region, before=before, after=region.as_fact(), now=now, reason=reason)
    return region


def _keep_former(actor: Actor, region: Region, code: str, name: str, until: date, now: datetime) -> None:
    """Keep a former code and name as an alias, once."""
    if RegionAlias.objects.filter(
        region=region, system=CodeSystem.KEMENDAGRI, edition="", code=code, name=name
    ).exists():
        return
    alias = RegionAlias(
        region=region,
        system=CodeSystem.KEMENDAGRI,
        code=code,
        name=name,
        search_name=fold(name)[:_LONGEST],
        valid_to=until,
    )
    alias.save(force_insert=True)
    record(actor, "region.alias", alias, before=None, after=alias.as_fact(), now=now)
