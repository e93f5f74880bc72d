"""Checklists, duties, rosters and reports, made directly in the database."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from siaga.elections.models import Election
from siaga.instruments.models import Instrument, InstrumentVersion, UnitKind
from siaga.reporting.models import Duty, DutyUnit, ExpectedReport, State, Submission
from siaga.reporting.units import Unit
from siaga.wilayah.models import Region
from tests.factories import NOW


def _choice(name: str, label: str) -> dict[str, str]:
    return {"name": name, "label": label}


def question(path: str, kind: str, label: str, **fields: object) -> dict[str, Any]:
    """One entry of a version's ``questions``."""
    return {
        "path": path,
        "type": kind,
        "label": label,
        "hint": "",
        "group": [],
        "quiet": False,
        "choices": [],
        "required": False,
        "relevant": "",
        "sensitive": False,
        "repeat": "",
        "media": False,
        **fields,
    }


QUESTIONS = [
    question(
        "logistik/kotak",
        "select_one",
        "Kotak suara",
        choices=[_choice("lengkap", "Lengkap"), _choice("sebagian", "Sebagian"), _choice("belum", "Belum ada")],
    ),
    question("logistik/bilik", "integer", "Bilik suara"),
    question("listrik", "select_one", "Listrik", choices=[_choice("ya", "Ya"), _choice("tidak", "Tidak")]),
    question("catatan", "text", "Catatan"),
    question("foto", "image", "Foto TPS", media=True),
    question("sakit", "integer", "Petugas sakit", sensitive=True),
]
"""A small checklist of a TPS."""


def instrument(name: str = "contoh-tps", kind: UnitKind = UnitKind.TPS, **fields: object) -> Instrument:
    return Instrument.objects.create(name=name, title=f"Contoh {name}", unit_kind=kind, shipped=True, **fields)


def version(
    of: Instrument | None = None,
    number: int = 1,
    questions: list[dict[str, Any]] | None = None,
    checks: list[dict[str, Any]] | None = None,
) -> InstrumentVersion:
    """A version with hand-made questions (``QUESTIONS`` unless told); its files are empty."""
    return InstrumentVersion.objects.create(
        instrument=of or instrument(),
        number=number,
        version=f"2024.{number}",
        source_name="contoh.md",
        source=b"",
        xform="",
        questions=QUESTIONS if questions is None else questions,
        checks=checks or [],
        added_at=NOW,
        added_by="Contoh",
    )


def duty(of: Election, about: Instrument, at: Region, role: str = "field", **fields: object) -> Duty:
    defaults = {"cadence": [], "starts": date(2024, 10, 1), "ends": date(2024, 11, 27)}
    return Duty.objects.create(election=of, instrument=about, region=at, role=role, **(defaults | fields))


def owes(under: Duty, unit: Unit, since: datetime = NOW) -> DutyUnit:
    """The unit is on the roster of the duty."""
    return DutyUnit.objects.create(
        election=under.election, instrument=under.instrument, duty=under, since=since, **unit.columns()
    )


def expected(
    under: Duty, unit: Unit, due_at: datetime = NOW + timedelta(hours=7), opens_at: datetime | None = None
) -> ExpectedReport:
    """One report that the unit owes."""
    return ExpectedReport.objects.create(
        election=under.election,
        instrument=under.instrument,
        duty=under,
        period=due_at.date(),
        opens_at=opens_at or due_at - timedelta(days=1),
        due_at=due_at,
        **unit.columns(),
    )


def submission(of: Election, about: InstrumentVersion, unit: Unit, **fields: object) -> Submission:
    """A stored report, as if it had come in at ``received_at`` (``NOW`` unless told); no signal is sent."""
    number = Submission.objects.count() + 1
    observed = fields.get("observed_at", fields.get("received_at", NOW))
    defaults: dict[str, object] = {
        "instance_id": f"uuid:contoh-{number}",
        "digest": f"{number:064d}",
        "observed_at": observed,
        "observed_trusted": observed,
        "received_at": NOW,
        "sender_id": 8,
        "sender_name": "Contoh Petugas",
        "sender_role": "field",
        "channel": "page",
        "values": {"listrik": "ya"},
        "state": State.SENT,
    }
    return Submission.objects.create(
        election=of, instrument=about.instrument, version=about, **unit.columns(), **(defaults | fields)
    )
