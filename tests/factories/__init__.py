"""Small worlds for tests, made directly in the database (a test of an action makes its own through actions)."""

from __future__ import annotations

from datetime import UTC, date, datetime

from django.test import Client

from siaga.desk.models import Account, Agency
from siaga.desk.models import Grant as GrantRow
from siaga.elections.models import Election, PollingStation, RulesetText
from siaga.elections.rulesets import by_name
from siaga.wilayah.models import Kind, Level, Region
from siaga.wilayah.names import fold

NOW = datetime(2024, 10, 30, 2, 0, tzinfo=UTC)
"""Wednesday 30 October 2024, 09.00 WIB: H-28 of Pilkada 2024."""

_LEVELS = {2: Level.PROVINCE, 5: Level.REGENCY, 8: Level.DISTRICT, 13: Level.VILLAGE}
_KINDS = {Level.PROVINCE: Kind.PROVINSI, Level.REGENCY: Kind.KOTA, Level.DISTRICT: Kind.KECAMATAN}


def region(code: str, name: str, **fields: object) -> Region:
    """A region with its stored ancestors; the parent must exist already."""
    level = _LEVELS[len(code)]
    kind = _KINDS.get(level) or (Kind.KELURAHAN if code[9] == "1" else Kind.DESA)
    if level == Level.REGENCY and code[3] in "0123456":
        kind = Kind.KABUPATEN
    parent = Region.objects.get(code=code.rpartition(".")[0]) if level > Level.PROVINCE else None
    return Region.objects.create(
        code=code,
        name=name,
        search_name=fold(name),
        level=level,
        kind=kind,
        parent=parent,
        province_code=code[:2],
        regency_code=code[:5] if level >= Level.REGENCY else "",
        district_code=code[:8] if level >= Level.DISTRICT else "",
        **fields,
    )


def tree() -> dict[str, Region]:
    """A city with two sub-districts of two villages each, and a regency next door with one of each."""
    names = {
        "16": "Sumatera Selatan",
        "16.72": "Kota Pagar Alam",
        "16.72.01": "Pagar Alam Utara",
        "16.72.01.1001": "Sukorejo",
        "16.72.01.1002": "Bangun Rejo",
        "16.72.03": "Dempo Utara",
        "16.72.03.1001": "Agung Lawangan",
        "16.72.03.1002": "Jangkar Mas",
        "16.03": "Kabupaten Muara Enim",
        "16.03.01": "Tanjung Agung",
        "16.03.01.2011": "Embawang",
    }
    return {code: region(code, name) for code, name in names.items()}


def agency(key: str, at: Region, name: str = "", kind: str = "") -> Agency:
    return Agency.objects.create(key=key, kind=kind or key, region=at, name=name or f"{key.upper()} {at.name}")


def election(at: Region, slug: str = "pilkada-2024", voting_day: date = date(2024, 11, 27)) -> Election:
    file = by_name("pilkada-2024")
    ruleset, _ = RulesetText.objects.get_or_create(
        digest=file.digest, defaults={"name": "pilkada-2024", "version": "2024.1", "toml": file.text}
    )
    return Election.objects.create(
        slug=slug, name=f"Pemilihan {slug}", region=at, voting_day=voting_day, ruleset=ruleset
    )


def station(of: Election, village: Region, number: int, **fields: object) -> PollingStation:
    return PollingStation.objects.create(
        election=of,
        village=village,
        number=number,
        code=f"{village.code}/{number:03d}",
        province_code=village.province_code,
        regency_code=village.regency_code,
        district_code=village.district_code,
        village_code=village.code,
        **fields,
    )


def signed_in(role: str, at: Region | None = None, of: Agency | None = None) -> Client:
    """The browser of a new account with this role."""
    client = Client()
    name = f"contoh-{role}-{of.code if of else at.code if at else 'mana-saja'}".replace("@", "-")
    client.force_login(account(name, role, at=at, agency=of))
    return client


def account(
    username: str,
    role: str = "",
    *,
    at: Region | None = None,
    agency: Agency | None = None,
    units: tuple[str, ...] = (),
) -> Account:
    person = Account.objects.create_user(
        username=username, password=None, name=username.title(), region_code=at.code if at else ""
    )
    if role:
        GrantRow.objects.create(account=person, role=role, region=at, agency=agency, units=list(units))
    return person
