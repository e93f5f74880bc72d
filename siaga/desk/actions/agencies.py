"""Agencies: made, renamed, changed, closed; their other names; the standard set of a region."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.text import slugify
from django.utils.translation import gettext as _

from siaga.access import Actor, Place, Refused, Verb, require
from siaga.desk.clean import clean_name
from siaga.desk.errors import AgencyExists, Closed, Incomplete, NameTaken, StillInUse
from siaga.desk.kinds import AgencyKind, kinds
from siaga.desk.locks import lock_agency
from siaga.desk.models import (
    Agency,
    AgencyAlias,
    Office,
)
from siaga.desk.queries.standard_set import Wanted
from siaga.desk.queries.uses import uses_of_agency
from siaga.ledger.recording import Change, action, nothing_changed, record, record_bulk
from siaga.wilayah.models import Region


def _kind(key: str, region: Region) -> AgencyKind:
    kind = kinds().get(key)
    if kind is None:
        raise Incomplete(
            _("Jenis instansi “%(kind)s” tidak dikenal.") % {"kind": key}, _("Pilih dari daftar."), field="kind"
        )
    if not kind.sits_at(region):
        raise Incomplete(
            _("%(kind)s tidak berkedudukan di tingkat %(level)s.")
            % {"kind": kind.short, "level": region.get_level_display()},
            _("Pilih wilayah yang sesuai, atau jenis lain."),
            field="kind",
        )
    return kind


@action("agency.create")
def create_agency(
    *,
    actor: Actor,
    kind: str,
    region: Region,
    now: datetime,
    name: str = "",
    key: str = "",
    short_name: str = "",
    address: str = "",
    with_offices: bool = False,
) -> Agency:
    """Make an agency of a kind at a region; its name follows the kind's pattern unless given.

    ``with_offices`` also makes the kind's usual offices. Raises ``AgencyExists``, ``Incomplete``.
    """
    key = slugify(key)[:40] or kind
    require(actor, Verb.AGENCY_CHANGE, Place(region.code, f"{key}@{region.code}"))
    chosen = _kind(kind, region)
    if Agency.objects.filter(key=key, region=region).exists():
        raise AgencyExists(f"{key}@{region.code}")
    agency = Agency.objects.create(
        key=key,
        kind=kind,
        region=region,
        name=clean_name(name or chosen.name_at(region)),
        short_name=" ".join(short_name.split()),
        address=address.strip(),
    )
    record(actor, "agency.create", agency, before=None, after=agency.as_fact(), now=now)
    if with_offices:
        for position, title in enumerate(chosen.offices_at(region), start=1):
            office = Office.objects.create(agency=agency, title=title, position=position)
            record(actor, "office.create", office, before=None, after=office.as_fact(), now=now)
    return agency


@action("agency.rename")
def rename_agency(*, actor: Actor, agency: Agency, name: str, now: datetime) -> Agency:
    """Give the agency another name; its key, and all that hangs on it, stay."""
    require(actor, Verb.AGENCY_CHANGE, agency.place)
    agency = lock_agency(agency)
    before = agency.as_fact()
    agency.name = clean_name(name)
    if agency.name == before["name"]:
        nothing_changed()
        return agency
    agency.save(update_fields=["name"])
    record(actor, "agency.rename", agency, before=before, after=agency.as_fact(), now=now)
    return agency


@action("agency.change")
def change_agency(
    *,
    actor: Actor,
    agency: Agency,
    now: datetime,
    name: str | None = None,
    kind: str | None = None,
    short_name: str | None = None,
    address: str | None = None,
) -> Agency:
    """Change what is said about the agency; what is None stays."""
    require(actor, Verb.AGENCY_CHANGE, agency.place)
    agency = lock_agency(agency)
    before = agency.as_fact()
    if name is not None:
        agency.name = clean_name(name)
    if kind is not None and kind != agency.kind:
        agency.kind = _kind(kind, agency.region).key
    if short_name is not None:
        agency.short_name = " ".join(short_name.split())
    if address is not None:
        agency.address = address.strip()
    after = agency.as_fact()
    if after == before:
        nothing_changed()
        return agency
    agency.save()
    record(actor, "agency.change", agency, before=before, after=after, now=now)
    return agency


@action("agency.close")
def close_agency(*, actor: Actor, agency: Agency, on: date, reason: str, now: datetime) -> Agency:
    """Mark the agency as no longer active from a day; its history stays.

    Raises ``StillInUse`` with what is open, ``Incomplete`` without a reason.
    """
    require(actor, Verb.AGENCY_CHANGE, agency.place)
    agency = lock_agency(agency)
    if agency.closed_on:
        raise Closed(agency.name)
    if not reason.strip():
        raise Incomplete(_("Alasan belum diisi."), _("Tulis alasan penutupan secara singkat."), field="reason")
    if uses := uses_of_agency(agency, on):
        raise StillInUse(agency.name, uses)
    before = agency.as_fact()
    agency.closed_on = on
    agency.save(update_fields=["closed_on"])
    record(actor, "agency.close", agency, before=before, after=agency.as_fact(), now=now, reason=reason.strip())
    return agency


@action("agency.reopen")
def reopen_agency(*, actor: Actor, agency: Agency, now: datetime) -> Agency:
    """Take a closed agency back into service."""
    require(actor, Verb.AGENCY_CHANGE, agency.place)
    agency = lock_agency(agency)
    if agency.closed_on is None:
        nothing_changed()
        return agency
    before = agency.as_fact()
    agency.closed_on = None
    agency.save(update_fields=["closed_on"])
    record(actor, "agency.reopen", agency, before=before, after=agency.as_fact(), now=now)
    return agency


@action("agency.add_alias")
def add_alias(*, actor: Actor, agency: Agency, name: str, now: datetime) -> AgencyAlias:
    """Note another name under which the agency appears in letters and files."""
    require(actor, Verb.AGENCY_CHANGE, agency.place)
    agency = lock_agency(agency)
    name = clean_name(name)
    if name == agency.name or agency.aliases.filter(name=name).exists():
        raise NameTaken(name)
    alias = AgencyAlias.objects.create(agency=agency, name=name)
    record(actor, "agency.add_alias", alias, before=None, after=alias.as_fact(), now=now)
    return alias


@action("agency.remove_alias")
def remove_alias(*, actor: Actor, alias: AgencyAlias, now: datetime) -> None:
    """Forget another name of an agency."""
    require(actor, Verb.AGENCY_CHANGE, alias.agency.place)
    record(actor, "agency.remove_alias", alias, before=alias.as_fact(), after=None, now=now)
    if not AgencyAlias.objects.filter(pk=alias.pk).delete()[0]:
        raise Refused


@action("agency.create_standard_set")
def create_standard_set(
    *, actor: Actor, region: Region, wanted: Sequence[Wanted], with_offices: bool, now: datetime
) -> int:
    """Make the chosen agencies that are not there yet, with their usual offices; returns how many were made."""
    require(actor, Verb.AGENCY_CHANGE, Place(region.code))
    for one in wanted:
        require(actor, Verb.AGENCY_CHANGE, Place(one.region.code, one.code))
    there = set(Agency.objects.filter(region__in={one.region.pk for one in wanted}).values_list("key", "region_id"))
    made = Agency.objects.bulk_create(
        [
            Agency(key=one.kind.key, kind=one.kind.key, region=one.region, name=one.name)
            for one in wanted
            if (one.kind.key, one.region.pk) not in there
        ]
    )
    offices = (
        Office.objects.bulk_create(
            [
                Office(agency=agency, title=title, position=position)
                for agency in made
                for position, title in enumerate(kinds()[agency.kind].offices_at(agency.region), start=1)
            ]
        )
        if with_offices
        else []
    )
    record_bulk(
        actor,
        "agency.create_standard_set",
        [Change(row.fact_type, row.fact_key, row.fact_region, None, row.as_fact()) for row in (*made, *offices)],
        label=_("Instansi baku %(region)s") % {"region": region.title},
        now=now,
    )
    return len(made)
