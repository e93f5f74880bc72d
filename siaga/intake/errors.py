"""What can be wrong with an import as a whole; what is wrong with a row is in the result."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from siaga.access import Problem


class UnreadableFile(Problem):
    """The file is not what it should be: encoding, quoting, format, size."""

    code = "unreadable-file"


class ForbiddenColumns(Problem):
    """The file carries votes or candidates: Siaga never tallies (neutral by construction)."""

    code = "forbidden-columns"

    def __init__(self, headers: list[str]) -> None:
        super().__init__(
            _("Berkas memuat kolom tentang suara atau calon: %(headers)s.") % {"headers": ", ".join(headers)},
            _("Siaga tidak mencatat perolehan suara. Hapus kolom itu, lalu unggah lagi."),
        )


class HeaderProblem(Problem):
    """The header row does not fit the fields.

    missing: names of required fields without a column. found: the headers in the file, in order.
    """

    code = "header-problem"

    def __init__(
        self, message: str, remedy: str, *, missing: tuple[str, ...] = (), found: tuple[str, ...] = ()
    ) -> None:
        super().__init__(message, remedy)
        self.missing = missing
        self.found = found


class UnknownKind(Problem):
    """There is no importer of that kind."""

    code = "unknown-import-kind"

    def __init__(self, kind: str, known: list[str]) -> None:
        super().__init__(
            _("Jenis impor “%(kind)s” tidak dikenal.") % {"kind": kind},
            _("Yang ada: %(known)s.") % {"known": ", ".join(known)},
        )


class ContextProblem(Problem):
    """Something that the import needs besides the file (such as its election) is missing or unknown."""

    code = "import-context"


class WrongState(Problem):
    """The run is not in the state that the act needs (already applied, already undone, still being worked on)."""

    code = "import-state"
    status = 409


class PlanChanged(Problem):
    """The data changed after the preview, so that applying would do something else than was shown."""

    code = "preview-stale"
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("Data berubah sejak pratinjau ini dibuat, sehingga hasilnya akan berbeda dari yang ditampilkan."),
            _("Periksa pratinjau yang baru, lalu terapkan."),
        )


class RowsRejected(Problem):
    """Rows are bad, so nothing was written."""

    code = "rows-rejected"

    def __init__(self, rejected: int) -> None:
        super().__init__(
            ngettext(
                "%(count)s baris ditolak, sehingga tidak ada yang ditulis.",
                "%(count)s baris ditolak, sehingga tidak ada yang ditulis.",
                rejected,
            )
            % {"count": rejected},
            _("Perbaiki baris yang terdaftar, lalu unggah lagi, atau lewati baris yang ditolak."),
        )
        self.rejected = rejected


class UndoBlocked(Problem):
    """Rows that the import wrote were changed or used since, so that undoing would lose that.

    rows: one sentence for each such row (bounded); count: how many there are.
    """

    code = "undo-blocked"
    status = 409

    def __init__(self, rows: list[str], count: int) -> None:
        super().__init__(
            _("Impor ini tidak dapat dibatalkan: %(count)s data sudah berubah atau dipakai sejak diterapkan.")
            % {"count": count},
            _("Perbaiki data itu satu per satu, atau impor berkas perbaikan. Yang terdampak: %(rows)s.")
            % {"rows": "; ".join(rows[:10]) + ("; …" if count > 10 else "")},
        )
        self.rows = rows
        self.count = count
