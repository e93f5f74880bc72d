"""What a user can do wrong with elections, stages and polling stations, each with its remedy."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from siaga.access import Problem


class UnknownRuleset(Problem):
    """No ruleset has this name."""

    code = "unknown-ruleset"

    def __init__(self, name: str, known: list[str]) -> None:
        super().__init__(
            _("Aturan %(name)s tidak ada.") % {"name": name},
            _("Pilih salah satu: %(known)s.") % {"known": ", ".join(known)},
            field="ruleset",
        )


class RulesetClash(Problem):
    """A desk's own ruleset has the name of another one."""

    code = "ruleset-clash"

    def __init__(self, name: str) -> None:
        super().__init__(
            _("Nama aturan %(name)s sudah dipakai.") % {"name": name},
            _("Beri nama lain pada kunci name di berkas Anda."),
            field="ruleset",
        )


class SlugTaken(Problem):
    """Another election has this slug."""

    code = "election-exists"

    def __init__(self, slug: str) -> None:
        super().__init__(
            _("Pemilihan dengan singkatan %(slug)s sudah ada.") % {"slug": slug},
            _("Pakai singkatan lain, misalnya dengan nama daerah di belakangnya."),
            field="slug",
        )


class BadSlug(Problem):
    """The slug would not fit in an address."""

    code = "bad-slug"

    def __init__(self) -> None:
        super().__init__(
            _("Singkatan hanya boleh berisi huruf kecil, angka, dan tanda hubung, paling banyak 60."),
            _("Contoh: pilkada-2024."),
            field="slug",
        )


class VotingDayNeeded(Problem):
    """The ruleset has no voting day of its own."""

    code = "voting-day-needed"

    def __init__(self) -> None:
        super().__init__(
            _("Aturan ini tidak menetapkan hari pemungutan suara."), _("Isi tanggalnya."), field="voting_day"
        )


class WrongRound(Problem):
    """A ruleset of repeat rounds was used for a first round, or the other way round."""

    code = "wrong-round"

    def __init__(self, name: str, *, repeat: bool) -> None:
        if repeat:
            message = _("Aturan %(name)s hanya untuk pemungutan suara ulang.") % {"name": name}
            remedy = _("Buka pemilihan asalnya, lalu pilih Buat putaran ulang.")
        else:
            message = _("Aturan %(name)s bukan aturan pemungutan suara ulang.") % {"name": name}
            remedy = _("Pilih aturan yang berjenis pemungutan suara ulang.")
        super().__init__(message, remedy, field="ruleset")


class ElectionClosed(Problem):
    """The election was closed; nothing of it changes any more."""

    code = "election-closed"
    status = 409

    def __init__(self, name: str) -> None:
        super().__init__(
            _("%(name)s sudah ditutup; datanya tidak dapat diubah lagi.") % {"name": name},
            _("Buka kembali pemilihan ini lebih dahulu bila memang perlu diubah."),
        )


class ElectionHasStations(Problem):
    """Something that cannot change while the election has polling stations."""

    code = "election-has-stations"
    status = 409

    def __init__(self, count: int) -> None:
        super().__init__(
            _("Pemilihan ini sudah memiliki %(count)d TPS.") % {"count": count},
            _("Hapus TPS-nya lebih dahulu, atau tutup pemilihan ini."),
        )


class ElectionInUse(Problem):
    """The election cannot be removed: something hangs on it."""

    code = "election-in-use"
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("Pemilihan ini masih dipakai oleh data lain."),
            _("Tutup pemilihan ini; menghapusnya tidak mungkin lagi."),
        )


class StageOrder(Problem):
    """A stage would end before it starts."""

    code = "stage-order"

    def __init__(self) -> None:
        super().__init__(
            _("Tahapan ini selesai sebelum mulai."), _("Periksa tanggal mulai dan tanggal selesai."), field="ends"
        )


class StageExists(Problem):
    """The election has a stage of this name already."""

    code = "stage-exists"

    def __init__(self, name: str) -> None:
        super().__init__(
            _("Tahapan %(name)s sudah ada dalam pemilihan ini.") % {"name": name},
            _("Ubah tahapan yang ada, atau pakai nama lain."),
            field="name",
        )


class StageAlreadyDone(Problem):
    """The stage has been marked as done before."""

    code = "stage-done"
    status = 409

    def __init__(self, name: str, done_on: date | None) -> None:
        super().__init__(
            _("Tahapan %(name)s sudah ditandai selesai pada %(day)s.") % {"name": name, "day": done_on},
            _("Buka kembali tahapan ini lebih dahulu bila perlu diubah."),
        )


class StageNotDone(Problem):
    """The stage is not done, so it cannot be reopened."""

    code = "stage-not-done"
    status = 409

    def __init__(self, name: str) -> None:
        super().__init__(_("Tahapan %(name)s belum ditandai selesai.") % {"name": name})


class DoneInFuture(Problem):
    """Work cannot be done on a day that has not come."""

    code = "done-in-future"

    def __init__(self) -> None:
        super().__init__(_("Tanggal selesai belum tiba."), _("Isi tanggal hari ini atau sebelumnya."), field="done_on")


class ReasonNeeded(Problem):
    """What undoes an earlier statement needs a reason on record."""

    code = "reason-needed"

    def __init__(self) -> None:
        super().__init__(
            _("Alasan belum diisi."),
            _("Tulis alasannya; alasan ini tersimpan di buku besar."),
            field="reason",
        )


class StationExists(Problem):
    """The village has a TPS of this number in this election."""

    code = "station-exists"

    def __init__(self, number: int, village: str) -> None:
        super().__init__(
            _("TPS %(number)03d %(village)s sudah ada dalam pemilihan ini.") % {"number": number, "village": village},
            _("Pakai nomor lain, atau ubah TPS yang ada."),
            field="number",
        )


class StationNumber(Problem):
    """A TPS number is 1 to 999."""

    code = "station-number"

    def __init__(self) -> None:
        super().__init__(
            _("Nomor TPS harus 1 sampai 999."), _("Lokasi khusus memakai nomor 901 ke atas."), field="number"
        )


class NotAVillage(Problem):
    """A polling station stands in a village (desa or kelurahan) of the election's region."""

    code = "not-a-village"

    def __init__(self, region: str) -> None:
        super().__init__(
            _("%(region)s bukan desa atau kelurahan dalam daerah pemilihan ini.") % {"region": region},
            _("Pilih desa atau kelurahan di daerah pemilihan ini."),
            field="village",
        )


class VoterSum(Problem):
    """Male and female voters do not add up to the total."""

    code = "voter-sum"

    def __init__(self, male: int, female: int, total: int) -> None:
        super().__init__(
            _("Laki-laki %(male)d + perempuan %(female)d = %(sum)d, bukan %(total)d.")
            % {"male": male, "female": female, "sum": male + female, "total": total},
            _("Periksa ketiga angka itu; kosongkan yang belum diketahui."),
            field="voters_total",
        )


class NegativeVoters(Problem):
    """A number of voters is never below zero."""

    code = "negative-voters"

    def __init__(self, field: str) -> None:
        super().__init__(
            _("Jumlah pemilih tidak boleh kurang dari nol."),
            _("Isi nol atau lebih; kosongkan bila belum diketahui."),
            field=field,
        )


class BadPoint(Problem):
    """A position needs both latitude and longitude, in their ranges."""

    code = "bad-point"

    def __init__(self) -> None:
        super().__init__(
            _("Posisi harus berisi lintang (-90 sampai 90) dan bujur (-180 sampai 180)."),
            _("Isi keduanya, atau kosongkan keduanya."),
            field="lat",
        )


class StationInUse(Problem):
    """The station cannot be removed: something hangs on it."""

    code = "station-in-use"
    status = 409

    def __init__(self, label: str) -> None:
        super().__init__(
            _("%(label)s masih dirujuk data lain, misalnya putaran ulang.") % {"label": label},
            _("Ubah TPS ini sebagai gantinya; menghapusnya tidak mungkin."),
        )


class NoStationsChosen(Problem):
    """A repeat round covers at least one station of its first round."""

    code = "no-stations"

    def __init__(self) -> None:
        super().__init__(
            _("Belum ada TPS yang dipilih."), _("Pilih sedikitnya satu TPS dari putaran asal."), field="stations"
        )


class NotInFirstRound(Problem):
    """A chosen station is not one of the first round."""

    code = "not-in-first-round"

    def __init__(self, codes: list[str]) -> None:
        super().__init__(
            _("TPS ini bukan bagian dari putaran asal: %(codes)s.") % {"codes": ", ".join(codes[:10])},
            _("Pilih dari daftar TPS putaran asal."),
            field="stations",
        )


class RepeatTooEarly(Problem):
    """A repeat round votes after the voting day of its first round."""

    code = "repeat-too-early"

    def __init__(self, first: date) -> None:
        super().__init__(
            _("Pemungutan suara ulang harus setelah %(day)s.") % {"day": first},
            _("Isi tanggal sesudah pemungutan suara putaran asal."),
            field="voting_day",
        )


class NameNeeded(Problem):
    """A name is missing."""

    code = "name-needed"

    def __init__(self) -> None:
        super().__init__(_("Nama belum diisi."), _("Tulis namanya."), field="name")


class StageOfRuleset(Problem):
    """A stage of the ruleset cannot be removed."""

    code = "stage-of-ruleset"
    status = 409

    def __init__(self, name: str) -> None:
        super().__init__(
            _("Tahapan %(name)s berasal dari aturan pemilihan dan tidak dapat dihapus.") % {"name": name},
            _("Kosongkan tanggalnya bila tahapan ini tidak berlaku di sini."),
        )


class UnknownRegion(Problem):
    """A command named a region that has not been imported."""

    code = "unknown-region"

    def __init__(self, code: str) -> None:
        super().__init__(
            _("Wilayah %(code)s belum ada.") % {"code": code},
            _("Periksa kodenya, atau impor dulu: siaga import wilayah BERKAS."),
            field="region",
        )
