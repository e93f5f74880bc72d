"""What the ledger keeps of a thing: its whole state as plain values, under a stable key."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import date, datetime, timezone
from decimal import Decimal
from functools import lru_cache
from typing import Any, ClassVar

from django.apps import apps
from django.conf import settings
from django.db import models

from siaga.encoding import encoder

FactValue = str | int | float | bool | date | datetime | Decimal | None | list[Any] | dict[str, Any]


class FactModel(models.Model):
    """A model whose every change is on the ledger.

    A subclass names ``fact_type`` (such as ``desk.agency``) and says its key, its region and its fact.
    ``siaga ledger verify`` compares each current object with the last entry about it.
    """

    fact_type: ClassVar[str]

    class Meta:
        abstract = True

    @property
    def fact_key(self) -> str:
        """Stable within the type: never reused, not changed by a rename. The row id by default."""
        return str(self.pk)

    @property
    def fact_region(self) -> str:
        """Kemendagri code of the region that it belongs to; empty for the whole installation."""
        raise NotImplementedError

    def as_fact(self) -> dict[str, FactValue]:
        """The whole state as plain values (dates as dates, times aware); sensitive ones through ``veil``."""
        raise NotImplementedError


def veil(value: str) -> str:
    """A keyed digest that stands for personal data: equal values stay comparable, nobody can read them."""
    if not value:
        return ""
    mac = _keyed(settings.LEDGER_VEIL_KEY).copy()
    mac.update(value.encode())
    return "hmac:" + mac.hexdigest()[:32]


@lru_cache(maxsize=4)
def _keyed(key: str) -> hmac.HMAC:
    return hmac.new(key.encode(), digestmod=hashlib.sha256)


def chain_of(region_code: str) -> str:
    """The chain of a region: its regency (``16.72``), its province (``16``) above that, ``ID`` for the whole."""
    return region_code[:5] if region_code else "ID"


def canonical(fact: Mapping[str, Any] | list[Any] | None) -> str:
    """Canonical JSON (sorted keys, no spaces, UTF-8); empty text for no fact."""
    if fact is None:
        return ""
    return _encode(fact)


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(timezone.utc).isoformat(timespec="microseconds")  # noqa: UP017
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    raise TypeError(f"not a fact value: {value!r}")


_encode = encoder(separators=(",", ":"), sort_keys=True, default=_plain)


def parse(text: str) -> dict[str, Any] | None:
    """The fact in an entry's ``before`` or ``after``; None where there is none."""
    if not text:
        return None
    value = json.loads(text)
    return value if isinstance(value, dict) else {"isi": value}


def fact_models() -> dict[str, type[FactModel]]:
    """Every concrete model of the house whose changes are on the ledger, by its type."""
    found: dict[str, type[FactModel]] = {}
    for model in apps.get_models():
        if issubclass(model, FactModel) and not model._meta.abstract and not model._meta.proxy:
            found[model.fact_type] = model
    return dict(sorted(found.items()))
