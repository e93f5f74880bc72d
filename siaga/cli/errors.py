"""What the operator of a server can get wrong."""

from __future__ import annotations

from siaga.access import Problem


class OperationProblem(Problem):
    """A command cannot do its work as things stand on this server."""

    code = "operation"
