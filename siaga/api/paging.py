"""Lists in pages: ``?limit=&offset=``, with the count of all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from ninja import Field, Schema

T = TypeVar("T")


class PageQuery(Schema):
    """The two query parameters of every list."""

    limit: int = Field(50, ge=1, le=500, description="Banyak baris dalam satu halaman, 1 sampai 500.", examples=[50])
    offset: int = Field(0, ge=0, le=1_000_000, description="Baris pertama yang diberikan, mulai 0.", examples=[0])


class Page(Schema, Generic[T]):
    """Satu halaman dari sebuah daftar."""

    count: int = Field(description="Banyak seluruh baris, bukan hanya di halaman ini.", examples=[1])
    limit: int = Field(description="Banyak baris yang diminta.", examples=[50])
    offset: int = Field(description="Baris pertama halaman ini.", examples=[0])
    items: list[T] = Field(description="Baris-baris halaman ini.")


def page(rows: Any, query: PageQuery, show: Callable[[Any], Any]) -> dict[str, Any]:
    """One page of a queryset or a list."""
    count = len(rows) if isinstance(rows, list) else rows.count()
    part = rows[query.offset : query.offset + query.limit]
    return {"count": count, "limit": query.limit, "offset": query.offset, "items": [show(row) for row in part]}
