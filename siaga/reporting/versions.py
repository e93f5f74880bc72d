"""Form versions for reports that come in: the parsed one is kept in the process, since a version never changes."""

from __future__ import annotations

from typing import Any, NamedTuple

from siaga.instruments.models import InstrumentVersion
from siaga.prepared import Prepared

_KEPT = 200
_parsed: dict[int, InstrumentVersion] = {}


_KNOWN: Prepared[Any] = Prepared(
    lambda instrument: (
        InstrumentVersion.objects.filter(instrument__name=instrument)
        .order_by("-number")
        .values_list("pk", "version", "instrument__retired_at")[:_KEPT]
    ),
    instrument=str,
)


class Known(NamedTuple):
    """One version of an instrument, without its contents."""

    pk: int
    version: str
    retired: bool


def known_versions(instrument: str) -> list[Known]:
    """The versions of an instrument, newest first (at most 200); none where there is no such instrument."""
    return [Known(pk, version, retired is not None) for pk, version, retired in _KNOWN.all(instrument=instrument)]


def version_by_id(pk: int) -> InstrumentVersion:
    """The version with its questions and checks, and its instrument, without its files. Not to be changed."""
    found = _parsed.get(pk)
    if found is None:
        found = InstrumentVersion.objects.select_related("instrument__region").defer("source", "xform").get(pk=pk)
        if len(_parsed) >= _KEPT:
            _parsed.clear()
        _parsed[pk] = found
    return found


def forget() -> None:
    """Read all again (tests, where a number comes back with another content)."""
    _parsed.clear()
