"""Elections are created with their calendar and the exact text of their rules."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from siaga.access import Actor, Refused
from siaga.elections.actions import elections as actions
from siaga.elections.errors import (
    BadSlug,
    ElectionClosed,
    ElectionHasStations,
    NameNeeded,
    ReasonNeeded,
    SlugTaken,
    UnknownRuleset,
    WrongRound,
)
from siaga.elections.models import Election, RulesetText, Stage
from siaga.elections.queries import ruleset_news
from siaga.elections.rulesets import by_name, digest_of
from siaga.ledger.models import Entry
from tests import factories, people
from tests.elections.worlds import World, world
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> World:
    return world()


def _create(actor: Actor = people.secretariat, **changes: object) -> Election:
    values: dict[str, object] = {"slug": "pilkada-2024", "ruleset": "pilkada-2024", **changes}
    if "region" not in values:
        values["region"] = factories.tree()["16.72"]
    return actions.create_election(actor=actor, now=NOW, **values)  # type: ignore[arg-type]


def test_create_election_takes_day_name_and_stages_from_the_ruleset() -> None:
    election = _create()
    assert election.voting_day == date(2024, 11, 27)
    assert election.name == "Pilkada Serentak 2024 Kota Pagar Alam"
    assert election.stages.count() == len(by_name("pilkada-2024").ruleset.stages)  # type: ignore[union-attr]
    campaign = election.stages.get(key="kampanye")
    assert (campaign.starts, campaign.ends, campaign.verified) == (date(2024, 9, 25), date(2024, 11, 23), True)
    logistics = election.stages.get(key="logistik-di-tps")
    assert (logistics.starts, logistics.ends) == (None, date(2024, 11, 26))


def test_create_election_keeps_the_exact_text_of_the_ruleset() -> None:
    election = _create()
    file = by_name("pilkada-2024")
    assert (election.ruleset.digest, election.ruleset.toml) == (file.digest, file.text)


def test_another_voting_day_moves_the_dates_and_says_so() -> None:
    election = _create(voting_day=date(2024, 12, 4))
    campaign = election.stages.get(key="kampanye")
    assert (campaign.starts, campaign.ends, campaign.verified) == (date(2024, 10, 2), date(2024, 11, 30), False)
    assert "digeser" in campaign.doubt


def test_several_elections_stand_side_by_side(here: World) -> None:
    other = _create(slug="pemilu-2024", ruleset="pemilu-2024", region=here.regions["16.72"])
    assert other.voting_day == date(2024, 2, 14)
    assert Election.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"ruleset": "pilkades"}, UnknownRuleset),
        ({"ruleset": "psu-pilkada"}, WrongRound),
        ({"slug": "Pilkada 2024"}, BadSlug),
        ({"slug": "baru"}, SlugTaken),
    ],
)
def test_create_election_refuses(changes: dict[str, object], error: type[Exception]) -> None:
    with pytest.raises(error):
        _create(**changes)
    assert not Election.objects.exists()
    assert not Stage.objects.exists()


def test_a_slug_is_used_once(here: World) -> None:
    with pytest.raises(SlugTaken):
        _create(region=here.regions["16.72"])


CHANGES: dict[str, Callable[[Actor, Election], object]] = {
    "change": lambda actor, one: actions.change_election(actor=actor, election=one, name="Lain", now=NOW),
    "close": lambda actor, one: actions.close_election(actor=actor, election=one, now=NOW),
    "reopen": lambda actor, one: actions.reopen_election(actor=actor, election=one, reason="x", now=NOW),
    "remove": lambda actor, one: actions.remove_election(actor=actor, election=one, now=NOW),
    "upgrade": lambda actor, one: actions.upgrade_ruleset(actor=actor, election=one, digest=one.ruleset_id, now=NOW),
}
MAY = {"admin", "secretariat"}


@pytest.mark.parametrize("name", sorted(set(people.EVERYONE) - MAY))
@pytest.mark.parametrize("change", CHANGES)
def test_only_secretariat_and_admin_change_an_election(name: str, change: str) -> None:
    election = factories.election(factories.tree()["16.72"])
    with pytest.raises(Refused):
        CHANGES[change](people.EVERYONE[name], election)
    assert not Entry.objects.exists()


@pytest.mark.parametrize("name", sorted(set(people.EVERYONE) - MAY))
def test_only_secretariat_and_admin_create_an_election(name: str) -> None:
    with pytest.raises(Refused):
        _create(people.EVERYONE[name])


@pytest.mark.parametrize("name", sorted(MAY))
def test_secretariat_and_admin_change_an_election(name: str) -> None:
    election = factories.election(factories.tree()["16.72"])
    changed = actions.change_election(actor=people.EVERYONE[name], election=election, name="Pilkada Lain", now=NOW)
    assert Election.objects.get().name == changed.name == "Pilkada Lain"


def test_a_moved_voting_day_takes_along_only_what_the_desk_left_alone(here: World) -> None:
    Stage.objects.filter(election=here.election, key="kampanye").update(ends=date(2024, 11, 20))
    actions.change_election(actor=people.secretariat, election=here.election, voting_day=date(2024, 11, 28), now=NOW)
    assert here.stage("kampanye").ends == date(2024, 11, 20)
    assert here.stage("masa-tenang").starts == date(2024, 11, 25)
    assert here.stage("pemungutan").starts == date(2024, 11, 28)


def test_an_election_without_name_is_refused(here: World) -> None:
    with pytest.raises(NameNeeded):
        actions.change_election(actor=people.secretariat, election=here.election, name="  ", now=NOW)


def test_a_closed_election_does_not_change_until_it_is_opened_again(here: World) -> None:
    closed = actions.close_election(actor=people.secretariat, election=here.election, now=NOW)
    with pytest.raises(ElectionClosed):
        actions.change_election(actor=people.secretariat, election=closed, name="Lain", now=NOW)
    with pytest.raises(ReasonNeeded):
        actions.reopen_election(actor=people.secretariat, election=closed, reason=" ", now=NOW)
    actions.reopen_election(actor=people.secretariat, election=closed, reason="Salah tutup", now=NOW)
    actions.change_election(actor=people.secretariat, election=closed, name="Lain", now=NOW)
    assert Election.objects.get().name == "Lain"
    assert Entry.objects.get(action="election.reopen").reason == "Salah tutup"


def test_an_election_with_stations_is_not_removed(here: World) -> None:
    with pytest.raises(ElectionHasStations):
        actions.remove_election(actor=people.secretariat, election=here.election, now=NOW)
    here.election.stations.all().delete()
    actions.remove_election(actor=people.secretariat, election=here.election, now=NOW)
    assert not Election.objects.exists()


@pytest.fixture
def older(here: World) -> Election:
    """The election as if made with an older text: limit 500, campaign one day shorter."""
    text = by_name("pilkada-2024").text
    toml = text.replace("value = 600", "value = 500").replace("ends = 2024-11-23", "ends = 2024-11-22")
    kept = RulesetText.objects.create(digest=digest_of(toml), name="pilkada-2024", version="2024.0", toml=toml)
    Election.objects.update(ruleset=kept)
    Stage.objects.filter(key="kampanye").update(ends=date(2024, 11, 22))
    return Election.objects.select_related("region", "ruleset").get()


def test_ruleset_news_names_exactly_what_differs(older: Election) -> None:
    news = ruleset_news(older)
    assert news is not None
    assert [(one.key, one.before, one.after) for one in news.differences] == [
        ("stages[kampanye].ends", "2024-11-22", "2024-11-23"),
        ("station.voter_limit.value", "500", "600"),
    ]


def test_upgrade_ruleset_moves_the_stages_and_leaves_no_news(older: Election) -> None:
    news = ruleset_news(older)
    assert news is not None
    actions.upgrade_ruleset(actor=people.secretariat, election=older, digest=news.digest, now=NOW)
    election = Election.objects.select_related("ruleset").get()
    assert ruleset_news(election) is None
    assert election.stages.get(key="kampanye").ends == date(2024, 11, 23)


def test_upgrade_ruleset_refuses_a_text_that_nobody_has_seen(older: Election) -> None:
    with pytest.raises(Refused):
        actions.upgrade_ruleset(actor=people.secretariat, election=older, digest="f" * 64, now=NOW)
