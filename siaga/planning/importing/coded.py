"""Imports of things of a regency that are known by one code: vehicles, people, resources."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any, ClassVar, Generic, TypeVar

from django.db.models import Model

from siaga.elections.choosing import chosen_election
from siaga.elections.models import Election
from siaga.intake.fields import Words
from siaga.intake.plan import Context, Plan, Row, Sheet
from siaga.planning.importing.context import PlanImporter, regency_of
from siaga.wilayah.models import Region

Thing = TypeVar("Thing", bound=Any)


class RowReader(Generic[Thing]):
    """Reads the rows of one file against what stands in a regency."""

    def __init__(self, election: Election, region: Region, context: Context, plan: Plan) -> None:
        self.election, self.region, self.context, self.plan = election, region, context, plan

    @abstractmethod
    def facts(self, row: Row, standing: Thing | None) -> dict[str, Any] | None:
        """What the row says, by attribute; what it leaves empty stays. None where it was rejected."""

    def label(self, thing: Thing) -> str:
        return str(thing)

    def shown(self, thing: Thing, changed: dict[str, Any]) -> list[tuple[str, str, str]] | None:
        """(label, old, new) of each change; None for the words of the model."""
        return None


class CodedImporter(PlanImporter, Generic[Thing]):
    """Things are found by their code within election and regency; nothing is ever removed.

    code: the column and the attribute that hold it; twice: what is said of one that stands twice, with ``id`` and
    ``first``; related: what is read along.
    """

    model: ClassVar[type[Model]]
    code: ClassVar[str]
    twice: ClassVar[Words]
    reader: ClassVar[type[RowReader[Any]]]
    related: ClassVar[tuple[str, ...]] = ("region", "election")
    wave: ClassVar[int] = 0

    def check(self, sheet: Sheet, context: Context) -> Plan:
        election = chosen_election(context)
        region = regency_of(context, election)
        plan = Plan()
        reader = self.reader(election, region, context, plan)
        things = self.model._default_manager.filter(election=election, region=region).select_related(*self.related)
        standing: dict[str, Any] = {getattr(one, self.code).casefold(): one for one in things}
        seen: dict[str, int] = {}
        for row in sheet.rows:
            code = row[self.code]
            first = seen.setdefault(code.casefold(), row.number)
            if first != row.number:
                plan.reject(row, self.code, str(self.twice) % {"id": code, "first": first})
                continue
            before = standing.get(code.casefold())
            facts = reader.facts(row, before)
            if facts is None:
                continue
            if before is None:
                facts |= {"election": election, "region": region, self.code: code, "updated_at": context.now}
                new: Any = self.model(**facts)
                plan.create(row, new, region=region.code, label=reader.label(new), wave=self.wave)
                continue
            changed = {name: value for name, value in facts.items() if getattr(before, name) != value}
            if changed:
                shown = reader.shown(before, changed)
                plan.update(row, before, changed, region=region.code, label=reader.label(before), shown=shown)
            else:
                plan.keep(row)
        return plan

    def written(self, plan: Plan, context: Context) -> None:
        changed = [update.obj.pk for update in plan.updates]
        self.model._default_manager.filter(pk__in=changed).update(updated_at=context.now)
