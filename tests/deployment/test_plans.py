"""Security plans: computed from what is kept, edited by hand, made again with few changes, told to who must know."""

from __future__ import annotations

import pytest
from django.test import Client

from siaga.access import Refused
from siaga.deployment.access import access_deployment, sight_of
from siaga.deployment.actions.plans import edit_deployment, replan_deployment
from siaga.deployment.computing import computed
from siaga.deployment.editing import Edit, EditImpossible
from siaga.deployment.feeding import feed
from siaga.deployment.queries.since import happened_since
from siaga.deployment.queries.summaries import summary_of
from siaga.deployment.reading import sheet_of
from siaga.engines.deployment.happened import Happened
from siaga.instruments.library import GUARDS
from siaga.planning.actions.plans import finish_plan, put_in_force, start_plan
from siaga.planning.models import Plan
from siaga.rakor.models import Obstacle
from siaga.reporting.models import Submission
from tests import factories, people
from tests.deployment.worlds import guarded, police, polsek, polsek_elsewhere
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def loaded(plan: Plan) -> Plan:
    return Plan.objects.select_related("region__parent", "election__region", "parent", "created_by").get(pk=plan.pk)


def test_every_tps_gets_a_team_of_its_pattern_and_the_plan_says_what_it_assumed() -> None:
    sheet = sheet_of(loaded(guarded().plan()))
    assert sheet.result is not None
    assert sorted(code for team in sheet.result.teams for code in team.posts) == sorted(sheet.posts)
    assert all(len(team.officers) == 2 and team.leader for team in sheet.result.teams)
    assert sheet.figures["guarded"] == 6
    assert {one.key for one in sheet.assumptions} >= {"unrated", "linmas_unlisted", "homes"}


def test_a_shortage_is_told_by_unit_with_what_closes_it_and_becomes_an_obstacle_without_names() -> None:
    plan = guarded(officers=1).plan()
    sheet = sheet_of(loaded(plan))
    assert sheet.result is not None
    assert sheet.figures["missing"] > 0
    assert [one for one in sheet.result.repairs if one.kind == "bko"]
    put_in_force(actor=police, plan=loaded(plan), now=NOW)
    obstacles = Obstacle.objects.filter(region__code__startswith="16.72")
    assert obstacles.exists()
    assert not [one for one in obstacles if "Contoh Pol" in f"{one.title} {one.detail}"]


def test_causes_of_an_earlier_engine_say_so_and_how_to_have_them_told_apart() -> None:
    here = guarded(officers=1)
    plan = loaded(here.plan())
    account = factories.account("contoh-polres", "agency", at=here.city, agency=factories.agency("polres", here.city))
    client = Client()
    client.force_login(account, "allauth.account.auth_backends.AuthenticationBackend")
    old = "ketika itu sebab-sebabnya belum dibedakan"
    assert old not in client.get(f"/pengamanan/versi/{plan.pk}/").content.decode()
    earlier = {key: value for key, value in (plan.result or {}).items() if key != "causes"}
    Plan.objects.filter(pk=plan.pk).update(result=earlier)
    page = client.get(f"/pengamanan/versi/{plan.pk}/").content.decode()
    assert old in page
    assert f'href="/pengamanan/{here.election.slug}/16.72/baru/">Hitung rencana baru' in page


def test_moving_a_tps_too_far_names_the_rule_and_keeps_the_old_version() -> None:
    plan = loaded(guarded().plan())
    sheet = sheet_of(plan)
    assert sheet.result is not None
    north = next(team for team in sheet.result.teams if team.district == "16.72.01")
    made = edit_deployment(actor=police, plan=plan, edits=[Edit("move", "16.72.03.1001/001", north.id)], now=NOW)
    assert "district" in {one["rule"] for one in (made.result or {})["broken"]}
    assert made.parent_id == plan.pk
    assert sheet_of(loaded(plan)).result == sheet.result


def test_a_locked_team_is_neither_edited_nor_replanned() -> None:
    plan = loaded(guarded().plan())
    result = sheet_of(plan).result
    assert result is not None
    team = result.teams[0]
    locked = loaded(edit_deployment(actor=police, plan=plan, edits=[Edit("lock", team.id)], now=NOW))
    with pytest.raises(EditImpossible):
        edit_deployment(actor=police, plan=locked, edits=[Edit("move", team.posts[0], "")], now=NOW)
    other = next(one for one in result.teams if one.id != team.id)
    again = replan_deployment(actor=police, plan=locked, happened=Happened(ill=frozenset(other.officers[:1])), now=NOW)
    again = loaded(again)
    start_plan(actor=people.admin, plan=again, now=NOW)
    made = finish_plan(actor=people.admin, plan=again, result=computed(again, lambda _stage: None), now=NOW)
    kept = next(one for one in (made.result or {})["teams"] if one["id"] == team.id)
    assert (tuple(kept["posts"]), tuple(kept["officers"])) == (team.posts, team.officers)
    assert (made.result or {})["share"] < 0.2
    assert {one["kind"] for one in (made.result or {})["changes"]} >= {"out"}


def test_who_is_noted_as_away_is_found_when_replanning() -> None:
    from datetime import timedelta

    from siaga.deployment.actions.people import note_absence
    from siaga.deployment.models import Officer

    here = guarded()
    sheet = sheet_of(loaded(here.plan()))
    assert happened_since(police, sheet) == Happened()
    officer = Officer.objects.select_related("region", "election", "unit").get(officer_id="Polres-03")
    note_absence(actor=police, officer=officer, kind="berhalangan", starts=sheet.duty[0], ends=sheet.duty[1], now=NOW)
    assert happened_since(police, sheet).ill == {"Polres-03"}
    rested = Officer.objects.select_related("region", "election", "unit").get(officer_id="Polres-04")
    before = sheet.duty[0] - timedelta(hours=4)
    note_absence(actor=police, officer=rested, kind="tugas-lain", starts=NOW, ends=before, now=NOW)
    assert happened_since(police, sheet).ill == {"Polres-03", "Polres-04"}


def test_a_polsek_sees_its_part_of_the_plan_in_force_and_others_see_counts() -> None:
    here = guarded()
    plan = here.plan()
    with pytest.raises(Refused):
        access_deployment(polsek, plan.pk)  # not in force yet
    put_in_force(actor=police, plan=loaded(plan), now=NOW)
    found, sight = access_deployment(polsek, plan.pk)
    part = sheet_of(found, sight)
    assert {team.team.district for team in part.teams} == {"16.72.01"}
    assert not part.reserves
    other, sight = access_deployment(polsek_elsewhere, plan.pk)
    assert {team.team.district for team in sheet_of(other, sight).teams} == {"16.72.03"}
    for person in (people.secretariat, people.officer, people.camat, people.lurah, people.auditor, people.outsider):
        with pytest.raises(Refused):
            access_deployment(person, plan.pk)
    assert access_deployment(people.leader, plan.pk)[1].whole
    assert sight_of(people.secretariat, here.election, "16.72").counts
    summary = summary_of(people.secretariat, here.election, here.city)
    assert summary is not None
    assert summary.posts == 6


def test_the_picture_hears_which_tps_are_guarded_and_only_what_changed_is_said_again() -> None:
    here = guarded()
    plan = here.plan()
    put_in_force(actor=police, plan=loaded(plan), now=NOW)
    assert feed(plan.pk, lambda: NOW) == 6
    assert feed(plan.pk, lambda: NOW) == 0
    states = Submission.objects.filter(instrument__name=GUARDS)
    assert {one.values["terjaga"] for one in states} == {1}
