"""Every address says who may come, and refuses everybody else; found by introspection."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from siaga import demo
from siaga.access import MATRIX
from siaga.ledger.models import Entry
from tests.factories import NOW
from tests.walks.addresses import Address, addresses
from tests.walks.examples import ABOVE, EXAMPLES, NOT_IN_THE_SAMPLE, Example

ADDRESSES = addresses()
GUARDED = [address for address in ADDRESSES if address.verbs]
OURS = ("Agung Lawangan", "Sukorejo", "Contoh Meranti", "Kota Pagar Alam")
"""Names of the sample desk that nobody from next door may read on a page without a region."""

each = pytest.mark.parametrize("address", ADDRESSES, ids=str)
each_guarded = pytest.mark.parametrize("address", GUARDED, ids=str)


def example(address: Address, parameter: str) -> Example:
    room = address.name.rpartition(":")[0]
    keys = (f"{address.name}:{parameter}", f"{room}:{parameter}", parameter)
    found = next((EXAMPLES[key] for key in keys if key in EXAMPLES), None)
    assert found, f"{address.name} has a parameter {parameter!r} that tests/walks/examples.py does not know"
    return found


def there(address: Address) -> str:
    return reverse(address.name, kwargs={name: example(address, name).there() for name in address.parameters})


def who_may_come(address: Address) -> str:
    """The first sample account whose role holds a verb of the address: the administrator wherever possible."""
    if not address.verbs:
        return "" if address.guard == "public" else demo.ACCOUNTS[0].username
    return next(
        account.username for account in demo.ACCOUNTS if any(verb in MATRIX[account.role] for verb in address.verbs)
    )


def absent(address: Address) -> str:
    """The same address, its last parameter naming nothing."""
    arguments = {name: example(address, name).there() for name in address.parameters}
    last = address.parameters[-1]
    return reverse(address.name, kwargs={**arguments, last: example(address, last).absent})


def content(response: HttpResponse) -> str:
    """The page without what differs on every request."""
    text = getattr(response, "content", b"").decode(errors="replace")
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", text)
    return re.sub(r'"(X-CSRFToken|csrf)[^}]*', "", text)


@each
def test_every_address_has_a_name_and_a_guard(address: Address) -> None:
    assert address.name, f"{address.route} has no name"
    assert address.guard, (
        f"{address.name} ({address.route}) does not say who may come: decorate its view (kit/guard.py)"
    )


@each
def test_nobody_is_led_to_sign_in(address: Address, as_person: Callable[[str], Client]) -> None:
    client = as_person("")
    for method in (client.get, client.post):
        response = method(there(address))
        assert response.status_code < 500
        if address.guard == "public" or response.status_code == 405:
            continue
        assert response.status_code == 302, (address.name, method.__name__, response.status_code)
        assert response["Location"].startswith(reverse(settings.LOGIN_URL)), response["Location"]


@each_guarded
def test_a_person_without_any_role_finds_nothing(address: Address, as_person: Callable[[str], Client]) -> None:
    refused(address, as_person("tanpa-peran"), there(address))


@each_guarded
def test_a_role_without_the_verb_finds_nothing(address: Address, as_person: Callable[[str], Client]) -> None:
    for account in demo.ACCOUNTS:
        if not any(verb in MATRIX[account.role] for verb in address.verbs):
            refused(address, as_person(account.username), there(address))


@each_guarded
def test_the_administrator_next_door_finds_nothing_of_ours(
    address: Address, as_person: Callable[[str], Client]
) -> None:
    client = as_person("tetangga")
    if address.parameters and address.name not in ABOVE:
        refused(address, client, there(address))
        return
    page = content(client.get(there(address)))
    assert not [name for name in OURS if name in page], address.name


@each_guarded
@pytest.mark.clock(NOW)
def test_forbidden_and_missing_answer_alike(address: Address, as_person: Callable[[str], Client]) -> None:
    if not address.parameters or address.name in ABOVE:
        pytest.skip("names no thing of a region")
    client = as_person("tetangga")
    forbidden, missing = client.get(there(address)), client.get(absent(address))
    assert forbidden.status_code == missing.status_code
    # The address itself may be on the page (the way back after signing in); nothing else may differ.
    assert content(forbidden).replace(there(address), "") == content(missing).replace(absent(address), "")


@each
def test_who_may_come_gets_in(address: Address, as_person: Callable[[str], Client]) -> None:
    response = as_person(who_may_come(address)).get(there(address))
    if address.name in NOT_IN_THE_SAMPLE:
        assert response.status_code in {302, 404, 405, 410}
        return
    assert response.status_code in {200, 204, 302, 405}, (address.name, response.status_code, content(response)[:500])
    if response.status_code == 302 and address.verbs:
        assert not response["Location"].startswith(reverse(settings.LOGIN_URL))


def refused(address: Address, client: Client, path: str) -> None:
    """GET and POST find nothing, and leave no trace."""
    before = Entry.objects.count()
    for method in ("get", "post"):
        response: Any = getattr(client, method)(path)
        if response.status_code == 405 and method == "get":
            continue
        assert response.status_code in {404, 405}, (address.name, method, response.status_code)
    assert Entry.objects.count() == before
