"""Reading the ledger: entries within the actor's reach, one entry, the history of one object, the state of sealing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from siaga.access import Actor, Place, Refused, Scope, Verb, require, scope_of
from siaga.ledger.facts import chain_of, fact_models, parse
from siaga.ledger.models import Checkpoint, Entry, RowFile, VerificationRun
from siaga.ledger.rows import Row, read, rows_of, unpack

BULK_SEARCHED = 300
"""So many of the newest bulk entries of an object's chains are looked through for its history."""


def entries_for(actor: Actor, verb: Verb = Verb.LEDGER_VIEW) -> QuerySet[Entry]:
    """The entries that the actor may read, newest first, with their seals.

    The chain ``ID`` (what belongs to the whole installation) is for actors whose scope is everything.
    """
    rows = Entry.objects.select_related("seal").order_by("-pk")
    scope = scope_of(actor, verb)
    return rows if scope.everything else rows.filter(_within(scope))


def _within(scope: Scope) -> Q:
    inside = Q(pk__in=[])
    for code in sorted(scope.below | scope.around):
        if len(code) > 5:
            inside |= Q(chain=code[:5]) & (Q(region_code=code) | Q(region_code__startswith=f"{code}."))
        elif len(code) == 5:
            inside |= Q(chain=code)
        else:
            inside |= Q(chain=code) | Q(chain__startswith=f"{code}.")
    return inside


def reaches_chain(actor: Actor, chain: str) -> bool:
    """Whether the actor may read the whole chain."""
    scope = scope_of(actor, Verb.LEDGER_VIEW)
    return scope.everything or (chain != "ID" and scope.reaches(Place(region=chain)))


def access_entry(actor: Actor, number: int) -> Entry:
    """One entry by its number. Raises ``Refused`` if it is not there or not within reach."""
    entry = with_places(entries_for(actor)).filter(pk=number).first()
    if entry is None:
        raise Refused
    return entry


def access_checkpoint(actor: Actor, number: int) -> Checkpoint:
    """One checkpoint by its number; whoever may read any part of the ledger may see it."""
    checkpoint = None if scope_of(actor, Verb.LEDGER_VIEW).nothing else Checkpoint.objects.filter(number=number).first()
    if checkpoint is None:
        raise Refused
    return checkpoint


def checkpoints_for(actor: Actor) -> QuerySet[Checkpoint]:
    """Every checkpoint, newest first, for whoever may read any part of the ledger."""
    if scope_of(actor, Verb.LEDGER_VIEW).nothing:
        return Checkpoint.objects.none()
    return Checkpoint.objects.order_by("-number").defer("heads")


def newest_checkpoint() -> Checkpoint | None:
    """The newest checkpoint without its heads, for the head of printed pages: a root is made to be given away."""
    return Checkpoint.objects.order_by("-number").defer("heads").first()


def runs_for(actor: Actor) -> QuerySet[VerificationRun]:
    """The verifications that were asked for, newest first."""
    if scope_of(actor, Verb.LEDGER_VIEW).nothing:
        return VerificationRun.objects.none()
    return VerificationRun.objects.order_by("-pk")


def access_run(actor: Actor, number: int) -> VerificationRun:
    run = runs_for(actor).filter(pk=number).first()
    if run is None:
        raise Refused
    return run


def with_places(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """Entries with the name of their region and of its parent, in the same query; see ``place_name``."""
    regions: Any = fact_models().get("wilayah.region")
    if regions is None:
        return entries
    here = regions._default_manager.filter(code=OuterRef("region_code"))
    return entries.annotate(
        place_title=Subquery(here.values("name")[:1]),
        place_kind=Subquery(here.values("kind")[:1]),
        parent_title=Subquery(here.values("parent__name")[:1]),
        parent_kind=Subquery(here.values("parent__kind")[:1]),
    )


def place_name(entry: Any) -> str:
    """The region of an entry from ``with_places``, with its parent; the code where the region is not known."""
    own = _titled(getattr(entry, "place_title", None), getattr(entry, "place_kind", None))
    parent = _titled(getattr(entry, "parent_title", None), getattr(entry, "parent_kind", None))
    return " · ".join(part for part in (own or entry.region_code, parent) if part)


def _titled(name: str | None, kind: str | None) -> str:
    regions: Any = fact_models().get("wilayah.region")
    if not name or not kind or regions is None:
        return name or ""
    return str(getattr(regions(name=name, kind=kind), "title", name))


@dataclass(frozen=True, slots=True)
class Event:
    """One change in the life of an object, from an entry of its own or from the rows of a bulk act."""

    entry: Entry
    before: dict[str, Any] | None
    after: dict[str, Any] | None


def history_of(actor: Actor, kind: str, key: str, *, limit: int = 100) -> list[Event]:
    """What happened to one object, newest first, as far as the actor reaches; empty if nothing is within reach.

    Bulk acts are searched in the chains that the object belongs to or belonged to, the newest ``BULK_SEARCHED``.
    """
    mine = entries_for(actor)
    own = list(with_places(mine).filter(object_type=kind, object_key=key)[:limit])
    events = [Event(entry, parse(entry.before), parse(entry.after)) for entry in own]
    chains = {entry.chain for entry in own} | _chains_of_object(kind, key)
    bulk = with_places(mine).filter(chain__in=chains).exclude(rows_digest="")[:BULK_SEARCHED]
    events += _in_bulk(list(bulk), kind, key)
    return sorted(events, key=lambda event: -event.entry.pk)[:limit]


def access_history(actor: Actor, kind: str, key: str, *, limit: int = 100) -> list[Event]:
    """The same; raises ``Refused`` where there is nothing that the actor may see."""
    if kind not in fact_models() or "\x00" in key:
        raise Refused
    events = history_of(actor, kind, key, limit=limit)
    if not events:
        raise Refused
    return events


def _chains_of_object(kind: str, key: str) -> set[str]:
    model = fact_models().get(kind)
    if model is None:
        return set()
    try:
        thing = model._default_manager.filter(pk=key).first()
    except (ValueError, OverflowError):  # a key of another form than this kind's
        return set()
    return {chain_of(thing.fact_region)} if thing is not None else set()


def _in_bulk(entries: list[Entry], kind: str, key: str) -> list[Event]:
    needle = f'"key":"{key}","type":"{kind}"'.encode()
    found = []
    for start in range(0, len(entries), 20):
        part = entries[start : start + 20]
        files = RowFile.objects.in_bulk([entry.rows_digest for entry in part])
        for entry in part:
            plain = unpack(files[entry.rows_digest].content) if entry.rows_digest in files else b""
            lines = [line for line in plain.splitlines() if needle in line] if needle in plain else []
            for row in read(b"\n".join(lines)):
                if (row.type, row.key) == (kind, key):
                    found.append(Event(entry, row.before, row.after))
    return found


def rows_in(entry: Entry) -> list[Row]:
    """The kept rows of a bulk entry (already accessed by ``access_entry``)."""
    return list(rows_of(entry))


def people_in(entries: QuerySet[Entry]) -> Iterable[str]:
    """Names of those who acted, for a filter; the most recent thousand entries are asked."""
    recent = entries.order_by("-pk").values_list("actor_name", flat=True)[:1000]
    return sorted(set(recent))


def require_export(actor: Actor) -> list[str] | None:
    """The chains that the actor may export: None for all. Raises ``Refused`` for none."""
    scope = scope_of(actor, Verb.LEDGER_EXPORT)
    if scope.everything:
        return None
    roots = {code for code in scope.below if len(code) <= 5}
    if not roots:
        raise Refused
    for root in roots:
        require(actor, Verb.LEDGER_EXPORT, Place(region=root))
    chains = Entry.objects.filter(_within(Scope(below=frozenset(roots)))).values_list("chain", flat=True)
    return sorted(set(chains.distinct()))
