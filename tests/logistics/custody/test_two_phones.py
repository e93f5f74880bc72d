"""Two phones scan one box in the same moment: one wins, the other is told."""

from __future__ import annotations

import threading
import uuid
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from siaga.logistics import judging
from siaga.logistics.actions import custody
from siaga.logistics.codes import label_text
from siaga.logistics.models import Box, HandoverBox, Scan
from siaga.logistics.scanning import settled_scan
from tests import people
from tests.factories import NOW
from tests.logistics.custody.world import World, fresh

PHONES = 6


def at_once(*work: Callable[[], Any]) -> list[Any]:
    """What each returned; every one starts in the same moment."""
    gate = threading.Barrier(len(work))
    results: list[Any] = []

    def run(one: Callable[[], Any]) -> None:
        try:
            gate.wait(timeout=30)
            results.append(one())
        except BaseException as error:
            results.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(one,)) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results


def sender(world: World, side: str, handover: Any, actor: Any, number: uuid.UUID | None = None) -> Callable[[], Scan]:
    text = label_text(world.box)
    return lambda: settled_scan(
        actor=actor,
        warehouse=world.warehouse,
        scan_id=number or uuid.uuid4(),
        side=side,
        text=text,
        handover=handover,
        scanned_at=NOW,
        now=NOW,
    )


@pytest.mark.django_db(transaction=True)
def test_of_many_phones_on_as_many_trucks_one_gets_the_box() -> None:
    world = World()
    trucks = [world.open() for _phone in range(PHONES)]
    found = at_once(*(sender(world, "serah", truck, people.officer) for truck in trucks))
    assert Counter(scan.outcome for scan in found) == {"diterima": 1, "kalah-cepat": PHONES - 1}
    winner = next(scan for scan in found if scan.outcome == "diterima")
    told = {scan.message for scan in found if scan.outcome != "diterima"}
    assert all(f"serah terima nomor {winner.handover.number}" in message for message in told)
    assert HandoverBox.objects.get().handover_id == winner.handover_id
    assert Scan.objects.count() == PHONES


@pytest.mark.django_db(transaction=True)
def test_of_two_receivers_at_one_table_one_signs() -> None:
    world = World()
    handover = world.open()
    world.give(handover, world.box)
    found = at_once(*(sender(world, "terima", handover, people.camat) for _phone in range(PHONES)))
    assert Counter(scan.outcome for scan in found) == {"diterima": 1, "ulang": PHONES - 1}
    assert fresh(world.box).hop == 1


@pytest.mark.django_db(transaction=True)
def test_one_scan_sent_from_many_lines_at_once_is_one_scan() -> None:
    world = World()
    handover = world.open()
    number = uuid.uuid4()
    found = at_once(*(sender(world, "serah", handover, people.officer, number) for _line in range(PHONES)))
    assert {scan.pk for scan in found} == {Scan.objects.get().pk}
    assert {scan.outcome for scan in found} == {"diterima"}


@pytest.mark.django_db
def test_who_reads_before_and_writes_after_the_other_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    first, second = world.open(), world.open()
    judge = judging.judge

    def slow(**given: Any) -> Any:
        verdict = judge(**given)
        if given["handover"].pk == second.pk:
            monkeypatch.setattr("siaga.logistics.actions.custody.scanning.judge", judge)
            assert world.give(first, world.box).outcome == "diterima"
        return verdict

    monkeypatch.setattr("siaga.logistics.actions.custody.scanning.judge", slow)
    scan = world.give(second, world.box)
    assert scan.outcome == "kalah-cepat" and "serah terima nomor 1" in scan.message
    assert Box.objects.get(pk=world.box.pk).moving
    assert HandoverBox.objects.get().handover_id == first.pk
    custody.close_giving(actor=people.officer, handover=first, now=NOW)
