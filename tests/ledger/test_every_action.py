"""Every action, found by looking: none bypasses ``@action``, each leaves its entry, none tells a secret."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import textwrap
from types import FunctionType, ModuleType

import pytest

import siaga
from siaga.ledger.facts import canonical, fact_models
from siaga.ledger.models import Entry
from siaga.ledger.recording import ACTIONS, LedgerMissing, action, nothing_changed
from siaga.ledger.rows import rows_of
from tests import examples, people
from tests.factories import NOW


def action_modules() -> list[ModuleType]:
    names = [found.name for found in pkgutil.walk_packages(siaga.__path__, "siaga.") if ".actions" in f"{found.name}."]
    return [importlib.import_module(name) for name in names]


MODULES = action_modules()
EXAMPLES = examples.load()


WRITES = {"save", "create", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "_raw_delete"}


def writes(function: FunctionType) -> bool:
    """Whether the text of the function calls something that writes to the database."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return any(isinstance(call, ast.Attribute) and call.attr in WRITES for call in calls)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_whatever_an_actions_module_offers_for_an_actor_or_writes_is_an_action(module: ModuleType) -> None:
    functions = {
        name: thing
        for name, thing in vars(module).items()
        if inspect.isfunction(thing) and thing.__module__ == module.__name__ and not name.startswith("_")
    }
    for name, function in functions.items():
        parameters = inspect.signature(function).parameters
        if not hasattr(function, "action_name"):
            assert "actor" not in parameters, f"{name} acts for somebody: make it an @action, or private"
            assert not writes(function), f"{name} writes: make it an @action, or private"
            continue
        assert all(p.kind is inspect.Parameter.KEYWORD_ONLY for p in parameters.values()), f"{name} is not keyword-only"
        assert {"actor", "now"} <= set(parameters), f"{name} takes actor and now as arguments"


def test_every_action_has_an_example_and_every_example_an_action() -> None:
    assert sorted(set(ACTIONS) - set(EXAMPLES)) == [], "actions without example: see tests/examples.py"
    assert sorted(set(EXAMPLES) - set(ACTIONS)) == [], "examples without action"


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_action_leaves_an_entry_that_tells_the_present_state_and_no_secret(name: str) -> None:
    EXAMPLES[name]()
    entries = list(Entry.objects.order_by("pk"))
    assert name in {entry.action for entry in entries}
    models = fact_models()
    told: dict[tuple[str, str], str] = {}
    for entry in entries:
        text = f"{entry.object_label} {entry.object_key} {entry.before} {entry.after} {entry.reason}"
        for row in rows_of(entry):
            text += f" {canonical(row.before)} {canonical(row.after)}"
            told[row.type, row.key] = canonical(row.after)
        if not entry.rows_digest:
            told[entry.object_type, entry.object_key] = entry.after
        for secret in (examples.PHONE, examples.EMAIL, examples.NIP):
            assert secret not in text, f"{entry.action} tells personal data"
    for (kind, key), after in told.items():
        present = next((one for one in models[kind]._default_manager.all() if one.fact_key == key), None)
        assert canonical(present.as_fact() if present else None) == after, f"{name}: {kind} {key}"


@pytest.mark.django_db
def test_an_action_that_leaves_no_entry_is_stopped() -> None:
    @action("tests.forgetful")
    def forgetful() -> None:
        """Changes something, perhaps, and tells nobody."""

    @action("tests.idle")
    def idle() -> None:
        nothing_changed()

    @action("tests.outer")
    def outer() -> None:
        nothing_changed()
        forgetful()

    try:
        idle()
        for careless in (forgetful, outer):
            with pytest.raises(LedgerMissing, match="forgetful left no ledger entry"):
                careless()
    finally:
        for name in ("tests.forgetful", "tests.idle", "tests.outer"):
            del ACTIONS[name]


@pytest.mark.django_db
def test_the_ledger_is_written_by_actions_only() -> None:
    from siaga.ledger.recording import record
    from tests import factories

    agency = factories.agency("kpu", factories.tree()["16.72"])
    with pytest.raises(LedgerMissing, match="by actions only"):
        record(people.admin, "agency.create", agency, before=None, after=agency.as_fact(), now=NOW)
