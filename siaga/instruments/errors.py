"""What a user can do wrong with instruments and with answers, each with its remedy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from siaga.access import Problem

if TYPE_CHECKING:
    from siaga.instruments.xlsform.findings import Finding


class FormRefused(Problem):
    """An XLSForm that cannot be taken; ``findings`` say where and why, all of them."""

    code = "form-refused"

    def __init__(self, findings: Sequence[Finding], *, title: str = "") -> None:
        self.findings = list(findings)
        first = self.findings[0]
        more = len(self.findings) - 1
        remedy = first.remedy
        if more:
            remedy = f"{remedy} " + ngettext(
                "Ada %(count)d hal lain yang perlu diperbaiki.", "Ada %(count)d hal lain yang perlu diperbaiki.", more
            ) % {"count": more}
        super().__init__(title or first.said, remedy.strip(), field="file")


class PartisanContent(FormRefused):
    """Vote counts, estimates of support, or candidates' standing: never in Siaga."""

    code = "partisan-content"


class PartisanHeaders(Problem):
    """Columns of an import that carry votes or candidates' standing."""

    code = "partisan-content"

    def __init__(self, found: Sequence[tuple[str, str]]) -> None:
        self.headers = [header for header, _word in found]
        super().__init__(
            _("Kolom %(names)s memuat perolehan suara, dukungan, atau kedudukan calon.")
            % {"names": ", ".join(f"“{header}”" for header in self.headers)},
            _("Siaga tidak menerima data itu; hasil pemilihan adalah wewenang KPU. Hapus kolomnya, lalu coba lagi."),
            field="file",
        )


class NameOfAnother(Problem):
    """The form's id belongs to an instrument that the actor may not change, or that is about something else."""

    code = "instrument-name-taken"
    status = 409

    def __init__(self, name: str) -> None:
        super().__init__(
            _("Nama formulir “%(name)s” sudah dipakai instrumen lain.") % {"name": name},
            _("Beri form_id lain pada lembar settings, lalu unggah lagi."),
            field="file",
        )


class OtherUnit(Problem):
    """An instrument keeps the kind of unit that it is about."""

    code = "instrument-other-unit"
    status = 409

    def __init__(self, title: str, unit: str) -> None:
        super().__init__(
            _("“%(title)s” adalah instrumen tentang %(unit)s; itu tidak dapat diganti.")
            % {"title": title, "unit": unit},
            _("Pilih %(unit)s, atau beri form_id lain agar menjadi instrumen baru.") % {"unit": unit},
            field="unit",
        )


class VersionExists(Problem):
    """The same version with other content: two forms could not be told apart."""

    code = "version-exists"
    status = 409

    def __init__(self, version: str) -> None:
        super().__init__(
            _("Versi %(version)s sudah ada dengan isi yang berbeda.") % {"version": version},
            _("Naikkan kolom version pada lembar settings, lalu unggah lagi."),
            field="file",
        )


class Retired(Problem):
    """The instrument is no longer in use."""

    code = "instrument-retired"
    status = 409

    def __init__(self, title: str) -> None:
        super().__init__(
            _("Instrumen “%(title)s” sudah tidak dipakai.") % {"title": title},
            _("Pakai kembali dulu instrumen itu, atau unggah dengan form_id lain."),
        )


class StillDue(Problem):
    """It cannot be retired while it is due somewhere."""

    code = "instrument-still-due"
    status = 409

    def __init__(self, count: int) -> None:
        super().__init__(
            _("Instrumen ini masih menjadi kewajiban di %(count)d tempat.") % {"count": count},
            _("Akhiri dulu kewajiban itu pada halaman Kewajiban lapor."),
        )


class WrongAnswer(Problem):
    """One answer does not fit its question; ``path`` names it."""

    code = "wrong-answer"

    def __init__(self, path: str, message: str, remedy: str) -> None:
        self.path = path
        super().__init__(f"{path}: {message}" if path else message, remedy, field="values")


class WrongForm(Problem):
    """The filled form is of another instrument or of another version."""

    code = "wrong-form"

    def __init__(self, said: str, expected: str) -> None:
        super().__init__(
            _("Isian ini dari formulir %(said)s, bukan %(expected)s.") % {"said": said, "expected": expected},
            _("Muat ulang formulir, lalu isi kembali dengan versi yang diminta."),
            field="values",
        )


class UnreadableAnswers(Problem):
    """The filled form is no well-formed XForm instance."""

    code = "unreadable-answers"

    def __init__(self, why: str = "") -> None:
        super().__init__(
            why or _("Isian formulir rusak atau terpotong."),
            _("Kirim ulang isian dari perangkat asalnya."),
            field="values",
        )
