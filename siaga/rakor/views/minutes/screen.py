"""What the screen shows: the items with their facts and records, the commands, and the parts that refresh."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from siaga import clock
from siaga.access import Verb, may
from siaga.kit.guard import ActorRequest
from siaga.rakor.access import reads_minutes
from siaga.rakor.agenda_words import FactLine, fact_lines, fact_url
from siaga.rakor.digest import is_intact
from siaga.rakor.forms.minutes import (
    AGENCIES,
    REGIONS,
    CommandForm,
    DecisionForm,
    ObstacleForm,
    PointForm,
    ReportForm,
    SilenceForm,
    StatementForm,
)
from siaga.rakor.models import AgendaItem, Meeting, MeetingState
from siaga.rakor.queries.agenda import agenda_of, veiled
from siaga.rakor.queries.carried import carried_points
from siaga.rakor.queries.minutes import Minutes, Noted, minutes_of, state_of
from siaga.rakor.queries.named import agencies_near, regions_near

MOST_CARRIED = 300


@dataclass(frozen=True, slots=True)
class Shown:
    """An item of the agenda with what was noted on it. text, base: what stands in the editor of this person."""

    noted: Noted
    lines: list[FactLine]
    url: str
    current: bool

    @property
    def item(self) -> AgendaItem:
        assert self.noted.item is not None
        return self.noted.item

    @property
    def text(self) -> str:
        return self.noted.typing.text if self.noted.typing else self.item.notes

    @property
    def base(self) -> int:
        return self.noted.typing.base if self.noted.typing else self.item.version

    @property
    def done(self) -> bool:
        return self.item.discussed_at is not None or not self.noted.empty


def shown(noted: Noted, current: int | None) -> Shown:
    item = noted.item
    assert item is not None
    return Shown(noted, fact_lines(item), fact_url(item), item.pk == current)


def screen(
    request: ActorRequest, meeting: Meeting, *, item_id: int | None = None, asked: CommandForm | None = None
) -> HttpResponse:
    """The page for who writes here while the meeting is held; for all others, and afterwards, the page to read."""
    writes = may(request.actor, Verb.MINUTES_WRITE, meeting.place)
    if not reads_minutes(request.actor, meeting):
        unread = {"meeting": meeting, "region": meeting.forum.region, "tab": "notula", "unread": True}
        return render(request, "rakor/minutes/read.html", unread)
    minutes = minutes_of(meeting, request.actor.account_id)
    context = _common(request, meeting, minutes) | {"writes": writes}
    if not writes or meeting.state != MeetingState.HELD:
        veiled(request.actor, meeting, [noted.item for noted in minutes.items if noted.item is not None])
        context["items"] = [shown(noted, None) for noted in minutes.items]
        context["intact"] = meeting.state != MeetingState.SIGNED or is_intact(meeting)
        return render(request, "rakor/minutes/read.html", context)
    current = _current(minutes, item_id)
    context |= {
        "items": [shown(noted, current) for noted in minutes.items],
        "current": current,
        "commands": commands(request, meeting, current, asked),
        "agencies_id": AGENCIES,
        "regions_id": REGIONS,
        "agencies": agencies_near(request.actor, meeting),
        "regions": regions_near(meeting),
        "keys": keys(),
        "setup": json.dumps(_setup(request, meeting), ensure_ascii=False),
    }
    return render(request, "rakor/minutes/write.html", context, status=422 if asked is not None else 200)


def _setup(request: ActorRequest, meeting: Meeting) -> dict[str, Any]:
    """What the island needs: addresses, its words, and what it compares the server's answers with."""
    at = {"meeting_id": meeting.pk}
    return {
        "meeting": meeting.pk,
        "account": request.actor.account_id,
        "words": words(),
        "state": state_of(meeting, clock.now(), request.actor.account_id),
        "urls": {
            "state": reverse("rakor:minutes_state", kwargs=at),
            "typing": reverse("rakor:minutes_typing", kwargs=at),
            "write": reverse("rakor:minutes_write", kwargs=at),
            "item": reverse("rakor:minutes_item", kwargs={**at, "item_id": 0}),
        },
    }


def _common(request: ActorRequest, meeting: Meeting, minutes: Minutes) -> dict[str, Any]:
    return {
        "meeting": meeting,
        "region": meeting.forum.region,
        "tab": "notula",
        "minutes": minutes,
        "may_sign": may(request.actor, Verb.MINUTES_SIGN, meeting.place),
    }


def _current(minutes: Minutes, wanted: int | None) -> int | None:
    """The item that was asked for, else the first that nobody has dealt with, else the first."""
    ids = [noted.item.pk for noted in minutes.items if noted.item]
    if wanted in ids:
        return wanted
    ahead = [noted.item.pk for noted in minutes.items if noted.item and noted.item.discussed_at is None and noted.empty]
    return next(iter(ahead or ids), None)


def commands(
    request: HttpRequest, meeting: Meeting, current: int | None, asked: CommandForm | None
) -> list[CommandForm]:
    """The forms of all commands, the one that was sent with what was typed in it; ``?perintah=`` opens one."""
    carried = list(carried_points(meeting)[:MOST_CARRIED])
    first: dict[str, Any] = {"pokok": current, "point": request.GET.get("butir", "")}
    made: list[CommandForm] = [
        PointForm(initial=first),
        DecisionForm(initial=first),
        StatementForm(initial=first),
        ObstacleForm(initial=first | {"kind": "logistics"} | _hampered(request, meeting)),
    ]
    if carried:
        made += [ReportForm(carried, initial=first), SilenceForm(carried, initial=first)]
    forms = [asked if asked is not None and asked.word == form.word else form for form in made]
    for form in forms:
        form.opened = form is asked or form.word == request.GET.get("perintah")  # type: ignore[attr-defined]
    return forms


def _hampered(request: HttpRequest, meeting: Meeting) -> dict[str, str]:
    """``?dari=`` an agency's statement: what it said hampers it, ready to go into the register."""
    number = request.GET.get("dari", "")
    known = number.isascii() and number.isdecimal() and len(number) < 16
    stated = meeting.statements.select_related("agency").filter(pk=number).first() if known else None
    return {"name": stated.hampers[:240], "agency": stated.agency.name} if stated else {}


def parts(request: ActorRequest, meeting: Meeting, item: AgendaItem | None) -> dict[str, Any]:
    """What the open page puts in place after a change: the parts of one item, the list of items, and the closing."""
    meeting.refresh_from_db(fields=["state"])
    whole = minutes_of(meeting)
    context = _common(request, meeting, whole) | {"writes": True}
    current = item.pk if item else None
    items = [shown(noted, current) for noted in whole.items]
    made = {
        "agenda": _drawn("agenda", request, context | {"items": items, "current": current}),
        "closing": _drawn("closing", request, context),
        "general": _drawn("general", request, context),
    }
    for one in items:
        if one.item.pk == current:
            for name in ("said", "agreed", "conflicts"):
                made[f"{name}-{current}"] = _drawn(name, request, context | {"shown": one})
    return {"parts": made, "state": state_of(meeting, clock.now(), request.actor.account_id)}


def _drawn(name: str, request: HttpRequest, context: Mapping[str, Any]) -> str:
    return render_to_string(f"rakor/minutes/_{name}.html", dict(context), request)


def item_url(meeting: Meeting, item_id: int | None) -> str:
    here = reverse("rakor:minutes", args=[meeting.pk])
    return f"{here}?pokok={item_id}" if item_id else here


def following(meeting: Meeting, item: AgendaItem) -> int:
    """The item after this one, or this one where it is the last."""
    ids = [row.pk for row in agenda_of(meeting)]
    at = ids.index(item.pk) if item.pk in ids else -1
    return ids[at + 1] if at + 1 < len(ids) else item.pk


def words() -> dict[str, str]:
    """What the island says; it has no words of its own."""
    return {
        "saved": _("Tersimpan {time}"),
        "unsent": _("Belum terkirim, aman di perangkat ini"),
        "unkept": _("Belum terkirim, dan perangkat ini tidak dapat menyimpannya. Jangan tutup halaman ini."),
        "fresh": _("Siap menulis"),
        "writing": _("{names} sedang menulis …"),
        "merged": _("Naskah Anda digabung dengan tulisan yang baru masuk."),
        "conflict": _("Naskah Anda bertemu tulisan yang lebih baru. Keduanya disimpan; pilih di bawah."),
        "newer": _("Ada tulisan baru dari orang lain; digabung saat naskah Anda disimpan."),
        "taken": _("Tulisan baru sudah dimuat."),
        "restored": _("Ketikan yang belum terkirim dari perangkat ini dipulihkan."),
        "signedOut": _("Sesi Anda berakhir. Masuk lagi di tab lain; ketikan tetap aman di perangkat ini."),
        "closed": _("Notula sudah tidak dapat ditulis. Ketikan Anda aman di perangkat ini."),
        "failed": _("Belum tersimpan."),
        "offlineForm": _("Sambungan terputus. Isian ini aman di perangkat ini dan dikirim begitu tersambung."),
        "waits": _("Menunggu sambungan: {title}"),
        "noCommand": _("Tidak ada perintah “{word}”"),
    }


def keys() -> list[tuple[str, str]]:
    """The shortcuts, for the help on the page."""
    return [
        ("/", _("daftar perintah, di awal baris")),
        ("/tl", _("tindak lanjut")),
        ("/keputusan", _("keputusan rapat")),
        ("/pernyataan", _("pernyataan instansi")),
        ("/kendala", _("kendala")),
        ("/lapor", _("laporan atas tindak lanjut lama")),
        ("/bungkam", _("tindak lanjut yang tidak dilaporkan")),
        ("/lewati", _("ke pokok berikutnya tanpa menandai dibahas")),
        ("Ctrl+Enter", _("simpan ke notula")),
        ("Alt+↓  Alt+↑", _("pokok berikutnya, sebelumnya (juga Ctrl+PgDn, Ctrl+PgUp)")),
        ("Esc", _("kembali ke naskah")),
    ]
