"""The sample desk for the walks, built once and rolled back, and the people who walk."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.db import transaction
from django.test import Client, override_settings

from siaga import demo
from siaga.access import Role
from siaga.desk.actions.accounts import create_invitation
from siaga.desk.models import Account, Grant
from siaga.wilayah.models import Region
from tests import factories, people

NEXT_DOOR = "16.03"


@pytest.fixture(scope="package")
def sample_desk(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Everything that ``siaga demo`` shows, and the regency next door with its own administrator."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        with override_settings(PASSWORD_HASHERS=["siaga.demo.hashing.SampleHasher"]):
            demo.build(factories.NOW)
        neighbour = Region.objects.filter(code=NEXT_DOOR).first() or factories.region(NEXT_DOOR, "Kabupaten Muara Enim")
        outsider = Account.objects.create(username="tetangga", name="Contoh Tetangga", region_code=NEXT_DOOR)
        Grant.objects.create(account=outsider, role=Role.ADMIN, region=neighbour)
        Account.objects.create(username="tanpa-peran", name="Contoh Tanpa Peran")
        create_invitation(
            actor=people.admin, account=Account.objects.get(username="lurah"), secret="contoh", now=factories.NOW
        )
        yield
        transaction.set_rollback(True)


@pytest.fixture
def as_person(sample_desk: None, db: None) -> Callable[[str], Client]:
    """A browser in which the named sample account is signed in; an empty name is nobody."""

    def sign_in(username: str) -> Client:
        client = Client()
        if username:
            client.force_login(
                Account.objects.get(username=username), "allauth.account.auth_backends.AuthenticationBackend"
            )
        return client

    return sign_in
