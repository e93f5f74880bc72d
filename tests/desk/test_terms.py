"""Who acts on a day, held against a slow oracle that walks the days."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from siaga.desk.models import Office, Person, Tenure
from siaga.desk.terms import acting, holder, overlaps

START = date(2024, 1, 1)
OFFICE = Office(id=1, title="Bupati Contoh")


@st.composite
def histories(draw: st.DrawFn) -> list[Tenure]:
    """Terms of one office that keep the rule: none of one sort shares a day with another of that sort."""
    terms: list[Tenure] = []
    for kinds in (["definitif"], ["pj", "pjs", "plt", "plh"]):
        day = 0
        for _number in range(draw(st.integers(0, 4))):
            day += draw(st.integers(0, 20))
            length = draw(st.integers(0, 30))
            forever = draw(st.booleans())
            terms.append(
                Tenure(
                    id=len(terms) + 1,
                    office=OFFICE,
                    person=Person(id=len(terms) + 1, name=f"Contoh {len(terms) + 1}"),
                    kind=draw(st.sampled_from(kinds)),
                    starts=START + timedelta(days=day),
                    ends=None if forever else START + timedelta(days=day + length),
                )
            )
            if forever:
                break
            day += length + 1
    return draw(st.permutations(terms))


def _oracle(terms: list[Tenure], day: date) -> int | None:
    """The slow way: give each day of each term to its holder, stand-ins last so that they cover the definitive."""
    of_day: dict[date, int] = {}
    for stand_in in (False, True):
        for term in terms:
            if (term.kind != "definitif") is stand_in:
                last = term.ends or START + timedelta(days=400)
                for step in range((last - term.starts).days + 1):
                    of_day[term.starts + timedelta(days=step)] = term.pk
    return of_day.get(day)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(histories(), st.integers(-10, 200))
def test_holder_on_a_day_agrees_with_the_slow_oracle(terms: list[Tenure], offset: int) -> None:
    day = START + timedelta(days=offset)
    found = acting(terms, day)
    assert (found.pk if found else None) == _oracle(terms, day)
    assert holder(OFFICE, terms, day).vacant is (found is None)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(histories())
def test_a_kept_history_has_no_overlap(terms: list[Tenure]) -> None:
    for one in terms:
        for other in terms:
            if one is not other and one.stands_in == other.stands_in:
                assert not overlaps(one.starts, one.ends, other)


def test_first_and_last_day_belong_to_the_term() -> None:
    term = Tenure(office=OFFICE, kind="pjs", starts=date(2024, 9, 25), ends=date(2024, 11, 23))
    assert [term.covers(day) for day in (date(2024, 9, 24), term.starts, term.ends, date(2024, 11, 24))] == [
        False,
        True,
        True,
        False,
    ]
    assert term.styled_title == "Pjs. Bupati Contoh"
