"""The importer of reports: every row goes by the same rules as a report that was sent alone, in few statements."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, ClassVar, Self

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from siaga.access import Actor, Place, Problem, Verb, may
from siaga.desk.models import Agency
from siaga.elections.choosing import chosen_election, election_field
from siaga.elections.models import Election, PollingStation
from siaga.instruments.answers import INCOMPLETE
from siaga.instruments.models import Instrument, InstrumentVersion, UnitKind
from siaga.intake.codes import dotted
from siaga.intake.errors import HeaderProblem
from siaga.intake.fields import Field
from siaga.intake.importer import ContextField, Importer
from siaga.intake.many import warn_of_many
from siaga.intake.plan import Context, Plan, Row, Sheet
from siaga.reporting.actions.submissions import INSTANCE_ID, Report, submission_of
from siaga.reporting.errors import ReportsStay
from siaga.reporting.importing.columns import answer_in, questions_of
from siaga.reporting.importing.fields import FIELDS
from siaga.reporting.importing.reading import ANSWERS, read_lines, read_sheet
from siaga.reporting.incoming import Understood, check_fit, cleaned, digest_of, election_of, version_of
from siaga.reporting.models import COUNTING, Submission
from siaga.reporting.naming import unit_title
from siaga.reporting.paying import pay_many
from siaga.reporting.senders import Sender, sender_of
from siaga.reporting.signals import submission_came
from siaga.reporting.units import Unit, agency_unit, region_unit, station_unit
from siaga.wilayah.models import Region
from siaga.wilayah.zones import zone_of

_CHUNK = 900
_UNDATED = datetime(1970, 1, 2, tzinfo=UTC)


class SubmissionImporter(Importer):
    """For those who check reports: a whole sub-district's answers on one sheet. Nothing that is stored is changed."""

    kind = "submissions"
    title = gettext_lazy("Laporan")
    about = gettext_lazy(
        "Jawaban sebuah instrumen secara borongan, satu baris satu laporan; kolom lain adalah pertanyaannya."
    )
    verb = Verb.SUBMISSION_CHECK
    fields: ClassVar[tuple[Field, ...]] = FIELDS
    suffixes: ClassVar[tuple[str, ...]] = (".csv", ".xlsx", ".jsonl", ".csv.gz", ".xlsx.gz", ".jsonl.gz")
    context_fields: ClassVar[tuple[ContextField, ...]] = (
        election_field(),
        ContextField(
            name="instrument",
            label=gettext_lazy("Instrumen"),
            choices=lambda actor: _instruments(actor),
            help=gettext_lazy("Kolom dikenali dari jalur, nama, nomor, atau kalimat pertanyaannya."),
        ),
    )

    def region_of(self, values: Mapping[str, str]) -> str:
        code = Election.objects.filter(slug=values.get("election", "")).values_list("region__code", flat=True).first()
        return code or ""

    def read(
        self, content: bytes, filename: str, *, sheet: str = "", mapping: Mapping[str, str] | None = None
    ) -> Sheet:
        if filename.lower().removesuffix(".gz").endswith(".jsonl"):
            return read_lines(content, self.fields)
        return read_sheet(content, filename, self.fields, sheet=sheet, mapping=mapping)

    def check(self, sheet: Sheet, context: Context) -> Plan:
        election = open_election(sheet, context)
        return self.take_all(Checker.of(sheet, context, election), sheet)

    def take_all(self, checker: Checker, sheet: Sheet) -> Plan:
        """Every row in its order."""
        for done, row in enumerate(sheet.rows):
            if done % 500 == 0:
                checker.context.progress(_("Memeriksa laporan"), done, len(sheet.rows))
            checker.take(row)
        checker.sum_up()
        return checker.plan

    def written(self, plan: Plan, context: Context) -> None:
        made = [creation.obj for creation in plan.creations if isinstance(creation.obj, Submission)]
        pay_many(made)
        for submission in made:
            submission_came.send(sender=Submission, submission=submission, actor=context.actor, now=context.now)

    def undone(self, actor: Actor, values: Mapping[str, str], now: datetime) -> None:
        raise ReportsStay


def open_election(sheet: Sheet, context: Context) -> Election:
    """The election that was chosen, for a file that says what its reports are about.

    Raises ``HeaderProblem``, ``ElectionClosed``, ``Refused``.
    """
    if not {"unit", "tps_code", "region_code", "agency"} & sheet.fields_present:
        raise HeaderProblem(
            _("Berkas ini belum menyebut tentang apa laporannya."),
            _("Tambahkan kolom Unit, Kode TPS, Kode wilayah, atau Instansi."),
            missing=("unit",),
        )
    return chosen_election(context)


def _instruments(actor: Actor) -> Sequence[tuple[str, str]]:
    reached = Instrument.objects.filter(retired_at=None).select_related("region").order_by("title")[:300]
    return [
        (one.name, one.title) for one in reached if one.region is None or may(actor, Verb.INSTRUMENT_VIEW, one.place)
    ]


@dataclass(slots=True)
class Checker:
    """Checks and plans one row after the other. A room above may say otherwise who may, and what stands already."""

    context: Context
    election: Election
    first: datetime
    version: InstrumentVersion
    units: dict[str, Unit]
    existing: dict[str, str]
    """Digest of each stored report by its number."""
    previous: dict[str, Mapping[str, Any]]
    """Answers of each unit's last report that counts, by the unit's code."""
    asked: dict[str, Mapping[str, Any]]
    plan: Plan = field(default_factory=Plan)
    seen: dict[str, tuple[int, str]] = field(default_factory=dict)
    senders: dict[Place, Sender | None] = field(default_factory=dict)
    incomplete: list[int] = field(default_factory=list)
    """Rows that leave required questions open."""

    @classmethod
    def of(cls, sheet: Sheet, context: Context, election: Election) -> Self:
        named = Report("x", election, context.values["instrument"], "", context.now, {})
        version = version_of(context.actor, named)
        first = election_of(named)[1]
        headers = dict.fromkeys(header for row in sheet.rows for header in row[ANSWERS])
        asked = questions_of(headers, version.questions)
        plan = Plan()
        paths = {str(question["path"]) for question in version.questions}
        groups = {path[:at] for path in paths for at, letter in enumerate(path) if letter == "/"}
        unknown = [header for header in headers if header not in asked and header not in paths | groups]
        if unknown:
            plan.warn(
                None,
                "",
                _("Kolom yang bukan pertanyaan instrumen ini diabaikan: %(names)s.")
                % {"names": ", ".join(unknown[:20])},
            )
        units = units_of(sheet.rows, election)
        previous = _previous(election, version, units) if version.checks else {}
        return cls(
            context, election, first, version, units, _existing(sheet.rows, units, election), previous, asked, plan
        )

    def take(self, row: Row) -> None:
        """Check the row, then plan it; a bad row leaves nothing."""
        written, where = written_unit(row)
        unit = self.units.get(written)
        sender = self.sender(unit) if unit is not None else None
        if unit is None or sender is None:
            self.plan.reject(
                row, where, _("Unit ini tidak ada dalam pemilihan ini, atau bukan wewenang Anda. Periksa kodenya.")
            )
            return
        try:
            check_fit(self.election, self.version.instrument, unit)
            report = self.report(row, unit)
            values, marks = cleaned(self.version, report)
        except Problem as problem:
            self.plan.reject(row, getattr(problem, "path", "") or problem.field, str(problem))
            return
        if self.stands(row, unit, values):
            self.plan.keep(row)
            return
        # Without a time in the file the digest leaves it out, so that the same file again is the same.
        dated = report if row["observed_at"] else replace(report, observed_at=_UNDATED)
        digest = digest_of(dated, self.version, values)
        if not INSTANCE_ID.fullmatch(report.instance_id):
            self.plan.reject(row, "instance_id", _("Nomor laporan hanya boleh berisi huruf, angka, dan : . _ -"))
            return
        twin, same = self.seen.get(report.instance_id, (0, ""))
        stored = self.existing.get(report.instance_id, same)
        if stored:
            if stored == digest:
                self.plan.keep(row)
            else:
                place = _("pada baris %(row)d") % {"row": twin} if twin else _("di Desk")
                self.plan.reject(
                    row,
                    "instance_id",
                    _("Nomor laporan ini sudah ada dengan isi lain %(place)s. Beri nomor baru bila ini koreksi.")
                    % {"place": place},
                    value=report.instance_id,
                )
            return
        self.seen[report.instance_id] = (row.number, digest)
        understood = Understood(self.election, self.first, self.version, unit, values, marks, digest)
        submission = submission_of(sender, report, understood, self.context.now, self.previous.get(unit.code))
        if values and not submission.nil:
            self.previous[unit.code] = values
        self.plan.create(row, submission, region=unit.region_code, label=unit_title(submission))
        for mark in submission.marks:
            if mark["code"] == INCOMPLETE:
                self.incomplete.append(row.number)
            else:
                self.plan.warn(row, str(mark.get("question", "")), str(mark.get("message", "")))

    def sum_up(self) -> None:
        """Tell what holds for many rows, after the last."""
        if self.incomplete:
            warn_of_many(
                self.plan,
                self.incomplete,
                ngettext(
                    "%(count)s baris belum menjawab semua pertanyaan wajib (baris %(rows)s). Laporannya tetap masuk "
                    "dengan tanda belum lengkap. Isi yang kosong begitu diketahui, lalu impor berkasnya lagi.",
                    "%(count)s baris belum menjawab semua pertanyaan wajib (baris %(rows)s). Laporannya tetap masuk "
                    "dengan tanda belum lengkap. Isi yang kosong begitu diketahui, lalu impor berkasnya lagi.",
                    len(self.incomplete),
                ),
            )

    def report(self, row: Row, unit: Unit) -> Report:
        given: datetime | None = row["observed_at"]
        observed = given or self.context.now
        if observed.tzinfo is None:
            observed = observed.replace(tzinfo=zone_of(unit.region_code))
        answers = {
            str(self.asked[name]["path"]) if name in self.asked else name: (
                answer_in(self.asked[name], cell) if name in self.asked else cell
            )
            for name, cell in row[ANSWERS].items()
            if name in self.asked or not isinstance(cell, str)
        }
        answers = {path: value for path, value in answers.items() if value not in (None, "", [])}
        return Report(
            instance_id=row["instance_id"] or self.number(unit, observed if given else None, answers),
            election=self.election,
            instrument=self.version.instrument.name,
            unit=str(unit),
            observed_at=observed,
            values=answers,
            device=row["device"] or "",
            nil=bool(row["nil"]),
        )

    def sender(self, unit: Unit) -> Sender | None:
        place = unit.place
        if place not in self.senders:
            self.senders[place] = self.sender_about(unit)
        return self.senders[place]

    def sender_about(self, unit: Unit) -> Sender | None:
        """The actor as a sender of reports about this unit in bulk; None where it may not."""
        actor, place = self.context.actor, unit.place
        allowed = may(actor, Verb.SUBMISSION_SEND, place) and may(actor, Verb.SUBMISSION_CHECK, place)
        return sender_of(actor, place) if allowed else None

    def stands(self, _row: Row, _unit: Unit, _values: Mapping[str, Any]) -> bool:
        """Whether what a row says stands already under another number."""
        return False

    def number(self, unit: Unit, observed: datetime | None, _answers: Mapping[str, Any]) -> str:
        """The number of a report whose row has none: the same row gets the same one again."""
        return _made_id(self.election, self.version, unit, observed)


def _made_id(election: Election, version: InstrumentVersion, unit: Unit, observed: datetime | None) -> str:
    """The same row gets the same number again."""
    said = f"{election.slug}|{version.instrument.name}|{unit}|{observed.isoformat() if observed else ''}"
    return f"impor:{hashlib.sha256(said.encode()).hexdigest()[:32]}"


def written_unit(row: Row) -> tuple[str, str]:
    """The written form of the row's unit, and the column that says it."""
    if row["unit"]:
        return str(row["unit"]), "unit"
    if row["tps_code"]:
        return f"tps:{station_code(str(row['tps_code']))}", "tps_code"
    if row["region_code"]:
        return f"region:{row['region_code']}", "region_code"
    return f"agency:{row['agency'] or ''}".replace("agency:agency:", "agency:"), "agency"


def station_code(text: str) -> str:
    """``16.72.01.1001/005`` of that, of KPU's 13 digits, or with another number of zeros."""
    clean = text.strip().removeprefix("tps:")
    digits = clean.replace(".", "").replace("/", "").replace(" ", "").replace("-", "")
    if digits.isascii() and digits.isdigit() and len(digits) == 13:
        return f"{dotted(digits[:10])}/{digits[10:]}"
    village, slash, number = clean.partition("/")
    return f"{village}/{number.zfill(3)}" if slash else clean


def units_of(rows: Iterable[Row], election: Election) -> dict[str, Unit]:
    """The units that the rows name, by their written form."""
    wanted: dict[str, set[str]] = {kind: set() for kind in UnitKind.values}
    for row in rows:
        kind, _colon, code = written_unit(row)[0].partition(":")
        if kind in wanted and code:
            wanted[kind].add(code)
    found: list[Unit] = []
    for chunk in _chunks(wanted[UnitKind.TPS]):
        stations = PollingStation.objects.select_related("village__parent")
        found += [station_unit(one) for one in stations.filter(election=election, code__in=chunk)]
    for chunk in _chunks(wanted[UnitKind.REGION]):
        regions = Region.objects.select_related("parent").filter(code__in=chunk, valid_to=None)
        found += [region_unit(one) for one in regions]
    places = {code.rpartition("@")[2] for code in wanted[UnitKind.AGENCY]}
    for chunk in _chunks(places):
        agencies = Agency.objects.select_related("region__parent").filter(region__code__in=chunk, closed_on=None)
        found += [agency_unit(one) for one in agencies if one.code in wanted[UnitKind.AGENCY]]
    return {str(unit): unit for unit in found}


def _existing(rows: Iterable[Row], units: Mapping[str, Unit], election: Election) -> dict[str, str]:
    numbers = {row["instance_id"] for row in rows if row["instance_id"]}
    digests: dict[str, str] = {}
    for chunk in _chunks(numbers):
        digests |= dict(Submission.objects.filter(instance_id__in=chunk).values_list("instance_id", "digest"))
    for chunk in _chunks({unit.code for unit in units.values()}):
        made = Submission.objects.filter(election=election, unit_code__in=chunk, instance_id__startswith="impor:")
        digests |= dict(made.values_list("instance_id", "digest"))
    return digests


def _previous(
    election: Election, version: InstrumentVersion, units: Mapping[str, Unit]
) -> dict[str, Mapping[str, Any]]:
    found: dict[str, Mapping[str, Any]] = {}
    for chunk in _chunks({unit.code for unit in units.values()}):
        last = (
            Submission.objects.filter(
                election=election,
                instrument=version.instrument,
                unit_code__in=chunk,
                state__in=COUNTING,
                nil=False,
            )
            .order_by()
            .values("unit_code")
            .annotate(last=Max("pk"))
            .values("last")
        )
        found |= dict(Submission.objects.filter(pk__in=last).values_list("unit_code", "values"))
    return found


def _chunks(codes: set[str]) -> Iterable[list[str]]:
    ordered = sorted(codes)
    return (ordered[start : start + _CHUNK] for start in range(0, len(ordered), _CHUNK))
