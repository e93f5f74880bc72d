"""Letterheads, desks and reports of the desk, made directly in the database."""

from __future__ import annotations

from datetime import date, timedelta

from siaga.briefing.models import DeskReport, Letterhead
from siaga.desk.models import Desk
from siaga.elections.models import Election
from siaga.wilayah.models import Region
from tests.factories import NOW

STARTS, ENDS = date(2024, 10, 21), date(2024, 10, 27)


def letterhead(at: Region, **fields: object) -> Letterhead:
    defaults: dict[str, object] = {
        "government": "Pemerintah Kota Pagar Alam",
        "agency": "Badan Kesatuan Bangsa dan Politik (contoh)",
        "address": "Jalan Contoh Nomor 1",
        "city": "Pagar Alam",
        "pattern": "{kode}/{urut}/DESK/{bulan}/{tahun}",
    }
    return Letterhead.objects.create(region=at, **(defaults | fields))


def desk(of: Election, at: Region | None = None, **fields: object) -> Desk:
    made = Desk.objects.create(region=at or of.region, name="Desk Pilkada (contoh)", **fields)
    made.elections.add(of)
    return made


def desk_report(of: Election, at: Region | None = None, **fields: object) -> DeskReport:
    """A weekly report of 21 to 27 October 2024, due on Monday the 28th."""
    defaults: dict[str, object] = {
        "kind": "weekly",
        "starts": STARTS,
        "ends": ENDS,
        "due_at": NOW - timedelta(days=2),
    }
    return DeskReport.objects.create(election=of, region=at or of.region, **(defaults | fields))
