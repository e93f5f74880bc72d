"""The letter travels with the mail once it has its number."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core import mail
from pypdf import PdfReader

from siaga.rakor import mailing
from siaga.rakor.models import Meeting, MeetingState
from tests import people
from tests.rakor.halls import Hall

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall(settings: Any, tmp_path: Any) -> Hall:
    settings.EMAIL_HOST, settings.HOME = "surel.contoh", tmp_path
    return Hall(state=MeetingState.PLANNED)


def send(hall: Hall) -> list[Any]:
    mailing.perform(people.secretariat, hall.meeting.pk, [hall.seat.pk], "https://siaga.contoh")
    return list(mail.outbox[-1].attachments)


def test_a_numbered_letter_is_attached(hall: Hall) -> None:
    Meeting.objects.update(letter_number="100.2.7/12/2024")
    ((name, content, content_type),) = send(hall)
    assert (name, content_type) == (f"undangan-{hall.meeting.pk}.pdf", "application/pdf")
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    assert "100.2.7/12/2024" in text and "Ketua KPU" in text


def test_a_draft_is_not(hall: Hall) -> None:
    assert send(hall) == []
