"""Support requests: each step from its state, by those whose step it is."""

from __future__ import annotations

from datetime import date

import pytest

from siaga.access import Refused
from siaga.desk.actions.support import answer_support, ask_support, change_support, deliver_support, withdraw_support
from siaga.desk.errors import Incomplete, NotAnAsker, StateMoved, WrongOrder
from siaga.desk.models import Agency, SupportRequest, SupportState
from siaga.elections.models import Election
from siaga.ledger.models import Entry
from tests import people
from tests.factories import NOW, agency, election, tree
from tests.factories.offices import request

pytestmark = pytest.mark.django_db

TODAY = date(2024, 10, 30)


@pytest.fixture
def kpu() -> Agency:
    return agency("kpu", tree()[people.CITY])


@pytest.fixture
def vote(kpu: Agency) -> Election:
    return election(kpu.region)


@pytest.fixture
def warehouse(vote: Election, kpu: Agency) -> SupportRequest:
    return request(vote, kpu)


def _ask(vote: Election, by: Agency, **more: object) -> SupportRequest:
    arguments = {
        "actor": people.officer,
        "kind": "gudang",
        "title": "Gudang 400 meter persegi",
        "due": date(2024, 11, 10),
        "asked_on": TODAY,
        "now": NOW,
    }
    return ask_support(election=vote, asked_by=by, **arguments | more)


def _answer(asked: SupportRequest, **more: object) -> SupportRequest:
    arguments = {
        "actor": people.secretariat,
        "granted": True,
        "answer": "",
        "answered_by": None,
        "answered_on": TODAY,
        "now": NOW,
    }
    return answer_support(request=asked, **arguments | more)


def test_a_request_is_asked_granted_and_delivered(vote: Election, kpu: Agency) -> None:
    asked = _ask(vote, kpu)
    granted = _answer(asked, actor=people.leader, answered_by=agency("bpbd", kpu.region))
    assert (granted.state, granted.answered_on) == (SupportState.GRANTED, TODAY)
    delivered = deliver_support(actor=people.officer, request=asked, delivered_on=TODAY, now=NOW)
    assert delivered.state == SupportState.DELIVERED
    assert list(Entry.objects.order_by("id").values_list("action", flat=True)) == [
        "support.ask",
        "support.answer",
        "support.deliver",
    ]


@pytest.mark.parametrize("who", ["admin", "secretariat", "leader", "colleague", "camat", "auditor", "outsider"])
def test_asking_for_another_agency_is_refused(vote: Election, kpu: Agency, who: str) -> None:
    with pytest.raises(Refused):
        _ask(vote, kpu, actor=people.EVERYONE[who])
    assert not SupportRequest.objects.exists()


def test_only_organisers_and_supervisors_ask(vote: Election, kpu: Agency) -> None:
    Agency.objects.filter(pk=kpu.pk).update(kind="dishub")
    kpu.refresh_from_db()
    with pytest.raises(NotAnAsker):
        _ask(vote, kpu)


@pytest.mark.parametrize(
    ("wrong", "error"),
    [({"title": " "}, Incomplete), ({"kind": "pesawat"}, Incomplete), ({"due": date(2024, 1, 1)}, WrongOrder)],
)
def test_an_incomplete_request_is_refused(
    vote: Election, kpu: Agency, wrong: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        _ask(vote, kpu, **wrong)


@pytest.mark.parametrize("who", ["officer", "colleague", "camat", "auditor", "outsider", "stranger"])
def test_answering_is_refused_to_all_but_the_government(warehouse: SupportRequest, who: str) -> None:
    with pytest.raises(Refused):
        _answer(warehouse, actor=people.EVERYONE[who])
    warehouse.refresh_from_db()
    assert warehouse.state == SupportState.ASKED


def test_a_refusal_needs_a_reason(warehouse: SupportRequest) -> None:
    with pytest.raises(Incomplete):
        _answer(warehouse, granted=False, answer=" ")
    assert _answer(warehouse, granted=False, answer="Gudang dipakai").state == SupportState.REFUSED


def test_the_second_answer_is_told_that_the_first_was_faster(warehouse: SupportRequest) -> None:
    _answer(warehouse)
    with pytest.raises(StateMoved, match="Disetujui"):
        _answer(warehouse, granted=False, answer="Terlambat")
    warehouse.refresh_from_db()
    assert (warehouse.state, warehouse.answer) == (SupportState.GRANTED, "")


def test_delivery_comes_after_a_grant_and_not_from_the_future(warehouse: SupportRequest) -> None:
    with pytest.raises(StateMoved):
        deliver_support(actor=people.secretariat, request=warehouse, delivered_on=TODAY, now=NOW)
    _answer(warehouse)
    with pytest.raises(Incomplete):
        deliver_support(actor=people.secretariat, request=warehouse, delivered_on=date(2024, 11, 1), now=NOW)
    with pytest.raises(Refused):
        deliver_support(actor=people.colleague, request=warehouse, delivered_on=TODAY, now=NOW)


def test_the_asking_agency_withdraws_until_it_is_settled(warehouse: SupportRequest) -> None:
    with pytest.raises(Refused):
        withdraw_support(actor=people.secretariat, request=warehouse, reason="Bukan milik kami", now=NOW)
    with pytest.raises(Incomplete):
        withdraw_support(actor=people.officer, request=warehouse, reason="", now=NOW)
    withdrawn = withdraw_support(actor=people.officer, request=warehouse, reason="Sudah ada gudang", now=NOW)
    assert (withdrawn.state, withdrawn.withdrawn_on) == (SupportState.WITHDRAWN, TODAY)
    with pytest.raises(StateMoved):
        withdraw_support(actor=people.officer, request=warehouse, reason="Sekali lagi", now=NOW)


def test_a_request_is_mended_only_while_nobody_has_answered(warehouse: SupportRequest) -> None:
    arguments = {
        "actor": people.officer,
        "request": warehouse,
        "kind": "gudang",
        "title": "Gudang lebih besar",
        "detail": "",
        "letter": "",
        "due": warehouse.due,
        "now": NOW,
    }
    assert change_support(**arguments).title == "Gudang lebih besar"
    _answer(warehouse)
    with pytest.raises(StateMoved):
        change_support(**arguments | {"title": "Gudang lain"})
