"""As many places are filled as scipy fills."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import maximum_bipartite_matching

from siaga.engines.deployment.matching import matched


def test_as_many_rows_have_a_column_as_any_matching_gives() -> None:
    dice = np.random.default_rng(1)
    for _ in range(400):
        rows, columns = dice.integers(0, 9, 2)
        may = dice.random((rows, columns)) < dice.choice((0.1, 0.3, 0.6, 0.9))
        found = matched(may)
        held = [(row, column) for row, column in enumerate(found) if column >= 0]
        assert all(may[row, column] for row, column in held)
        assert len({column for _, column in held}) == len(held)
        best = maximum_bipartite_matching(csr_matrix(may), perm_type="column") if rows and columns else np.array([-1])
        assert len(held) == int((best >= 0).sum())


def test_many_in_vain_cost_little() -> None:
    may = np.ones((1500, 1000), bool)
    assert int((matched(may) >= 0).sum()) == 1000
