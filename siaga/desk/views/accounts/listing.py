"""The list of accounts."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga import clock
from siaga.access import Actor, Place, Verb, may
from siaga.desk.account_phrases import ROLE_NAMES, role_name
from siaga.desk.invitation_sheets import grant_reach
from siaga.desk.models import Account
from siaga.desk.queries import accounts as queries
from siaga.desk.views.accounts.request import actor_in
from siaga.kit.guard import guarded
from siaga.kit.tables import Column, Empty, Filter, Table


def state_of(account: Account) -> str:
    if not account.is_active:
        return "nonaktif"
    return "menunggu" if account.invited else "aktif"


def _by_state(rows: Any, value: str) -> Any:
    wanted = {"nonaktif": {"is_active": False}, "menunggu": {"is_active": True, "invited": True}}
    return rows.filter(**wanted.get(value, {"is_active": True, "invited": False}))


def _by_region(rows: Any, code: str) -> Any:
    return rows.filter(region_code=code) | rows.filter(region_code__startswith=f"{code}.")


def _place(account: Any) -> str:
    if not account.region_code:
        return _("Seluruh instalasi")
    name = account.place_name or account.region_code
    return f"{name}, {account.place_parent}" if account.place_parent else name


ACCOUNTS = Table(
    key="pengguna",
    title=gettext_lazy("Pengguna"),
    columns=[
        Column(key="name", label=gettext_lazy("Nama"), sort="name", sub="username"),
        Column(key="username", label=gettext_lazy("Nama pengguna"), screen=False),
        Column(
            key="roles",
            label=gettext_lazy("Peran"),
            value=lambda a: "; ".join(f"{role_name(g.role)}: {grant_reach(g)}" for g in a.held),
            cell="desk/accounts/cells/roles.html",
        ),
        Column(key="place", label=gettext_lazy("Dikelola di"), value=_place, sort="region_code", phone=False),
        Column(key="has_mfa", label=gettext_lazy("Dua langkah"), format="truth", sort="has_mfa", phone=False),
        Column(key="last_login", label=gettext_lazy("Terakhir masuk"), format="age", sort="last_login", phone=False),
        Column(key="state", label=gettext_lazy("Keadaan"), value=state_of, format="status"),
    ],
    filters=[
        Filter(
            key="keadaan",
            label=gettext_lazy("Keadaan"),
            chips=True,
            choices=[
                ("aktif", gettext_lazy("Aktif")),
                ("menunggu", gettext_lazy("Menunggu undangan")),
                ("nonaktif", gettext_lazy("Nonaktif")),
            ],
            apply=_by_state,
        ),
        Filter(
            key="peran",
            label=gettext_lazy("Peran"),
            choices=[(role.value, str(name)) for role, name in ROLE_NAMES.items()],
            apply=lambda rows, value: rows.filter(grants__role=value, grants__revoked_at=None).distinct(),
        ),
        Filter(
            key="wilayah",
            label=gettext_lazy("Wilayah"),
            choices=lambda request: queries.places_of_accounts(actor_in(request)),
            apply=_by_region,
        ),
        Filter(
            key="instansi",
            label=gettext_lazy("Instansi"),
            choices=lambda request: queries.agencies_of_accounts(actor_in(request)),
            apply=lambda rows, value: rows.filter(grants__agency=value, grants__revoked_at=None).distinct(),
        ),
        Filter(
            key="dua-langkah",
            label=gettext_lazy("Verifikasi dua langkah"),
            choices=[("ya", gettext_lazy("Aktif")), ("belum", gettext_lazy("Belum aktif"))],
            apply=lambda rows, value: rows.filter(has_mfa=value == "ya"),
        ),
    ],
    search=lambda rows, words: rows.filter(name__icontains=words) | rows.filter(username__icontains=words),
    search_label=gettext_lazy("Cari nama atau nama pengguna"),
    order="name",
    row_url=lambda account: reverse("accounts:account", args=[account.pk]),
    empty=Empty(
        title=gettext_lazy("Belum ada pengguna"),
        text=gettext_lazy(
            "Buat akun untuk tiap orang yang bekerja dengan Siaga. Ia menerima undangan dan membuat sandinya sendiri."
        ),
        button=gettext_lazy("Buat akun"),
        url=lambda request: reverse("accounts:new"),
        icon="users",
    ),
)


@guarded(Verb.ACCOUNT_VIEW)
def accounts(request: HttpRequest) -> HttpResponseBase:
    """The list."""
    actor = actor_in(request)
    return ACCOUNTS.respond(
        request,
        queries.account_list(actor, clock.now()),
        template="desk/accounts/list.html",
        context={
            "lead": _("Siapa boleh masuk, sebagai apa, dan sampai mana wewenangnya."),
            "may_change": _changes_somewhere(actor),
            "may_set_policy": may(actor, Verb.SETTING_CHANGE, Place()),
        },
    )


def _changes_somewhere(actor: Actor) -> bool:
    return bool(queries.roles_to_give(actor))
