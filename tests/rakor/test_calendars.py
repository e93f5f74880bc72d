"""Calendar addresses: whose meetings they hold, now; made, renewed, revoked; read again cheaply."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import icalendar
import pytest
from django.test import Client

from siaga.access import Actor, Refused
from siaga.desk.models import Account, Grant
from siaga.ledger.models import Entry
from siaga.rakor.actions.feeds import create_feed, revoke_feed
from siaga.rakor.models import CalendarFeed, Meeting, MeetingState
from tests import factories, people
from tests.factories import NOW, rakor, signed_in
from tests.rakor.halls import Hall

pytestmark = [pytest.mark.django_db, pytest.mark.clock(NOW)]

PAGE = "/rakor/kalender/"


def made(client: Client) -> str:
    """The path of a new feed, as the page shows it once."""
    assert client.post(PAGE).status_code == 302
    page = client.get(PAGE).content.decode()
    found = re.search(r"http://testserver(/kalender/[\w-]+\.ics)", page)
    assert found
    return found[1]


def titles(path: str) -> set[str]:
    answer = Client().get(path)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return {str(event["SUMMARY"]) for event in icalendar.Calendar.from_ical(answer.content).walk("VEVENT")}


def test_the_address_is_shown_once_and_kept_as_a_digest() -> None:
    hall = Hall()
    client = signed_in("secretariat", hall.region)
    path = made(client)
    secret = path.split("/")[2].removesuffix(".ics")
    assert secret not in client.get(PAGE).content.decode()
    assert secret not in CalendarFeed.objects.get().digest
    assert not [entry for entry in Entry.objects.all() if secret in entry.after]
    assert titles(path) == {hall.meeting.title}


def test_a_new_address_replaces_the_old_and_revoking_stops_it() -> None:
    client = signed_in("secretariat", Hall().region)
    old = made(client)
    new = made(client)
    assert Client().get(old).status_code == 404
    assert client.post(f"{PAGE}cabut/").status_code == 302
    assert Client().get(new).status_code == 404
    assert client.get(f"{PAGE}cabut/").status_code == 404


def test_a_feed_holds_what_its_account_may_see_now() -> None:
    hall = Hall()
    district = rakor.meeting(rakor.forum(hall.election, hall.tree["16.72.01"], "Utara"), NOW, title="Utara")
    other = rakor.meeting(rakor.forum(hall.election, hall.tree["16.72.03"], "Dempo"), NOW, title="Dempo")
    assert {district.title, other.title} == {"Utara", "Dempo"}
    camat = factories.agency("kecamatan", hall.tree["16.72.01"])
    path = made(signed_in("kecamatan", hall.tree["16.72.01"], camat))
    assert titles(path) == {"Utara"}
    Grant.objects.update(revoked_at=NOW)
    assert titles(path) == set()
    Account.objects.update(is_active=False)
    assert Client().get(path).status_code == 404


def test_an_agency_reads_the_meetings_to_which_it_is_invited_once_it_is() -> None:
    hall = Hall(state=MeetingState.PLANNED)
    path = made(signed_in("agency", hall.region, hall.kpu))
    assert titles(path) == set()
    Meeting.objects.update(state=MeetingState.INVITED)
    assert titles(path) == {hall.meeting.title}


def test_a_feed_is_bounded_and_tells_of_cancelled_meetings_for_a_while() -> None:
    hall = Hall(at=NOW - timedelta(days=181))
    soon = timedelta(days=10)
    rakor.meeting(hall.forum, NOW + timedelta(days=401), title="Terlalu jauh")
    rakor.meeting(hall.forum, NOW + timedelta(days=399), title="Tahun depan")
    gone = {"state": MeetingState.CANCELLED, "cancelled_reason": "Contoh"}
    rakor.meeting(hall.forum, NOW + soon, title="Batal baru", changed_at=NOW - timedelta(days=89), **gone)
    rakor.meeting(hall.forum, NOW + soon, title="Batal lama", changed_at=NOW - timedelta(days=91), **gone)
    assert titles(made(signed_in("secretariat", hall.region))) == {"Tahun depan", "Dibatalkan: Batal baru"}


def test_an_unchanged_feed_is_not_sent_again() -> None:
    hall = Hall()
    path = made(signed_in("secretariat", hall.region))
    first = Client().get(path)
    assert first["Last-Modified"]
    again = Client().get(path, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    Meeting.objects.update(title="Acara lain", sequence=1, changed_at=NOW)
    assert Client().get(path, headers={"If-None-Match": first["ETag"]}).status_code == 200
    # A right that was taken away has no date: the date alone never says "unchanged".
    assert Client().get(path, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 200


def test_a_feed_costs_the_same_queries_for_many_meetings(django_assert_num_queries: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    hall = Hall()
    path = made(signed_in("secretariat", hall.region))
    costs = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as asked:
            Client().get(path)
        costs.append(len(asked))
        for day in range(1, 20):
            rakor.meeting(hall.forum, NOW + timedelta(days=day), chair=hall.chair)
    assert costs[0] == costs[1] <= 6


def test_one_meeting_is_a_file_for_those_who_see_it() -> None:
    hall = Hall()
    path = f"/rakor/{hall.meeting.pk}.ics"
    answer = signed_in("secretariat", hall.region).get(path)
    (event,) = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert event["UID"] == f"{hall.meeting.uid}@siaga"
    assert answer["Content-Disposition"] == f'attachment; filename="rakor-{hall.meeting.pk}.ics"'
    assert signed_in("agency", hall.region, hall.kpu).get(path).status_code == 200
    assert signed_in("secretariat", hall.tree[people.NEXT_DOOR]).get(path).status_code == 404
    assert signed_in("desa", hall.tree[people.VILLAGE]).get(path).status_code == 404
    assert Client().get(path).status_code == 302


@pytest.mark.parametrize("role", ["desa", "field"])
def test_who_has_no_meetings_has_no_calendar(role: str) -> None:
    hall = Hall()
    assert signed_in(role, hall.tree[people.VILLAGE]).post(PAGE).status_code == 404
    assert not CalendarFeed.objects.exists()


def test_nobody_makes_a_feed_for_an_account_that_does_not_work() -> None:
    account = factories.account("contoh-mati", "secretariat", at=Hall().region)
    Account.objects.filter(pk=account.pk).update(is_active=False)
    actor = Actor(account.pk, "Contoh", people.secretariat.grants)
    with pytest.raises(Refused):
        create_feed(actor=actor, secret="rahasia", now=NOW)
    revoke_feed(actor=actor, now=NOW)
    assert not CalendarFeed.objects.exists()
