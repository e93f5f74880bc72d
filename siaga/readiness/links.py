"""Addresses of the picture's pages, for templates and for other rooms."""

from __future__ import annotations

from urllib.parse import quote, urlencode

NATION = "ID"
"""What stands in an address for the whole country, whose code is empty everywhere else."""


def picture_url(slug: str, code: str, **query: str) -> str:
    """The picture of a region or of a TPS; empty query values are left out."""
    asked = {key: value for key, value in query.items() if value}
    return f"/gambaran/{slug}/{code or NATION}/" + (f"?{urlencode(asked)}" if asked else "")


def agency_url(slug: str, agency_code: str, **query: str) -> str:
    """The indicators that an agency answers for about itself."""
    asked = {key: value for key, value in query.items() if value}
    return f"/gambaran/{slug}/instansi/{agency_code}/" + (f"?{urlencode(asked)}" if asked else "")


def unit_url(slug: str, unit: str) -> str:
    """The page of a unit in its written form (``tps:16.72.01.1001/005``, ``agency:kpu@16.72``)."""
    kind, _colon, code = unit.partition(":")
    if kind == "agency":
        return agency_url(slug, code)
    return picture_url(slug, code) + ("sendiri/" if kind == "region" else "")


def indicator_url(slug: str, key: str, code: str = "") -> str:
    """One indicator, seen from a region."""
    return f"/indikator/{slug}/{key}/" + (f"?{urlencode({'wilayah': code})}" if code else "")


def report_url(slug: str, instrument: str, unit: str) -> str:
    """The form of an instrument, already about that unit."""
    return f"/laporan/isi/{slug}/{instrument}/?{urlencode({'unit': unit})}"


def submission_url(submission_id: int) -> str:
    return f"/laporan/{submission_id}/"


def photo_url(submission_id: int, name: str, size: str = "besar") -> str:
    """size: ``kecil`` or ``besar``."""
    return f"/laporan/{submission_id}/lampiran/{quote(name)}?{urlencode({'ukuran': size})}"
