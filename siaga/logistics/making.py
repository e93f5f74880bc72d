"""Making a file that somebody asked for: at once where it is small, else in the background, with progress."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from siaga.access import Actor, Problem
from siaga.desk.models import Account
from siaga.desk.queries.actors import actor_of
from siaga.logistics.models.made import MadeFile
from siaga.logistics.told import Told

SILENT = timedelta(minutes=15)
"""After so long, work that has not ended is taken for lost."""

log = logging.getLogger(__name__)


class FileBusy(Problem):
    """The file is being made, or is made."""

    code = "file-busy"
    status = 409

    def __init__(self) -> None:
        super().__init__(_("Berkas itu sedang atau sudah dibuat."), _("Tunggu sampai selesai."))


@dataclass(frozen=True, slots=True)
class Making:
    """How one kind of file is made. make: the action, as (file, actor, now, told). enqueue: for later, by whom."""

    model: type[MadeFile]
    is_small: Callable[[Any], bool]
    make: Callable[[Any, Actor, datetime, Told], object]
    enqueue: Callable[[int, int | None], object]

    def begin(self, file: MadeFile, actor: Actor, now: datetime) -> bool:
        """Claim the file and make it now or in the background; True if it is made already. Raises ``FileBusy``."""
        free = Q(work_since=None) | Q(work_since__lt=now - SILENT)
        claimed = self.model._default_manager.filter(free, pk=file.pk, made_at=None)
        if not claimed.update(work_since=now, work_note=""):
            raise FileBusy
        Told(file.work_key).clear()
        if self.is_small(file):
            self.perform(file.pk, actor, now)
            return True
        self.enqueue(file.pk, actor.account_id)
        return False

    def perform_for(self, pk: int, account_id: int | None, now: datetime) -> None:
        """The same for an account that may have lost its role since: it then comes to nothing, and says so."""
        account = Account.objects.filter(pk=account_id).first() if account_id else None
        if account is None:
            self._release(pk, _("Akun yang meminta tidak ada lagi."))
            return
        self.perform(pk, actor_of(account, now), now)

    def perform(self, pk: int, actor: Actor, now: datetime) -> None:
        """Make a claimed file and release it, whatever comes."""
        note = _("Pekerjaan terhenti karena kesalahan pada server. Coba lagi; bila berulang, hubungi pengelola server.")
        file = self.model._default_manager.get(pk=pk)
        told = Told(file.work_key)
        try:
            self.make(file, actor, now, told)
            note = ""
        except Problem as problem:
            note = str(problem)
        except Exception:
            log.exception("%s failed", file.work_key)
        finally:
            self._release(pk, note)
            told.clear()

    def _release(self, pk: int, note: str) -> None:
        self.model._default_manager.filter(pk=pk).update(work_since=None, work_note=note)


def is_busy(file: MadeFile, now: datetime) -> bool:
    """Whether somebody works on it, and has been heard of not too long ago."""
    return file.made_at is None and file.work_since is not None and file.work_since > now - SILENT
