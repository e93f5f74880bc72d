"""What agencies said of themselves, what the leader opened, and the picture that was frozen at a meeting."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from siaga.demo.reports.story import Act, agency, city, election, moment, who
from siaga.readiness.actions.claims import make_claim
from siaga.readiness.actions.openings import open_picture
from siaga.readiness.actions.snapshots import freeze_picture
from siaga.readiness.arithmetic import Scale

MEETING = "Rapat koordinasi kesiapan logistik (contoh)"


def acts() -> Iterator[tuple[datetime, Act]]:
    yield moment(date(2024, 10, 15), 15, 30), freeze
    yield moment(date(2024, 10, 16), 8), open_to_all
    yield moment(date(2024, 10, 22), 13), by_letter


def by_letter(now: datetime) -> None:
    """A letter that names its denominator and breaks the figure down by kecamatan."""
    make_claim(
        actor=who("bawaslu", now),
        election=election(),
        agency=agency("bawaslu@16.72"),
        region=city(),
        share="64",
        of_what="248 TPS yang kesiapannya diawasi",
        parts=[("16.72.01", "72"), ("16.72.02", "70"), ("16.72.03", "62"), ("16.72.04", "41"), ("16.72.05", "52")],
        said_by="Contoh Tembesu, Ketua Bawaslu (contoh)",
        source="surat",
        reference="Surat contoh/PM.00.02/K/2024",
        stated_at=moment(date(2024, 10, 21), 10),
        now=now,
    )


def freeze(now: datetime) -> None:
    for scale in Scale:
        freeze_picture(
            actor=who("sekretariat", now), election=election(), region=city(), scale=str(scale), title=MEETING, now=now
        )


def open_to_all(now: datetime) -> None:
    """The leader lets every agency see the picture; what agencies claim stays between them and the desk."""
    open_picture(actor=who("pimpinan", now), election=election(), region=city(), picture=True, claims=False, now=now)
