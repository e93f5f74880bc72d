"""Django's own deployment check is clean under production settings."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.cli.conftest import Installation


@pytest.mark.parametrize(
    "environment",
    [{"SIAGA_BASE_URL": "https://desk.contoh.go.id"}, {"SIAGA_BASE_URL": "https://10.0.0.5:8443", "SIAGA_TLS": "1"}],
    ids=["behind a proxy", "own certificate"],
)
def test_check_deploy_finds_nothing(desk: Installation, environment: dict[str, str]) -> None:
    desk.environment.update(environment)
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        env=desk.env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_plain_http_is_led_to_https_but_a_watchdog_is_answered(desk: Installation) -> None:
    desk.environment["SIAGA_BASE_URL"] = "https://desk.contoh.go.id"
    seen = desk.python(
        "from django.test import Client\n"
        "client = Client(headers={'host': 'desk.contoh.go.id'})\n"
        "print(client.get('/api/v1/me').status_code, client.get('/api/v1/health').status_code,\n"
        "      client.get('/api/v1/me', headers={'x-forwarded-proto': 'https'}).status_code)\n"
    )
    assert seen.split() == ["301", "200", "401"]
