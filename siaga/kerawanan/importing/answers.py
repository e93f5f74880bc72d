"""The importer of kerawanan answers per TPS as Bawaslu offices keep them: they become reports; the picture moves."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, ClassVar

from django.db.models import Max
from django.utils.translation import gettext_lazy, ngettext

from siaga.access import Actor, Place, Verb, may
from siaga.elections.access import access_election
from siaga.elections.choosing import election_field
from siaga.instruments.models import Instrument
from siaga.intake.fields import Field
from siaga.intake.importer import ContextField
from siaga.intake.many import warn_of_many
from siaga.intake.plan import Context, Plan, Row, Sheet
from siaga.intake.reading import fold_header
from siaga.kerawanan.asked import Answers, Asked, asked_of, given_in
from siaga.kerawanan.importing.columns import indicator_columns, named
from siaga.kerawanan.models import risk_place
from siaga.ledger.facts import canonical
from siaga.reporting.actions.submissions import Report
from siaga.reporting.importing.fields import FIELDS
from siaga.reporting.importing.importer import Checker, SubmissionImporter, open_election, written_unit
from siaga.reporting.importing.reading import ANSWERS
from siaga.reporting.models import Submission
from siaga.reporting.senders import Sender, sender_of
from siaga.reporting.units import Unit

FORM = "kerawanan-tps"
_COLUMNS = {one.name: one for one in FIELDS}
_YES, _NO = "ya", "tidak"
NIL = "nihil"
"""The question of both forms whether nothing changed."""


class AnswersImporter(SubmissionImporter):
    """One row per TPS, one column per indicator (``1.1``, or its name); an empty cell says nothing.

    Answers that stand already change nothing; others become a new report of the TPS. What is imported stays: a wrong
    report is returned with a reason, or corrected by another.
    """

    kind = "kerawanan"
    title = gettext_lazy("Kerawanan TPS")
    about = gettext_lazy("Jawaban indikator kerawanan, satu baris satu TPS, satu kolom satu indikator (1.1, 1.2, …).")
    verb = Verb.RISK_CHANGE
    fields: ClassVar[tuple[Field, ...]] = (
        replace(_COLUMNS["tps_code"], required=True, example="16.72.01.1001/005"),
        _COLUMNS["observed_at"],
    )
    suffixes: ClassVar[tuple[str, ...]] = (".csv", ".xlsx", ".csv.gz", ".xlsx.gz")
    context_fields: ClassVar[tuple[ContextField, ...]] = (
        election_field(
            gettext_lazy("Kolom dikenali dari nomor atau nama indikator: ya, tidak, 1, 0, x; kosong = belum tahu."),
            shapes=True,
        ),
    )

    def columns(self, actor: Actor, values: Mapping[str, str]) -> tuple[Field, ...]:
        election = access_election(actor, values["election"])
        return (*self.fields, *indicator_columns(_of_one_form(asked_of(election))))

    def place_of(self, region: str) -> Place:
        return risk_place(region)

    def check(self, sheet: Sheet, context: Context) -> Plan:
        election = open_election(sheet, context)
        asked = _of_one_form(asked_of(election))
        values = {**context.values, "instrument": _form_of(asked)}
        there = Context(context.actor, context.now, values, context.skip_bad, context.progress)
        checker = AnswersChecker.of(_named(sheet, asked), there, election)
        checker.learn(asked)
        return self.take_all(checker, sheet)


def _of_one_form(asked: tuple[Asked, ...]) -> tuple[Asked, ...]:
    """The indicators of the form that asks most of them: a row is a report by one form."""
    many = Counter(one.instrument for one in asked)
    form = max(many, key=lambda pk: (many[pk], -pk), default=None)
    return tuple(one for one in asked if one.instrument == form)


def _form_of(asked: tuple[Asked, ...]) -> str:
    """The form that asks them."""
    if not asked:
        return FORM
    return Instrument.objects.values_list("name", flat=True).get(pk=asked[0].instrument)


def _named(sheet: Sheet, asked: Iterable[Asked]) -> Sheet:
    """The same sheet with columns that name an indicator under the path of its question."""
    ways = named(asked)
    headers = {header for row in sheet.rows for header in row[ANSWERS]}
    renamed = {header: ways[fold_header(header)].question for header in headers if fold_header(header) in ways}
    if renamed:
        for row in sheet.rows:
            row.values[ANSWERS] = {renamed.get(header, header): cell for header, cell in row[ANSWERS].items()}
    return sheet


@dataclass(slots=True)
class AnswersChecker(Checker):
    """questions: the number asked by each question's path. given: what stands by TPS. last: each TPS's last report.
    silent: rows that answer nothing."""

    questions: dict[str, str] = field(default_factory=dict)
    given: dict[str, Answers] = field(default_factory=dict)
    last: dict[str, int] = field(default_factory=dict)
    silent: list[int] = field(default_factory=list)

    def learn(self, asked: tuple[Asked, ...]) -> None:
        """Read what stands about the TPS of the file; three queries for each of their regencies."""
        form = self.version.instrument_id
        self.questions = {one.question: one.number for one in asked}
        for regency in sorted({unit.region_code[:5] for unit in self.units.values()}):
            self.given |= given_in(self.election, regency, asked)
            rows = Submission.objects.filter(election=self.election, instrument=form, regency_code=regency)
            self.last |= dict(rows.order_by().values_list("unit_code").annotate(last=Max("pk")))

    def take(self, row: Row) -> None:
        unit = self.units.get(written_unit(row)[0])
        silent = not any(header in self.asked and str(cell).strip() for header, cell in row[ANSWERS].items())
        if silent and unit is not None and self.sender(unit) is not None:
            self.silent.append(row.number)
            self.plan.keep(row)
            return
        Checker.take(self, row)

    def sum_up(self) -> None:
        Checker.sum_up(self)
        if self.silent:
            warn_of_many(
                self.plan,
                self.silent,
                ngettext(
                    "%(count)s baris tidak menjawab satu indikator pun (baris %(rows)s) dan dilewati. "
                    "Isi jawabannya begitu diketahui, lalu impor berkasnya lagi.",
                    "%(count)s baris tidak menjawab satu indikator pun (baris %(rows)s) dan dilewati. "
                    "Isi jawabannya begitu diketahui, lalu impor berkasnya lagi.",
                    len(self.silent),
                ),
            )

    def report(self, row: Row, unit: Unit) -> Report:
        """A row that answers indicators is no nil report, which the form asks first."""
        report = Checker.report(self, row, unit)
        return replace(report, values={NIL: _NO, **report.values})

    def sender_about(self, unit: Unit) -> Sender | None:
        place = risk_place(unit.region_code)
        allowed = may(self.context.actor, Verb.RISK_CHANGE, place)
        return sender_of(self.context.actor, place, Verb.RISK_CHANGE) if allowed else None

    def stands(self, row: Row, unit: Unit, values: Mapping[str, Any]) -> bool:
        if row["observed_at"]:
            return False
        said = {path: answer for path, answer in values.items() if path in self.questions}
        known = self.given.get(unit.code, {})
        return bool(said) and all(
            answer in (_YES, _NO) and known.get(self.questions[path]) is (answer == _YES)
            for path, answer in said.items()
        )

    def number(self, unit: Unit, observed: datetime | None, answers: Mapping[str, Any]) -> str:
        """By what it says; without a time also by what it comes after, so that an answer may return to what it was."""
        basis = observed.isoformat() if observed else f"#{self.last.get(unit.code, 0)}"
        said = f"{self.election.slug}|{self.version.instrument.name}|{unit}|{basis}|{canonical(dict(answers))}"
        return f"rawan:{hashlib.sha256(said.encode()).hexdigest()[:32]}"
