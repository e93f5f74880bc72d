"""Duties (which instrument is due for which units, how often) and the rows of debt that exist before anyone reports."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from siaga.access import Place
from siaga.desk.models.account import ROLE_CHOICES
from siaga.elections.models import Election, PollingStation
from siaga.instruments.models import Instrument
from siaga.ledger.facts import FactModel, FactValue
from siaga.reporting.models.about import AboutUnit
from siaga.wilayah.models import Region


def outliving_station() -> models.ForeignKey[PollingStation | None]:
    """A TPS that turned out not to exist may go; what was owed about it stays as it was, by its code."""
    return models.ForeignKey(
        PollingStation, models.DO_NOTHING, null=True, blank=True, related_name="+", db_index=False, db_constraint=False
    )


class Duty(FactModel):
    """That one instrument is due for all units of its kind below a region.

    role, agency_kind: who reports (the sub-district office, the KPU …); agency_kind empty where the role says enough.
    agency_kinds: for instruments about agencies, which kinds of agency owe it; empty means every agency.
    cadence: list of ``{"from_h": -60, "every": "weekly", "weekday": 0, "at": "16:00"}`` in the order of time;
    ``from_h`` are days from voting day (-28 is H-28), ``every`` is once, monthly, weekly, daily or hours:N.
    """

    fact_type: ClassVar[str] = "reporting.duty"

    election = models.ForeignKey(Election, models.PROTECT, related_name="duties")
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="duties")
    region = models.ForeignKey(Region, models.PROTECT, related_name="duties")
    role = models.CharField("yang melapor", max_length=12, choices=ROLE_CHOICES)
    agency_kind = models.CharField("jenis instansi pelapor", max_length=40, blank=True)
    agency_kinds = models.JSONField("jenis instansi yang dilaporkan", default=list, blank=True)
    cadence = models.JSONField("irama", default=list)
    starts = models.DateField("mulai")
    ends = models.DateField("sampai")
    note = models.CharField("keterangan", max_length=300, blank=True)
    standard = models.BooleanField("bawaan aturan", default=False)
    ended_at = models.DateTimeField("diakhiri", null=True, blank=True)
    expected_until = models.DateTimeField(null=True, editable=False)
    """Derived: every period that opens until then has its rows (``siaga.reporting.expected``)."""

    class Meta:
        db_table = "reporting_duty"
        ordering: ClassVar = ["election", "instrument__name", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(starts__lte=F("ends")), name="duty_order"),
            models.UniqueConstraint(
                fields=["election", "instrument", "region"], condition=Q(ended_at__isnull=True), name="duty_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instrument} · {self.region}"

    @property
    def place(self) -> Place:
        """Where it is, for ``may``. Needs ``region`` loaded."""
        return Place(self.region.code)

    @property
    def fact_region(self) -> str:
        return self.region.code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "election": self.election_id,
            "instrument": self.instrument_id,
            "region": self.region_id,
            "role": self.role,
            "agency_kind": self.agency_kind,
            "agency_kinds": self.agency_kinds,
            "cadence": self.cadence,
            "starts": self.starts,
            "ends": self.ends,
            "note": self.note,
            "standard": self.standard,
            "ended_at": self.ended_at,
        }


class DutyUnit(AboutUnit):
    """That a unit owes an instrument, from a moment until a moment: the denominator of every coverage.

    Derived from the duty and from the units that exist (stations come and go); kept so that the denominator of a
    past moment can be told. One open row for each (election, instrument, unit), whatever number of duties ask for it.
    fresh: its expected reports have not been made yet.
    """

    station = outliving_station()
    election = models.ForeignKey(Election, models.PROTECT, related_name="+", db_index=False)
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="+", db_index=False)
    duty = models.ForeignKey(Duty, models.CASCADE, related_name="units")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    fresh = models.BooleanField(default=True)

    class Meta:
        db_table = "reporting_duty_unit"
        indexes: ClassVar = [
            models.Index(fields=["election", "regency_code", "instrument"], name="duty_unit_regency"),
            models.Index(fields=["election", "district_code", "instrument"], name="duty_unit_district"),
            models.Index(fields=["station"], name="duty_unit_station"),
            models.Index(fields=["duty"], condition=Q(fresh=True), name="duty_unit_fresh"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=AboutUnit.ONE_UNIT, name="duty_unit_one"),
            models.UniqueConstraint(
                fields=["election", "instrument", "unit_code"],
                condition=Q(until__isnull=True),
                name="duty_unit_once",
            ),
        ]


class ExpectedReport(AboutUnit):
    """One report that is owed: instrument, unit, period. It exists before anyone reports.

    due_at: from then on it is late. received_at: when the first report that pays it came in (late or not);
    nil: what paid it said that there is nothing to report. period: the local day on which it is due.
    """

    station = outliving_station()
    election = models.ForeignKey(Election, models.PROTECT, related_name="+", db_index=False)
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="+", db_index=False)
    duty = models.ForeignKey(Duty, models.CASCADE, related_name="expected")
    period = models.DateField("periode")
    opens_at = models.DateTimeField("dibuka")
    due_at = models.DateTimeField("jatuh tempo")
    submission = models.ForeignKey(
        "reporting.Submission", models.PROTECT, null=True, blank=True, related_name="pays", db_index=False
    )
    received_at = models.DateTimeField("diterima", null=True, blank=True)
    nil = models.BooleanField("nihil", default=False)

    class Meta:
        db_table = "reporting_expected"
        ordering: ClassVar = ["due_at", "unit_code"]
        indexes: ClassVar = [
            models.Index(fields=["election", "regency_code", "due_at"], name="expected_regency"),
            models.Index(fields=["election", "district_code", "due_at"], name="expected_district"),
            models.Index(fields=["election", "instrument", "unit_code", "due_at"], name="expected_unit"),
            models.Index(fields=["station"], name="expected_station"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=AboutUnit.ONE_UNIT, name="expected_one"),
            models.UniqueConstraint(fields=["duty", "unit_code", "due_at"], name="expected_once"),
            models.CheckConstraint(
                condition=Q(submission__isnull=True, received_at__isnull=True, nil=False)
                | Q(submission__isnull=False, received_at__isnull=False),
                name="expected_paid",
            ),
        ]
