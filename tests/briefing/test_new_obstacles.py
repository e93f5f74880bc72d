"""What kerawanan, security plans and plans for emergencies find is told wherever indicators and obstacles are read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from siaga.briefing.actions.reports import draw_up_report
from siaga.briefing.pack.reading import read_pack
from siaga.elections.models import Election
from siaga.planning.actions.plans import put_in_force
from siaga.planning.models import Plan
from siaga.rakor.actions.agenda import draw_up_agenda
from siaga.rakor.models import Obstacle
from siaga.rakor.queries.agenda import agenda_of
from siaga.readiness.shapes import Risk
from siaga.reporting.units import station_unit
from tests import people
from tests.contingency.worlds import Ready, ready
from tests.deployment.worlds import guarded, police
from tests.factories import NOW, briefing, rakor
from tests.readiness.city import city
from tests.readiness.world import sign_in

pytestmark = pytest.mark.django_db
DAY = {"kind": "daily", "starts": date(2024, 10, 30), "ends": date(2024, 10, 30)}
WEEK = {"kind": "weekly", "starts": date(2024, 10, 28), "ends": date(2024, 11, 3)}


def short_of_guards() -> Election:
    """A security plan in force with far too few officers."""
    here = guarded(officers=1)
    plan = Plan.objects.select_related("region__parent", "election__region", "parent", "created_by").get(
        pk=here.plan().pk
    )
    put_in_force(actor=police, plan=plan, now=NOW)
    return here.election


def short_of_gensets() -> Election:
    """A plan for emergencies in force that leaves dark stations without a genset."""
    here: Ready = ready()
    here.plan()
    return here.election


@pytest.fixture(params=[short_of_guards, short_of_gensets], ids=["pengamanan", "darurat"])
def election(request: pytest.FixtureRequest) -> Election:
    make: Callable[[], Election] = request.param
    return make()


def titles() -> set[str]:
    found = set(Obstacle.objects.filter(source="rencana").values_list("title", flat=True))
    assert found
    return found


def section(of: Election, key: str, period: dict[str, Any]) -> dict[str, Any]:
    report = draw_up_report(actor=people.secretariat, report=briefing.desk_report(of, **period), now=NOW)
    return next(one for one in report.facts["sections"] if one["key"] == key)


def test_the_agenda_tells_them_and_the_pack_asks_for_a_decision(election: Election) -> None:
    meeting = rakor.meeting(rakor.forum(election), NOW)
    draw_up_agenda(actor=people.secretariat, meeting=meeting, now=NOW)
    facts = next(item.facts for item in agenda_of(meeting) if item.key == "obstacles")
    assert {group["title"] for group in facts["groups"]} == titles()
    meeting.refresh_from_db()
    pack = read_pack(people.secretariat, election, election.region, meeting, NOW)
    choice = next(one for one in pack.choices if one.title == "Kendala yang belum teratasi")
    assert titles() & {label for label, _text in choice.facts}


@pytest.mark.parametrize("period", [DAY, WEEK], ids=["harian", "mingguan"])
def test_reports_of_the_desk_list_them(election: Election, period: dict[str, Any]) -> None:
    told = section(election, "obstacles", period)
    assert {row["title"] for row in told["tables"][0]["rows"]} == titles()
    ownerless = next(one["value"] for one in told["figures"] if one["key"] == "obstacles_ownerless")
    assert ownerless == Obstacle.objects.count()


def test_the_picture_of_the_region_shows_them(election: Election, client: Client) -> None:
    page = sign_in(client, "secretariat").get(reverse("readiness:picture", args=[election.slug, "16.72"]))
    text = page.content.decode()
    assert "Kendala yang belum teratasi" in text
    assert any(title in text for title in titles())


def test_the_picture_of_a_place_without_any_shows_none(election: Election, client: Client) -> None:
    Obstacle.objects.update(state="closed", closed_reason="Contoh")
    page = sign_in(client, "secretariat").get(reverse("readiness:picture", args=[election.slug, "16.72"]))
    assert "Kendala yang belum teratasi" not in page.content.decode()


@pytest.mark.parametrize("period", [DAY, WEEK], ids=["harian", "mingguan"])
def test_kerawanan_rises_on_the_agenda_and_counts_in_picture_and_reports(
    period: dict[str, Any], client: Client
) -> None:
    world = city()
    first, second = world.stations[:2]
    for station in (first, second):
        world.report(station_unit(station), {"sinyal": "tidak"}, days=8, of=world.risk)
    world.report(station_unit(second), {"sinyal": "ya"}, days=1, of=world.risk)
    forum, before = rakor.forum(world.election), NOW - timedelta(days=7)
    rakor.meeting(forum, before, state="held", held_at=before, facts_at=before)
    meeting = rakor.meeting(forum, NOW)
    draw_up_agenda(actor=people.secretariat, meeting=meeting, now=NOW)
    assert "rise:16.72.01" in [item.key for item in agenda_of(meeting)]
    figures = {one["key"]: one["value"] for one in section(world.election, "risk", period)["figures"]}
    assert (figures["risky"], figures["risk_clear"], figures["risk_silent"]) == (1, 1, 10)
    page = sign_in(client, "secretariat").get(
        reverse("readiness:picture", args=[world.election.slug, "16.72"]), {"skala": "kerawanan"}
    )
    counts = page.context["shown"].kerawanan.units.by_risk
    assert (counts[Risk.RAWAN], counts[Risk.TANPA], counts[Risk.BELUM_LAPOR]) == (1, 1, 10)
    assert "keadaan=rawan" in page.content.decode()
