"""``import personnel``: units and people who can be sent (contract: personnel)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga.access import Actor, Place, Verb, inside, scope_of
from siaga.deployment.actions.people import phone_of
from siaga.deployment.errors import BadOfficer
from siaga.deployment.importing.kinds import force_of, unit_kind
from siaga.deployment.models import Force, Officer, Unit, UnitKind, guard_place
from siaga.desk.kinds import bare_name
from siaga.elections.models import Election
from siaga.elections.queries import elections_for
from siaga.intake.fields import BadValue, Field, Text, Truth
from siaga.intake.importer import ContextField, Importer
from siaga.intake.plan import Context, Plan, Row, Sheet
from siaga.planning.importing.context import open_election, regency_of
from siaga.wilayah.models import Level, Region
from siaga.wilayah.names import fold


def _elections(actor: Actor) -> Sequence[tuple[str, str]]:
    return [(election.slug, election.name) for election in elections_for(actor)]


def _regencies(actor: Actor) -> Sequence[tuple[str, str]]:
    scope = scope_of(actor, Verb.GUARD_CHANGE)
    roots = [election.region.code for election in elections_for(actor)]
    rows = Region.objects.filter(level=Level.REGENCY).order_by("code")
    return [
        (one.code, one.title)
        for one in rows
        if scope.reaches(guard_place(one.code)) and any(inside(one.code, root) for root in roots)
    ]


class Available(Truth):
    """Yes or no, and the words that lists of personnel use."""

    def value(self, text: str) -> bool:
        folded = text.strip().lower()
        if folded in {"siap", "tersedia", "aktif", "hadir"}:
            return True
        if folded in {"sakit", "cuti", "izin", "berhalangan", "tidak siap", "dinas luar"}:
            return False
        return super().value(text)


class Phone(Text):
    def value(self, text: str) -> str:
        try:
            return phone_of(super().value(text))
        except BadOfficer as bad:
            raise BadValue(_("%(label)s tidak dikenal. Tulis seperti 081234567890.") % {"label": self.label}) from bad


class PersonnelImporter(Importer):
    """People are found by their number within election and regency, units by their name; nobody is ever removed."""

    kind = "personnel"
    title = gettext_lazy("Personel pengamanan")
    about = gettext_lazy(
        "Polisi per Polsek dan Polres, BKO, TNI pendukung, dan Linmas yang dapat ditugaskan menjaga TPS."
    )
    verb = Verb.GUARD_CHANGE
    fields: ClassVar[tuple[Field, ...]] = (
        Text(
            name="officer_id", label=gettext_lazy("Nomor personel"), synonyms=("id", "no", "nrp", "nomor", "kode"),
            required=True, longest=40, example="P-001",
        ),
        Text(
            name="name", label=gettext_lazy("Nama"), synonyms=("nama lengkap", "nama personel"), required=True,
            longest=120, example="Contoh Personel",
        ),
        Text(
            name="unit", label=gettext_lazy("Satuan"), synonyms=("kesatuan", "satuan kerja", "polsek"), required=True,
            longest=120, repeats=True, example="Polsek Dempo Utara",
        ),
        Text(
            name="agency", label=gettext_lazy("Instansi"), synonyms=("lembaga", "asal instansi"), longest=40,
            repeats=True, example="polsek",
            help=gettext_lazy("polsek, polres, bko, tni, atau linmas; kosong berarti dibaca dari nama satuan."),
        ),
        Text(
            name="home_region", label=gettext_lazy("Tempat tinggal"),
            synonyms=("domisili", "asal", "desa asal", "kode domisili", "alamat"), longest=120, repeats=True,
            example="16.72.03.1022", help=gettext_lazy("Kode atau nama desa/kelurahan; boleh kosong."),
        ),
        Text(
            name="rank", label=gettext_lazy("Pangkat"), synonyms=("golongan", "pangkat/nrp"), longest=40, repeats=True,
            example="Bripka",
        ),
        Available(
            name="available", label=gettext_lazy("Siap tugas"), synonyms=("tersedia", "siap", "status", "ketersediaan"),
            example="ya", help=gettext_lazy("Kosong berarti ya."),
        ),
        Phone(
            name="phone", label=gettext_lazy("Nomor HP"), synonyms=("hp", "no hp", "telepon", "whatsapp", "wa"),
            longest=20, example="", help=gettext_lazy("Hanya untuk pesan kepada kepala regu; boleh kosong."),
        ),
    )  # fmt: skip
    context_fields: ClassVar[tuple[ContextField, ...]] = (
        ContextField(
            name="election", label=gettext_lazy("Pemilihan"), choices=_elections,
            help=gettext_lazy("Personel didata untuk satu pemilihan."),
        ),
        ContextField(
            name="region", label=gettext_lazy("Kabupaten/kota"), choices=_regencies, required=False,
            help=gettext_lazy("Hanya bila pemilihannya lebih luas dari satu kabupaten/kota."),
        ),
    )  # fmt: skip

    def place_of(self, region: str) -> Place:
        return guard_place(region)

    def region_of(self, values: Mapping[str, str]) -> str:
        if chosen := values.get("region", ""):
            return chosen
        code = Election.objects.filter(slug=values.get("election", "")).values_list("region__code", flat=True).first()
        return code or ""

    def check(self, sheet: Sheet, context: Context) -> Plan:
        election = open_election(context)
        region = regency_of(context, election)
        reader = PersonnelReader(election, region, context)
        standing = {
            one.officer_id.casefold(): one
            for one in Officer.objects.filter(election=election, region=region).select_related(
                "unit", "home", "region", "election"
            )
        }
        plan = Plan()
        seen: dict[str, int] = {}
        for row in sheet.rows:
            key = row["officer_id"].casefold()
            first = seen.setdefault(key, row.number)
            if first != row.number:
                plan.reject(
                    row, "officer_id",
                    _("Nomor ini sudah ada pada baris %(first)d. Tiap orang perlu nomor sendiri.") % {"first": first},
                )  # fmt: skip
                continue
            made = reader.read(row, plan)
            if made is None:
                continue
            unit, facts = made
            if unit.pk is None and unit.name not in reader.planned:
                reader.planned.add(unit.name)
                plan.create(row, unit, region=region.code, label=unit.name, wave=0)
                reader.warn_districts(unit, row, plan)
            found = standing.get(key)
            if found is None:
                officer = Officer(
                    election=election, region=region, officer_id=row["officer_id"], unit=unit,
                    updated_at=context.now, **facts,
                )  # fmt: skip
                plan.create(row, officer, region=region.code, label=officer.title, wave=1)
                continue
            changed = {name: value for name, value in facts.items() if getattr(found, name) != value}
            if found.unit_id != unit.pk or unit.pk is None:
                changed["unit"] = unit
            if changed:
                plan.update(row, found, changed, region=region.code, label=found.title, shown=_shown(found, changed))
            else:
                plan.keep(row)
        return plan

    def written(self, plan: Plan, context: Context) -> None:
        changed = [update.obj.pk for update in plan.updates]
        Officer.objects.filter(pk__in=changed).update(updated_at=context.now)


class PersonnelReader:
    """Reads rows of people against a regency's regions and units; several files or one, kept or not."""

    def __init__(self, election: Election, region: Region, context: Context) -> None:
        self.election, self.region, self.context = election, region, context
        self.units = {
            fold(one.name): one
            for one in Unit.objects.filter(election=election, region=region).select_related("region", "election")
        }
        self.planned: set[str] = set()
        rows = list(Region.objects.filter(regency_code=region.code, valid_to=None).order_by("code"))
        self.by_code = {one.code: one for one in rows}
        self.by_code[region.code] = region
        self.districts = {fold(bare_name(one)): one.code for one in rows if one.level == Level.DISTRICT}
        self.by_name: dict[str, list[Region]] = {}
        for one in rows:
            if one.level == Level.VILLAGE:
                for name in {fold(bare_name(one)), fold(one.name)}:
                    self.by_name.setdefault(name, []).append(one)
        self.elsewhere: dict[str, Region | None] = {}

    def read(self, row: Row, plan: Plan) -> tuple[Unit, dict[str, Any]] | None:
        """The unit and the facts of a row; None where it was rejected."""
        unit = self.unit_of(row, plan)
        if unit is None:
            return None
        home = self.home_of(row, plan)
        if home is False:
            return None
        available = row["available"]
        facts = {
            "name": row["name"],
            "force": force_of(UnitKind(unit.kind)).value,
            "home": home,
            "rank": row["rank"] or "",
            "available": True if available is None else available,
            "phone": row["phone"] or "",
        }
        return unit, facts

    def unit_of(self, row: Row, plan: Plan) -> Unit | None:
        key = fold(row["unit"])
        found = self.units.get(key)
        if found is not None:
            return found
        kind = unit_kind(row["agency"] or "", row["unit"])
        if kind is None:
            plan.reject(
                row, "agency",
                _("Instansi “%(agency)s” tidak dikenal (%(unit)s). Tulis polsek, polres, bko, tni, atau linmas.")
                % {"agency": row["agency"] or "", "unit": row["unit"]},
            )  # fmt: skip
            return None
        made = Unit(
            election=self.election, region=self.region, name=row["unit"], kind=kind,
            districts=self.districts_of(kind, row), updated_at=self.context.now,
        )  # fmt: skip
        self.units[key] = made
        return made

    def districts_of(self, kind: UnitKind, row: Row) -> list[str]:
        """Of a Polsek: by the code of the agency, or by the name of the kecamatan in the unit's."""
        if kind is not UnitKind.POLSEK:
            return []
        code = (row["agency"] or "").partition("@")[2]
        if code in self.by_code and self.by_code[code].level == Level.DISTRICT:
            return [code]
        name = fold(row["unit"]).removeprefix("kepolisian sektor ").removeprefix("polsek ").strip()
        return [self.districts[name]] if name in self.districts else []

    def warn_districts(self, unit: Unit, row: Row, plan: Plan) -> None:
        if unit.kind == UnitKind.POLSEK and not unit.districts:
            plan.warn(
                row, "unit",
                _("%(unit)s tidak cocok dengan satu kecamatan; dianggap untuk seluruh daerah. Ubah di halaman Satuan.")
                % {"unit": unit.name},
            )  # fmt: skip

    def home_of(self, row: Row, plan: Plan) -> Region | bool | None:
        text = (row["home_region"] or "").strip()
        if not text:
            return None
        if text in self.by_code:
            return self.by_code[text]
        if text[0].isdigit():
            if text not in self.elsewhere:
                self.elsewhere[text] = Region.objects.filter(code=text).first()
            if self.elsewhere[text] is not None:
                return self.elsewhere[text]
        else:
            found = self.by_name.get(fold(text), [])
            if len(found) == 1:
                return found[0]
            if len(found) > 1:
                plan.reject(
                    row, "home_region",
                    _("Ada %(n)d desa/kelurahan bernama %(name)s. Tulis kodenya.") % {"n": len(found), "name": text},
                )  # fmt: skip
                return False
        plan.reject(
            row,
            "home_region",
            _("Tempat tinggal “%(text)s” tidak dikenal. Tulis kode wilayahnya, atau kosongkan.") % {"text": text},
        )
        return False


def _shown(found: Officer, changed: dict[str, Any]) -> list[tuple[str, str, str]]:
    shown = []
    for name, new in changed.items():
        label = str(Officer._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
        shown.append((label, _said(name, getattr(found, name)), _said(name, new)))
    return shown


def _said(name: str, value: Any) -> str:
    if value is None or value == "":
        return _("(kosong)")
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    if name == "force":
        return str(Force(value).label)
    return str(value)
