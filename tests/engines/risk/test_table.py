"""Thousands of TPS at once are the same as one after the other, and the classes sum to all of them."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from siaga.engines.risk.judging import classify
from siaga.engines.risk.scheme import RiskClass
from siaga.engines.risk.table import classify_all, table_of
from siaga.engines.risk.widespread import Bands, Spread, widespread
from tests.engines.risk.schemes import ANSWERS, NUMBERS, schemes


@given(schemes(), st.lists(st.tuples(ANSWERS, st.booleans()), max_size=12))
@settings(max_examples=60, deadline=None)
def test_a_table_is_judged_as_its_rows_are(scheme, stations):
    table = table_of(scheme.numbers, [(str(n), answers, special) for n, (answers, special) in enumerate(stations)])
    assessment = classify_all(scheme, table)
    for row, (answers, special) in enumerate(stations):
        judged = classify(scheme, answers, special)
        assert assessment.cls(row) is judged.cls
        assert assessment.judged(row) == judged
    assert sum(assessment.counts().values()) == len(stations)
    assert set(assessment.counts()) == set(RiskClass)


VILLAGES = st.lists(st.tuples(ANSWERS, st.sampled_from(["a", "b", "c"])), max_size=20)


@given(VILLAGES)
@settings(max_examples=40, deadline=None)
def test_every_indicator_is_counted_by_itself(stations):
    table = table_of(NUMBERS, [(str(n), answers, False) for n, (answers, _village) in enumerate(stations)])
    rows = widespread(table, [village for _answers, village in stations], Bands(500_000, 250_000))
    assert {row.number for row in rows} == set(NUMBERS)
    assert [row.stations for row in rows] == sorted((row.stations for row in rows), reverse=True)
    for row in rows:
        having = [(answers, village) for answers, village in stations if answers.get(row.number) is True]
        assert row.stations == len(having)
        assert row.villages == len({village for _answers, village in having})
        assert row.reported == sum(answers.get(row.number) is not None for answers, _village in stations)
        assert row.reported + row.missing == len(stations)
        if not having:
            assert row.spread is (Spread.TIDAK_ADA if not row.missing and stations else Spread.BELUM_DIKETAHUI)
        else:
            share = len(having) / len(stations)
            expected = (
                Spread.PALING_BANYAK if share >= 0.5 else Spread.BANYAK if share >= 0.25 else Spread.PERLU_DIANTISIPASI
            )
            assert row.spread is expected


def test_an_empty_table_has_no_class():
    table = table_of(NUMBERS, [])
    assert table.marks.shape == (0, len(NUMBERS))
    assert table.marks.dtype == np.int8
