"""The outsider's way: an export, last week's paper, and a script that knows nothing of us."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from siaga.desk.models import Agency
from siaga.ledger.checkpoints import checkpoint_if_due, root_as_stored, spoken, take_checkpoint
from siaga.ledger.export import export
from siaga.ledger.models import Checkpoint, Entry, Seal
from siaga.ledger.paper import as_pdf, as_text, qr_svg, qr_text
from siaga.ledger.sealing import seal_all
from siaga.ledger.verification import verify
from tests.factories import NOW
from tests.ledger.acts import busy_city, rename
from tests.ledger.tampering import guards_down, rewrite_consistently

pytestmark = pytest.mark.django_db
SCRIPT = Path(__file__).parents[2] / "docs" / "verify_checkpoint.py"
WEEK = timedelta(days=7)


@pytest.fixture
def paper() -> Checkpoint:
    """Last week's checkpoint as it was printed; a week of work and this week's checkpoint came after it."""
    busy_city()
    printed = checkpoint_if_due(NOW)
    assert printed is not None
    agency = Agency.objects.get(key="bawaslu")
    for day in range(1, 8):
        rename(agency=agency, name=f"Bawaslu hari {day}", now=NOW + timedelta(days=day))
        checkpoint_if_due(NOW + timedelta(days=day))
    rename(agency=agency, name="Bawaslu sesudah semua titik periksa", now=NOW + timedelta(days=7, hours=1))
    seal_all()
    rename(agency=agency, name="Bawaslu menunggu", now=NOW + timedelta(days=7, hours=2))
    return printed


def judge(
    folder: Path, root: str, *more: str, day: str = "2024-10-30", chains: tuple[str, ...] = ()
) -> tuple[int, str]:
    file = folder / "buku-besar.jsonl.gz"
    export(file, chains or None)
    command = [sys.executable, "-I", "-S", str(SCRIPT), str(file), "--root", root, "--day", day]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_an_untouched_ledger_is_proven_and_what_came_later_is_named_as_beyond(
    paper: Checkpoint, tmp_path: Path
) -> None:
    status, said = judge(tmp_path, " ".join(spoken(paper.root)).upper())
    assert status == 0, said
    assert "PROVEN: checkpoint 1 of 2024-10-30" in said
    assert "Beyond this proof: 8 sealed and 1 waiting entries written after the paper" in said


def test_a_whole_chain_rewritten_consistently_is_refuted_by_last_weeks_paper(paper: Checkpoint, tmp_path: Path) -> None:
    entry = Seal.objects.select_related("entry").get(chain="16.72", seq=3).entry
    rewrite_consistently("16.72", entry, reason="alasan palsu")
    assert verify().ok
    status, said = judge(tmp_path, paper.root)
    assert status == 1, said
    assert "REFUTED" in said
    assert "covers has been changed since it was printed" in said


def test_a_rewrite_that_keeps_the_printed_checkpoint_is_refuted_with_its_chain(
    paper: Checkpoint, tmp_path: Path
) -> None:
    kept = {point.pk: (point.root, point.heads, point.previous_root) for point in Checkpoint.objects.all()}
    entry = Seal.objects.select_related("entry").get(chain="16.72", seq=3).entry
    rewrite_consistently("16.72", entry, reason="alasan palsu")
    with guards_down():
        for pk, (root, heads, previous) in kept.items():
            Checkpoint.objects.filter(pk=pk).update(root=root, heads=heads, previous_root=previous)
    assert not verify().ok
    status, said = judge(tmp_path, paper.root)
    assert (status, "chain 16.72 was rewritten at or before position" in said) == (1, True), said


def test_a_rewrite_after_the_paper_is_beyond_its_proof(paper: Checkpoint, tmp_path: Path) -> None:
    last = Seal.objects.select_related("entry").filter(chain="16.72").order_by("-seq")[1]
    rewrite_consistently("16.72", last.entry, reason="alasan palsu")
    status, said = judge(tmp_path, paper.root)
    assert status == 0
    assert "only a later paper can prove" in said


def test_a_removed_checkpoint_is_refuted(paper: Checkpoint, tmp_path: Path) -> None:
    with guards_down():
        Checkpoint.objects.filter(pk=paper.pk)._raw_delete("default")
    status, said = judge(tmp_path, paper.root)
    assert (status, "no such checkpoint of 2024-10-30" in said) == (1, True), said


def test_another_root_or_day_than_the_papers_is_refuted(paper: Checkpoint, tmp_path: Path) -> None:
    assert judge(tmp_path, "0" * 64)[0] == 1
    assert judge(tmp_path, paper.root, day="2024-10-31")[0] == 1


@pytest.mark.parametrize("spoiled", ["entry", "cut", "rows"])
def test_a_spoiled_export_is_refuted(paper: Checkpoint, tmp_path: Path, spoiled: str) -> None:
    with guards_down():
        if spoiled == "entry":
            entry = Seal.objects.get(chain="16.72", seq=3).entry_id
            Entry.objects.filter(pk=entry).update(actor_name="Orang Lain")
        elif spoiled == "cut":
            lost = list(Seal.objects.filter(chain="16.72", seq__gt=2).values_list("entry_id", flat=True))
            Seal.objects.filter(entry_id__in=lost)._raw_delete("default")
            Entry.objects.filter(pk__in=lost)._raw_delete("default")
        else:
            Entry.objects.filter(chain="16.72", object_type="bulk").update(rows_digest="f" * 64)
    assert judge(tmp_path, paper.root)[0] == 1


def test_one_chain_alone_is_proven_against_the_whole_paper(paper: Checkpoint, tmp_path: Path) -> None:
    status, said = judge(tmp_path, paper.root, chains=("16.72",))
    assert (status, "Recomputed from this export: chains 16.72" in said) == (0, True), said


def test_what_cannot_be_used_is_said_apart_from_what_is_false(tmp_path: Path, paper: Checkpoint) -> None:
    assert judge(tmp_path, "12ab")[0] == 2
    (tmp_path / "kosong.jsonl").write_text("")
    command = [sys.executable, str(SCRIPT), str(tmp_path / "kosong.jsonl"), "--root", paper.root, "--day", "2024-10-30"]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 2


def test_the_same_ledger_exports_the_same_bytes(paper: Checkpoint, tmp_path: Path) -> None:
    export(tmp_path / "satu.jsonl.gz")
    export(tmp_path / "dua.jsonl.gz")
    export(tmp_path / "polos.jsonl")
    assert (tmp_path / "satu.jsonl.gz").read_bytes() == (tmp_path / "dua.jsonl.gz").read_bytes()
    assert len((tmp_path / "polos.jsonl").read_text().splitlines()) == 1 + 3 + Entry.objects.count() + 8


def test_there_is_one_checkpoint_a_day_and_more_on_demand(paper: Checkpoint) -> None:
    assert checkpoint_if_due(NOW + WEEK) is None
    extra = take_checkpoint(NOW + WEEK)
    assert extra is not None
    assert extra.number == Checkpoint.objects.count()
    assert extra.root == root_as_stored(extra)
    assert verify().ok


def test_an_empty_ledger_needs_no_checkpoint() -> None:
    assert checkpoint_if_due(NOW) is None


def test_the_paper_reads_aloud_and_scans(paper: Checkpoint) -> None:
    text = as_text(paper)
    assert "Rabu, 30 Oktober 2024" in text
    for group in spoken(paper.root):
        assert group in text
    assert "".join(spoken(paper.root)) == paper.root
    assert paper.root in qr_text(paper)
    assert "<svg" in qr_svg(paper)
    assert "<script" not in qr_svg(paper)


def test_the_paper_prints_as_pdf(paper: Checkpoint) -> None:
    pytest.importorskip("weasyprint")
    assert as_pdf(paper, printed_by="Contoh Pemeriksa", now=NOW).startswith(b"%PDF")
