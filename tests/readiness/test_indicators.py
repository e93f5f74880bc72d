from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest

from siaga.access import Refused
from siaga.instruments.library import ensure_shipped
from siaga.instruments.models import InstrumentVersion
from siaga.readiness import queries
from siaga.readiness.actions.indicators import (
    add_indicator,
    install_standard_indicators,
    retire_indicator,
    set_terms,
)
from siaga.readiness.actions.snapshots import freeze_picture
from siaga.readiness.errors import BadIndicator, BadSnapshot, IndicatorExists, IndicatorRetired
from siaga.readiness.models import Indicator, Snapshot
from siaga.readiness.scoring import SUITS, fault, pack, score, unpack
from siaga.readiness.snapshots import digest_of, figure_of
from siaga.readiness.standard import standard_indicators
from tests import factories, people
from tests.factories import NOW
from tests.readiness.worlds import FULL_ANSWERS, City

FIRST = "16.72.01.1001/001"
YES = {"kind": "choice", "scores": {"ya": 1, "tidak": 0}}


def add(city: City, actor=people.secretariat, **fields) -> Indicator:
    defaults = {
        "instrument": city.about, "scale": "readiness", "name": "Listrik menyala", "question": "listrik",
        "rule": YES, "denominator": "seluruh TPS", "now": NOW,
    }  # fmt: skip
    return add_indicator(actor=actor, election=city.election, **(defaults | fields))


@pytest.mark.django_db
def test_a_new_indicator_scores_what_has_come_already() -> None:
    city = City()
    city.report(FIRST, FULL_ANSWERS, NOW - timedelta(days=1))
    made = add(city)
    shown = queries.picture(people.leader, city.election, people.CITY, "readiness", None, NOW)
    line = next(line for line in shown.indicators if line.indicator == made)
    assert (line.figure.expected, line.figure.reported, line.figure.value) == (6, 1, Fraction(1, 6))
    before = queries.picture(people.leader, city.election, people.CITY, "readiness", NOW - timedelta(hours=1), NOW)
    assert made not in [line.indicator for line in before.indicators]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [{"question": "tidak/ada"}, {"question": "sakit", "rule": {"kind": "percent"}}, {"rule": {"kind": "percent"}},
     {"rule": {"kind": "choice", "scores": {"ya": 2}}}, {"rule": {"kind": "choice", "scores": {"mungkin": 1}}},
     {"rule": {"kind": "python"}}, {"weight": 1001}, {"stale_days": 0}, {"denominator": " "}, {"name": ""},
     {"scale": "suara"}, {"agency_kind": "tidak-ada"}, {"key": "Huruf Besar"}],
)  # fmt: skip
def test_what_cannot_be_measured_is_refused(wrong: dict) -> None:
    city = City()
    with pytest.raises(BadIndicator):
        add(city, **wrong)
    with pytest.raises(IndicatorExists):
        add(city, key="kotak")


@pytest.mark.django_db
def test_terms_change_from_now_on_and_the_past_keeps_its_own() -> None:
    city = City()
    city.report(FIRST, {"logistik/kotak": "lengkap"}, NOW - timedelta(days=2))
    later = NOW + timedelta(days=1)
    set_terms(actor=people.secretariat, indicator=city.box, weight=9, stale_days=7, reason="Rakor", now=NOW)
    retire_indicator(actor=people.secretariat, indicator=city.power, reason="Rakor", now=NOW)
    now = queries.picture(people.leader, city.election, people.CITY, "readiness", None, later)
    past = queries.picture(people.leader, city.election, people.CITY, "readiness", NOW - timedelta(days=1), later)
    assert (now.figure.value, past.figure.value) == (Fraction(9, 66), Fraction(3, 36))
    with pytest.raises(IndicatorRetired):
        retire_indicator(actor=people.secretariat, indicator=city.power, reason="Lagi", now=later)
    tried = queries.what_if(people.leader, city.election, people.CITY, "readiness", {city.box.pk: 3}, None, later)
    assert (tried.lines[0].before.value, tried.lines[0].after.value) == (Fraction(9, 66), Fraction(3, 30))


@pytest.mark.django_db
@pytest.mark.parametrize("actor", [people.leader, people.officer, people.camat, people.field, people.outsider])
def test_only_the_desk_changes_indicators(actor) -> None:
    city = City()
    with pytest.raises(Refused):
        add(city, actor=actor)
    with pytest.raises(Refused):
        set_terms(actor=actor, indicator=city.box, weight=9, stale_days=7, reason="Rakor", now=NOW)


@pytest.mark.django_db
def test_standard_indicators_fit_the_shipped_checklists_and_install_once() -> None:
    one = factories.election(factories.tree()[people.CITY])
    ensure_shipped(people.admin, NOW)
    made = install_standard_indicators(actor=people.secretariat, election=one, now=NOW)
    assert len(made) == sum("pemilu" not in one.regimes for one in standard_indicators())
    assert install_standard_indicators(actor=people.secretariat, election=one, now=NOW) == []
    for indicator in made:
        version = InstrumentVersion.objects.filter(instrument=indicator.instrument).order_by("-number").first()
        question = next(one for one in version.questions if one["path"] == indicator.question)
        choices = {choice["name"] for choice in question["choices"]}
        rule = indicator.rule
        assert not fault(rule) and question["type"] in SUITS[rule["kind"]], indicator.key
        named = {*rule.get("scores", {}), *rule.get("yes", []), *rule.get("no", [])}
        assert named <= choices, indicator.key
        assert not question["sensitive"] and not indicator.instrument.sensitive


@pytest.mark.parametrize(
    ("rule", "answer", "expected"),
    [
        (YES, "ya", 1_000_000), (YES, "tidak_tahu", None), (YES, None, None), (YES, "", None),
        ({"kind": "choice", "scores": {"sebagian": 0.3}}, "sebagian", 300_000),
        ({"kind": "risk"}, "ya", 1_000_000), ({"kind": "risk"}, "tidak", 0), ({"kind": "risk"}, "tidak_tahu", None),
        ({"kind": "percent"}, 82.5, 825_000), ({"kind": "percent"}, 130, 1_000_000), ({"kind": "percent"}, "x", None),
        ({"kind": "ratio", "needed": 7}, 5, 714_286), ({"kind": "ratio", "needed": 2}, 3, 1_000_000),
        ({"kind": "ratio", "needed_question": "butuh"}, 1, 250_000),
        ({"kind": "threshold", "at_least": 100}, 99, 0), ({"kind": "threshold", "at_most": 0}, 0, 1_000_000),
    ],
)  # fmt: skip
def test_what_an_answer_is_worth(rule: dict, answer: object, expected: int | None) -> None:
    assert score(rule, "q", {"q": answer, "butuh": 4}) == expected
    assert unpack(pack([expected, None])) == [expected, None]


@pytest.mark.django_db
def test_a_snapshot_keeps_its_figures_and_its_digest() -> None:
    city = City()
    city.report(FIRST, FULL_ANSWERS, NOW - timedelta(hours=1))
    shown = queries.picture(people.leader, city.election, people.CITY, "readiness", None, NOW)
    freeze = {"election": city.election, "region": city.tree[people.CITY], "scale": "readiness", "now": NOW}
    kept = freeze_picture(actor=people.leader, title="Rakor", **freeze)
    city.report("16.72.01.1001/002", FULL_ANSWERS, NOW + timedelta(hours=1))
    kept = Snapshot.objects.get(pk=kept.pk)
    assert figure_of(kept.data["figure"], "readiness") == shown.figure
    assert digest_of(kept.data) == kept.digest
    later = NOW + timedelta(days=1)
    changes = queries.changes_since(people.leader, city.election, people.CITY, "readiness", kept, None, later)
    assert changes.whole.change == Fraction(6, 36)
    assert changes.newly_silent == ()
    with pytest.raises(BadSnapshot):
        freeze_picture(actor=people.leader, title=" ", **freeze)
    with pytest.raises(Refused):
        freeze_picture(actor=people.camat, title="Rakor", **freeze)
