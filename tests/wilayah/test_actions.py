"""Changing regions: identity stays, former codes and names stay findable, nobody reaches the neighbour."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from siaga.access import Refused
from siaga.ledger.models import Entry
from siaga.wilayah import actions
from siaga.wilayah.access import access_region, present_code
from siaga.wilayah.errors import (
    BadBoundary,
    BadCode,
    BadName,
    BadSuccession,
    Closed,
    CodeTaken,
    ParentMissing,
    StillOpenBelow,
)
from siaga.wilayah.models import Region, RegionAlias, RegionBoundary, RegionSuccession
from siaga.wilayah.signals import region_recoded
from tests import people
from tests.factories import NOW, tree
from tests.wilayah.examples import SQUARE

pytestmark = pytest.mark.django_db
SINCE = date(2024, 10, 1)


@pytest.fixture
def regions() -> dict[str, Region]:
    return tree()


def acts(regions: dict[str, Region]) -> dict[str, Callable[[Any], object]]:
    """Each action on the city, ready for some actor."""
    village = regions["16.72.01.1001"]
    other = regions["16.72.01.1002"]
    return {
        "create": lambda actor: actions.create_region(actor=actor, code="16.72.01.1003", name="Baru", now=NOW),
        "rename": lambda actor: actions.rename_region(actor=actor, region=village, name="Baru", now=NOW),
        "place": lambda actor: actions.move_point(actor=actor, region=village, lat=-4.0, lon=103.0, now=NOW),
        "close": lambda actor: actions.close_region(actor=actor, region=other, last_day=SINCE, now=NOW),
        "recode": lambda actor: actions.recode_region(actor=actor, region=village, code="16.72.01.1009", now=NOW),
        "split": lambda actor: actions.split_region(
            actor=actor, region=village, parts=[("16.72.01.1005", "Pecahan")], since=SINCE, now=NOW
        ),
        "boundary": lambda actor: actions.set_boundary(actor=actor, region=village, geometry=SQUARE, now=NOW),
    }


@pytest.mark.parametrize("name", ["leader", "officer", "camat", "lurah", "field", "auditor", "outsider", "stranger"])
def test_nobody_without_the_verb_here_changes_anything(regions: dict[str, Region], name: str) -> None:
    for act in acts(regions).values():
        with pytest.raises(Refused):
            act(people.EVERYONE[name])
    assert not Entry.objects.exists()


@pytest.mark.parametrize("name", ["admin", "secretariat"])
def test_who_may_change_here_can_do_all_of_it(regions: dict[str, Region], name: str) -> None:
    for act in acts(regions).values():
        act(people.EVERYONE[name])
    assert Entry.objects.count() >= len(acts(regions))


class TestCreate:
    def test_places_the_region_below_its_parent(self, regions: dict[str, Region]) -> None:
        made = actions.create_region(actor=people.admin, code="1672011003", name="  Sri   Kenanga ", now=NOW)
        assert (made.code, made.name, made.parent, made.kind) == (
            "16.72.01.1003", "Sri Kenanga", regions["16.72.01"], "kelurahan",
        )  # fmt: skip

    @pytest.mark.parametrize(
        ("code", "name", "error"),
        [
            ("16.72.01.1001", "Kembar", CodeTaken),
            ("16.72.09.1001", "Yatim", ParentMissing),
            ("16.72.1", "Salah", BadCode),
            ("16.72.01.9001", "Salah", BadCode),
            ("16.72.01.1003", "  ", BadName),
            ("16.72.01.1003", "x" * 121, BadName),
        ],
    )
    def test_refuses_what_does_not_fit(
        self, regions: dict[str, Region], code: str, name: str, error: type[Exception]
    ) -> None:
        with pytest.raises(error):
            actions.create_region(actor=people.admin, code=code, name=name, now=NOW)


class TestRename:
    def test_keeps_identity_and_former_name(self, regions: dict[str, Region]) -> None:
        region = regions["16.72.01.1001"]
        actions.rename_region(actor=people.secretariat, region=region, name="Suka Maju", now=NOW, since=SINCE)
        alias = RegionAlias.objects.get()
        assert (alias.region, alias.name, alias.valid_to) == (region, "Sukorejo", SINCE)

    def test_a_correction_of_capitals_keeps_no_former_name(self, regions: dict[str, Region]) -> None:
        actions.rename_region(actor=people.secretariat, region=regions["16.72.01.1001"], name="SukoRejo", now=NOW)
        assert not RegionAlias.objects.exists()

    def test_the_same_name_changes_nothing(self, regions: dict[str, Region]) -> None:
        actions.rename_region(actor=people.secretariat, region=regions["16.72.01.1001"], name="Sukorejo", now=NOW)
        assert not Entry.objects.exists()


class TestRecode:
    def test_takes_everything_below_along_and_leaves_the_former_codes(self, regions: dict[str, Region]) -> None:
        ids = {code: region.pk for code, region in regions.items()}
        actions.recode_region(actor=people.secretariat, region=regions["16.72.01"], code="16.72.09", now=NOW)
        village = Region.objects.get(pk=ids["16.72.01.1001"])
        assert (village.code, village.district_code, village.regency_code) == ("16.72.09.1001", "16.72.09", "16.72")
        assert present_code(people.secretariat, "16.72.01.1001") == "16.72.09.1001"
        assert present_code(people.outsider, "16.72.01.1001") is None
        with pytest.raises(Refused):
            access_region(people.secretariat, "16.72.01")

    def test_may_move_to_another_parent_if_the_actor_reaches_both(self, regions: dict[str, Region]) -> None:
        district = regions["16.72.03"]
        with pytest.raises(Refused):
            actions.recode_region(actor=people.secretariat, region=district, code="16.03.09", now=NOW)
        actions.recode_region(actor=people.admin, region=district, code="16.03.09", now=NOW)
        district.refresh_from_db()
        assert district.parent == regions["16.03"]
        assert Region.objects.get(code="16.03.09.1001").regency_code == "16.03"

    def test_can_be_taken_back(self, regions: dict[str, Region]) -> None:
        region = regions["16.72.01"]
        actions.recode_region(actor=people.secretariat, region=region, code="16.72.09", now=NOW)
        actions.recode_region(actor=people.secretariat, region=region, code="16.72.01", now=NOW)
        assert Region.objects.get(code="16.72.01.1001").parent == region

    def test_tells_the_rooms_above_inside_the_transaction(self, regions: dict[str, Region]) -> None:
        heard: list[dict[int, tuple[str, str]]] = []

        def listen(codes: dict[int, tuple[str, str]], **_: object) -> None:
            heard.append(codes)
            raise RuntimeError("a room above could not follow")

        region_recoded.connect(listen)
        try:
            with pytest.raises(RuntimeError):
                actions.recode_region(actor=people.admin, region=regions["16.72.01"], code="16.72.09", now=NOW)
        finally:
            region_recoded.disconnect(listen)
        assert heard[0][regions["16.72.01.1001"].pk] == ("16.72.01.1001", "16.72.09.1001")
        assert Region.objects.filter(code="16.72.01").exists()

    @pytest.mark.parametrize(
        ("code", "error"),
        [("16.72.03", CodeTaken), ("16.99.01", ParentMissing), ("16.72.01.1005", BadCode), ("16.72.01", BadCode)],
    )
    def test_refuses_what_does_not_fit(self, regions: dict[str, Region], code: str, error: type[Exception]) -> None:
        with pytest.raises(error):
            actions.recode_region(actor=people.admin, region=regions["16.72.01"], code=code, now=NOW)


class TestSuccession:
    def test_a_split_says_where_the_new_ones_came_from(self, regions: dict[str, Region]) -> None:
        old = regions["16.72.01.1001"]
        made = actions.split_region(
            actor=people.secretariat,
            region=old,
            parts=[("16.72.01.1005", "Timur"), ("16.72.01.1006", "Barat")],
            since=SINCE,
            now=NOW,
            close=True,
        )
        old.refresh_from_db()
        assert old.valid_to == date(2024, 9, 30)
        assert [one.valid_from for one in made] == [SINCE, SINCE]
        assert RegionSuccession.objects.filter(predecessor=old, kind="split").count() == 2

    def test_a_split_district_hands_villages_over(self, regions: dict[str, Region]) -> None:
        village = regions["16.72.03.1002"]
        actions.split_region(
            actor=people.secretariat,
            region=regions["16.72.03"],
            parts=[("16.72.05", "Dempo Baru")],
            since=SINCE,
            now=NOW,
            moves=[(village, "16.72.05.1001")],
        )
        village.refresh_from_db()
        assert (village.code, village.parent.name) == ("16.72.05.1001", "Dempo Baru")

    def test_a_merge_closes_the_old_and_keeps_them_readable(self, regions: dict[str, Region]) -> None:
        old, into = regions["16.72.01.1002"], regions["16.72.01.1001"]
        actions.merge_regions(actor=people.secretariat, regions=[old], into=into, since=SINCE, now=NOW)
        assert access_region(people.secretariat, old.code).valid_to == date(2024, 9, 30)
        assert RegionSuccession.objects.get().successor == into

    def test_refuses_what_does_not_fit(self, regions: dict[str, Region]) -> None:
        city, district, village = regions["16.72"], regions["16.72.01"], regions["16.72.01.1001"]
        with pytest.raises(BadSuccession):
            actions.merge_regions(actor=people.admin, regions=[village], into=village, since=SINCE, now=NOW)
        with pytest.raises(BadSuccession):
            actions.merge_regions(actor=people.admin, regions=[village], into=district, since=SINCE, now=NOW)
        with pytest.raises(StillOpenBelow):
            actions.merge_regions(
                actor=people.admin, regions=[district], into=regions["16.72.03"], since=SINCE, now=NOW
            )
        with pytest.raises(BadSuccession):
            actions.split_region(actor=people.admin, region=city, parts=[], since=SINCE, now=NOW)
        with pytest.raises(BadSuccession):
            actions.split_region(
                actor=people.admin, region=district, parts=[("16.72.01.1008", "Desa")], since=SINCE, now=NOW
            )
        assert not RegionSuccession.objects.exists()


class TestClosing:
    def test_only_what_is_empty_and_open_can_be_closed(self, regions: dict[str, Region]) -> None:
        with pytest.raises(StillOpenBelow):
            actions.close_region(actor=people.admin, region=regions["16.72.01"], last_day=SINCE, now=NOW)
        village = regions["16.72.01.1001"]
        actions.close_region(actor=people.admin, region=village, last_day=SINCE, now=NOW)
        with pytest.raises(Closed):
            actions.close_region(actor=people.admin, region=village, last_day=SINCE, now=NOW)
        with pytest.raises(BadName):
            actions.reopen_region(actor=people.admin, region=village, now=NOW, reason=" ")
        assert actions.reopen_region(actor=people.admin, region=village, now=NOW, reason="Keliru").valid_to is None


def test_a_boundary_is_checked_replaced_and_removed(regions: dict[str, Region]) -> None:
    region = regions["16.72.01"]
    with pytest.raises(BadBoundary):
        actions.set_boundary(actor=people.admin, region=region, geometry={"type": "Point"}, now=NOW)
    actions.set_boundary(actor=people.admin, region=region, geometry=SQUARE, now=NOW)
    entries = Entry.objects.count()
    actions.set_boundary(actor=people.admin, region=region, geometry=SQUARE, now=NOW)
    assert Entry.objects.count() == entries
    actions.remove_boundary(actor=people.admin, region=region, now=NOW)
    assert not RegionBoundary.objects.exists()
