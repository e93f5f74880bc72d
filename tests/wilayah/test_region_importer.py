"""Importing the region tree: what it creates, what it refuses, and that it changes nothing the second time."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as HypothesisTestCase

from siaga.access import Refused
from siaga.intake.actions import apply_import, check_import, run_import, undo_import, upload_import
from siaga.intake.errors import HeaderProblem, PlanChanged, RowsRejected, UndoBlocked, WrongState
from siaga.intake.models import ImportRun, RunState
from siaga.ledger.models import Entry
from siaga.wilayah.importers.regions import EDITION_2022
from siaga.wilayah.models import Region, RegionAlias
from tests import people
from tests.factories import NOW, tree
from tests.shared_data import data_file, needs_shared_data

CITY = """kode,nama,lintang,bujur
16,Sumatera Selatan,-3.2,104.1
16.72,Kota Pagar Alam,,
16.72.01,Pagar Alam Utara,,
16.72.01.1001,Sukorejo,"-4,01","103,25"
16.72.01.1002,Bangun Rejo,,
"""


def load(text: str, actor: Any = people.admin, **options: Any) -> dict[str, Any]:
    return run_import(actor=actor, kind="wilayah", filename="wilayah.csv", content=text.encode(), now=NOW, **options)


def counts(result: dict[str, Any]) -> tuple[int, ...]:
    return tuple(result[key] for key in ("rows", "created", "updated", "unchanged", "rejected"))


@pytest.mark.django_db
class TestTree:
    def test_creates_the_tree_with_its_stored_ancestors(self) -> None:
        assert counts(load(CITY)) == (5, 5, 0, 0, 0)
        village = Region.objects.get(code="16.72.01.1001")
        assert (village.province_code, village.regency_code, village.district_code) == ("16", "16.72", "16.72.01")
        assert (village.kind, village.parent.name, village.lat) == ("kelurahan", "Pagar Alam Utara", -4.01)
        assert village.search_name == "sukorejo"

    def test_the_second_time_all_is_unchanged_and_nothing_is_written_down(self) -> None:
        load(CITY)
        entries = Entry.objects.count()
        assert counts(load(CITY)) == (5, 0, 0, 5, 0)
        assert Entry.objects.count() == entries
        assert ImportRun.objects.count() == 1

    def test_leaves_one_entry_per_chain_and_one_for_the_run(self) -> None:
        load(CITY)
        bulk = Entry.objects.filter(action="import.wilayah").values_list("chain", flat=True)
        assert sorted(bulk) == ["16", "16.72"]
        assert Entry.objects.filter(action="import.run").count() == 1

    def test_rows_in_any_order_and_children_before_parents(self) -> None:
        header, *rows = CITY.splitlines()
        assert counts(load("\n".join([header, *reversed(rows)])))[1] == 5

    def test_a_new_name_keeps_the_identity_and_the_old_name(self) -> None:
        load(CITY)
        before = Region.objects.get(code="16.72.01.1001").pk
        assert counts(load("kode,nama\n16.72.01.1001,Suka Maju\n")) == (1, 0, 1, 0, 0)
        region = Region.objects.get(code="16.72.01.1001")
        assert (region.pk, region.name, region.lat) == (before, "Suka Maju", -4.01)
        alias = RegionAlias.objects.get(region=region)
        assert (alias.name, alias.valid_to) == ("Sukorejo", NOW.date())

    def test_capitals_alone_are_no_new_name(self) -> None:
        load(CITY)
        assert counts(load("kode,nama\n16.72.01.1001,SUKOREJO\n16.72.01.1002,BANGUN REJO\n")) == (2, 0, 0, 2, 0)

    def test_a_list_in_capitals_is_written_as_names(self) -> None:
        load(CITY)
        load("kode,nama\n16.72.02,PAGAR ALAM SELATAN\n16.72.02.1001,TUMBAK ULAS II\n")
        assert Region.objects.get(code="16.72.02").name == "Pagar Alam Selatan"
        assert Region.objects.get(code="16.72.02.1001").name == "Tumbak Ulas II"

    def test_the_name_of_2022_becomes_an_alias_of_that_edition(self) -> None:
        load(CITY)
        text = "code,name,level,parent_code,name_2022,in_2022_list\n"
        text += "16.72.01.1001,Sukorejo,kelurahan,16.72.01,Suko Rejo,1\n"
        assert counts(load(text)) == (1, 0, 1, 0, 0)
        assert RegionAlias.objects.get().edition == EDITION_2022
        assert counts(load(text)) == (1, 0, 0, 1, 0)

    def test_unknown_columns_are_ignored_with_a_warning(self) -> None:
        result = load("kode,nama,warna\n16,Sumatera Selatan,biru\n")
        assert result["created"] == 1
        assert "warna" in result["warnings"][0]["message"]

    def test_kpu_digits_and_mapped_headers(self) -> None:
        load(CITY)
        result = load("nomor,sebutan\n1672011003,Dempo Makmur\n", mapping={"code": "nomor", "name": "sebutan"})
        assert result["created"] == 1
        assert Region.objects.filter(code="16.72.01.1003").exists()


@pytest.mark.django_db
class TestRefusal:
    def test_bad_rows_are_all_listed_and_nothing_is_written(self) -> None:
        text = CITY + "16.72.09.1001,Tanpa Induk,,\n16.72.01.1001,Kembar,,\n16.72.1,Kode Salah,,\n16.72.01.1009,,,\n"
        result = load(text)
        assert counts(result) == (9, 0, 0, 0, 4)
        assert [(error["row"], error["field"]) for error in result["errors"]] == [
            (7, "code"), (8, "code"), (9, "code"), (10, "name"),
        ]  # fmt: skip
        assert all(error["message"] for error in result["errors"])
        assert not Region.objects.exists()
        assert not Entry.objects.exists()

    def test_skip_bad_writes_the_good_rows_and_names_the_children_of_bad_ones(self) -> None:
        text = CITY.replace("16.72.01,Pagar Alam Utara,,", "16.72.01,Pagar Alam Utara,95,")
        result = load(text, skip_bad=True)
        assert counts(result) == (5, 2, 0, 0, 3)
        assert [error["row"] for error in result["errors"]] == [4, 5, 6]
        assert Region.objects.count() == 2

    def test_the_children_of_a_bad_row_are_not_blamed(self) -> None:
        result = load(CITY.replace("16.72.01,Pagar Alam Utara,,", "16.72.01,Pagar Alam Utara,95,"))
        assert [error["row"] for error in result["errors"]] == [4]

    @pytest.mark.parametrize(
        ("row", "field"),
        [
            ("16.72.01,Pagar Alam Utara,desa,16.72,,", "level"),
            ("16.72.01,Pagar Alam Utara,kecamatan,16.71,,", "parent_code"),
            ("16.72.01,Pagar Alam Utara,kecamatan,16.72,-4,", "lon"),
            ("16.72.01.9001,Aneh,,,,", "code"),
        ],
    )
    def test_what_disagrees_with_the_code_is_refused(self, row: str, field: str) -> None:
        tree()
        result = load(f"code,name,level,parent_code,lat,lon\n{row}\n")
        assert [(error["row"], error["field"]) for error in result["errors"]] == [(2, field)]

    def test_a_former_code_is_refused_and_names_the_present_one(self) -> None:
        regions = tree()
        RegionAlias.objects.create(region=regions["16.72.01"], system="kemendagri", code="16.71.09")
        result = load("kode,nama\n16.71.09,Pagar Alam Utara\n")
        assert "16.72.01" in result["errors"][0]["message"]

    def test_a_missing_header_names_what_was_found(self) -> None:
        with pytest.raises(HeaderProblem, match="Nama") as caught:
            load("kode,sebutan\n16,Sumatera Selatan\n")
        assert caught.value.found == ("kode", "sebutan")

    def test_dry_run_counts_and_writes_nothing(self) -> None:
        assert counts(load(CITY, dry_run=True)) == (5, 5, 0, 0, 0)
        assert not Region.objects.exists()

    def test_rows_outside_the_scope_are_refused_and_those_inside_pass(self) -> None:
        tree()
        result = load("kode,nama\n16.72.01.1003,Baru\n16.03.01.2012,Tetangga\n", actor=people.secretariat)
        assert [(error["row"], error["value"]) for error in result["errors"]] == [(3, "16.03.01.2012")]
        assert load("kode,nama\n16.72.01.1003,Baru\n", actor=people.secretariat)["created"] == 1

    @pytest.mark.parametrize("name", ["leader", "officer", "camat", "field", "auditor", "stranger"])
    def test_roles_without_the_verb_are_refused(self, name: str) -> None:
        with pytest.raises(Refused):
            load(CITY, actor=people.EVERYONE[name])


def preview(text: str, actor: Any = people.admin) -> ImportRun:
    run = upload_import(actor=actor, kind="wilayah", filename="wilayah.csv", content=text.encode(), values={}, now=NOW)
    return check_import(actor=actor, run=run, now=NOW)


@pytest.mark.django_db
class TestPreviewApplyUndo:
    def test_preview_shows_and_writes_nothing_then_apply_writes_and_undo_takes_back(self) -> None:
        load(CITY)
        run = preview("kode,nama\n16.72.01.1001,Suka Maju\n16.72.01.1003,Baru\n")
        assert run.state == RunState.PREVIEWED
        assert counts(run.result) == (2, 1, 1, 0, 0)
        assert run.result["changed"][0]["changes"] == [["nama", "Sukorejo", "Suka Maju"]]
        assert Region.objects.count() == 5
        run = apply_import(actor=people.admin, run=run, plan_digest=run.result["plan"], now=NOW)
        assert Region.objects.count() == 6
        undo_import(actor=people.admin, run=run, now=NOW)
        assert Region.objects.count() == 5
        assert Region.objects.get(code="16.72.01.1001").name == "Sukorejo"
        assert not RegionAlias.objects.exists()
        assert ImportRun.objects.get(pk=run.pk).state == RunState.UNDONE

    def test_a_preview_with_bad_rows_cannot_be_applied_unless_they_are_skipped(self) -> None:
        run = preview(CITY + "16.72.1,Salah,,\n")
        assert run.state == RunState.REJECTED
        with pytest.raises(RowsRejected):
            apply_import(actor=people.admin, run=run, plan_digest=run.result["plan"], now=NOW)
        apply_import(actor=people.admin, run=run, plan_digest=run.result["skipping"]["plan"], now=NOW, skip_bad=True)
        assert Region.objects.count() == 5

    def test_data_that_changed_since_the_preview_is_told_and_nothing_written(self) -> None:
        load(CITY)
        run = preview("kode,nama\n16.72.01.1001,Suka Maju\n")
        load("kode,nama\n16.72.01.1001,Suka Damai\n")
        with pytest.raises(PlanChanged):
            apply_import(actor=people.admin, run=run, plan_digest=run.result["plan"], now=NOW)
        assert Region.objects.get(code="16.72.01.1001").name == "Suka Damai"
        run = check_import(actor=people.admin, run=run, now=NOW)
        apply_import(actor=people.admin, run=run, plan_digest=run.result["plan"], now=NOW)
        assert Region.objects.get(code="16.72.01.1001").name == "Suka Maju"

    def test_undo_refuses_and_lists_what_was_changed_or_used_since(self) -> None:
        run = ImportRun.objects.get(pk=load(CITY)["run"])
        load("kode,nama\n16.72.01.1001,Suka Maju\n16.72.01.1003,Baru\n")
        with pytest.raises(UndoBlocked) as caught:
            undo_import(actor=people.admin, run=run, now=NOW)
        assert any("Suka Maju" in row for row in caught.value.rows)
        assert any("Baru" in row for row in caught.value.rows)
        assert Region.objects.count() == 6

    def test_applying_or_undoing_twice_is_refused(self) -> None:
        run = preview(CITY)
        run = apply_import(actor=people.admin, run=run, plan_digest=run.result["plan"], now=NOW)
        with pytest.raises(WrongState):
            apply_import(actor=people.admin, run=run, plan_digest=run.result["plan"], now=NOW)
        undo_import(actor=people.admin, run=run, now=NOW)
        with pytest.raises(WrongState):
            undo_import(actor=people.admin, run=run, now=NOW)

    def test_a_wrong_header_can_be_mapped_afterwards(self) -> None:
        run = preview("nomor,nama\n16,Sumatera Selatan\n")
        assert run.result["missing"] == ["code"]
        run = check_import(actor=people.admin, run=run, now=NOW, mapping={"code": "nomor"})
        assert run.state == RunState.PREVIEWED

    def test_the_neighbour_may_neither_apply_nor_undo(self) -> None:
        load(CITY)
        run = preview("kode,nama\n16.72.01.1003,Baru\n", actor=people.secretariat)
        assert run.region_code == "16.72.01.1003"
        with pytest.raises(Refused):
            apply_import(actor=people.outsider, run=run, plan_digest=run.result["plan"], now=NOW)
        run = apply_import(actor=people.secretariat, run=run, plan_digest=run.result["plan"], now=NOW)
        with pytest.raises(Refused):
            undo_import(actor=people.outsider, run=run, now=NOW)


names = st.sampled_from(["Sukamaju", "Sri Kenanga", "Air Manjunto", "Ujan Mas", "Tumbak Ulas II", "Sukorejo"])
codes = st.sampled_from(["16.72.01.1001", "16.72.01.1002", "16.72.01.1003", "16.72.03.1001", "16.72.03.1004"])
points = st.sampled_from([("", ""), ("-4.0", "103.2"), ("-4,1", "103,3")])


def state_of() -> dict[str, Any]:
    regions = {region.code: region.as_fact() for region in Region.objects.all()}
    aliases = sorted(str(alias.as_fact()) for alias in RegionAlias.objects.all())
    return {"regions": regions, "aliases": aliases}


class TestProperties(HypothesisTestCase):
    @settings(max_examples=25, deadline=None)
    @given(rows=st.dictionaries(codes, st.tuples(names, points), min_size=1))
    def test_importing_twice_is_importing_once_and_undo_restores_everything(
        self, rows: dict[str, tuple[str, tuple[str, str]]]
    ) -> None:
        tree()
        before = state_of()
        lines = [f"{code};{name};{lat};{lon}" for code, (name, (lat, lon)) in rows.items()]
        text = "\n".join(["kode;nama;lintang;bujur", *lines])
        first = load(text)
        assert first["rejected"] == 0
        after = state_of()
        second = load(text)
        assert second["unchanged"] == len(rows)
        assert state_of() == after
        if first["run"]:
            undo_import(actor=people.admin, run=ImportRun.objects.get(pk=first["run"]), now=NOW)
        assert state_of() == before


@needs_shared_data
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("area", "rows"), [("muara-enim", 280), ("pagar-alam", 42), ("mukomuko", 168), ("bengkulu-utara", 241)]
)
def test_the_areas_import_cleanly_and_twice_without_change(area: str, rows: int) -> None:
    content = data_file(f"{area}/wilayah.csv").read_text()
    first = load(content)
    assert counts(first) == (rows, rows, 0, 0, 0)
    assert counts(load(content)) == (rows, 0, 0, rows, 0)
