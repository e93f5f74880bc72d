"""A small city with indicators, rosters and reports, for tests of the picture."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from siaga.elections.models import Election
from siaga.instruments.models import Instrument, InstrumentVersion, UnitKind
from siaga.readiness.models import Indicator, IndicatorTerms
from siaga.readiness.receiving import ask_rebuild
from siaga.reporting.models import ReviewAct, State, Submission
from siaga.reporting.signals import submission_came, submission_moved
from siaga.reporting.units import Unit, station_unit
from tests import factories, people
from tests.factories import NOW, reports

START = NOW - timedelta(days=28)
CHOICES = [{"name": "ya", "label": "Ya"}, {"name": "tidak", "label": "Tidak"}]
YES = {"kind": "choice", "scores": {"ya": 1, "sebagian": 0.5, "tidak": 0}}


def indicator(of: Election, about: Instrument, key: str, question: str, **fields: Any) -> Indicator:
    """An indicator in force since before everything."""
    slot = Indicator.objects.filter(election=of, instrument=about).count()
    defaults: dict[str, Any] = {
        "scale": "readiness", "name": f"Contoh {key}", "rule": YES, "denominator": "seluruh TPS", "since": START,
    }  # fmt: skip
    made = Indicator.objects.create(
        election=of, instrument=about, key=key, question=question, slot=slot, **(defaults | fields)
    )
    IndicatorTerms.objects.create(indicator=made, since=made.since, weight=made.weight, stale_days=made.stale_days)
    ask_rebuild(of.pk, terms=True)
    return made


class City:
    """Kota Pagar Alam: six TPS in three villages of two sub-districts, three readiness indicators, one of risk."""

    def __init__(self) -> None:
        self.tree = factories.tree()
        self.election = factories.election(self.tree[people.CITY])
        self.about = reports.instrument()
        self.version: InstrumentVersion = reports.version(self.about)
        self.risk_about = reports.instrument("contoh-rawan")
        self.risk_version: InstrumentVersion = reports.version(
            self.risk_about,
            questions=[
                reports.question("i7_1", "select_one", "Sulit dijangkau", choices=[{"name": "ya", "label": "Ya"}])
            ],
        )
        self.duty = reports.duty(self.election, self.about, self.tree[people.CITY])
        self.risk_duty = reports.duty(self.election, self.risk_about, self.tree[people.CITY])
        self.box = indicator(
            self.election, self.about, "kotak", "logistik/kotak", weight=3, agency_kind="kpu",
            rule={"kind": "choice", "scores": {"lengkap": 1, "sebagian": 0.5, "belum": 0}},
        )  # fmt: skip
        self.booths = indicator(
            self.election, self.about, "bilik", "logistik/bilik", weight=2, agency_kind="kpu",
            rule={"kind": "ratio", "needed": 4},
        )  # fmt: skip
        self.power = indicator(self.election, self.about, "listrik", "listrik", weight=1, agency_kind="pln")
        self.reach = indicator(
            self.election, self.risk_about, "rawan-7-1", "i7_1", scale="kerawanan", rule={"kind": "risk"}, stale_days=30
        )
        self.units: dict[str, Unit] = {}
        for village, count in (("16.72.01.1001", 3), ("16.72.01.1002", 1), ("16.72.03.1001", 2)):
            for number in range(1, count + 1):
                unit = station_unit(factories.station(self.election, self.tree[village], number))
                self.units[unit.code] = unit
                reports.owes(self.duty, unit, START)
                reports.owes(self.risk_duty, unit, START)

    def report(
        self, code: str, values: dict[str, Any], at: datetime = NOW, *, risk: bool = False, **fields: Any
    ) -> Submission:
        """A report comes in, with its news."""
        version = self.risk_version if risk else self.version
        made = reports.submission(
            self.election, version, self.units[code], values=values, received_at=at,
            observed_at=fields.pop("observed", at), **fields,
        )  # fmt: skip
        submission_came.send(Submission, submission=made, actor=people.field, now=at)
        return made

    def move(self, submission: Submission, after: State, role: str, at: datetime) -> ReviewAct:
        """A step of review, with its news."""
        act = ReviewAct.objects.create(
            submission=submission, at=at, before=submission.state, after=after, actor_name="Contoh", actor_role=role
        )
        submission.state = after
        submission.save(update_fields=["state"])
        submission_moved.send(Submission, submission=submission, act=act, actor=people.camat, now=at)
        return act


FULL_ANSWERS = {"logistik/kotak": "lengkap", "logistik/bilik": 4, "listrik": "ya"}
__all__ = ["FULL_ANSWERS", "START", "City", "UnitKind", "indicator"]
