"""Rows of mappings follow their TPS when its village gets another code."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, F, Q, Value
from django.db.models.functions import Concat, Substr

from siaga.kerawanan.models import MappedStation


def follow_regions(*, codes: dict[int, tuple[str, str]], **_signal: Any) -> None:
    """Receiver of ``region_recoded``: old mappings are read under the codes of today, also those TPS that are no more.

    Nothing is recorded: the TPS, whose facts they follow, are; and the file of a mapping in the ledger keeps its codes.
    codes: region id to (old code, new code).
    """
    for village, (old, new) in codes.items():
        if len(new) != len("16.72.01.1001"):
            continue
        theirs = Q(station__village=village) | Q(station=None, village_code=old)
        MappedStation.objects.filter(theirs).update(
            code=Concat(Value(new), Substr(F("code"), len(old) + 1), output_field=CharField()),
            province_code=new[:2],
            regency_code=new[:5],
            district_code=new[:8],
            village_code=new,
        )
