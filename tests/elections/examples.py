"""One runnable example of each act on elections, stages and stations."""

from __future__ import annotations

from datetime import date

from siaga.elections.actions import elections, repeats, stages, stations
from siaga.elections.models import Election, PollingStation, RepeatKind, RulesetText, Stage
from siaga.elections.rulesets import by_name, digest_of
from tests import factories, people
from tests.examples import example
from tests.factories import NOW


def _election() -> Election:
    city = factories.tree()["16.72"]
    return elections.create_election(
        actor=people.secretariat, slug="pilkada-2024", ruleset="pilkada-2024", region=city, now=NOW
    )


def _stage(key: str = "kampanye") -> Stage:
    return _election().stages.select_related("election__region").get(key=key)


def _station(number: int = 1) -> PollingStation:
    election = _election()
    village = election.region.children.get(code="16.72.01").children.get(code="16.72.01.1001")
    return factories.station(election, village, number, voters_total=400)


@example("election.create")
def create_election() -> None:
    _election()


@example("election.change")
def change_election() -> None:
    elections.change_election(actor=people.secretariat, election=_election(), voting_day=date(2024, 12, 4), now=NOW)


@example("election.close")
def close_election() -> None:
    elections.close_election(actor=people.secretariat, election=_election(), now=NOW)


@example("election.reopen")
def reopen_election() -> None:
    election = elections.close_election(actor=people.secretariat, election=_election(), now=NOW)
    elections.reopen_election(actor=people.secretariat, election=election, reason="Salah tutup", now=NOW)


@example("election.remove")
def remove_election() -> None:
    elections.remove_election(actor=people.secretariat, election=_election(), reason="Salah buat", now=NOW)


@example("election.upgrade_ruleset")
def upgrade_ruleset() -> None:
    election = _election()
    file = by_name("pilkada-2024")
    older = file.text.replace("ends = 2024-11-23", "ends = 2024-11-22").replace("value = 600", "value = 500")
    text = RulesetText.objects.create(digest=digest_of(older), name="pilkada-2024", version="2024.0", toml=older)
    Election.objects.filter(pk=election.pk).update(ruleset=text)
    election.stages.filter(key="kampanye").update(ends=date(2024, 11, 22))
    election = Election.objects.select_related("region").get(pk=election.pk)
    elections.upgrade_ruleset(actor=people.secretariat, election=election, digest=file.digest, now=NOW)


@example("election.repeat")
def create_repeat_round() -> None:
    station = _station()
    repeats.create_repeat_round(
        actor=people.secretariat,
        first=station.election,
        kind=RepeatKind.PSU,
        slug="psu-2024",
        voting_day=date(2024, 12, 5),
        codes=[station.code],
        basis="Rekomendasi Panwaslu Kecamatan (contoh)",
        now=NOW,
    )


@example("stage.set_dates")
def set_stage_dates() -> None:
    stages.set_stage_dates(
        actor=people.secretariat,
        stage=_stage("pengawas-adhoc"),
        starts=date(2024, 10, 1),
        ends=date(2024, 11, 3),
        source="Keputusan Bawaslu (contoh)",
        now=NOW,
    )


@example("stage.complete")
def complete_stage() -> None:
    stages.complete_stage(actor=people.secretariat, stage=_stage("dp4"), done_on=date(2024, 5, 31), now=NOW)


@example("stage.reopen")
def reopen_stage() -> None:
    stage = stages.complete_stage(actor=people.secretariat, stage=_stage("dp4"), done_on=date(2024, 5, 31), now=NOW)
    stages.reopen_stage(actor=people.secretariat, stage=stage, reason="Belum lengkap", now=NOW)


@example("stage.add")
def add_stage() -> None:
    stages.add_stage(
        actor=people.secretariat,
        election=_election(),
        name="Gladi kesiapan",
        starts=date(2024, 11, 20),
        ends=date(2024, 11, 20),
        now=NOW,
    )


@example("stage.remove")
def remove_stage() -> None:
    stage = stages.add_stage(
        actor=people.secretariat, election=_election(), name="Gladi kesiapan", starts=None, ends=None, now=NOW
    )
    stages.remove_stage(actor=people.secretariat, stage=stage, now=NOW)


@example("station.add")
def add_station() -> None:
    election = _election()
    village = election.region.children.get(code="16.72.01").children.get(code="16.72.01.1001")
    stations.add_station(actor=people.secretariat, election=election, village=village, number=1, now=NOW)


@example("station.change")
def change_station() -> None:
    facts = stations.StationFacts(voters_male=200, voters_female=211, address="SDN 1 Sukorejo (contoh)")
    stations.change_station(actor=people.secretariat, station=_station(), facts=facts, number=2, now=NOW)


@example("station.remove")
def remove_station() -> None:
    stations.remove_station(actor=people.secretariat, station=_station(), reason="Digabung", now=NOW)
