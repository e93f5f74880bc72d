"""Finding and listing regions, within the scope of who looks."""

from __future__ import annotations

import pytest
from django.db.models import QuerySet
from hypothesis import given
from hypothesis import strategies as st

from siaga.access import Refused, Verb, scope_of
from siaga.access.place import Place
from siaga.wilayah.access import access_region, below, visible_regions, within
from siaga.wilayah.models import CodeSystem, Region, RegionAlias
from siaga.wilayah.names import fold
from siaga.wilayah.queries import (
    by_alias,
    children_of,
    counts_below,
    former_codes,
    search_regions,
    start_regions,
)
from siaga.wilayah.zones import zone_of, zone_short
from tests import people
from tests.factories import region, tree


def codes(rows: QuerySet[Region]) -> list[str]:
    return sorted(rows.values_list("code", flat=True))


@pytest.mark.django_db
class TestScope:
    @pytest.mark.parametrize("name", people.EVERYONE)
    @pytest.mark.parametrize("verb", [Verb.REGION_VIEW, Verb.REGION_CHANGE, Verb.ELECTION_VIEW])
    def test_the_queryset_and_the_judge_agree(self, name: str, verb: Verb) -> None:
        tree()
        scope = scope_of(people.EVERYONE[name], verb)
        expected = sorted(one.code for one in Region.objects.all() if scope.reaches(Place(one.code)))
        assert codes(Region.objects.filter(within(scope))) == expected

    def test_below_is_the_subtree(self) -> None:
        tree()
        assert codes(Region.objects.filter(below("16.72.01"))) == ["16.72.01", "16.72.01.1001", "16.72.01.1002"]
        assert codes(Region.objects.filter(below("16.72.01.1001"))) == ["16.72.01.1001"]
        assert not Region.objects.filter(below("16.7")).exists()

    def test_missing_and_forbidden_answer_alike(self) -> None:
        tree()
        messages = set()
        for code in ("16.03", "16.99", "bukan kode", "16.72.01/005"):
            with pytest.raises(Refused) as caught:
                access_region(people.secretariat, code)
            messages.add(str(caught.value))
        assert len(messages) == 1
        assert access_region(people.secretariat, "1672").code == "16.72"


@pytest.mark.django_db
class TestLists:
    def test_children_carry_their_counts(self) -> None:
        regions = tree()
        rows = {one.code: one for one in children_of(people.admin, regions["16"])}
        assert (rows["16.72"].children_count, rows["16.72"].villages_count) == (2, 4)
        assert (rows["16.03"].children_count, rows["16.03"].villages_count) == (1, 1)
        assert counts_below(people.admin, regions["16.72"]) == {3: 2, 4: 4}

    def test_everyone_starts_at_the_top_of_what_they_see(self) -> None:
        tree()
        assert codes(start_regions(people.admin)) == ["16"]
        assert codes(start_regions(people.secretariat)) == ["16.72"]
        assert codes(start_regions(people.camat)) == ["16.72.01"]
        assert codes(start_regions(people.stranger)) == []


@pytest.mark.django_db
class TestSearch:
    def test_names_clash_so_the_parents_name_narrows(self) -> None:
        tree()
        region("16.72.03.1009", "Sukorejo")
        assert [one.region.code for one in search_regions(people.admin, "sukorejo")] == [
            "16.72.01.1001", "16.72.03.1009",
        ]  # fmt: skip
        assert [one.region.code for one in search_regions(people.admin, "SUKO-REJO dempo")] == []
        assert [one.region.code for one in search_regions(people.admin, "Sukorejo dempo")] == ["16.72.03.1009"]

    def test_codes_digits_and_former_names_are_found(self) -> None:
        regions = tree()
        RegionAlias.objects.create(
            region=regions["16.72.01.1001"], system="kemendagri", code="16.71.01.1001", name="Dusun Lama",
            search_name=fold("Dusun Lama"),
        )  # fmt: skip
        assert next(one.region.code for one in search_regions(people.admin, "16.72.03")) == "16.72.03"
        assert [one.region.code for one in search_regions(people.admin, "1672011001")] == ["16.72.01.1001"]
        assert [one.region.code for one in search_regions(people.admin, "16.71.01.1001")] == ["16.72.01.1001"]
        found = search_regions(people.admin, "dusun lama")
        assert (found[0].region.code, found[0].known_as) == ("16.72.01.1001", "Dusun Lama")

    def test_nothing_outside_the_scope_is_found(self) -> None:
        tree()
        assert search_regions(people.outsider, "sukorejo") == []
        assert search_regions(people.outsider, "16.72") == []
        assert search_regions(people.admin, "  ") == []
        assert not visible_regions(people.stranger).exists()


@pytest.mark.django_db
def test_codes_of_other_lists_lead_to_the_region() -> None:
    regions = tree()
    RegionAlias.objects.create(region=regions["16.72.01"], system=CodeSystem.KPU, code="167109")
    RegionAlias.objects.create(region=regions["16.72.03"], system=CodeSystem.KEMENDAGRI, code="16.71.08")
    assert by_alias("167109", CodeSystem.KPU) == regions["16.72.01"]
    assert by_alias("167201", CodeSystem.KPU) == regions["16.72.01"]
    assert by_alias("16.71.08") == regions["16.72.03"]
    assert by_alias("16.99") is None
    assert former_codes(regions["16.72"]) == former_codes(regions["16.72.03"]) == {"16.71.08": "16.72.03"}
    assert former_codes(regions["16.72.01"]) == {}


def test_zones_follow_the_province() -> None:
    assert [zone_short(code) for code in ("16.72", "51.03.01", "94.01.01.2001/005", "")] == [
        "WIB",
        "WITA",
        "WIT",
        "WIB",
    ]
    assert zone_of("91").key == "Asia/Jayapura"


@given(st.text())
def test_folding_a_folded_name_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)
