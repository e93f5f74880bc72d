"""``import personnel``: units and people who can be sent (contract: personnel)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga.access import Verb
from siaga.deployment.importing.kinds import force_of, unit_kind
from siaga.deployment.models import Officer, Unit, UnitKind
from siaga.desk.clean import clean_messenger_phone
from siaga.desk.importing.fields import Phone, cleaned
from siaga.desk.kinds import bare_name
from siaga.elections.choosing import election_field
from siaga.elections.models import Election
from siaga.intake.fields import Field, Text, Truth
from siaga.intake.importer import ContextField
from siaga.intake.plan import Context, Plan, Row
from siaga.intake.planning import told_changes
from siaga.planning.importing.coded import CodedImporter, RowReader
from siaga.planning.importing.context import regency_field
from siaga.planning.models import PlanKind
from siaga.wilayah.models import Level, Region
from siaga.wilayah.names import fold


class Available(Truth):
    """Yes or no, and the words that lists of personnel use."""

    def value(self, text: str) -> bool:
        folded = text.strip().lower()
        if folded in {"siap", "tersedia", "aktif", "hadir"}:
            return True
        if folded in {"sakit", "cuti", "izin", "berhalangan", "tidak siap", "dinas luar"}:
            return False
        return super().value(text)


class MessengerPhone(Phone):
    """A number that a messenger can be opened with."""

    def value(self, text: str) -> str:
        return cleaned(clean_messenger_phone, super().value(text))


class PersonnelReader(RowReader[Officer]):
    """Reads rows of people against a regency's regions and units; several files or one, kept or not."""

    def __init__(self, election: Election, region: Region, context: Context, plan: Plan) -> None:
        super().__init__(election, region, context, plan)
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

    def facts(self, row: Row, standing: Officer | None) -> dict[str, Any] | None:
        """A unit that is not there yet is planned along."""
        facts = self.read(row)
        if facts is not None and facts["unit"].pk is None and facts["unit"].name not in self.planned:
            unit: Unit = facts["unit"]
            self.planned.add(unit.name)
            self.plan.create(row, unit, region=self.region.code, label=unit.name, wave=0)
            if unit.kind == UnitKind.POLSEK and not unit.districts:
                self._warn_districts(unit, row)
        return facts

    def label(self, thing: Officer) -> str:
        return thing.title

    def shown(self, thing: Officer, changed: dict[str, Any]) -> list[tuple[str, str, str]]:
        """The preview is kept with the run: it says that a number changes, not which."""
        shown = told_changes(thing, {name: value for name, value in changed.items() if name != "phone"})
        if "phone" in changed:
            shown.append((str(Officer._meta.get_field("phone").verbose_name), "", _("(diubah)")))
        return shown

    def read(self, row: Row) -> dict[str, Any] | None:
        """The unit and the facts of a row; None where it was rejected."""
        unit = self.unit_of(row)
        if unit is None:
            return None
        home = self.home_of(row)
        if home is False:
            return None
        available = row["available"]
        return {
            "unit": unit,
            "name": row["name"],
            "force": force_of(UnitKind(unit.kind)).value,
            "home": home,
            "rank": row["rank"] or "",
            "available": True if available is None else available,
            "phone": row["phone"] or "",
        }

    def unit_of(self, row: Row) -> Unit | None:
        key = fold(row["unit"])
        found = self.units.get(key)
        if found is not None:
            return found
        kind = unit_kind(row["agency"] or "", row["unit"])
        if kind is None:
            self.plan.reject(
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

    def _warn_districts(self, unit: Unit, row: Row) -> None:
        self.plan.warn(
            row, "unit",
            _("%(unit)s tidak cocok dengan satu kecamatan; dianggap untuk seluruh daerah. Ubah di halaman Satuan.")
            % {"unit": unit.name},
        )  # fmt: skip

    def home_of(self, row: Row) -> Region | bool | None:
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
                self.plan.reject(
                    row, "home_region",
                    _("Ada %(n)d desa/kelurahan bernama %(name)s. Tulis kodenya.") % {"n": len(found), "name": text},
                )  # fmt: skip
                return False
        self.plan.reject(
            row,
            "home_region",
            _("Tempat tinggal “%(text)s” tidak dikenal. Tulis kode wilayahnya, atau kosongkan.") % {"text": text},
        )
        return False


class PersonnelImporter(CodedImporter[Officer]):
    """People by their number, units by their name."""

    kind = "personnel"
    title = gettext_lazy("Personel pengamanan")
    about = gettext_lazy(
        "Polisi per Polsek dan Polres, BKO, TNI pendukung, dan Linmas yang dapat ditugaskan menjaga TPS."
    )
    plan_kind = PlanKind.DEPLOYMENT
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
        MessengerPhone(
            name="phone", label=gettext_lazy("Nomor HP"), synonyms=("hp", "no hp", "telepon", "whatsapp", "wa"),
            example="", help=gettext_lazy("Hanya untuk pesan kepada kepala regu; boleh kosong."),
        ),
    )  # fmt: skip
    context_fields: ClassVar[tuple[ContextField, ...]] = (
        election_field(gettext_lazy("Personel didata untuk satu pemilihan.")),
        regency_field(PlanKind.DEPLOYMENT),
    )
    model = Officer
    code = "officer_id"
    twice = gettext_lazy("Nomor ini sudah ada pada baris %(first)d. Tiap orang perlu nomor sendiri.")
    reader = PersonnelReader
    related = ("unit", "home", "region", "election")
    wave = 1
