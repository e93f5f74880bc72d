"""Schemathesis over the whole description: no 5xx, nothing that the description does not say."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi import checks

from siaga.wsgi import application
from tests.api.conftest import Caller

CHECKS = [
    schemathesis.checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.response_headers_conformance,
    checks.negative_data_rejection,
    checks.unsupported_method,
]
config = SchemathesisConfig.from_dict({"generation": {"mode": "all"}})
schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application, config=config)
quiet = [
    HealthCheck.function_scoped_fixture,
    HealthCheck.too_slow,
    HealthCheck.filter_too_much,
    HealthCheck.data_too_large,
]


@pytest.fixture
def tokens(caller: Callable[..., Caller]) -> Iterator[list[str]]:
    """Who may do everything between them."""
    # As Django's own test client does: a request must not close the connection that holds the test's transaction.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield [caller("admin").token, caller("agency", "16.72", "kpu").token]
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def _try(case: schemathesis.Case, tokens: list[str]) -> None:
    for token in tokens if case.method == "POST" else tokens[:1]:
        headers = {"Authorization": f"Bearer {token}", "Accept-Encoding": "identity"}
        case.call_and_validate(headers=headers, checks=CHECKS)


@schema.parametrize()
@settings(max_examples=6, deadline=None, suppress_health_check=quiet, derandomize=True)
def test_every_operation_keeps_to_the_description(case: schemathesis.Case, tokens: list[str]) -> None:
    _try(case, tokens)


@pytest.mark.soak
@schema.parametrize()
@settings(max_examples=500, deadline=None, suppress_health_check=quiet)
def test_every_operation_keeps_to_the_description_at_length(case: schemathesis.Case, tokens: list[str]) -> None:
    _try(case, tokens)
