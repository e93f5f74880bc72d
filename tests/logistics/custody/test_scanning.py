"""Every scan is judged: one moves the box, each refusal is kept, told and on the ledger."""

from __future__ import annotations

import itertools
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from siaga.access import Actor, Grant, Refused, Role
from siaga.ledger.models import Entry
from siaga.logistics.actions import custody
from siaga.logistics.codes import label_text, spaced
from siaga.logistics.custody_errors import BadScan, ScanIdTaken
from siaga.logistics.models import Box, HandoverBox, Scan, ScanOutcome
from tests import people
from tests.factories import NOW
from tests.logistics.custody.world import PPK, PPS, World, fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


def refused(scan: Scan, outcome: ScanOutcome, *words: str) -> None:
    """The scan changed nothing, says why, and its entry is on the ledger."""
    assert scan.outcome == outcome, scan.message
    for word in words:
        assert word in scan.message
    kept = Scan.objects.get(pk=scan.pk)
    assert kept.message == scan.message
    entry = Entry.objects.get(object_type="logistics.scan", object_key=str(scan.scan_id))
    assert entry.action == "custody.scan"
    assert f'"outcome":"{outcome.value}"' in entry.after


def unmoved(box: Box) -> None:
    now = fresh(box)
    assert (now.hop, now.moving, now.since) == (box.hop, box.moving, box.since)


def test_a_box_goes_all_the_way_and_back(world: World) -> None:
    way = ["gudang", "ppk", "pps", "tps", "kembali-ppk", "kembali-kpu"]
    for start, end in itertools.pairwise(way):
        world.carry(start, end, world.box)
        assert fresh(world.box).hop == way.index(end)
        assert not fresh(world.box).moving
    assert HandoverBox.objects.filter(box=world.box, taken_at__isnull=False).count() == 5


def test_a_direct_way_may_leave_places_out(world: World) -> None:
    world.carry("gudang", "pps", world.box)
    assert fresh(world.box).hop == 2


def test_a_given_box_is_on_the_way_until_it_is_signed_for(world: World) -> None:
    handover = world.open()
    given = world.give(handover, world.box, seal="S1")
    assert (given.outcome, given.message) == ("diterima", "Diserahkan.")
    box = fresh(world.box)
    assert (box.hop, box.moving) == (0, True)
    line = HandoverBox.objects.get()
    assert (line.given_seal, line.given_at, line.taken_at) == ("S1", NOW, None)


def test_the_box_moves_at_the_time_of_the_scan_not_of_its_arrival_here(world: World) -> None:
    handover = world.open()
    world.later(60)
    world.give(handover, world.box, scanned_at=NOW + timedelta(minutes=5))
    assert fresh(world.box).since == NOW + timedelta(minutes=5)


@pytest.mark.parametrize("minutes", [-600, 600])
def test_a_clock_that_runs_wild_moves_nothing_into_the_past_or_future(world: World, minutes: int) -> None:
    handover = world.open()
    scan = world.give(handover, world.box, scanned_at=NOW + timedelta(minutes=minutes))
    assert scan.scanned_at == NOW + timedelta(minutes=minutes)
    assert fresh(world.box).since == NOW


def test_the_same_scan_again_is_the_same_answer_and_nothing_twice(world: World) -> None:
    handover = world.open()
    number = uuid.uuid4()
    first = world.give(handover, world.box, scan_id=number)
    entries = Entry.objects.count()
    again = world.give(handover, world.box, scan_id=number, now=world.later(), scanned_at=NOW)
    assert again.pk == first.pk and again.message == first.message
    assert Entry.objects.count() == entries
    assert Scan.objects.count() == HandoverBox.objects.count() == 1


def test_a_refused_scan_again_stays_refused_whatever_has_changed_since(world: World) -> None:
    handover = world.open()
    number = uuid.uuid4()
    Box.objects.filter(pk=world.box.pk).update(state="dikemas")
    assert world.give(handover, world.box, scan_id=number).outcome == ScanOutcome.NOT_READY
    Box.objects.filter(pk=world.box.pk).update(state="disegel")
    assert world.give(handover, world.box, scan_id=number).outcome == ScanOutcome.NOT_READY


def test_the_number_of_a_scan_serves_no_other_scan(world: World) -> None:
    handover = world.open()
    number = uuid.uuid4()
    world.give(handover, world.box, scan_id=number)
    with pytest.raises(ScanIdTaken):
        world.give(handover, world.sister, scan_id=number)


def test_a_forged_code_is_refused(world: World) -> None:
    handover = world.open()
    text = label_text(world.box)
    forged = text[:-1] + ("A" if text[-1] != "A" else "B")
    refused(world.give(handover, forged), ScanOutcome.FORGED, "bukan buatan Siaga", "laporkan ke KPU")
    unmoved(world.box)


def test_some_other_code_is_no_label(world: World) -> None:
    scan = world.give(world.open(), "https://contoh.go.id/promo")
    refused(scan, ScanOutcome.UNKNOWN, "bukan label kotak")
    assert scan.text == "https://contoh.go.id/promo"


def test_a_bare_code_is_taken_from_a_person_and_not_from_a_camera(world: World) -> None:
    handover = world.open()
    refused(world.give(handover, world.box.code), ScanOutcome.UNKNOWN)
    assert world.give(handover, spaced(world.box.code).lower(), typed=True).outcome == "diterima"


def test_a_label_of_another_warehouse_is_unknown_here(world: World) -> None:
    from tests import factories
    from tests.factories import logistics

    other = factories.election(world.tree[people.CITY], "lain-2024")
    station = factories.station(other, world.tree[people.VILLAGE], 1)
    strange = logistics.box(logistics.warehouse(other), station)
    refused(world.give(world.open(), strange), ScanOutcome.UNKNOWN, "tidak tercatat pada pemilihan ini")


def test_an_open_and_a_void_box_do_not_leave(world: World) -> None:
    handover = world.open()
    Box.objects.filter(pk=world.box.pk).update(state="dikemas")
    Box.objects.filter(pk=world.sister.pk).update(state="batal")
    refused(world.give(handover, world.box), ScanOutcome.NOT_READY, "belum disegel")
    refused(world.give(handover, world.sister), ScanOutcome.UNKNOWN, "dibatalkan")


def test_the_same_box_twice_is_told_on_either_side(world: World) -> None:
    handover = world.open()
    world.give(handover, world.box)
    refused(world.give(handover, world.box), ScanOutcome.REPEATED, "sudah discan pada serah terima ini", "09.00 WIB")
    custody.close_giving(actor=people.officer, handover=handover, now=NOW)
    world.take(handover, world.box)
    refused(world.take(handover, world.box), ScanOutcome.REPEATED, "sudah diterima di sini")
    assert HandoverBox.objects.count() == 1


def test_a_box_that_is_on_another_truck_is_told_with_its_number(world: World) -> None:
    first, second = world.open(), world.open()
    world.give(first, world.box)
    refused(world.give(second, world.box), ScanOutcome.OVERTAKEN, "serah terima nomor 1")


def test_a_box_of_elsewhere_is_refused_by_the_giver(world: World) -> None:
    refused(world.give(world.open(), world.far), ScanOutcome.WRONG_PLACE, "untuk PPK Dempo Utara", "bukan untuk PPK")
    world.carry("gudang", "ppk", world.box)
    at_ppk = world.open("ppk", "pps")
    refused(world.give(at_ppk, world.sister), ScanOutcome.WRONG_PLACE, "tercatat di Gudang KPU", "bukan di PPK Pagar")
    refused(world.give(world.open(), world.box), ScanOutcome.WRONG_PLACE, "tercatat di PPK Pagar Alam Utara")


def test_a_box_of_elsewhere_is_refused_by_the_receiver(world: World) -> None:
    handover = world.open()
    world.give(handover, world.box)
    refused(
        world.take(handover, world.far, reason="ada di truk"),
        ScanOutcome.WRONG_PLACE,
        "untuk PPK Dempo Utara, bukan untuk PPK Pagar Alam Utara",
    )
    unmoved(world.far)


@pytest.mark.parametrize("actor", [PPK, PPS, people.colleague, people.lurah, people.field, people.auditor], ids=str)
def test_who_does_not_sign_for_the_place_is_refused_and_kept(world: World, actor: Actor) -> None:
    handover = world.open()
    refused(world.give(handover, world.box, actor=actor), ScanOutcome.FORBIDDEN, "tidak berhak", "Gudang KPU")
    unmoved(world.box)


def test_a_receiver_of_another_place_level_or_agency_is_refused(world: World) -> None:
    handover = world.open()
    world.give(handover, world.box)
    next_ppk = Actor(31, "PPK tetangga", (Grant(Role.AGENCY, agency="ppk@16.72.03", region="16.72.03"),))
    panwas = Actor(32, "Panwas", (Grant(Role.AGENCY, agency=f"panwascam@{people.KECAMATAN}", region="16.72.01"),))
    for actor in (people.officer, PPS, next_ppk, panwas, people.leader):
        refused(world.take(handover, world.box, actor=actor), ScanOutcome.FORBIDDEN, "menerima kotak di PPK Pagar")
        refused(world.take(None, world.box, actor=actor), ScanOutcome.FORBIDDEN)
    assert world.take(handover, world.box, actor=people.camat).outcome == "diterima"


def test_the_refusal_of_a_stranger_tells_nothing_about_the_box(world: World) -> None:
    scan = world.give(world.open(), world.far, actor=PPK)
    assert "Dempo" not in scan.message and world.far.code not in scan.message


@pytest.mark.parametrize("actor", [people.outsider, people.stranger], ids=str)
def test_who_has_nothing_to_do_with_the_election_leaves_no_trace_here(world: World, actor: Actor) -> None:
    handover = world.open()
    entries = Entry.objects.count()
    with pytest.raises(Refused):
        world.give(handover, world.box, actor=actor)
    assert Entry.objects.count() == entries and not Scan.objects.exists()


def test_a_receiver_need_not_name_the_handover(world: World) -> None:
    handover = world.open()
    world.give(handover, world.box)
    scan = world.take(None, world.box, actor=PPK)
    assert (scan.outcome, scan.handover_id) == ("diterima", handover.pk)
    refused(world.take(None, world.box, actor=PPK), ScanOutcome.REPEATED, "sudah tercatat di PPK Pagar Alam Utara")


def test_a_box_of_another_truck_to_the_same_place_is_signed_for_on_its_own_record(world: World) -> None:
    first, second = world.open(), world.open()
    world.give(first, world.box)
    world.give(second, world.sister)
    scan = world.take(second, world.box)
    assert (scan.outcome, scan.handover_id) == ("diterima", first.pk)


def test_a_skipped_scan_needs_a_reason_and_shows_as_a_gap(world: World) -> None:
    handover = world.open()
    world.give(handover, world.sister)
    refused(world.take(handover, world.box), ScanOutcome.SKIPPED, "belum discan yang menyerahkan", "dengan alasan")
    unmoved(world.box)
    scan = world.take(handover, world.box, reason="Terlewat saat memuat (contoh).")
    assert scan.outcome == "diterima" and "alasan tercatat" in scan.message
    line = HandoverBox.objects.get(box=world.box)
    assert (line.given_at, line.gap) == (None, "Terlewat saat memuat (contoh).")
    assert (fresh(world.box).hop, fresh(world.box).moving) == (1, False)
    assert "Terlewat saat memuat" in Entry.objects.filter(object_type="logistics.box").latest("pk").reason


def test_a_box_may_skip_a_whole_place_with_a_reason(world: World) -> None:
    handover = world.open()
    world.give(handover, world.box)
    custody.close_giving(actor=people.officer, handover=handover, now=NOW)
    onward = world.open("ppk", "pps")
    scan = world.take(onward, world.box, reason="Langsung ke kelurahan (contoh).")
    assert scan.outcome == "diterima" and fresh(world.box).hop == 2
    refused(world.take(handover, world.box), ScanOutcome.WRONG_PLACE, "sudah tercatat di PPS Sukorejo")


def test_after_the_giver_closed_no_box_is_added(world: World) -> None:
    handover = world.open()
    world.give(handover, world.box)
    custody.close_giving(actor=people.officer, handover=handover, now=NOW)
    refused(world.give(handover, world.sister), ScanOutcome.CLOSED, "sudah ditutup")


def test_a_box_that_comes_late_is_signed_for_after_the_receiver_closed(world: World) -> None:
    handover = world.open()
    world.give(handover, world.box)
    world.give(handover, world.sister)
    custody.close_giving(actor=people.officer, handover=handover, now=NOW)
    world.take(handover, world.box)
    custody.close_taking(actor=PPK, handover=handover, now=NOW)
    assert fresh(world.sister).moving
    assert world.take(handover, world.sister, now=world.later()).outcome == "diterima"


def test_a_box_called_back_can_be_given_again(world: World) -> None:
    first = world.open()
    world.give(first, world.box)
    custody.cancel_handover(actor=people.officer, handover=first, reason="Truk mogok (contoh).", now=NOW)
    refused(world.take(first, world.box), ScanOutcome.CLOSED, "dibatalkan")
    assert world.give(world.open(), world.box).outcome == "diterima"


@pytest.mark.parametrize(("seal", "warned"), [("S1", False), ("", False), ("LAIN", True)])
def test_another_seal_is_taken_and_flagged(world: World, seal: str, warned: bool) -> None:
    handover = world.open()
    assert ("PERHATIAN" in world.give(handover, world.box, seal=seal).message) is warned
    taken = world.take(handover, world.box, seal="BARU")
    assert taken.outcome == "diterima" and "PERHATIAN: segel BARU berbeda" in taken.message
    assert HandoverBox.objects.get().taken_seal == "BARU"


@pytest.mark.parametrize(
    "fields",
    [
        {"side": "lain"},
        {"text": ""},
        {"text": "baris\nlain"},
        {"handover": None},
        {"lat": 4.0},
        {"lat": 91.0, "lon": 0.0},
    ],
    ids=str,
)
def test_what_is_no_scan_is_no_scan(world: World, fields: dict[str, object]) -> None:
    given = {"side": "serah", "handover": world.open(), "text": "X", "actor": people.officer} | fields
    with pytest.raises(BadScan):
        custody.scan(
            warehouse=world.warehouse, scan_id=uuid.uuid4(), scanned_at=NOW, now=NOW, **given  # type: ignore[arg-type]
        )  # fmt: skip


def test_a_handover_of_another_warehouse_is_not_there(world: World) -> None:
    from tests import factories
    from tests.factories import logistics

    other = logistics.warehouse(factories.election(world.tree[people.CITY], "lain-2024"))
    strange = logistics.handover(other, people.KECAMATAN)
    with pytest.raises(Refused):
        world.give(strange, world.box, actor=people.officer)


def test_times_are_aware(world: World) -> None:
    assert timezone.is_aware(world.give(world.open(), world.box).scanned_at)
