"""Five ways to falsify the ledger. Four are found by verification; the fifth by last week's paper (test_paper.py)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from siaga.ledger.checkpoints import take_checkpoint
from siaga.ledger.models import Checkpoint, Entry, RowFile, Seal, Unsealed
from siaga.ledger.sealing import seal_all
from siaga.ledger.verification import Kind, Report, verify
from tests.factories import NOW
from tests.ledger.acts import busy_city, rename
from tests.ledger.tampering import guards_down, rewrite_consistently

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> None:
    """Twelve acts on three chains, sealed, with a checkpoint; two more acts afterwards, one of them still waiting."""
    from siaga.desk.models import Agency

    busy_city()
    take_checkpoint(NOW)
    agency = Agency.objects.get(key="bawaslu")
    rename(agency=agency, name="Bawaslu sesudah titik periksa", now=NOW + timedelta(hours=1))
    seal_all()
    rename(agency=agency, name="Bawaslu menunggu segel", now=NOW + timedelta(hours=2))


def third(chain: str = "16.72") -> Seal:
    return Seal.objects.select_related("entry").get(chain=chain, seq=3)


def kinds(report: Report) -> set[str]:
    return set(report.by_kind)


def test_an_untouched_ledger_verifies_with_its_waiting_tail(city: None) -> None:
    report = verify()
    assert report.ok, report.breaks
    assert (report.chains, report.checkpoints, report.unsealed) == (3, 1, 1)
    assert report.entries == report.sealed + 1 == Entry.objects.count()
    assert report.objects == 11 + 3
    assert report.beyond_checkpoint == 2


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("after", None),
        ("before", None),
        ("actor_name", "Orang Lain"),
        ("reason", "alasan palsu"),
        ("at", NOW + timedelta(seconds=1)),
        ("region_code", "16.72.01"),
        ("object_key", "999"),
    ],
)
def test_one_changed_byte_is_found_at_its_place(city: None, column: str, value: object) -> None:
    seal = third()
    if value is None:
        text = getattr(seal.entry, column) or "{}"
        value = text.replace("A", "B", 1) if "A" in text else text + " "
    with guards_down():
        Entry.objects.filter(pk=seal.entry_id).update(**{column: value})
    report = verify()
    assert report.first is not None
    assert (report.first.kind, report.first.chain, report.first.seq) == (Kind.BODY, "16.72", 3)
    assert report.first.entry_id == seal.entry_id


def test_a_changed_byte_with_its_hash_recomputed_breaks_the_seal(city: None) -> None:
    from siaga.ledger.hashing import body_hash

    entry = third().entry
    entry.reason = "alasan palsu"
    with guards_down():
        Entry.objects.filter(pk=entry.pk).update(reason=entry.reason, body_hash=body_hash(entry))
    report = verify()
    assert report.first is not None
    assert (report.first.kind, report.first.seq, report.first.entry_id) == (Kind.SEAL, 3, entry.pk)


def test_a_byte_changed_in_the_waiting_tail_is_found(city: None) -> None:
    waiting = Unsealed.objects.get().entry_id
    with guards_down():
        Entry.objects.filter(pk=waiting).update(actor_name="Orang Lain")
    report = verify()
    assert report.first is not None
    assert (report.first.kind, report.first.seq, report.first.entry_id) == (Kind.BODY, None, waiting)


def test_a_byte_changed_in_kept_rows_is_found(city: None) -> None:
    from siaga.ledger.rows import pack, unpack

    entry = Entry.objects.get(chain="16.72", object_type="bulk")
    rows = RowFile.objects.get(pk=entry.rows_digest)
    _, content = pack(unpack(rows.content).decode().replace("Dempo", "Demqo"))
    with guards_down():
        RowFile.objects.filter(pk=rows.pk).update(content=content)
    report = verify()
    assert report.first is not None
    assert (report.first.kind, report.first.chain, report.first.seq) == (Kind.ROWS, "16.72", 1)


def test_a_deleted_entry_is_named_by_its_seal(city: None) -> None:
    seal = third()
    with guards_down():
        Entry.objects.filter(pk=seal.entry_id)._raw_delete("default")
        report = verify()
        Seal.objects.filter(pk=seal.pk)._raw_delete("default")  # the test database checks its references
    assert report.first is not None
    assert (report.first.kind, report.first.seq, report.first.entry_id) == (Kind.ENTRY_MISSING, 3, seal.entry_id)


def test_an_entry_deleted_with_its_seal_leaves_a_gap(city: None) -> None:
    seal = third()
    with guards_down():
        Seal.objects.filter(pk=seal.pk)._raw_delete("default")
        Entry.objects.filter(pk=seal.entry_id)._raw_delete("default")
    report = verify()
    assert report.first is not None
    assert (report.first.kind, report.first.chain, report.first.expected) == (Kind.POSITION, "16.72", "3")


def test_a_gap_closed_by_renumbering_breaks_the_link(city: None) -> None:
    seal = third()
    with guards_down():
        Seal.objects.filter(pk=seal.pk)._raw_delete("default")
        Entry.objects.filter(pk=seal.entry_id)._raw_delete("default")
        for later in Seal.objects.filter(chain="16.72", seq__gt=3).order_by("seq"):
            Seal.objects.filter(pk=later.pk).update(seq=later.seq - 1)
    report = verify()
    assert report.first is not None
    assert (report.first.kind, report.first.chain, report.first.seq) == (Kind.LINK, "16.72", 3)


def test_two_swapped_entries_are_both_found(city: None) -> None:
    one, other = third(), Seal.objects.select_related("entry").get(chain="16.72", seq=5)
    columns = [field.attname for field in Entry._meta.concrete_fields if not field.primary_key]
    with guards_down():
        Entry.objects.filter(pk=one.entry_id).update(**{name: getattr(other.entry, name) for name in columns})
        Entry.objects.filter(pk=other.entry_id).update(**{name: getattr(one.entry, name) for name in columns})
    report = verify()
    assert [(b.kind, b.seq) for b in report.breaks[:2]] == [(Kind.SEAL, 3), (Kind.SEAL, 5)]


def test_two_swapped_positions_are_found(city: None) -> None:
    one, other = third(), Seal.objects.get(chain="16.72", seq=5)
    with guards_down():
        Seal.objects.filter(pk=one.pk).update(seq=10**6)
        Seal.objects.filter(pk=other.pk).update(seq=3)
        Seal.objects.filter(pk=one.pk).update(seq=5)
    report = verify()
    assert report.first is not None
    assert (report.first.chain, report.first.seq) == ("16.72", 3)


def test_a_chain_cut_below_the_last_checkpoint_is_found(city: None) -> None:
    cut(chain="16.72", keep=3)
    report = verify()
    heads = [broken for broken in report.breaks if broken.kind is Kind.HEAD]
    assert [(b.chain, b.seq) for b in heads] == [("16.72", 7)]
    assert "terpotong" in heads[0].message


def test_a_tail_cut_after_the_last_checkpoint_is_found_by_the_objects(city: None) -> None:
    covered = Seal.objects.filter(chain="16.72").count() - 1
    cut(chain="16.72", keep=covered)
    report = verify()
    assert kinds(report) == {Kind.OBJECT_CHANGED.value}
    assert report.first is not None
    assert "Bawaslu menunggu segel" in report.first.found


def test_a_whole_chain_that_vanished_is_found(city: None) -> None:
    cut(chain="16.03", keep=0)
    assert Kind.HEAD.value in kinds(verify())


def cut(*, chain: str, keep: int) -> None:
    with guards_down():
        lost = list(Seal.objects.filter(chain=chain, seq__gt=keep).values_list("entry_id", flat=True))
        Seal.objects.filter(entry_id__in=lost)._raw_delete("default")
        waiting = list(Entry.objects.filter(chain=chain, seal=None).values_list("pk", flat=True))
        Entry.objects.filter(pk__in=[*lost, *waiting])._raw_delete("default")
        Unsealed.objects.filter(entry_id__in=waiting).delete()


def test_an_entry_taken_out_of_the_queue_is_found(city: None) -> None:
    waiting = Unsealed.objects.get().entry_id
    Unsealed.objects.all().delete()
    report = verify()
    assert [(b.kind, b.entry_id) for b in report.breaks] == [(Kind.UNLISTED, waiting)]


@pytest.mark.parametrize("column", ["root", "previous_root", "entries", "day", "heads"])
def test_a_changed_checkpoint_is_found(city: None, column: str) -> None:
    checkpoint = Checkpoint.objects.get()
    value = {
        "root": "f" * 64,
        "previous_root": "e" * 64,
        "entries": 3,
        "day": NOW.date() - timedelta(days=7),
        "heads": checkpoint.heads.replace('["16",1', '["16",2'),
    }[column]
    with guards_down():
        Checkpoint.objects.filter(pk=checkpoint.pk).update(**{column: value})
    assert Kind.CHECKPOINT.value in kinds(verify())


def test_a_change_past_the_ledger_names_object_and_both_values(city: None) -> None:
    from siaga.desk.models import Agency

    Agency.objects.filter(key="bawaslu").update(name="Nama gelap")
    report = verify()
    assert report.first is not None
    assert (report.first.kind, report.first.chain) == (Kind.OBJECT_CHANGED, "16.72")
    assert report.first.expected == 'name = "Bawaslu menunggu segel"'
    assert report.first.found == 'name = "Nama gelap"'


def test_rules_changed_past_the_ledger_are_found_though_their_digest_stands(city: None) -> None:
    from siaga.elections.actions.elections import create_election
    from siaga.elections.models import RulesetText
    from siaga.wilayah.models import Region
    from tests import people
    from tests.factories import NOW

    create_election(
        actor=people.secretariat,
        slug="pilkada-2024",
        ruleset="pilkada-2024",
        region=Region.objects.get(code="16.72"),
        now=NOW,
    )
    assert verify().first is None
    text = RulesetText.objects.get()
    RulesetText.objects.update(toml=text.toml.replace("600", "800"))
    report = verify()
    assert report.first is not None
    assert report.first.kind == Kind.OBJECT_CHANGED
    assert report.first.found.startswith("ruleset = ")


def test_an_object_made_or_removed_past_the_ledger_is_found(city: None) -> None:
    from siaga.desk.models import Agency
    from siaga.wilayah.models import Region
    from tests import factories

    factories.agency("polres", Region.objects.get(code="16.72"))
    Agency.objects.get(key="bawaslu").delete()
    assert kinds(verify()) == {Kind.OBJECT_UNRECORDED.value, Kind.OBJECT_MISSING.value}


def test_missing_guards_are_a_break(city: None) -> None:
    from django.db import connection

    from siaga.ledger import triggers

    triggers.remove(connection)
    report = verify()
    assert kinds(report) == {Kind.GUARD.value}
    triggers.install(connection)


def test_a_consistent_rewrite_satisfies_verification_as_far_as_it_can_see(city: None) -> None:
    """Said here so that nobody believes otherwise: this is what the paper is for."""
    rewrite_consistently("16.72", third().entry, reason="alasan palsu")
    assert verify().ok
