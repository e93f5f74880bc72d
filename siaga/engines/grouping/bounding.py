"""What no plan can be below."""

from __future__ import annotations

import numpy as np

from siaga.engines.grouping.problem import Task


def nearest_bound(task: Task) -> float:
    """All but one of each group are not its centre, and each of them is at least its nearest companion away."""
    away = np.where(task.together, task.distance, np.inf)
    np.fill_diagonal(away, np.inf)
    nearest = np.sort(away.min(1))[: len(task) - task.groups]
    return float(nearest[np.isfinite(nearest)].sum())
