"""The most places that can be filled at once, by augmenting paths."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Flags = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]


def matched(may: Flags) -> Ints:
    """Column of each row, -1 for none, with as many rows as possible.

    First each row, the pickiest before the others, takes the free column that the fewest rows may have. Then paths are
    looked for that make room; what a search in vain has reached lies on no path ever after, and is not looked at again.
    """
    rows, columns = may.shape
    column_of, row_of = np.full(rows, -1), np.full(columns, -1)
    if not rows or not columns:
        return column_of
    order = np.argsort(may.sum(axis=0), kind="stable")
    may = may[:, order]
    for row in np.argsort(may.sum(axis=1), kind="stable"):
        free = may[row] & (row_of < 0)
        if free.any():
            column = int(np.argmax(free))
            column_of[row], row_of[column] = column, row
    dead = np.zeros(columns, bool)
    for row in np.flatnonzero(column_of < 0):
        seen = _augmented(may, int(row), column_of, row_of, dead)
        if seen is not None:
            dead |= seen
    return np.where(column_of < 0, -1, order[column_of])


def extended(may: Flags, column_of: Ints, rows: Sequence[int]) -> Ints:
    """A matching with as many of these rows more as possible, those named first before the others.

    Rows that have a column keep one, be it another. Each row of the matching must be allowed its column.
    """
    column_of = column_of.copy()
    row_of = np.full(may.shape[1], -1)
    taken = np.flatnonzero(column_of >= 0)
    row_of[column_of[taken]] = taken
    dead = np.zeros(may.shape[1], bool)
    for row in rows:
        seen = _augmented(may, row, column_of, row_of, dead)
        if seen is not None:
            dead |= seen
    return column_of


def _augmented(may: Flags, start: int, column_of: Ints, row_of: Ints, dead: Flags) -> Flags | None:
    """Give the row a column along a path; or the columns that a search in vain has seen."""
    seen = dead.copy()
    came = np.full(len(row_of), -1)
    waiting = [start]
    for row in waiting:
        new = np.flatnonzero(may[row] & ~seen)
        if not len(new):
            continue
        seen[new] = True
        came[new] = row
        free = new[row_of[new] < 0]
        if len(free):
            _turn(int(free[0]), start, came, column_of, row_of)
            return None
        waiting.extend(row_of[new].tolist())
    return seen


def _turn(column: int, start: int, came: Ints, column_of: Ints, row_of: Ints) -> None:
    """From a free column back to the row that wanted one, each row on the way takes the next column."""
    while True:
        row = int(came[column])
        before = int(column_of[row])
        column_of[row], row_of[column] = column, row
        if row == start:
            return
        column = before
