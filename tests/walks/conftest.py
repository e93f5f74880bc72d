"""The sample desk for the walks, with the regency next door, and the people who walk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from siaga import demo
from siaga.access import Role
from siaga.desk.actions.accounts import create_invitation
from siaga.desk.models import Account, Grant
from siaga.wilayah.models import Region
from tests import factories, people

NEXT_DOOR = "16.03"


@pytest.fixture(scope="module")
def sample_desk(sample_desk: None) -> Iterator[None]:
    """Everything that ``siaga demo`` shows, and the regency next door with its own administrator."""
    with transaction.atomic():
        neighbour = Region.objects.filter(code=NEXT_DOOR).first() or factories.region(NEXT_DOOR, "Kabupaten Muara Enim")
        outsider = Account.objects.create(username="tetangga", name="Contoh Tetangga", region_code=NEXT_DOOR)
        Grant.objects.create(account=outsider, role=Role.ADMIN, region=neighbour)
        Account.objects.create(username="tanpa-peran", name="Contoh Tanpa Peran")
        create_invitation(
            actor=people.admin, account=Account.objects.get(username="lurah"), secret="contoh", now=factories.NOW
        )
        yield
        transaction.set_rollback(True)


class AsWritten:
    """In place of WeasyPrint's ``HTML``: a paper whose bytes are the HTML that it would be laid out from."""

    def __init__(self, string: str = "", pages: Iterable[str] = (), **_others: object) -> None:
        self.pages = list(pages) or [string]

    def render(self) -> AsWritten:
        return self

    def copy(self, pages: Iterable[str]) -> AsWritten:
        return AsWritten(pages=pages)

    def write_pdf(self) -> bytes:
        return "".join(self.pages).encode()


@pytest.fixture
def papers_as_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Papers are not laid out: that takes seconds each, asks nothing of the database, and hides the words in a PDF."""
    if find_spec("weasyprint"):
        monkeypatch.setattr("weasyprint.HTML", AsWritten)


@pytest.fixture(scope="module")
def sessions(sample_desk: None) -> dict[str, str]:
    """The session key of everybody who walks: signed in once, not before every page."""
    keys = {}
    for username in (*(account.username for account in demo.ACCOUNTS), "tetangga", "tanpa-peran"):
        client = Client()
        client.force_login(
            Account.objects.get(username=username), "allauth.account.auth_backends.AuthenticationBackend"
        )
        keys[username] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return keys


@pytest.fixture
def as_person(sessions: dict[str, str], db: None) -> Callable[[str], Client]:
    """A browser in which the named sample account is signed in; an empty name is nobody."""

    def sign_in(username: str) -> Client:
        client = Client()
        if username:
            client.cookies[settings.SESSION_COOKIE_NAME] = sessions[username]
            # "Last seen" is written every five minutes: by the first page of a test, never by one that is measured.
            cache.delete(f"seen:{sessions[username]}")
        return client

    return sign_in
