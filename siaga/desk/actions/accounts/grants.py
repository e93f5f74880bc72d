"""Giving and taking roles."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.translation import gettext as _

from siaga.access import Actor, Role, grantable_roles, inside, require
from siaga.access.matrix import Place, Verb
from siaga.desk.account_errors import BadGrant, RoleNotYours
from siaga.desk.account_phrases import role_name
from siaga.desk.account_rules import require_an_administrator_without, require_over_grant
from siaga.desk.models import Account, Agency, Grant
from siaga.elections.models import Election, PollingStation
from siaga.ledger.recording import action, nothing_changed, record
from siaga.wilayah.models import Region

NEEDS_AGENCY = frozenset({Role.AGENCY, Role.KECAMATAN})
NEEDS_REGION = frozenset({Role.AGENCY, Role.KECAMATAN, Role.DESA, Role.FIELD})


@action("grant.give")
def grant_role(
    *,
    actor: Actor,
    account: Account,
    role: Role,
    region: Region | None,
    now: datetime,
    agency: Agency | None = None,
    units: Iterable[str] = (),
    election: Election | None = None,
    starts: date | None = None,
    ends: date | None = None,
) -> Grant:
    """Give an account a role at a region (None: the whole country), never wider than the giver's own.

    units: for ``field``, region codes and TPS codes (the latter of ``election``), each inside the region.
    The same role again changes nothing. Raises ``RoleNotYours``, ``BadGrant``.
    """
    require(actor, Verb.ACCOUNT_CHANGE, Place(account.region_code))
    place = region.code if region else ""
    if role not in grantable_roles(actor, place):
        raise RoleNotYours(role_name(role), region.title if region else _("seluruh instalasi"))
    _check_agency(role, region, agency)
    _check_dates(starts, ends)
    chosen = _checked_units(role, place, units, election)
    same = Grant.objects.filter(
        account=account, role=role, region=region, agency=agency, election=election, revoked_at=None
    ).first()
    if same is not None:
        if sorted(same.units) == chosen and (same.starts, same.ends) == (starts, ends):
            nothing_changed()
            return same
        before = same.as_fact()
        same.units, same.starts, same.ends = chosen, starts, ends
        same.save(update_fields=["units", "starts", "ends"])
        record(actor, "grant.change", same, before=before, after=same.as_fact(), now=now)
        return same
    grant = Grant.objects.create(
        account=account,
        role=role,
        region=region,
        agency=agency,
        units=chosen,
        election=election,
        starts=starts,
        ends=ends,
    )
    record(actor, "grant.give", grant, before=None, after=grant.as_fact(), now=now)
    return grant


def _check_agency(role: Role, region: Region | None, agency: Agency | None) -> None:
    if role in NEEDS_REGION and region is None:
        raise BadGrant(
            _("Peran %(role)s memerlukan wilayah.") % {"role": role_name(role)}, _("Pilih wilayahnya."), field="region"
        )
    if role in NEEDS_AGENCY and agency is None:
        raise BadGrant(
            _("Peran %(role)s memerlukan instansi.") % {"role": role_name(role)},
            _("Pilih instansinya, atau buat instansinya dulu."),
            field="agency",
        )
    if agency is None or region is None:
        return
    seat = agency.region.code
    if not (inside(region.code, seat) or inside(seat, region.code)):
        raise BadGrant(
            _("%(agency)s berkedudukan di luar %(region)s.") % {"agency": agency.name, "region": region.title},
            _("Pilih instansi di wilayah itu."),
            field="agency",
        )


def _check_dates(starts: date | None, ends: date | None) -> None:
    if starts and ends and ends < starts:
        raise BadGrant(_("Tanggal akhir mendahului tanggal mulai."), _("Perbaiki salah satu tanggal."), field="ends")


def _checked_units(role: Role, place: str, units: Iterable[str], election: Election | None) -> list[str]:
    """The unit codes in order, each once; raises ``BadGrant`` naming the first codes that do not exist here."""
    chosen = sorted({unit.strip() for unit in units if unit.strip()})
    if role is not Role.FIELD:
        if chosen:
            raise BadGrant(
                _("Tugas per TPS atau wilayah hanya untuk petugas lapangan."), _("Kosongkan tugasnya."), field="units"
            )
        return []
    outside = [unit for unit in chosen if not inside(unit, place)]
    if outside:
        raise BadGrant(
            _("Di luar wilayah peran ini: %(units)s.") % {"units": _first(outside)},
            _("Perbaiki kodenya, atau pilih wilayah yang memuat semuanya."),
            field="units",
        )
    stations = [unit for unit in chosen if "/" in unit]
    regions = [unit for unit in chosen if "/" not in unit]
    if stations and election is None:
        raise BadGrant(
            _("Kode TPS memerlukan pemilihannya."),
            _("Pilih pemilihan: kode yang sama adalah TPS lain di pemilihan lain."),
            field="election",
        )
    known = set(Region.objects.filter(code__in=regions).values_list("code", flat=True))
    if stations:
        known |= set(PollingStation.objects.filter(election=election, code__in=stations).values_list("code", flat=True))
    missing = [unit for unit in chosen if unit not in known]
    if missing:
        raise BadGrant(
            _("Tidak ditemukan: %(units)s.") % {"units": _first(missing)},
            _("Periksa kodenya; TPS ditulis seperti 16.72.01.1001/005."),
            field="units",
        )
    return chosen


def _first(codes: list[str]) -> str:
    shown = ", ".join(codes[:5])
    return shown if len(codes) <= 5 else _("%(codes)s dan %(more)d lainnya") % {"codes": shown, "more": len(codes) - 5}


@action("grant.revoke")
def revoke_grant(*, actor: Actor, grant: Grant, now: datetime, reason: str = "") -> Grant:
    """Take a role away; it stays on record. Raises ``LastAdministrator``; twice changes nothing."""
    require_over_grant(actor, grant)
    if grant.role == Role.ADMIN:
        require_an_administrator_without(region=grant.region.code if grant.region else "", now=now, grant=grant)
    before = grant.as_fact()
    if not Grant.objects.filter(pk=grant.pk, revoked_at=None).update(revoked_at=now):
        nothing_changed()
        return grant
    grant.revoked_at = now
    record(actor, "grant.revoke", grant, before=before, after=grant.as_fact(), now=now, reason=reason)
    return grant


@action("grant.assign_units")
def assign_units(
    *, actor: Actor, grant: Grant, units: Iterable[str], now: datetime, election: Election | None = None
) -> Grant:
    """Give a field worker other regions or TPS to look after."""
    require_over_grant(actor, grant)
    election = election or grant.election
    chosen = _checked_units(Role(grant.role), grant.region.code if grant.region else "", units, election)
    before = grant.as_fact()
    grant.units, grant.election = chosen, election
    after = grant.as_fact()
    if after == before:
        nothing_changed()
        return grant
    grant.save(update_fields=["units", "election"])
    record(actor, "grant.assign_units", grant, before=before, after=after, now=now)
    return grant
