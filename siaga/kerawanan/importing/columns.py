"""Indicators as columns of a file: what a header names, and what a template asks."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from siaga.intake.fields import Field, Truth
from siaga.intake.reading import fold_header
from siaga.kerawanan.asked import Asked


def named(asked: Iterable[Asked]) -> dict[str, Asked]:
    """The indicator that each folded header means by its name or its key."""
    return {fold_header(words): one for one in asked for words in (one.name, one.key)}


def indicator_columns(asked: Iterable[Asked]) -> tuple[Field, ...]:
    """One column per indicator under its number, as offices write it; the name explains it."""
    about = _("%(name)s: ya atau tidak; kosongkan bila belum diketahui.")
    return tuple(Truth(name=one.key, label=one.number, help=about % {"name": one.name}) for one in asked)
