"""The picture equals a slow and obvious oracle at every node, on both scales, now and at every past moment."""

from __future__ import annotations

import os
import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from siaga.desk.models import Agency
from siaga.elections.models import Election
from siaga.instruments.models import UnitKind
from siaga.readiness import queries
from siaga.readiness.actions.indicators import retire_indicator, set_terms
from siaga.readiness.arithmetic import FULL, Figure, Scale
from siaga.readiness.folding import settle
from siaga.readiness.models import Reading, Tally, Touched
from siaga.readiness.rebuilding import rebuild
from siaga.readiness.receiving import ask_rebuild
from siaga.reporting.models import DutyUnit, ReviewAct, State, Submission
from siaga.reporting.signals import roster_changed, submission_came, submission_moved
from siaga.reporting.units import Unit, agency_unit, region_unit, station_unit
from tests import factories, people
from tests.factories import reports
from tests.readiness import oracle
from tests.readiness.worlds import indicator

START = datetime(2024, 10, 1, 1, 0, tzinfo=UTC)
NOW = START + timedelta(days=30)
ANSWERS = [None, "ya", "tidak", "sebagian", "tidak_tahu"]
RULE = {"kind": "choice", "scores": {"ya": 1, "sebagian": 0.3, "tidak": 0}}
EXAMPLES = int(os.environ.get("SIAGA_ROLLUPS", "4"))


class World:
    """Random units, rosters, indicators, terms, reports and reviews over two elections that share their regions."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.tree = factories.tree()
        self.elections = [
            factories.election(self.tree["16"], "gubernur"),
            factories.election(self.tree[people.CITY], "wali-kota"),
        ]
        self.instruments = [
            reports.instrument("contoh-tps"),
            reports.instrument("contoh-rawan"),
            reports.instrument("contoh-desa", UnitKind.REGION, level=4),
            reports.instrument("contoh-instansi", UnitKind.AGENCY),
        ]
        self.versions = {one.pk: reports.version(one, questions=[]) for one in self.instruments}
        self.agencies: list[Agency] = [
            factories.agency("kpu", self.tree[people.CITY]),
            factories.agency("kpu", self.tree["16"]),
            factories.agency("kecamatan", self.tree["16.72.01"]),
        ]
        self.units: dict[int, dict[int, list[Unit]]] = {}
        for election in self.elections:
            self._units(election)
        self.moments: list[datetime] = []
        self.submissions: list[Submission] = []

    def at(self) -> datetime:
        moment = START + timedelta(seconds=self.chance.randrange(0, 30 * 86400))
        self.moments.append(moment)
        return moment

    def _units(self, election: Election) -> None:
        villages = [one for code, one in self.tree.items() if len(code) == 13 and code.startswith(election.region.code)]
        stations = [
            station_unit(factories.station(election, village, number))
            for village in villages
            for number in range(1, self.chance.randrange(2, 4))
        ]
        about = {
            self.instruments[0].pk: stations,
            self.instruments[1].pk: stations,
            self.instruments[2].pk: [region_unit(one) for one in villages],
            self.instruments[3].pk: [agency_unit(one) for one in self.agencies],
        }
        self.units[election.pk] = about
        for instrument in self.instruments:
            scale = "kerawanan" if instrument.name == "contoh-rawan" else "readiness"
            for number in range(self.chance.randrange(1, 4)):
                since = START - timedelta(days=1) if self.chance.random() < 0.7 else START + timedelta(days=number * 4)
                indicator(
                    election, instrument, f"{instrument.name}-{number}", f"q{number}", scale=scale,
                    rule={"kind": "risk"} if scale == "kerawanan" else RULE,
                    weight=self.chance.choice([0, 1, 1, 2, 7]), stale_days=self.chance.choice([1, 3, 7, 14]),
                    since=since,
                )  # fmt: skip
            duty = reports.duty(election, instrument, election.region)
            for unit in about[instrument.pk]:
                if self.chance.random() < 0.9:
                    since = START - timedelta(days=1) if self.chance.random() < 0.8 else START + timedelta(days=5)
                    row = reports.owes(duty, unit, since)
                    if self.chance.random() < 0.1:
                        DutyUnit.objects.filter(pk=row.pk).update(until=START + timedelta(days=20))
        roster_changed.send(Election, election=election, now=START)

    def report(self, at: datetime, *, supersedes: Submission | None = None) -> None:
        election = self.chance.choice(self.elections)
        instrument = self.chance.choice(self.instruments)
        unit = self.chance.choice(self.units[election.pk][instrument.pk])
        if supersedes is not None:
            election = next(one for one in self.elections if one.pk == supersedes.election_id)
            instrument = next(one for one in self.instruments if one.pk == supersedes.instrument_id)
            unit = next(one for one in self.units[election.pk][instrument.pk] if one.code == supersedes.unit_code)
        values = {f"q{number}": self.chance.choice(ANSWERS) for number in range(4)}
        values = {key: value for key, value in values.items() if value is not None}
        observed = at - timedelta(hours=self.chance.choice([0, 0, 0, 5, 30, 200]))
        made = reports.submission(
            election, self.versions[instrument.pk], unit, values=values, received_at=at, observed_at=observed,
            sender_role=self.chance.choice(["field", "kecamatan"]), supersedes=supersedes, nil=not values,
        )  # fmt: skip
        self.submissions.append(made)
        submission_came.send(Submission, submission=made, actor=people.field, now=at)

    def step(self, at: datetime) -> None:
        """One step of review, or a correction, of a report that has come by then."""
        known = [one for one in self.submissions if one.received_at <= at and one.state != State.SUPERSEDED]
        known = [one for one in known if not one.acts.filter(at__gt=at).exists()]
        if not known:
            return
        submission = self.chance.choice(known)
        after = {
            State.SENT: [State.CHECKED, State.ACCEPTED, State.RETURNED, State.SUPERSEDED],
            State.CHECKED: [State.ACCEPTED, State.RETURNED, State.SENT, State.SUPERSEDED],
            State.ACCEPTED: [State.SENT],
            State.RETURNED: [State.SENT, State.SUPERSEDED],
        }[State(submission.state)]
        chosen = self.chance.choice(after)
        act = ReviewAct.objects.create(
            submission=submission, at=at, before=submission.state, after=chosen, actor_name="Contoh",
            actor_role=self.chance.choice(["field", "kecamatan", "secretariat"]),
        )  # fmt: skip
        submission.state = chosen
        submission.save(update_fields=["state"])
        submission_moved.send(Submission, submission=submission, act=act, actor=people.camat, now=at)
        if chosen == State.SUPERSEDED:
            self.report(at, supersedes=submission)

    def live(self) -> None:
        """Thirty days: reports and reviews in the order of time, terms that change, readers in between."""
        acts = self.chance.randrange(10, 45)
        for moment in sorted(self.at() for _number in range(acts)):
            what = self.chance.random()
            if what < 0.55:
                self.report(moment)
            elif what < 0.85:
                self.step(moment)
            elif what < 0.9:
                election = self.chance.choice(self.elections)
                one = self.chance.choice(queries.indicators_for(people.admin, election))
                set_terms(
                    actor=people.admin, indicator=one, weight=self.chance.randrange(0, 9),
                    stale_days=self.chance.choice([1, 5, 9]), reason="Contoh", now=max(moment, one.since),
                )  # fmt: skip
            elif what < 0.92:
                election = self.chance.choice(self.elections)
                one = self.chance.choice(queries.indicators_for(people.admin, election))
                retire_indicator(actor=people.admin, indicator=one, reason="Contoh", now=max(moment, one.since))
            else:
                settle(self.chance.choice(self.elections))


def same(figure: Figure, seen: oracle.Seen, where: str) -> None:
    found = (figure.expected, figure.reported, figure.stale, figure.confirmed)
    assert found == (seen.expected, seen.reported, seen.stale, seen.confirmed), where
    assert (figure.weight_expected, figure.weight_reported) == (seen.weight, seen.weight_reported), where
    assert (figure.earned, figure.confirmed_earned) == (seen.earned * FULL, seen.verified * FULL), where
    assert (figure.oldest, figure.newest) == ((min(seen.days), max(seen.days)) if seen.days else (None, None)), where


def compare(plain: oracle.Oracle, code: str, scale: Scale, at: datetime | None, now: datetime) -> None:
    election = plain.election
    moment = at or now
    where = f"{election.slug} {code or 'ID'} {scale} {moment} {'past' if at else 'now'}"
    shown = queries.picture(people.admin, election, code, scale, at, now)
    seen = oracle.look(plain, code, scale, moment)
    same(shown.figure, seen, where)
    same(shown.own_agencies, oracle.look(plain, code, scale, moment, own=True), f"{where} own")
    standings = {str(key): count for key, count in shown.units.by_standing.items() if count}
    risks = {str(key): count for key, count in shown.units.by_risk.items() if count}
    assert (standings if scale is Scale.READINESS else risks) == (
        seen.standings if scale is Scale.READINESS else seen.risks
    ), where
    assert shown.units.expected == sum(seen.standings.values()), where
    assert set(shown.silent) == seen.silent, where
    assert shown.silent_count == len(seen.silent), where
    for line in shown.indicators:
        own = line.indicator.instrument.unit_kind == UnitKind.AGENCY
        same(line.figure, oracle.look(plain, code, scale, moment, own=own, key=line.indicator.key), where)
    for child in shown.children:
        same(child.figure, oracle.look(plain, child.code, scale, moment), f"{where} > {child.code}")


def check(number: int) -> None:
    world = World(random.Random(number))
    world.live()
    codes = ["", "16", "16.72", "16.03", "16.72.01", "16.72.01.1001", "16.72.01.1001/001"]
    chosen = world.chance.sample(codes, 3)
    for election in world.elections:
        inside = [code for code in chosen if not code or code.startswith(election.region.code) or len(code) < 6]
        plain = oracle.Oracle(election)
        for code in inside:
            for scale in Scale:
                compare(plain, code, scale, None, NOW)
                compare(plain, code, scale, world.chance.choice(world.moments), NOW)
        kept = {(row.scale, row.code): bytes(row.data) for row in Tally.objects.filter(election=election)}
        ask_rebuild(election.pk)
        rebuild(election, readings=True)
        again = {(row.scale, row.code): bytes(row.data) for row in Tally.objects.filter(election=election)}
        assert {key: data for key, data in kept.items() if data} == again
        assert rebuild(election, readings=True) == 0
        assert not Touched.objects.filter(election=election).exists()
    assert Reading.objects.count() == Submission.objects.count()


class TestRollUp(TestCase):
    @settings(
        max_examples=EXAMPLES, deadline=None, derandomize=EXAMPLES < 50,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )  # fmt: skip
    @given(st.integers(0, 2**32))
    def test_equals_the_oracle_at_every_node_and_moment(self, number: int) -> None:
        check(number)


@pytest.mark.soak
@pytest.mark.django_db
@pytest.mark.parametrize("part", range(20))
def test_equals_the_oracle_thousands_of_times(part: int) -> None:
    from django.db import transaction

    for number in range(part * 100, part * 100 + 100):
        with transaction.atomic():
            check(number)
            transaction.set_rollback(True)
