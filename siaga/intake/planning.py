"""From bytes to a settled plan, and from a plan to the result object of ``contract.md``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Field, Model
from django.utils.translation import gettext as _

from siaga.access import scope_of
from siaga.intake.importer import Importer
from siaga.intake.plan import CREATED, UNCHANGED, UPDATED, Context, Plan, Sheet, Update
from siaga.ledger.phrases import kind_phrase

SHOWN = 50
"""How many changes of each kind the preview shows."""
KEPT_FINDINGS = 5000
"""How many errors and warnings a run keeps; the list for download is made afresh and is whole."""


def plan_of(importer: Importer, sheet: Sheet, context: Context) -> Plan:
    """The settled plan: checked, within the actor's scope, without what was planned for rejected rows."""
    plan = importer.check(sheet, context)
    plan.take_in(sheet)
    plan.refuse_outside(scope_of(context.actor, importer.verb), importer.place_of)
    plan.settle()
    return plan


def result_of(plan: Plan, *, wrote: bool) -> dict[str, Any]:
    """The result object. ``wrote`` False with bad rows: nothing was written, so nothing counts as created."""
    return {
        **counts_of(plan, wrote=wrote),
        "warnings": [finding.as_dict() for finding in plan.warnings],
        "errors": [finding.as_dict() for finding in plan.errors],
    }


def counts_of(plan: Plan, *, wrote: bool = True) -> dict[str, Any]:
    """The numbers of the result object."""
    return {
        "rows": plan.rows,
        "created": plan.count(CREATED) if wrote else 0,
        "updated": plan.count(UPDATED) if wrote else 0,
        "unchanged": plan.count(UNCHANGED),
        "rejected": len(plan.rejected_rows),
    }


def preview_of(plan: Plan) -> dict[str, Any]:
    """The result object of what is or would be done, with the first changes of each kind, bounded for keeping."""
    result = result_of(plan, wrote=True)
    result["warnings_count"], result["errors_count"] = len(result["warnings"]), len(result["errors"])
    result["warnings"] = result["warnings"][:KEPT_FINDINGS]
    result["errors"] = result["errors"][:KEPT_FINDINGS]
    result["new"] = [
        {"row": item.row, "kind": kind_phrase(item.obj.fact_type), "label": item.words, "region": item.region}
        for item in plan.creations[:SHOWN]
    ]
    result["changed"] = [
        {"row": item.row, "label": item.words, "region": item.region, "changes": shown_changes(item)}
        for item in plan.updates[:SHOWN]
    ]
    return result


def shown_changes(update: Update) -> list[list[str]]:
    """Label, old and new of each changed value, as text."""
    return [list(one) for one in update.shown or told_changes(update.obj, update.values)]


def told_changes(obj: Model, values: Mapping[str, object]) -> list[tuple[str, str, str]]:
    """Label, old and new of each value that the object gets, as its model names and words them."""
    told = []
    for name, new in values.items():
        field = next(one for one in obj._meta.concrete_fields if name in (one.attname, one.name))
        if field.editable:
            told.append((str(field.verbose_name), _text(field, getattr(obj, name)), _text(field, new)))
    return told


def _text(field: Field[Any, Any], value: object) -> str:
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    if isinstance(value, float):
        return repr(value).replace(".", ",")
    if isinstance(value, str):
        return str(dict(field.flatchoices).get(value, value))
    return "" if value is None else str(value)


def common_region(plan: Plan) -> str:
    """The narrowest code that holds all that the plan touches; empty for more than one province or for nothing."""
    regions = {item.region for item in plan.creations} | {item.region for item in plan.updates}
    if not regions:
        return ""
    parts = [region.split(".") for region in (min(regions), max(regions))]
    shared = []
    for left, right in zip(*parts, strict=False):
        if left != right:
            break
        shared.append(left)
    return ".".join(shared)


def as_values(pairs: Mapping[str, str] | None) -> dict[str, str]:
    return {key: value for key, value in (pairs or {}).items() if value}
