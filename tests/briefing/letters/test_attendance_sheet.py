from __future__ import annotations

from datetime import date

import pytest

from siaga.briefing.letters.attendance_sheet import SPARE_ROWS, attendance_sheet
from siaga.paper.content import Grid
from siaga.rakor.models import Attendance
from tests import people
from tests.factories import NOW, offices, papers

pytestmark = pytest.mark.django_db


def rows(made: papers.World) -> tuple[tuple[str, ...], ...]:
    paper = attendance_sheet(made.meeting, actor=people.secretariat, now=NOW)
    (grid,) = [block for block in paper.blocks if isinstance(block, Grid)]
    return grid.rows


def test_a_list_before_the_meeting_is_blank_but_for_the_offices() -> None:
    found = rows(papers.world(guests=60))
    assert len(found) == 60 + SPARE_ROWS
    assert found[0] == ("1", "", "Ketua KPU Kota Pagar Alam", "1.")
    assert found[-1] == ("66", "", "", "66.")


def test_who_stands_in_for_an_office_that_day_is_named_as_in_the_invitation() -> None:
    made = papers.world(guests=1)
    office = made.guests[0].office
    offices.term(office, offices.person("Contoh Pengganti"), date(2024, 10, 23), kind="plh")
    assert rows(made)[0][2] == "Plh. Ketua KPU Kota Pagar Alam"


def test_who_signed_in_is_filled_in_at_the_place_of_the_invitation_and_others_behind() -> None:
    made = papers.world(guests=3)
    papers.minutes(made)
    found = rows(made)
    assert found[0] == ("1", "Contoh Santoso", "Ketua KPU Kota Pagar Alam", "1. hadir 08.55 (QR)")
    assert found[2][1] == "" and found[3][1:] == ("Contoh Tamu", "Kantor Pos contoh", "4. hadir 08.55 (dicatat)")


def test_who_was_struck_is_not_on_the_list() -> None:
    made = papers.world(guests=1)
    papers.come(made, made.guests[0], "Contoh Keliru")
    Attendance.objects.update(struck_at=NOW, struck_reason="Salah orang")
    assert rows(made)[0][1] == ""
