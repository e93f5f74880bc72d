"""How the ledger speaks: acts, kinds of things and their properties in Indonesian, for people who read it.

Each room says its own words in ``<room>/ledger_phrases.py``; the ledger, which stands below the rooms, imports none of
them: its app finds the file of every room when Django starts, and the file registers itself here.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga.ledger.facts import fact_models

Text = str | Promise
Words = Mapping[str, Text]

KINDS: dict[str, Text] = {"bulk": gettext_lazy("Perubahan banyak data")}
_ACTS: dict[str, Text] = {}
_THINGS: dict[str, Text] = {}
_VERBS: dict[str, Text] = {
    "accept": gettext_lazy("diterima"),
    "add": gettext_lazy("ditambahkan"),
    "cancel": gettext_lazy("dibatalkan"),
    "change": gettext_lazy("diubah"),
    "close": gettext_lazy("ditutup"),
    "create": gettext_lazy("dibuat"),
    "import": gettext_lazy("diimpor"),
    "remove": gettext_lazy("dihapus"),
    "rename": gettext_lazy("diganti namanya"),
    "reopen": gettext_lazy("dibuka kembali"),
    "revoke": gettext_lazy("dicabut"),
    "set": gettext_lazy("ditetapkan"),
    "undo": gettext_lazy("dibatalkan"),
}
"""What makes a sentence with the thing where an act has none of its own: ``stage.add``, "Tahapan ditambahkan"."""

_FIELDS: dict[str, Words] = {}
_SHARED_FIELDS: dict[str, Text] = {
    "account": gettext_lazy("Akun"),
    "agency": gettext_lazy("Instansi"),
    "at": gettext_lazy("Waktu"),
    "chair": gettext_lazy("Ketua"),
    "code": gettext_lazy("Kode"),
    "content_type": gettext_lazy("Jenis isi"),
    "created": gettext_lazy("Baru"),
    "created_at": gettext_lazy("Dibuat"),
    "digest": gettext_lazy("Sidik berkas"),
    "election": gettext_lazy("Pemilihan"),
    "estimated": gettext_lazy("Perkiraan"),
    "facts": gettext_lazy("Sidik fakta"),
    "facts_at": gettext_lazy("Fakta per"),
    "instrument": gettext_lazy("Instrumen"),
    "key": gettext_lazy("Kunci"),
    "lat": gettext_lazy("Lintang"),
    "lon": gettext_lazy("Bujur"),
    "name": gettext_lazy("Nama"),
    "office": gettext_lazy("Jabatan"),
    "parent": gettext_lazy("Induk"),
    "plan": gettext_lazy("Rencana"),
    "position": gettext_lazy("Urutan"),
    "predecessor": gettext_lazy("Asal"),
    "purpose": gettext_lazy("Keperluan"),
    "reason": gettext_lazy("Alasan"),
    "received_at": gettext_lazy("Diterima"),
    "region": gettext_lazy("Wilayah"),
    "region_code": gettext_lazy("Kode wilayah"),
    "removed": gettext_lazy("Dihapus"),
    "revoked_at": gettext_lazy("Dicabut"),
    "rows": gettext_lazy("Baris"),
    "size": gettext_lazy("Ukuran (bita)"),
    "source": gettext_lazy("Sumber"),
    "station": gettext_lazy("TPS"),
    "submission": gettext_lazy("Laporan"),
    "unit": gettext_lazy("Unit"),
    "withdrawn_at": gettext_lazy("Ditarik"),
}
"""Properties that several rooms have, in the one meaning."""

CHANNELS: dict[str, Text] = {
    "page": gettext_lazy("halaman"),
    "api": gettext_lazy("API"),
    "command": gettext_lazy("perintah di server"),
    "worker": gettext_lazy("pekerja latar"),
}


def register(
    room: str,
    *,
    kinds: Words | None = None,
    acts: Words | None = None,
    things: Words | None = None,
    fields: Words | None = None,
) -> None:
    """What a room says in the ledger; no two rooms say the same act, kind or thing.

    ``acts``: sentences of acts whose name does not follow from thing and verb.
    ``fields``: properties of the room's facts whose label is not on the model; ``kind.name`` where a name means
    several things in the room.
    """
    for known, own in ((KINDS, kinds), (_ACTS, acts), (_THINGS, things)):
        again = known.keys() & (own or {}).keys()
        if again:
            raise ValueError(f"{room} says again: {sorted(again)}")
        known.update(own or {})
    _FIELDS[room] = fields or {}


def act_phrase(act: str) -> str:
    """What was done, as a short sentence; never the name in the code."""
    if act in _ACTS:
        return str(_ACTS[act])
    thing, _dot, verb = act.partition(".")
    named, done = _THINGS.get(thing), _VERBS.get(verb)
    if named and done:
        return f"{named} {done}"
    return _("%(thing)s diproses") % {"thing": named} if named else _("Perubahan lain")


def is_phrased(act: str) -> bool:
    """Whether the act has a sentence of its own (a test asks this of every action of the house)."""
    thing, _dot, verb = act.partition(".")
    return act in _ACTS or (thing in _THINGS and verb in _VERBS)


def kind_phrase(kind: str) -> str:
    """What sort of thing it is."""
    return str(KINDS.get(kind) or _("Data lain"))


def channel_phrase(channel: str) -> str:
    return str(CHANNELS.get(channel, channel))


def field_label(kind: str, name: str) -> str:
    """The Indonesian label of a property: its room's, the one that rooms share, or the one that its model gives it."""
    fields = _FIELDS.get(kind.partition(".")[0], {})
    own = fields.get(f"{kind}.{name}") or fields.get(name) or _SHARED_FIELDS.get(name)
    if own:
        return str(own)
    field = model_field(kind, name)
    if field is not None:
        given = str(field.verbose_name)
        if given != name.replace("_", " "):
            return str(capfirst(given))
    return _("Isian lain (%s)") % name


def has_label(kind: str, name: str) -> bool:
    return not field_label(kind, name).startswith(_("Isian lain (%s)").partition("%")[0])


def model_field(kind: str, name: str) -> models.Field[object, object] | None:
    """The model's field behind a property of a fact, where there is one."""
    model = fact_models().get(kind)
    if model is None:
        return None
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return field if isinstance(field, models.Field) else None
