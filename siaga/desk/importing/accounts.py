"""The account of a row, its role and what it is assigned to."""

from __future__ import annotations

from django.utils.translation import gettext as _

from siaga.access import Place, Problem, Role, grantable_roles, inside
from siaga.desk.account_rules import clean_username
from siaga.desk.actions.accounts.grants import NEEDS_AGENCY, NEEDS_REGION
from siaga.desk.importing.known import units_of
from siaga.desk.importing.wanted import Ground, RowRefused, Wanted
from siaga.desk.models import Account, Agency, Grant
from siaga.intake.plan import Row
from siaga.wilayah.models import Region


def check_account(ground: Ground, row: Row, wanted: Wanted) -> None:
    if not row["username"]:
        if row["role"] or row["units"]:
            raise RowRefused("username", _("Peran memerlukan akun. Isi kolom Nama pengguna."))
        return
    if not row["role"]:
        raise RowRefused("role", _("Peran akun ini kosong. Isi kolom Peran."))
    try:
        username = clean_username(row["username"])
    except Problem as problem:
        raise RowRefused("username", str(problem)) from None
    role = Role(row["role"])
    region = wanted.region or (wanted.agency.region if wanted.agency else None)
    code = region.code if region else ""
    if role in NEEDS_REGION and region is None:
        raise RowRefused("region", _("Peran ini memerlukan wilayah. Isi kolom Wilayah."))
    ground.reached("region", Place(code))
    if role not in grantable_roles(ground.actor, code):
        raise RowRefused("role", _("Peran ini tidak dapat Anda berikan di wilayah itu. Minta administrator."))
    agency = wanted.agency if role in NEEDS_AGENCY else None
    if role in NEEDS_AGENCY:
        if agency is None:
            raise RowRefused("agency", _("Peran ini memerlukan instansi. Isi kolom Instansi."))
        seat = agency.region.code
        if not (inside(code, seat) or inside(seat, code)):
            raise RowRefused("region", _("Instansi ini berkedudukan di luar wilayah itu. Periksa kolom Wilayah."))
    units = _check_units(ground, row, role, code)
    account = ground.known.accounts.get(username)
    if account is None:
        assert wanted.person is not None
        account = Account(
            username=username,
            name=row["name"],
            email=row["email"] or "",
            region_code=code,
            person=wanted.person,
            invited=True,
        )
        account.set_unusable_password()
    else:
        _over(ground, account)
        if account.person is None:
            wanted.account_person = True
        elif account.person != wanted.person:
            raise RowRefused(
                "username",
                _("Nama pengguna %(username)s sudah milik %(name)s. Pakai nama pengguna lain.")
                % {"username": username, "name": account.name},
            )
    wanted.account = account
    _want_grant(ground, wanted, account, role, region, agency, units)


def _want_grant(
    ground: Ground,
    wanted: Wanted,
    account: Account,
    role: Role,
    region: Region | None,
    agency: Agency | None,
    units: list[str],
) -> None:
    code = region.code if region else ""
    for grant in ground.known.grants_of(account):
        at = grant.region.code if grant.region else ""
        if (grant.role, at) == (role.value, code) and (
            grant.agency is agency or (grant.agency and agency and grant.agency.code == agency.code)
        ):
            wanted.grant = grant
            if units and sorted(grant.units) != units:
                wanted.grant_units = units
            return
    by_station = any("/" in unit for unit in units)
    wanted.grant = Grant(
        account=account,
        role=role.value,
        region=region,
        agency=agency,
        units=units,
        election=ground.election if by_station else None,
    )


def _over(ground: Ground, account: Account) -> None:
    ground.reached("username", Place(account.region_code))
    for grant in ground.known.grants_of(account):
        if Role(grant.role) not in grantable_roles(ground.actor, grant.region.code if grant.region else ""):
            raise RowRefused("username", _("Akun ini berperan di atas wewenang Anda. Minta administrator."))


def _check_units(ground: Ground, row: Row, role: Role, code: str) -> list[str]:
    units = units_of(row["units"])
    if not units:
        return []
    if role is not Role.FIELD:
        raise RowRefused("units", _("Tugas per TPS atau wilayah hanya untuk petugas lapangan. Kosongkan."))
    if outside := [unit for unit in units if not inside(unit, code)]:
        raise RowRefused("units", _("Di luar wilayah peran ini: %(codes)s.") % {"codes": ", ".join(outside[:5])})
    if ground.election is None and any("/" in unit for unit in units):
        raise RowRefused("units", _("Kode TPS memerlukan pemilihannya. Pilih pemilihannya pada impor ini."))
    if missing := [unit for unit in units if unit not in ground.known.units]:
        raise RowRefused("units", _("Tidak ditemukan: %(codes)s. Periksa kodenya.") % {"codes": ", ".join(missing[:5])})
    return units
