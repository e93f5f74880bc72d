from __future__ import annotations

import threading
from datetime import UTC, datetime

import pytest
from django.db import connection

from siaga.access import Refused
from siaga.briefing.actions.letterheads import check_pattern, set_letterhead, take_number, written_number
from siaga.briefing.letterhead_errors import BadPattern, NoLetterhead, NothingWritten, NumberInThePast
from siaga.briefing.models import Letterhead
from siaga.ledger.models import Entry
from tests import people
from tests.factories import NOW, papers, tree

NEW_YEAR = datetime(2024, 12, 31, 17, 30, tzinfo=UTC)
"""1 January 2025, 00.30 WIB."""


@pytest.mark.django_db
def test_set_letterhead_keeps_what_was_written_and_the_numbers_given() -> None:
    city = tree()[people.CITY]
    set_letterhead(actor=people.secretariat, region=city, government=" Pemerintah Kota Contoh ", now=NOW)
    take_number(actor=people.secretariat, region=city, now=NOW)
    head = set_letterhead(
        actor=people.secretariat, region=city, government="Pemerintah Kota Contoh", city="Contoh", now=NOW
    )
    assert (head.government, head.city, head.last_number) == ("Pemerintah Kota Contoh", "Contoh", 1)
    assert Entry.objects.filter(action="letterhead.set").count() == 2


@pytest.mark.django_db
def test_set_letterhead_without_a_government_is_refused() -> None:
    with pytest.raises(NothingWritten):
        set_letterhead(actor=people.secretariat, region=tree()[people.CITY], government=" ", now=NOW)


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["leader", "camat", "officer", "auditor", "outsider", "field", "stranger"])
def test_set_letterhead_is_for_those_who_draw_up_documents(who: str) -> None:
    with pytest.raises(Refused):
        set_letterhead(actor=people.EVERYONE[who], region=tree()[people.CITY], government="Contoh", now=NOW)


@pytest.mark.parametrize(
    "pattern", ["{kode}/{tahun}", "{urut}", "{urut}/{tahun}/{nama}", "{urut}/{tahun}/{", "{urut}/{tahun}/{}"]
)
def test_a_pattern_that_repeats_or_is_not_understood_is_refused(pattern: str) -> None:
    with pytest.raises(BadPattern):
        check_pattern(pattern)


def test_a_number_is_written_by_its_pattern() -> None:
    assert written_number("{kode}/{urut}/KESBANGPOL/{bulan}/{tahun}", "100.2.7", 12, NOW.date()) == (
        "100.2.7/12/KESBANGPOL/X/2024"
    )


@pytest.mark.django_db
def test_numbers_follow_each_other_and_begin_anew_with_the_year_of_the_region() -> None:
    city = tree()[people.CITY]
    papers.letterhead(city)
    numbers = [take_number(actor=people.secretariat, region=city, now=at) for at in (NOW, NOW, NEW_YEAR)]
    assert numbers == ["100.2.7/1/2024", "100.2.7/2/2024", "100.2.7/1/2025"]
    with pytest.raises(NumberInThePast):
        take_number(actor=people.secretariat, region=city, now=NOW)


@pytest.mark.django_db
def test_a_kecamatan_without_letterhead_takes_numbers_from_the_city() -> None:
    regions = tree()
    papers.letterhead(regions[people.CITY])
    assert take_number(actor=people.camat, region=regions[people.KECAMATAN], now=NOW) == "100.2.7/1/2024"
    with pytest.raises(Refused):
        take_number(actor=people.camat, region=regions[people.CITY], now=NOW)


@pytest.mark.django_db
def test_take_number_without_any_letterhead_says_what_to_do() -> None:
    with pytest.raises(NoLetterhead):
        take_number(actor=people.secretariat, region=tree()[people.CITY], now=NOW)


@pytest.mark.django_db(transaction=True)
def test_two_takers_at_once_never_get_the_same_number() -> None:
    city = tree()[people.CITY]
    papers.letterhead(city)
    taken: list[str] = []
    start = threading.Barrier(4)

    def take() -> None:
        try:
            start.wait()
            for _ in range(5):
                taken.append(take_number(actor=people.secretariat, region=city, now=NOW))
        finally:
            connection.close()

    threads = [threading.Thread(target=take) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(taken) == sorted(f"100.2.7/{number}/2024" for number in range(1, 21))
    assert Letterhead.objects.get().last_number == 20
