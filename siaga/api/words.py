"""The notations of the API as types: region codes, units, slugs, text."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import Schema
from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, StrictInt, StringConstraints

SHAPES: dict[str, Any] = {}
"""What is said of a text that does not fit, by the pattern that it should fit."""


def shaped(pattern: str, told: Any, **more: Any) -> StringConstraints:
    """Text that fits a pattern; told: what to write instead where it does not."""
    SHAPES[pattern] = told
    return StringConstraints(pattern=pattern, **more)


_REGION = r"[0-9]{2}(\.[0-9]{2}(\.[0-9]{2}(\.[0-9]{4})?)?)?"

RegionCode = Annotated[
    str,
    shaped(rf"^(region:)?{_REGION}$", gettext_lazy("Tulis kode wilayah dengan titik, seperti 16.72.01.")),
    AfterValidator(lambda code: code.removeprefix("region:")),
    Field(description="Kode Kemendagri dengan titik; awalan `region:` boleh.", examples=["16.72.01"]),
]

StationUnit = Annotated[
    str,
    shaped(
        r"^(tps:)?[0-9]{2}\.[0-9]{2}\.[0-9]{2}\.[0-9]{4}/[0-9]{3}$",
        gettext_lazy("Tulis kode TPS seperti 16.72.01.1001/005."),
    ),
    AfterValidator(lambda unit: unit.removeprefix("tps:")),
    Field(
        description="Kode TPS: kode desa/kelurahan, garis miring (`%2F` dalam alamat), nomor tiga angka.",
        examples=["16.72.01.1001/005"],
    ),
]

UNIT_SHAPE = gettext_lazy("Tulis unit seperti tps:16.72.01.1001/005, region:16.72.01, atau agency:kpu@16.72.")

AgencyUnit = Annotated[
    str,
    shaped(
        rf"^(agency:)?[a-z0-9][a-z0-9_-]{{0,39}}@{_REGION}$",
        gettext_lazy("Tulis instansi dan wilayahnya, seperti agency:kpu@16.72."),
    ),
    AfterValidator(lambda unit: unit.removeprefix("agency:")),
    Field(description="Kunci instansi dan wilayahnya; awalan `agency:` boleh.", examples=["kpu@16.72"]),
]

ElectionSlug = Annotated[
    str,
    shaped(r"^[-a-zA-Z0-9_]{1,60}$", gettext_lazy("Tulis huruf, angka, dan tanda hubung, paling panjang 60.")),
    Field(description="Nama singkat pemilihan.", examples=["pilkada-2024"]),
]

PRINTABLE = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$"
"""Text without control characters (tab and line breaks are allowed)."""
SHAPES[PRINTABLE] = gettext_lazy("Hapus karakter kendali yang tidak tampak.")


def written(most: int, least: int | None = None, *, strip: bool | None = True) -> StringConstraints:
    """Printable text of at most, and at least, so many characters; without the spaces around it."""
    return StringConstraints(min_length=least, max_length=most, pattern=PRINTABLE, strip_whitespace=strip)


Title = Annotated[str, written(240, 1)]
Line = Annotated[str, written(200)]
Note = Annotated[str, written(400)]
Reason = Annotated[str, written(400, 1)]
Text = Annotated[str, written(4000)]
Said = Annotated[str, written(4000, 1)]

MOST_ID = 2**53 - 1
"""The largest number that JSON carries everywhere without loss."""
RowId = Annotated[int, Field(ge=1, le=MOST_ID)]
Number = Annotated[StrictInt, Field(ge=1, le=MOST_ID)]
"""The same in a body, where a text is no number."""


class Body(Schema):
    """What a call sends; a name that is not known is refused."""

    model_config = ConfigDict(extra="forbid")


def _written_day(value: Any) -> Any:
    if not (isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value)):
        raise ValueError(_("Tulis tanggal seperti 2024-11-27."))
    return value


_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt].+([Zz]|[+-][0-9]{2}:[0-9]{2})")


def _written_moment(value: Any) -> Any:
    if not (isinstance(value, str) and _MOMENT.fullmatch(value)):
        raise ValueError(_("Tulis waktu dengan zona, seperti 2024-11-27T07:00:00+07:00."))
    return value


Day = Annotated[date, BeforeValidator(_written_day)]
"""A date as RFC 3339 writes it; numbers are no dates."""

Moment = Annotated[datetime, BeforeValidator(_written_moment)]
"""A moment with its zone (RFC 3339)."""


def _in_calendar(value: datetime) -> datetime:
    """The first and the last day of the calendar exist in no other zone, and nothing of ours is that old or far."""
    if not 1900 <= value.year <= 2200:
        raise ValueError(_("Tulis waktu antara tahun 1900 dan 2200."))
    return value


AskedMoment = Annotated[Moment, AfterValidator(_in_calendar)]
"""A moment that a question names. What a device says of its clock is a plain ``Moment``: it is never refused."""

MaybeZoned = Annotated[datetime, AfterValidator(_in_calendar)]
"""The same, the zone may be left out."""
