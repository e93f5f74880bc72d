"""How the sample desk keeps its passwords: with Argon2id at its least cost, since each of them is printed."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


class SampleHasher(Argon2PasswordHasher):
    """A hundred sample accounts would otherwise take longer than their four weeks of reports."""

    time_cost = 1
    memory_cost = 1024
    parallelism = 1
