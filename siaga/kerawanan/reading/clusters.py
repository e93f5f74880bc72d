"""Clusters of risk of one mapping: computed in the background, kept until it is another mapping or another question.

What is kept follows from the mapping's rows and the question alone (the seed is part of it), so it may be lost at any
time and be computed again.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache

from siaga.elections.models import PollingStation
from siaga.elections.points import station_points
from siaga.engines.risk.scheme import FULL
from siaga.kerawanan.models import MappedStation, Mapping

KEPT = 30 * 24 * 3600
ASKED_FOR = 5 * 60
"""So long a question counts as being computed; after that it may be asked again."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A question about clusters as an address writes it."""

    statistic: str = "gi-star"
    around: str = "dekat-8"
    correction: str = "fdr"
    seed: int = 1

    def as_json(self) -> dict[str, Any]:
        return {
            "statistic": self.statistic,
            "around": self.around,
            "correction": self.correction,
            "seed": self.seed,
        }


STATISTICS = ("gi-star", "moran")
AROUND = ("dekat-4", "dekat-8", "dekat-12", "km-3", "km-5", "km-10")
CORRECTIONS = ("fdr", "bonferroni", "tanpa")


def key_of(mapping: Mapping, asking: Asking, kind: str = "hasil") -> str:
    text = json.dumps([mapping.rows_digest, asking.as_json()], sort_keys=True)
    return f"kerawanan-gugus-{kind}-{mapping.pk}-{hashlib.sha256(text.encode()).hexdigest()[:24]}"


def kept(mapping: Mapping, asking: Asking) -> dict[str, Any] | None:
    """What was found, if it is kept."""
    found: dict[str, Any] | None = cache.get(key_of(mapping, asking))
    return found


def is_asked_for(mapping: Mapping, asking: Asking) -> bool:
    return cache.get(key_of(mapping, asking, "diminta")) is not None


def ask_for(mapping: Mapping, asking: Asking) -> None:
    """Have it computed in the background, once."""
    from siaga.kerawanan import tasks  # tasks call back into this module

    if kept(mapping, asking) is None and cache.add(key_of(mapping, asking, "diminta"), 1, ASKED_FOR):
        tasks.find_clusters.enqueue(mapping.pk, asking.as_json())


def find(mapping: Mapping, asking: Asking) -> dict[str, Any]:
    """Compute and keep. Loads PySAL, which takes seconds."""
    found = _found(mapping, asking)
    cache.set(key_of(mapping, asking), found, KEPT)
    cache.delete(key_of(mapping, asking, "diminta"))
    return found


def _found(mapping: Mapping, asking: Asking) -> dict[str, Any]:
    from siaga.engines.risk.hotspots import Correction, Question, Statistic, TooFew, hot_spots
    from siaga.engines.risk.neighbours import Nearest, Within

    how, _dash, much = asking.around.partition("-")
    question = Question(
        statistic=Statistic(asking.statistic),
        around=Nearest(int(much)) if how == "dekat" else Within(float(much)),
        correction=Correction(asking.correction),
        seed=asking.seed,
    )
    places = {point.code: point for point in station_points(mapping.election, mapping.region)}
    measured = dict(
        PollingStation.objects.filter(election=mapping.election_id, regency_code=mapping.region.code).values_list(
            "code", "estimated"
        )
    )
    rows = MappedStation.objects.filter(mapping=mapping, station__isnull=False).order_by("code")
    scores = list(rows.values_list("code", "score"))
    used = [
        (code, score / FULL, places[code].lat, places[code].lon, places[code].estimated or measured.get(code, False))
        for code, score in scores
        if score is not None and code in places
    ]
    base = {
        "used": len(used),
        "estimated": sum(row[4] for row in used),
        "no_score": sum(score is None for _code, score in scores),
        "no_place": sum(score is not None and code not in places for code, score in scores),
    }
    try:
        spots = hot_spots([row[2] for row in used], [row[3] for row in used], [row[1] for row in used], question)
    except TooFew:
        return {**base, "problem": "terlalu-sedikit", "stations": {}, "clusters": []}
    except ModuleNotFoundError:
        return {**base, "problem": "tidak-terpasang", "stations": {}, "clusters": []}
    codes = [row[0] for row in used]
    return {
        **base,
        "problem": "",
        "permutations": spots.permutations,
        "alpha": question.alpha,
        "reachable": spots.reachable,
        "alone": len(spots.alone),
        "stations": {
            code: [spot.value, round(float(z), 4), float(p), float(adjusted)]
            for code, spot, z, p, adjusted in zip(codes, spots.spots, spots.z, spots.p, spots.adjusted, strict=True)
        },
        "clusters": [
            {
                "spot": cluster.spot.value,
                "codes": [codes[row] for row in cluster.members],
                "mean": cluster.mean,
                "p": cluster.smallest_p,
                "points": [[used[row][3], used[row][2]] for row in cluster.members],
            }
            for cluster in spots.clusters
        ],
    }
