"""A checked file between its upload and the person's yes: kept for a day, for that account alone."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from django.core.cache import cache

from siaga.access import Refused

SECONDS = 24 * 60 * 60


class Kept(NamedTuple):
    filename: str
    content: bytes


def _key(account_id: int | None, digest: str) -> str:
    return f"instrument-draft:{account_id}:{digest}"


def keep(account_id: int | None, filename: str, content: bytes) -> str:
    """Keep a file and return the digest that names it in addresses."""
    digest = hashlib.sha256(filename.encode() + b"\0" + content).hexdigest()[:32]
    cache.set(_key(account_id, digest), (filename, content), SECONDS)
    return digest


def kept(account_id: int | None, digest: str) -> Kept:
    """The file that this account uploaded. Raises Refused: not theirs, never there, or forgotten."""
    found = cache.get(_key(account_id, digest))
    if found is None:
        raise Refused
    return Kept(*found)


def forget(account_id: int | None, digest: str) -> None:
    cache.delete(_key(account_id, digest))
