"""The agenda of a meeting: drawn up from the facts, edited by people. What a person did is never undone by facts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from siaga.access import Actor, Refused, Verb, require
from siaga.desk.models import Agency
from siaga.ledger.recording import Change, action, nothing_changed, record, record_bulk
from siaga.rakor.errors import AgendaClosed, BadItem
from siaga.rakor.models import AgendaItem, ForumMember, ItemKind, Meeting, MeetingState
from siaga.rakor.queries.proposals import Proposal, proposals

_BEFORE = (MeetingState.PLANNED, MeetingState.INVITED)
_OPEN = (*_BEFORE, MeetingState.HELD)
_RANK = {
    ItemKind.OPENING: 0,
    ItemKind.POINT: 1,
    ItemKind.PICTURE: 2,
    ItemKind.OWN: 3,
    ItemKind.STAGE: 4,
    ItemKind.SUBMITTED: 5,
    ItemKind.OTHER: 6,
}
"""The order of kinds on a fresh agenda; afterwards people move items as they like."""
LONGEST_TITLE = 240
LONGEST_DETAIL = 4000
MOST_SUBMITTED = 20
"""Items that one agency may ask for at one meeting."""


def _fresh(meeting: Meeting, *states: MeetingState) -> Meeting:
    """The meeting as it stands now, if it is in one of the states. Raises Refused, AgendaClosed."""
    found = (
        Meeting.objects.select_for_update(of=("self",))
        .select_related("forum__region", "forum__election__region")
        .filter(pk=meeting.pk)
        .first()
    )
    if found is None:
        raise Refused
    if found.state not in states:
        raise AgendaClosed(found.get_state_display())
    return found


def _item(item: AgendaItem) -> AgendaItem:
    found = (
        AgendaItem.objects.select_for_update(of=("self",))
        .select_related("meeting__forum__region")
        .filter(pk=item.pk)
        .first()
    )
    if found is None:
        raise Refused
    return found


def _title(title: str) -> str:
    clean = " ".join(title.split())
    if not clean:
        raise BadItem(_("Pokok bahasan belum diisi."), _("Tulis singkat apa yang akan dibahas."), field="title")
    if len(clean) > LONGEST_TITLE:
        raise BadItem(
            _("Pokok bahasan terlalu panjang."),
            _("Tulis paling banyak %(n)d huruf; rinciannya di uraian.") % {"n": LONGEST_TITLE},
            field="title",
        )
    return clean


def _detail(detail: str) -> str:
    clean = detail.strip()
    if len(clean) > LONGEST_DETAIL:
        raise BadItem(
            _("Uraian terlalu panjang."), _("Tulis paling banyak %(n)d huruf.") % {"n": LONGEST_DETAIL}, field="detail"
        )
    return clean


@action("agenda.draw_up")
def draw_up_agenda(*, actor: Actor, meeting: Meeting, now: datetime) -> list[AgendaItem]:
    """Write what the facts ask for onto the agenda, as they stand now.

    Drawing up again refreshes the facts of items, adds new ones where their kind stands, and takes away those that the
    facts no longer ask for and about which nobody has written. What a person took off, wrote or moved stays so. Once
    the meeting is open, items are only added. Raises AgendaClosed when its minutes are being finished or are signed.
    """
    require(actor, Verb.MINUTES_WRITE, meeting.place)
    found = _fresh(meeting, *_OPEN)
    wanted = {one.key: one for one in proposals(actor, found, now)}
    items = list(AgendaItem.objects.filter(meeting=found).order_by("position", "pk"))
    for item in items:
        item.meeting = found
    before = {item.pk: item.as_fact() for item in items}
    changes: list[Change] = []
    standing = list(items)
    if found.state in _BEFORE:
        standing = [item for item in items if not item.key or item.key in wanted or item.notes or item.removed]
        kept = {item.pk for item in standing}
        for item in items:
            if item.pk not in kept:
                changes.append(_change(item, before[item.pk], None))
                item.delete()
        for item in standing:
            if item.key in wanted:
                _refresh(item, wanted[item.key])
    known = {item.key for item in standing}
    fresh = [_made(found, one) for key, one in wanted.items() if key not in known]
    ordered = _placed(standing, fresh)
    for position, item in enumerate(ordered, start=1):
        item.position = position
    AgendaItem.objects.bulk_create(fresh)
    moved = [item for item in standing if item.as_fact() != before[item.pk]]
    AgendaItem.objects.bulk_update(moved, ["position", "title", "facts"])
    changes += [
        _change(item, before.get(item.pk), after)
        for item in ordered
        if before.get(item.pk) != (after := item.as_fact())
    ]
    was = found.as_fact()
    Meeting.objects.filter(pk=found.pk).update(facts_at=now)
    found.facts_at = now
    changes.append(Change(found.fact_type, found.fact_key, found.fact_region, was, found.as_fact()))
    record_bulk(actor, "agenda.draw_up", changes, label=_("Agenda %(meeting)s") % {"meeting": found}, now=now)
    meeting.facts_at = now
    return [item for item in ordered if not item.removed]


def _change(item: AgendaItem, before: Any, after: Any) -> Change:
    return Change(item.fact_type, item.fact_key, item.fact_region, before, after)


def _refresh(item: AgendaItem, wanted: Proposal) -> None:
    item.facts = wanted.facts
    if item.kind != ItemKind.OWN:
        item.title = wanted.title[:LONGEST_TITLE]


def _made(meeting: Meeting, wanted: Proposal) -> AgendaItem:
    return AgendaItem(
        meeting=meeting,
        position=0,
        kind=wanted.kind,
        key=wanted.key,
        title=wanted.title[:LONGEST_TITLE],
        facts=wanted.facts,
        point_id=wanted.point_id,
    )


def _placed(standing: list[AgendaItem], fresh: list[AgendaItem]) -> list[AgendaItem]:
    """The standing items in their order, each new one behind the last item whose kind does not come after its own."""
    ordered = list(standing)
    for item in fresh:
        rank = _RANK[ItemKind(item.kind)]
        places = [place for place, other in enumerate(ordered) if _RANK[ItemKind(other.kind)] <= rank]
        ordered.insert(places[-1] + 1 if places else 0, item)
    return ordered


@action("agenda.add")
def add_item(
    *,
    actor: Actor,
    meeting: Meeting,
    title: str,
    now: datetime,
    detail: str = "",
    kind: str = ItemKind.OWN,
    after: AgendaItem | None = None,
) -> AgendaItem:
    """Put an item of one's own on the agenda: behind another, else before the closing."""
    require(actor, Verb.MINUTES_WRITE, meeting.place)
    found = _fresh(meeting, *_OPEN)
    item = _appended(found, ItemKind(kind), _title(title), _detail(detail), None, after)
    record(actor, "agenda.add", item, before=None, after=item.as_fact(), now=now)
    return item


@action("agenda.submit")
def submit_item(
    *, actor: Actor, meeting: Meeting, agency: Agency, title: str, now: datetime, detail: str = ""
) -> AgendaItem:
    """Let an agency that sits in the forum ask for an item, until the meeting begins."""
    require(actor, Verb.RAKOR_ATTEND, agency.place)
    if not ForumMember.objects.filter(forum=meeting.forum_id, office__agency=agency).exists():
        raise Refused
    found = _fresh(meeting, *_BEFORE)
    if AgendaItem.objects.filter(meeting=found, submitted_by=agency).count() >= MOST_SUBMITTED:
        raise BadItem(
            _("Instansi ini sudah mengusulkan %(n)d pokok untuk rapat ini.") % {"n": MOST_SUBMITTED},
            _("Gabungkan usulannya, atau hubungi sekretaris rapat."),
        )
    item = _appended(found, ItemKind.SUBMITTED, _title(title), _detail(detail), agency, None)
    record(actor, "agenda.submit", item, before=None, after=item.as_fact(), now=now)
    return item


def _appended(
    meeting: Meeting, kind: ItemKind, title: str, detail: str, agency: Agency | None, after: AgendaItem | None
) -> AgendaItem:
    last = AgendaItem.objects.filter(meeting=meeting).aggregate(last=Max("position"))["last"] or 0
    item = AgendaItem.objects.create(
        meeting=meeting, position=last + 1, kind=kind, title=title, detail=detail, submitted_by=agency
    )
    closing = AgendaItem.objects.filter(meeting=meeting, key="closing").first()
    target = after.position + 1 if after is not None and after.meeting_id == meeting.pk else None
    if target is None and closing is not None:
        target = closing.position
    if target is not None:
        _move_to(item, target)
    return item


def _move_to(item: AgendaItem, to: int) -> None:
    """Give the item a place; the others keep their order. Places are 1, 2, 3 … without gaps."""
    others = list(
        AgendaItem.objects.filter(meeting=item.meeting_id).exclude(pk=item.pk).order_by("position", "pk").only("pk")
    )
    others.insert(max(min(to - 1, len(others)), 0), item)
    for position, other in enumerate(others, start=1):
        other.position = position
    AgendaItem.objects.bulk_update(others, ["position"])


@action("agenda.change")
def change_item(*, actor: Actor, item: AgendaItem, title: str, detail: str, now: datetime) -> AgendaItem:
    """Word an item anew; the facts of an item that the facts wrote stay."""
    require(actor, Verb.MINUTES_WRITE, item.meeting.place)
    _fresh(item.meeting, *_OPEN)
    found = _item(item)
    before = found.as_fact()
    found.title, found.detail = _title(title), _detail(detail)
    if found.as_fact() == before:
        nothing_changed()
        return found
    found.save(update_fields=["title", "detail"])
    record(actor, "agenda.change", found, before=before, after=found.as_fact(), now=now)
    return found


@action("agenda.move")
def move_item(*, actor: Actor, item: AgendaItem, to: int, now: datetime) -> list[AgendaItem]:
    """Give an item another place (counted from 1 over all items, also those taken off)."""
    require(actor, Verb.MINUTES_WRITE, item.meeting.place)
    meeting = _fresh(item.meeting, *_OPEN)
    found = _item(item)
    rows = list(AgendaItem.objects.filter(meeting=meeting).order_by("position", "pk"))
    before = {row.pk: row.as_fact() for row in rows}
    _move_to(found, to)
    after = list(AgendaItem.objects.filter(meeting=meeting).select_related("meeting__forum__region"))
    record_bulk(
        actor,
        "agenda.move",
        [_change(row, before[row.pk], row.as_fact()) for row in after if row.as_fact() != before[row.pk]],
        label=_("Urutan agenda %(meeting)s") % {"meeting": meeting},
        now=now,
    )
    return sorted(after, key=lambda row: (row.position, row.pk))


@action("agenda.remove")
def remove_item(*, actor: Actor, item: AgendaItem, now: datetime) -> AgendaItem:
    """Take an item off the agenda; it can be put back. Promises that come back stay, and so do items with notes."""
    require(actor, Verb.MINUTES_WRITE, item.meeting.place)
    _fresh(item.meeting, *_OPEN)
    found = _item(item)
    if found.kind == ItemKind.POINT:
        raise BadItem(
            _("Tindak lanjut yang terbuka tetap di agenda."),
            _("Laporkan perkembangannya, atau catat bahwa tidak dilaporkan beserta alasannya."),
        )
    if found.notes:
        raise BadItem(_("Pokok ini sudah ada pembahasannya."), _("Kosongkan dulu catatannya bila memang keliru."))
    return _set_removed(actor, "agenda.remove", found, True, now)


@action("agenda.restore")
def restore_item(*, actor: Actor, item: AgendaItem, now: datetime) -> AgendaItem:
    """Put an item back that was taken off."""
    require(actor, Verb.MINUTES_WRITE, item.meeting.place)
    _fresh(item.meeting, *_OPEN)
    return _set_removed(actor, "agenda.restore", _item(item), False, now)


def _set_removed(actor: Actor, act: str, item: AgendaItem, removed: bool, now: datetime) -> AgendaItem:
    before = item.as_fact()
    if item.removed == removed:
        nothing_changed()
        return item
    item.removed = removed
    item.save(update_fields=["removed"])
    record(actor, act, item, before=before, after=item.as_fact(), now=now)
    return item


@action("agenda.discuss")
def mark_discussed(*, actor: Actor, item: AgendaItem, now: datetime) -> AgendaItem:
    """Note that an item has been dealt with in the room."""
    require(actor, Verb.MINUTES_WRITE, item.meeting.place)
    _fresh(item.meeting, MeetingState.HELD)
    found = _item(item)
    before = found.as_fact()
    if not AgendaItem.objects.filter(pk=found.pk, discussed_at=None).update(discussed_at=now):
        nothing_changed()
        return found
    found.discussed_at = now
    record(actor, "agenda.discuss", found, before=before, after=found.as_fact(), now=now)
    return found
