"""Personnel: imported idempotently with every bad row told, veiled in the ledger; patterns flagged, not corrected."""

from __future__ import annotations

from typing import Any

import pytest

from siaga.access import Problem, Refused
from siaga.deployment.actions.patterns import set_pattern
from siaga.deployment.errors import BadPattern
from siaga.deployment.importing.kinds import unit_kind
from siaga.deployment.models import GuardClass, Officer, Unit, UnitKind
from siaga.deployment.queries.patterns import flag_of, patterns_of
from siaga.deployment.telling.words import flag_words, pattern_sentence
from siaga.intake.actions import run_import
from siaga.ledger.models import Entry
from tests import people
from tests.deployment.worlds import police
from tests.elections.worlds import world
from tests.factories import NOW

pytestmark = pytest.mark.django_db

HEAD = "officer_id,name,unit,agency,home_region,rank,available\n"
ROWS = (
    "P-1,Contoh Satu,Polsek Utara,polsek@16.72.01,16.72.01.1001,Bripka,ya\n"
    "P-2,Contoh Dua,Polres,polres,,Ipda,\n"
    "P-3,Contoh Tiga,Kodim,tni,16.72.01.1001,Serda,sakit\n"
)


def bring(text: str, actor: object = police) -> dict[str, object]:
    return run_import(
        actor=actor, kind="personnel", filename="personel.csv", content=text.encode(),  # type: ignore[arg-type]
        values={"election": "pilkada-2024"}, now=NOW,
    )  # fmt: skip


def test_the_same_file_twice_changes_nothing_and_the_ledger_knows_no_name() -> None:
    world()
    first = bring(HEAD + ROWS)
    assert (first["rows"], first["created"]) == (3, 3)
    again = bring(HEAD + ROWS)
    assert (again["unchanged"], again["updated"]) == (3, 0)
    assert Officer.objects.get(officer_id="P-3").available is False
    assert Unit.objects.get(name="Polsek Utara").districts == ["16.72.01"]
    kept = "".join(f"{one.before}{one.after}{one.object_label}" for one in Entry.objects.all())
    assert "Contoh Satu" not in kept


def test_a_bad_row_writes_nothing_and_is_named() -> None:
    world()
    result: Any = bring(HEAD + ROWS + "P-1,Contoh Empat,Polres,polres,,,ya\nP-5,Contoh Lima,Regu X,entah,,,ya\n")
    assert [(one["row"], one["field"]) for one in result["errors"]] == [(5, "officer_id"), (6, "agency")]
    assert not Officer.objects.exists()


def test_a_number_is_kept_as_messengers_want_it_also_without_the_zero_that_a_spreadsheet_ate() -> None:
    world()
    head = HEAD.replace("available", "hp")
    result: Any = bring(head + "P-1,Contoh Satu,Polres,polres,,,nomor contoh\n")
    assert [(one["row"], one["field"]) for one in result["errors"]] == [(2, "phone")]
    bring(head + "P-1,Contoh Satu,Polres,polres,,,81200000001\nP-2,Contoh Dua,Polres,polres,,,0812-0000-0002\n")
    assert list(Officer.objects.order_by("officer_id").values_list("phone", flat=True)) == [
        "6281200000001",
        "6281200000002",
    ]


def test_only_the_polres_and_the_operator_bring_people() -> None:
    world()
    for actor in (people.secretariat, people.officer, people.leader, people.camat):
        with pytest.raises(Problem):
            bring(HEAD + ROWS, actor)
    assert not Officer.objects.exists()


@pytest.mark.parametrize(
    ("agency", "unit", "kind"),
    [
        ("polsek@16.72.01", "Polsek X", UnitKind.POLSEK),
        ("", "Polres Pagar Alam", UnitKind.POLRES),
        ("polda", "Satuan Brimob", UnitKind.BKO),
        ("kodim", "Kodim 0405", UnitKind.ARMY),
        ("satpol_pp", "Linmas Sukorejo", UnitKind.LINMAS),
        ("entah", "Regu X", None),
    ],
)
def test_words_of_lists_say_which_kind_of_unit(agency: str, unit: str, kind: UnitKind | None) -> None:
    assert unit_kind(agency, unit) is kind


def test_two_police_two_tps_24_linmas_is_kept_and_flagged_with_its_likely_reading() -> None:
    made = world()
    city = made.regions["16.72"]
    pattern = set_pattern(
        actor=police, election=made.election, region=city, cls=GuardClass.LOW, police=2, stations=2, linmas=24, now=NOW
    )
    assert (pattern.police, pattern.stations, pattern.linmas) == (2, 2, 24)
    what, likely = flag_words(flag_of(pattern))
    assert "24" in what
    assert "2 polisi menjaga 12 TPS bersama 24 Linmas" in likely
    assert pattern_sentence(pattern) == "2 polisi menjaga 2 TPS bersama 24 Linmas"
    assert patterns_of(made.election, city)[0].stations == 2


def test_others_set_no_pattern_and_a_range_must_not_run_backwards() -> None:
    made = world()
    city = made.regions["16.72"]
    facts = {"cls": GuardClass.LOW, "police": 2, "stations": 4, "linmas": 8, "now": NOW}
    with pytest.raises(Refused):
        set_pattern(actor=people.secretariat, election=made.election, region=city, **facts)  # type: ignore[arg-type]
    with pytest.raises(BadPattern):
        set_pattern(actor=police, election=made.election, region=city, stations_max=2, **facts)  # type: ignore[arg-type]
