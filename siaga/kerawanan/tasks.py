"""Background work of kerawanan: takes an id, calls what does the work."""

from __future__ import annotations

from typing import Any

from django_tasks import task

from siaga.kerawanan.models import Mapping
from siaga.kerawanan.reading import clusters


@task()
def find_clusters(mapping_id: int, asking: dict[str, Any]) -> None:
    mapping = Mapping.objects.select_related("region", "election").get(pk=mapping_id)
    clusters.find(mapping, clusters.Asking(**asking))
