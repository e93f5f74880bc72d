"""Which files of the store are evidence: they stay when orphans are swept."""

from __future__ import annotations

from collections.abc import Sequence

from siaga.rakor.models import Evidence


def evidence_among(digests: Sequence[str]) -> set[str]:
    """Of these digests, those that evidence names."""
    return set(Evidence.objects.filter(digest__in=list(digests)).values_list("digest", flat=True))
