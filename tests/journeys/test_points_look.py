"""Action points and obstacles at both widths: no serious finding of axe-core, nothing wider than its window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from siaga.desk.models import Account
from siaga.rakor.actions import obstacles, points
from siaga.rakor.models import ActionPoint, Obstacle
from siaga.rakor.pointing.evidence import report_with_evidence
from tests import people
from tests.factories import NOW, account
from tests.journeys.browser import WIDTHS, Visit, check_accessible, check_fits
from tests.rakor.points.worlds import DUE, Table
from tests.reporting.pictures import photo

pytestmark = pytest.mark.django_db(transaction=True)

Opener = Callable[..., Visit]


@pytest.fixture
def secretary(transactional_db: None, settings: object) -> Account:
    settings.SIAGA_NOW = NOW  # type: ignore[attr-defined]
    table = Table()
    point = table.point(due=date(2024, 10, 25))
    report_with_evidence(
        actor=people.officer, point=point, files=[("kotak.jpg", [photo()])], text="Truk rusak", state="blocked",
        blocked_why="Truk rusak", blocked_by="Dishub", now=NOW - timedelta(days=1),
    )  # fmt: skip
    table.done()
    dropped = table.point(title="Sewa perahu (contoh)")
    points.drop_point(actor=people.secretariat, point=dropped, reason="Tidak perlu", now=NOW)
    obstacle: Obstacle = obstacles.note_obstacle(
        actor=people.secretariat, election=table.election, region=table.regions["16.72.01"], kind="access",
        title="Jembatan putus (contoh)", now=NOW,
    )  # fmt: skip
    obstacles.set_strategy(
        actor=people.secretariat, obstacle=obstacle, strategy="Rakit", owner=table.kpu, due=DUE, now=NOW
    )
    table.utara_point(actor=people.secretariat, obstacle=obstacle)
    return account("sekretariat", "secretariat", at=table.regions["16.72"])


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_of_points_are_accessible_and_fit(page_at: Opener, secretary: Account, width: int) -> None:
    visit = page_at(width)
    visit.sign_in(secretary)
    point, obstacle = points_first(), Obstacle.objects.get().pk
    for path in (
        "/tindak-lanjut/", "/tindak-lanjut/papan/", "/tindak-lanjut/saya/", "/tindak-lanjut/angka/",
        "/tindak-lanjut/ingatkan/", "/tindak-lanjut/baru/", f"/tindak-lanjut/{point}/",
        f"/tindak-lanjut/{point}/lapor/?status=done", "/kendala/", f"/kendala/{obstacle}/",
    ):  # fmt: skip
        page = visit.go(path)
        visit.picture(path.strip("/").partition("?")[0].replace("/", "-"))
        check_fits(page)
        check_accessible(page)


def points_first() -> int:
    return ActionPoint.objects.order_by("pk").values_list("pk", flat=True)[0]
