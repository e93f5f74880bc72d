from __future__ import annotations

import threading

import pytest
from django.db import connection

from siaga.ledger.hashing import GENESIS, seal_hash
from siaga.ledger.models import Entry, Seal, Unsealed
from siaga.ledger.sealing import seal_all, seal_pending, unsealed_tail
from tests.factories import NOW
from tests.ledger.acts import busy_city

pytestmark = pytest.mark.django_db


def chain(name: str) -> list[Seal]:
    return list(Seal.objects.filter(chain=name).select_related("entry").order_by("seq"))


def test_each_chain_counts_from_one_and_each_seal_holds_the_one_before() -> None:
    busy_city()
    assert seal_all() == Entry.objects.count()
    assert sorted(set(Seal.objects.values_list("chain", flat=True))) == ["16", "16.03", "16.72"]
    for name in ("16", "16.03", "16.72"):
        previous = GENESIS
        for position, seal in enumerate(chain(name), start=1):
            assert (seal.seq, seal.prev_hash, seal.entry.chain) == (position, previous, name)
            previous = seal_hash(seal.prev_hash, seal.seq, seal.entry_id, seal.entry.body_hash)
            assert seal.hash == previous


def test_batches_go_on_where_the_last_one_stopped() -> None:
    busy_city()
    waiting = unsealed_tail()
    assert (waiting.entries, waiting.oldest) == (Entry.objects.count(), NOW)
    while waiting.entries:
        assert seal_pending(limit=2) == min(2, waiting.entries)
        waiting = unsealed_tail()
    assert seal_pending() == 0
    assert [seal.seq for seal in chain("16.72")] == list(range(1, len(chain("16.72")) + 1))


def test_a_waiting_number_without_entry_does_not_stop_the_others() -> None:
    Unsealed.objects.create(entry_id=10**9)
    busy_city()
    seal_all()
    assert Seal.objects.count() == Entry.objects.count()


@pytest.mark.django_db(transaction=True)
def test_two_sealers_at_once_seal_each_entry_once() -> None:
    busy_city(renames=40)
    start = threading.Barrier(4)
    failures: list[BaseException] = []

    def sealer() -> None:
        try:
            start.wait()
            for _ in range(30):
                seal_pending(limit=3)
        except BaseException as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=sealer) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seal_all()
    assert failures == []
    assert Seal.objects.count() == Entry.objects.count()
    assert Unsealed.objects.count() == 0
    for name in ("16.03", "16.72"):
        assert [seal.seq for seal in chain(name)] == list(range(1, len(chain(name)) + 1))
