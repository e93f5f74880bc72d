"""What every kind of plan has: its list of regencies, and versions that only their own kind's pages know."""

from __future__ import annotations

import pytest
from django.test import Client

from siaga.elections.actions.elections import create_election
from siaga.elections.models import Election
from siaga.planning.models import PlanKind
from siaga.wilayah.models import Region
from tests import factories, people
from tests.factories import NOW, planning

pytestmark = pytest.mark.django_db
ROOMS = {PlanKind.DISTRIBUTION: "rencana", PlanKind.DEPLOYMENT: "pengamanan", PlanKind.CONTINGENCY: "darurat"}


@pytest.fixture
def leader() -> Client:
    """Sees plans of a province with an election and two regencies."""
    regions = factories.tree()
    create_election(actor=people.admin, slug="pilkada-2024", ruleset="pilkada-2024", region=regions["16"], now=NOW)
    client = Client()
    client.force_login(
        factories.account("pimpinan", "leader", at=regions["16"]), "allauth.account.auth_backends.AuthenticationBackend"
    )
    return client


def _plan(kind: PlanKind) -> int:
    return planning.plan(Election.objects.get(), kind=kind, region=Region.objects.get(code="16.72")).pk


@pytest.mark.parametrize("kind", ROOMS)
def test_a_version_is_found_in_the_room_of_its_kind_alone(leader: Client, kind: PlanKind) -> None:
    pk = _plan(kind)
    for other, room in ROOMS.items():
        for page in ("", "banding/"):
            found = leader.get(f"/{room}/versi/{pk}/{page}").status_code
            assert found == (200 if other == kind else 404), (room, page)


def test_regencies_are_listed_with_versions_of_the_kind_alone(leader: Client) -> None:
    for kind in (PlanKind.DEPLOYMENT, PlanKind.DISTRIBUTION, PlanKind.DISTRIBUTION):
        _plan(kind)
    listed = {
        room: {row.code: row.versions for row in leader.get(f"/{room}/pilkada-2024/").context["table"].rows}
        for room in ("rencana", "darurat")
    }
    assert listed == {"rencana": {"16.03": 0, "16.72": 2}, "darurat": {"16.03": 0, "16.72": 0}}
