"""The people importer. Each row is checked as a whole before anything of it is planned: a bad row leaves nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga.access import Actor, Place, Problem, Role, Verb, grantable_roles, inside, may
from siaga.desk.account_rules import clean_username
from siaga.desk.actions.accounts.grants import NEEDS_AGENCY, NEEDS_REGION
from siaga.desk.importing.fields import FIELDS
from siaga.desk.importing.known import Known, load, split_agency, units_of
from siaga.desk.kinds import AgencyKind, kinds_named
from siaga.desk.models import Account, Agency, Grant, Office, Person, Tenure, TenureKind
from siaga.desk.terms import overlaps
from siaga.elections.access import access_election
from siaga.elections.models import Election
from siaga.elections.queries import elections_for
from siaga.intake.errors import HeaderProblem
from siaga.intake.fields import Field
from siaga.intake.importer import ContextField, Importer
from siaga.intake.plan import UPDATED, Context, Plan, Row, Sheet
from siaga.wilayah.models import Region
from siaga.wilayah.names import fold

_KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_AGENCY, _OFFICE, _PERSON, _TERM, _ACCOUNT, _GRANT = range(6)
"""Waves in which new things are written, so that later ones can point to earlier ones."""
_SHOWN = {"name": "nama", "phone": "telepon", "email": "surel", "nip": "NIP", "rank": "pangkat/golongan"}


class RowRefused(Exception):
    """A row that cannot be planned: which field, and what to do."""

    def __init__(self, field: str, message: str, value: object = None) -> None:
        super().__init__(message)
        self.field, self.message, self.value = field, message, value


def _choices(actor: Actor) -> Sequence[tuple[str, str]]:
    return [(election.slug, election.name) for election in elections_for(actor)]


class PeopleImporter(Importer):
    """Things are found by their names within their place; what the file leaves empty stays as it is."""

    kind = "people"
    title = gettext_lazy("Instansi, pejabat, dan akun")
    about = gettext_lazy(
        "Satu baris untuk satu orang di satu jabatan: instansinya, jabatannya, masa tugasnya, dan bila perlu akunnya."
    )
    verb = Verb.ACCOUNT_CHANGE
    fields: ClassVar[tuple[Field, ...]] = FIELDS
    context_fields: ClassVar[tuple[ContextField, ...]] = (
        ContextField(
            name="election",
            label=gettext_lazy("Pemilihan"),
            choices=_choices,
            help=gettext_lazy("Hanya perlu bila kolom Tugas memuat kode TPS."),
            required=False,
        ),
    )

    def region_of(self, values: Mapping[str, str]) -> str:
        return ""

    def check(self, sheet: Sheet, context: Context) -> Plan:
        if not {"agency", "username"} & sheet.fields_present:
            raise HeaderProblem(
                _("Berkas ini tidak menyebut instansi maupun akun."),
                _("Tambahkan kolom Instansi (misalnya kpu@16.72), atau kolom Nama pengguna dan Peran."),
                missing=("agency",),
            )
        slug = context.values.get("election", "")
        election = access_election(context.actor, slug) if slug else None
        checker = _Checker(context.actor, load(sheet.rows, election), election, Plan())
        for done, row in enumerate(sheet.rows):
            if done % 200 == 0:
                context.progress(_("Memeriksa orang"), done, len(sheet.rows))
            try:
                checker.take(row)
            except RowRefused as refused:
                checker.plan.reject(row, refused.field, refused.message, refused.value)
        return checker.plan


@dataclass(slots=True)
class _Wanted:
    """What one row means, once all of it has been checked. New things have no id yet."""

    region: Region | None = None
    agency: Agency | None = None
    agency_values: dict[str, str] | None = None
    office: Office | None = None
    person: Person | None = None
    person_values: dict[str, str] | None = None
    term: Tenure | None = None
    term_values: dict[str, object] | None = None
    account: Account | None = None
    account_person: bool = False
    grant: Grant | None = None
    grant_units: list[str] | None = None


@dataclass(slots=True)
class _Checker:
    actor: Actor
    known: Known
    election: Election | None
    plan: Plan

    def take(self, row: Row) -> None:
        """Check the row, then plan it. Raises ``RowRefused`` before anything of it is planned."""
        wanted = _Wanted()
        self._check_agency(row, wanted)
        self._check_office(row, wanted)
        self._check_person(row, wanted)
        self._check_term(row, wanted)
        self._check_account(row, wanted)
        self._plan(row, wanted)

    # Checking ------------------------------------------------------------------------------------------------

    def _region(self, field: str, code: str) -> Region:
        region = self.known.regions.get(code)
        if region is None:
            raise RowRefused(
                field, _("Wilayah %(code)s tidak ada. Periksa kodenya, atau impor wilayahnya dulu.") % {"code": code}
            )
        return region

    def _reached(self, field: str, place: Place) -> None:
        if not may(self.actor, Verb.ACCOUNT_CHANGE, place):
            raise RowRefused(
                field,
                _("%(code)s berada di luar wilayah wewenang Anda. Minta administrator mengimpornya.")
                % {"code": place.region or _("Seluruh pemasangan")},
            )

    def _check_agency(self, row: Row, wanted: _Wanted) -> None:
        if row["region"]:
            wanted.region = self._region("region", row["region"])
        if not row["agency"]:
            if row["office"] or row["agency_name"]:
                raise RowRefused("agency", _("Jabatan memerlukan instansi. Isi kolom Instansi, misalnya kpu@16.72."))
            if not row["username"]:
                raise RowRefused("agency", _("Baris ini tidak menyebut instansi maupun akun. Isi salah satunya."))
            return
        word, code = split_agency(row["agency"])
        if not code and wanted.region is None:
            raise RowRefused(
                "agency", _("Instansi memerlukan wilayah. Tulis seperti kpu@16.72, atau isi kolom Wilayah.")
            )
        region = self._region("agency", code) if code else wanted.region
        assert region is not None
        self._reached("agency", Place(region.code))
        meant = self.known.agencies_meant(word, region.code)
        if len(meant) > 1:
            raise RowRefused(
                "agency",
                _("“%(word)s” dapat berarti %(codes)s. Tulis kodenya.")
                % {"word": word, "codes": ", ".join(sorted(one.code for one in meant)[:5])},
            )
        if meant:
            wanted.agency = meant[0]
            if meant[0].closed_on:
                raise RowRefused("agency", _("%(name)s sudah tidak aktif.") % {"name": meant[0].name})
            name = row["agency_name"]
            known_as = self.known.agency_names.get((fold(name or ""), region.code), [])
            if name and name != meant[0].name and meant[0] not in known_as:
                wanted.agency_values = {"name": name}
            return
        kind = self._kind(row, word, region)
        key = word.lower() if _KEY.fullmatch(word.lower()) else kind.key
        wanted.agency = Agency(key=key, kind=kind.key, region=region, name=row["agency_name"] or kind.name_at(region))

    def _kind(self, row: Row, word: str, region: Region) -> AgencyKind:
        said = row["agency_kind"] or word
        meant = kinds_named(said, region.level)
        if len(meant) == 1:
            return meant[0]
        field = "agency_kind" if row["agency_kind"] else "agency"
        if len(meant) > 1:
            raise RowRefused(
                field,
                _("“%(word)s” dapat berarti %(kinds)s. Tulis salah satunya.")
                % {"word": said, "kinds": ", ".join(kind.key for kind in meant)},
            )
        if elsewhere := kinds_named(said):
            raise RowRefused(
                field,
                _("%(kind)s tidak berkedudukan di tingkat %(level)s. Periksa kode wilayahnya.")
                % {"kind": elsewhere[0].short, "level": region.get_level_display()},
            )
        raise RowRefused(
            field,
            _("Jenis instansi “%(word)s” tidak dikenal. Isi kolom Jenis instansi, misalnya opd.") % {"word": said},
        )

    def _check_office(self, row: Row, wanted: _Wanted) -> None:
        if not row["office"]:
            if row["starts"] or row["ends"] or row["basis"]:
                raise RowRefused("office", _("Masa tugas memerlukan jabatan. Isi kolom Jabatan."))
            return
        assert wanted.agency is not None
        wanted.office = self.known.office(wanted.agency, row["office"]) or Office(
            agency=wanted.agency,
            title=row["office"],
            position=self.known.last_position.get((wanted.agency.key, wanted.agency.region.code), 0) + 1,
        )

    def _check_person(self, row: Row, wanted: _Wanted) -> None:
        name = row["name"]
        if not name:
            if row["username"] or row["starts"] or row["phone"] or row["email"] or row["nip"]:
                raise RowRefused("name", _("Nama orangnya kosong. Isi kolom Nama."))
            return
        place = wanted.agency.region if wanted.agency else wanted.region
        code = place.code if place else ""
        if place is None and not may(self.actor, Verb.ACCOUNT_CHANGE, Place()):
            raise RowRefused("region", _("Baris ini memerlukan wilayah. Isi kolom Wilayah."))
        self._reached("region", Place(code))
        person = self._found_person(row, wanted, code)
        values = {field: row[field] for field in ("phone", "email", "nip", "rank") if row[field]}
        if person is None:
            wanted.person = Person(name=name, search_name=fold(name), region_code=code, **values)
            return
        if person.region_code != code:
            self._reached("name", Place(person.region_code))
        wanted.person = person
        changed = {field: value for field, value in values.items() if getattr(person, field) != value}
        if name != person.name:
            changed |= {"name": name, "search_name": fold(name)}
        wanted.person_values = changed or None

    def _found_person(self, row: Row, wanted: _Wanted, code: str) -> Person | None:
        folded = fold(row["name"])
        if row["nip"] and (person := self.known.by_nip.get(row["nip"])):
            if person.search_name != folded:
                raise RowRefused(
                    "nip",
                    _("NIP ini milik %(name)s. Periksa NIP atau namanya.") % {"name": person.name},
                    value="",
                )
            return person
        holders = [
            term.person
            for term in (self.known.terms_at(wanted.office) if wanted.office else [])
            if term.person.search_name == folded
        ]
        same = holders or self.known.by_name.get((folded, code), [])
        same = list({id(person): person for person in same}.values())
        if row["nip"]:
            same = [person for person in same if not person.nip]
        if len(same) > 1:
            raise RowRefused(
                "name",
                _("Ada %(count)d orang bernama %(name)s di wilayah ini. Isi NIP-nya untuk membedakan.")
                % {"count": len(same), "name": row["name"]},
            )
        return same[0] if same else None

    def _check_term(self, row: Row, wanted: _Wanted) -> None:
        if wanted.office is None or wanted.person is None:
            return
        kind: str = row["kind"] or TenureKind.DEFINITIVE.value
        starts, ends = row["starts"], row["ends"]
        terms = self.known.terms_at(wanted.office)
        own = [term for term in terms if term.person == wanted.person and term.kind == kind]
        if starts is None:
            if own:
                wanted.term = own[-1]
                return
            raise RowRefused(
                "starts", _("Tanggal mulai kosong. Isi sejak kapan %(name)s menjabat.") % {"name": row["name"]}
            )
        if ends is not None and ends < starts:
            raise RowRefused("ends", _("Tanggal akhir mendahului tanggal mulai. Periksa kedua tanggal."))
        same = next((term for term in own if term.starts == starts), None)
        final = ends if ends is not None else (same.ends if same else None)
        for other in terms:
            alike = other is not same and other.stands_in == (kind != TenureKind.DEFINITIVE)
            if alike and overlaps(starts, final, other):
                raise RowRefused("starts", self._clash(other))
        if same is None:
            wanted.term = Tenure(
                office=wanted.office,
                person=wanted.person,
                kind=kind,
                starts=starts,
                ends=ends,
                basis=row["basis"] or "",
            )
            return
        wanted.term = same
        changed: dict[str, object] = {}
        if ends is not None and ends != same.ends:
            changed["ends"] = ends
        if row["basis"] and row["basis"] != same.basis:
            changed["basis"] = row["basis"]
        wanted.term_values = changed or None

    @staticmethod
    def _clash(other: Tenure) -> str:
        return _("Bertumpang tindih dengan %(who)s (%(starts)s sampai %(ends)s). Akhiri dulu masa tugas itu.") % {
            "who": f"{other.styled_title} {other.person.name}",
            "starts": date_format(other.starts, "j F Y"),
            "ends": date_format(other.ends, "j F Y") if other.ends else _("seterusnya"),
        }

    def _check_account(self, row: Row, wanted: _Wanted) -> None:
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
        self._reached("region", Place(code))
        if role not in grantable_roles(self.actor, code):
            raise RowRefused("role", _("Peran ini tidak dapat Anda berikan di wilayah itu. Minta administrator."))
        agency = wanted.agency if role in NEEDS_AGENCY else None
        if role in NEEDS_AGENCY:
            if agency is None:
                raise RowRefused("agency", _("Peran ini memerlukan instansi. Isi kolom Instansi."))
            seat = agency.region.code
            if not (inside(code, seat) or inside(seat, code)):
                raise RowRefused("region", _("Instansi ini berkedudukan di luar wilayah itu. Periksa kolom Wilayah."))
        units = self._check_units(row, role, code)
        account = self.known.accounts.get(username)
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
            self._over(account)
            if account.person is None:
                wanted.account_person = True
            elif account.person != wanted.person:
                raise RowRefused(
                    "username",
                    _("Nama pengguna %(username)s sudah milik %(name)s. Pakai nama pengguna lain.")
                    % {"username": username, "name": account.name},
                )
        wanted.account = account
        self._want_grant(wanted, account, role, region, agency, units)

    def _want_grant(
        self,
        wanted: _Wanted,
        account: Account,
        role: Role,
        region: Region | None,
        agency: Agency | None,
        units: list[str],
    ) -> None:
        code = region.code if region else ""
        for grant in self.known.grants_of(account):
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
            election=self.election if by_station else None,
        )

    def _over(self, account: Account) -> None:
        self._reached("username", Place(account.region_code))
        for grant in self.known.grants_of(account):
            if Role(grant.role) not in grantable_roles(self.actor, grant.region.code if grant.region else ""):
                raise RowRefused("username", _("Akun ini berperan di atas wewenang Anda. Minta administrator."))

    def _check_units(self, row: Row, role: Role, code: str) -> list[str]:
        units = units_of(row["units"])
        if not units:
            return []
        if role is not Role.FIELD:
            raise RowRefused("units", _("Tugas per TPS atau wilayah hanya untuk petugas lapangan. Kosongkan."))
        if outside := [unit for unit in units if not inside(unit, code)]:
            raise RowRefused("units", _("Di luar wilayah peran ini: %(codes)s.") % {"codes": ", ".join(outside[:5])})
        if self.election is None and any("/" in unit for unit in units):
            raise RowRefused("units", _("Kode TPS memerlukan pemilihannya. Pilih pemilihannya pada impor ini."))
        if missing := [unit for unit in units if unit not in self.known.units]:
            raise RowRefused(
                "units", _("Tidak ditemukan: %(codes)s. Periksa kodenya.") % {"codes": ", ".join(missing[:5])}
            )
        return units

    # Planning ------------------------------------------------------------------------------------------------

    def _plan(self, row: Row, wanted: _Wanted) -> None:
        plan = self.plan
        self._plan_offices(row, wanted)
        self._plan_person(row, wanted)
        account = wanted.account
        if account is not None:
            region = account.region_code
            if account.pk is None and account.username not in self.known.accounts:
                plan.create(row, account, region=region, label=account.username, wave=_ACCOUNT)
                self.known.accounts[account.username] = account
            elif wanted.account_person:
                plan.update(row, account, {"person": wanted.person}, region=region, label=account.username, shown=[])
            if wanted.grant is not None:
                self._plan_grant(row, account, wanted.grant, wanted.grant_units)
        plan.keep(row)

    def _plan_offices(self, row: Row, wanted: _Wanted) -> None:
        plan, agency, office, term = self.plan, wanted.agency, wanted.office, wanted.term
        if agency is None:
            return
        region = agency.region.code
        if agency.pk is None and (agency.key, region) not in self.known.agencies:
            plan.create(row, agency, region=region, label=agency.name, wave=_AGENCY)
            self.known.add_agency(agency)
        elif wanted.agency_values and agency.pk:
            plan.update(row, agency, wanted.agency_values, region=region, label=agency.code)
            self.known.name_agency(agency, wanted.agency_values["name"])
        if office is not None and office.pk is None and self.known.office(agency, office.title) is None:
            plan.create(row, office, region=region, label=f"{office.title}, {agency.name}", wave=_OFFICE)
            self.known.add_office(office)
        if office is not None and term is not None:
            if term.pk is None and term not in self.known.terms_at(office):
                plan.create(row, term, region=region, label=str(term), wave=_TERM)
                self.known.terms_at(office).append(term)
            elif wanted.term_values and term.pk:
                plan.update(row, term, wanted.term_values, region=region, label=str(term))

    def _plan_person(self, row: Row, wanted: _Wanted) -> None:
        person = wanted.person
        if person is None:
            return
        if person.pk is None:
            if not any(person is one for one in self.known.by_name.get((person.search_name, person.region_code), [])):
                self.plan.create(row, person, region=person.region_code, label=person.name, wave=_PERSON)
                self.known.add_person(person)
        elif wanted.person_values:
            # The preview is kept with the run: it says that a number changes, not which.
            shown = [(_SHOWN[field], "", _("(diubah)")) for field in wanted.person_values if field in _SHOWN]
            self.plan.update(
                row, person, wanted.person_values, region=person.region_code, label=person.name, shown=shown
            )

    def _plan_grant(self, row: Row, account: Account, grant: Grant, units: list[str] | None) -> None:
        region = grant.region.code if grant.region else ""
        label = f"{account.username}: {grant.get_role_display()}"
        if grant.pk is None:
            if not any(grant is one for one in self.known.grants_of(account)):
                self.plan.create(row, grant, region=region, label=label, wave=_GRANT, counts_as=UPDATED)
                self.known.grants_of(account).append(grant)
        elif units is not None:
            values: dict[str, object] = {"units": units}
            if any("/" in unit for unit in units):
                values["election"] = self.election
            self.plan.update(row, grant, values, region=region, label=label)
