"""One runnable example of every action, so that a walk can ask of each: did it leave its ledger entry?

Each room keeps its examples in ``tests/<room>/examples.py`` (or any module there whose name starts with ``examples``):

    from tests.examples import EMAIL, NIP, PHONE, example

    @example("agency.rename")
    def rename_agency() -> None:
        city = factories.tree()["16.72"]
        agency = factories.agency("kpu", city)
        actions.rename_agency(actor=people.secretariat, agency=agency, name="KPU Kota", now=NOW)

The function makes its own world (with factories or with other actions) and runs the action once, successfully.
Where an action takes personal data, use PHONE, EMAIL, NIP: the walk must not find them in the ledger.
An action without an example, and an example without an action, fail ``tests/ledger/test_every_action.py``.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable

PHONE = "081273645546"
EMAIL = "contoh.rahasia@contoh.go.id"
NIP = "198001012005011099"

EXAMPLES: dict[str, Callable[[], object]] = {}


def example(name: str) -> Callable[[Callable[[], object]], Callable[[], object]]:
    """Register the example of the action with this name."""

    def register(function: Callable[[], object]) -> Callable[[], object]:
        assert name not in EXAMPLES, f"{name} has two examples"
        EXAMPLES[name] = function
        return function

    return register


def load() -> dict[str, Callable[[], object]]:
    """Import every ``examples`` module below ``tests`` and return what they registered."""
    import tests

    for module in pkgutil.walk_packages(tests.__path__, "tests."):
        if module.name.rpartition(".")[2].startswith("examples") and module.name != __name__:
            importlib.import_module(module.name)
    return EXAMPLES
