"""Boxes and their way: packed, labelled, handed over hop by hop, counted on the way; refused scans are kept too."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from siaga.access import Place
from siaga.desk.models import Account
from siaga.elections.models import PollingStation
from siaga.ledger.facts import FactModel, FactValue, veil
from siaga.logistics.models.catalogue import HOPS, Hop, Item, Warehouse, hop_place


class BoxState(models.TextChoices):
    """open: being packed. sealed: closed, may leave. The rest of its way is its hop."""

    OPEN = "dikemas", _("Dikemas")
    SEALED = "disegel", _("Disegel")
    VOID = "batal", _("Dibatalkan")


class Box(FactModel):
    """One box with an identity, for one station and one ballot type.

    code: 10 letters and digits, random; with its mark (``logistics/codes.py``) it is what the label's QR says.
    packed: its contents once more, item id (as text) to pieces, so that the ledger keeps them with the box.
    hop: the index in the warehouse's ``hops`` of the last place that signed for it. moving: it left there, and has not
    been signed for at a further place yet. since: when that happened. due_at: when it must be at its next hop; None
    where nothing is due. Denormalised codes serve lists and counts.
    """

    fact_type: ClassVar[str] = "logistics.box"

    warehouse = models.ForeignKey(Warehouse, models.PROTECT, related_name="boxes")
    station = models.ForeignKey(PollingStation, models.PROTECT, related_name="boxes")
    ballot = models.CharField("jenis surat suara", max_length=40, blank=True)
    number = models.PositiveSmallIntegerField("nomor", default=1)
    code = models.CharField("kode kotak", max_length=10, unique=True)
    station_code = models.CharField(max_length=17)
    village_code = models.CharField(max_length=13)
    district_code = models.CharField(max_length=8)
    state = models.CharField("status", max_length=8, choices=BoxState.choices, default=BoxState.OPEN)
    seal = models.CharField("nomor segel", max_length=60, blank=True)
    kg = models.FloatField("berat (kg)", null=True, blank=True)
    packed = models.JSONField("isi", default=dict, blank=True)
    hop = models.PositiveSmallIntegerField("tempat", default=0)
    moving = models.BooleanField("dalam perjalanan", default=False)
    since = models.DateTimeField("sejak")
    due_at = models.DateTimeField("batas tiba", null=True, blank=True)
    labelled_at = models.DateTimeField("label dicetak", null=True, blank=True)
    created_at = models.DateTimeField("dicatat")

    class Meta:
        db_table = "logistics_box"
        ordering: ClassVar = ["station_code", "ballot", "number"]
        indexes: ClassVar = [
            models.Index(fields=["warehouse", "station_code"], name="box_station_code"),
            models.Index(fields=["warehouse", "district_code", "hop", "moving"], name="box_district"),
            models.Index(fields=["warehouse", "village_code", "hop"], name="box_village"),
            models.Index(fields=["warehouse", "due_at"], name="box_due"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["warehouse", "station", "ballot", "number"],
                condition=~Q(state="batal"),
                name="box_once",
            ),
            models.CheckConstraint(condition=Q(hop__lte=len(HOPS) - 1), name="box_hop"),
            models.CheckConstraint(condition=Q(state__in=BoxState.values), name="box_state"),
            models.CheckConstraint(condition=~Q(state="dikemas") | Q(hop=0, moving=False), name="box_open_stays"),
        ]

    def __str__(self) -> str:
        return f"{self.code} · {self.station_code}"

    @property
    def place(self) -> Place:
        """The place of the station that it belongs to, for ``may`` (who may see it)."""
        return Place(self.village_code, unit=self.station_code, election=self.warehouse.election_id)

    def standing_place(self, hop: str) -> Place:
        """Where it would stand at a hop: the office that signs for it there. Needs ``warehouse__region``."""
        return hop_place(
            hop, self.warehouse.region.code, self.village_code, self.station_code, self.warehouse.election_id
        )

    @property
    def fact_region(self) -> str:
        return self.village_code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "warehouse": self.warehouse_id,
            "station": self.station_code,
            "ballot": self.ballot,
            "number": self.number,
            "code": self.code,
            "state": self.state,
            "seal": self.seal,
            "kg": self.kg,
            "packed": self.packed,
            "hop": self.hop,
            "moving": self.moving,
            "since": self.since,
            "labelled_at": self.labelled_at,
        }


class BoxContent(models.Model):
    """How many pieces of an item lie in a box, as packed. Part of the box's packing entry on the ledger."""

    box = models.ForeignKey(Box, models.CASCADE, related_name="contents")
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    quantity = models.PositiveIntegerField("jumlah")

    class Meta:
        db_table = "logistics_box_content"
        constraints: ClassVar = [models.UniqueConstraint(fields=["box", "item"], name="content_once")]
        indexes: ClassVar = [models.Index(fields=["item"], name="content_item")]

    def __str__(self) -> str:
        return f"{self.item}: {self.quantity}"


class BoxCheck(FactModel):
    """That somebody opened a box at a hop and counted an item in it."""

    fact_type: ClassVar[str] = "logistics.box_check"

    box = models.ForeignKey(Box, models.PROTECT, related_name="checks")
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    hop = models.PositiveSmallIntegerField("tempat")
    counted = models.PositiveIntegerField("hasil hitung")
    packed = models.PositiveIntegerField("menurut pengepakan")
    note = models.CharField("catatan", max_length=300, blank=True)
    counted_at = models.DateTimeField("dihitung")
    created_at = models.DateTimeField("dicatat")

    class Meta:
        db_table = "logistics_box_check"
        ordering: ClassVar = ["-counted_at", "-id"]

    def __str__(self) -> str:
        return f"{self.box}: {self.counted}"

    @property
    def fact_region(self) -> str:
        return self.box.village_code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "box": self.box_id,
            "item": self.item_id,
            "hop": self.hop,
            "counted": self.counted,
            "packed": self.packed,
            "note": self.note,
            "counted_at": self.counted_at,
        }


class HandoverState(models.TextChoices):
    GIVING = "disiapkan", _("Sedang disiapkan")
    MOVING = "berangkat", _("Dalam perjalanan")
    TAKEN = "diterima", _("Diterima")
    CANCELLED = "batal", _("Dibatalkan")


class Handover(FactModel):
    """One transfer of boxes from an office to the next, with the record (BAST) that both sign.

    from_code, to_code: region or TPS codes. It is ``moving`` once the giver closed its side, and ``taken`` when the
    receiver closed the other; boxes that the receiver did not scan stay on the way and are named on the record.
    """

    fact_type: ClassVar[str] = "logistics.handover"

    warehouse = models.ForeignKey(Warehouse, models.PROTECT, related_name="handovers")
    number = models.PositiveIntegerField("nomor")
    from_hop = models.PositiveSmallIntegerField()
    from_code = models.CharField(max_length=17)
    to_hop = models.PositiveSmallIntegerField()
    to_code = models.CharField(max_length=17)
    state = models.CharField("status", max_length=9, choices=HandoverState.choices, default=HandoverState.GIVING)
    vehicle = models.CharField("kendaraan", max_length=80, blank=True)
    giver_name = models.CharField("yang menyerahkan", max_length=120, blank=True)
    giver_office = models.CharField("jabatan yang menyerahkan", max_length=160, blank=True)
    receiver_name = models.CharField("yang menerima", max_length=120, blank=True)
    receiver_office = models.CharField("jabatan yang menerima", max_length=160, blank=True)
    given_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    taken_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    opened_at = models.DateTimeField("dibuka")
    given_at = models.DateTimeField("diserahkan", null=True, blank=True)
    taken_at = models.DateTimeField("diterima", null=True, blank=True)
    note = models.CharField("catatan", max_length=400, blank=True)

    class Meta:
        db_table = "logistics_handover"
        ordering: ClassVar = ["-opened_at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["warehouse", "state", "-opened_at"], name="handover_list"),
            models.Index(fields=["warehouse", "to_code", "state"], name="handover_to"),
            models.Index(fields=["warehouse", "from_code", "state"], name="handover_from"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["warehouse", "number"], name="handover_number"),
            models.CheckConstraint(condition=Q(to_hop__gt=F("from_hop")), name="handover_onward"),
            models.CheckConstraint(condition=Q(state__in=HandoverState.values), name="handover_state"),
        ]

    def __str__(self) -> str:
        return f"Serah terima {self.number}"

    @property
    def hops(self) -> tuple[Hop, Hop]:
        """From and to, as hops. Needs ``warehouse`` loaded."""
        return Hop(self.warehouse.hops[self.from_hop]), Hop(self.warehouse.hops[self.to_hop])

    @property
    def fact_region(self) -> str:
        return self.to_code.partition("/")[0]

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "warehouse": self.warehouse_id,
            "number": self.number,
            "from_hop": self.from_hop,
            "from_code": self.from_code,
            "to_hop": self.to_hop,
            "to_code": self.to_code,
            "state": self.state,
            "vehicle": self.vehicle,
            "giver": veil(f"{self.giver_name} {self.giver_office}".strip()),
            "receiver": veil(f"{self.receiver_name} {self.receiver_office}".strip()),
            "given_at": self.given_at,
            "taken_at": self.taken_at,
            "note": self.note,
        }


class HandoverBox(models.Model):
    """A box on a handover: scanned by the giver, and by the receiver. Part of the scan's entry on the ledger.

    gap: why the receiver signed for a box that the giver had not scanned; ``given_at`` is then unknown.
    """

    handover = models.ForeignKey(Handover, models.CASCADE, related_name="lines")
    box = models.ForeignKey(Box, models.PROTECT, related_name="lines")
    given_at = models.DateTimeField("discan pemberi", null=True, blank=True)
    given_seal = models.CharField("segel saat diserahkan", max_length=60, blank=True)
    taken_at = models.DateTimeField("discan penerima", null=True, blank=True)
    taken_seal = models.CharField("segel saat diterima", max_length=60, blank=True)
    condition = models.CharField("keadaan", max_length=200, blank=True)
    gap = models.CharField("alasan tanpa scan pemberi", max_length=300, blank=True)

    class Meta:
        db_table = "logistics_handover_box"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["handover", "box"], name="handover_box_once"),
            models.CheckConstraint(
                condition=Q(given_at__isnull=False) | (Q(taken_at__isnull=False) & ~Q(gap="")),
                name="handover_box_gap_explained",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.handover} · {self.box}"

    @property
    def seal_differs(self) -> bool:
        """Whether the receiver read another seal than the giver, or than the box was sealed with. Needs ``box``."""
        given = self.given_seal or self.box.seal
        return bool(self.taken_seal and given and self.taken_seal != given)


class HandoverPhoto(FactModel):
    """A photograph of a handover, kept by content (``reporting/attachments``)."""

    fact_type: ClassVar[str] = "logistics.handover_photo"

    handover = models.ForeignKey(Handover, models.PROTECT, related_name="photos")
    digest = models.CharField(max_length=64)
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    taken_at = models.DateTimeField(null=True, blank=True)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "logistics_handover_photo"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["handover", "digest"], name="handover_photo_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def fact_region(self) -> str:
        return self.handover.fact_region

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "handover": self.handover_id,
            "digest": self.digest,
            "name": self.name,
            "kind": self.kind,
            "size": self.size,
            "taken_at": self.taken_at,
            "lat": self.lat,
            "lon": self.lon,
        }


class ScanSide(models.TextChoices):
    GIVE = "serah", _("Menyerahkan")
    TAKE = "terima", _("Menerima")


class ScanOutcome(models.TextChoices):
    """What came of a scan; all but ``accepted`` changed nothing and are kept for the record."""

    ACCEPTED = "diterima", _("Diterima")
    REPEATED = "ulang", _("Sudah discan")
    WRONG_PLACE = "salah-tempat", _("Salah tempat")
    FORGED = "palsu", _("Kode tidak sah")
    UNKNOWN = "tak-dikenal", _("Kode tidak dikenal")
    NOT_READY = "belum-siap", _("Belum disegel")
    FORBIDDEN = "tak-berhak", _("Tidak berhak")
    SKIPPED = "terlewat", _("Belum discan yang menyerahkan")
    CLOSED = "ditutup", _("Serah terima sudah ditutup")
    OVERTAKEN = "kalah-cepat", _("Didahului scan lain")


class Scan(FactModel):
    """One scan of a label, whoever made it and whatever came of it.

    scan_id: made by the device; the same id again is the same scan (idempotent). scanned_at: the device's clock;
    received_at: ours. text: what was read, cut to 120 letters. message: what the person was told.
    """

    fact_type: ClassVar[str] = "logistics.scan"

    scan_id = models.UUIDField(unique=True)
    warehouse = models.ForeignKey(Warehouse, models.PROTECT, related_name="scans")
    handover = models.ForeignKey(Handover, models.PROTECT, null=True, blank=True, related_name="scans")
    box = models.ForeignKey(Box, models.PROTECT, null=True, blank=True, related_name="scans")
    side = models.CharField(max_length=6, choices=ScanSide.choices)
    outcome = models.CharField("hasil", max_length=12, choices=ScanOutcome.choices)
    text = models.CharField(max_length=120)
    seal = models.CharField("segel", max_length=60, blank=True)
    message = models.CharField("pesan", max_length=300, blank=True)
    by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    region_code = models.CharField(max_length=13)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    scanned_at = models.DateTimeField("discan")
    received_at = models.DateTimeField("dicatat")

    class Meta:
        db_table = "logistics_scan"
        ordering: ClassVar = ["-received_at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["box", "-received_at"], name="scan_box"),
            models.Index(fields=["warehouse", "outcome", "-received_at"], name="scan_outcome"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(outcome__in=ScanOutcome.values), name="scan_outcome_known"),
            models.CheckConstraint(condition=Q(side__in=ScanSide.values), name="scan_side"),
        ]

    def __str__(self) -> str:
        return f"{self.text}: {self.get_outcome_display()}"

    @property
    def fact_key(self) -> str:
        return str(self.scan_id)

    @property
    def fact_region(self) -> str:
        return self.region_code

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "warehouse": self.warehouse_id,
            "handover": self.handover_id,
            "box": self.box.code if self.box else None,
            "side": self.side,
            "outcome": self.outcome,
            "text": self.text,
            "seal": self.seal,
            "scanned_at": self.scanned_at,
            "lat": self.lat,
            "lon": self.lon,
        }


class HopDue(FactModel):
    """When the boxes of a place must be there: from the plan in force, else from the ruleset, else set by hand.

    code: region code of PPK or PPS, or a TPS code; a region's due holds for all places below it that have none.
    """

    fact_type: ClassVar[str] = "logistics.due"

    warehouse = models.ForeignKey(Warehouse, models.PROTECT, related_name="dues")
    hop = models.CharField("tempat", max_length=12, choices=Hop.choices)
    code = models.CharField(max_length=17)
    due_at = models.DateTimeField("batas tiba")
    source = models.CharField("sumber", max_length=120)

    class Meta:
        db_table = "logistics_due"
        constraints: ClassVar = [models.UniqueConstraint(fields=["warehouse", "hop", "code"], name="due_once")]

    def __str__(self) -> str:
        return f"{self.hop} {self.code}: {self.due_at}"

    @property
    def fact_region(self) -> str:
        return self.code.partition("/")[0]

    def as_fact(self) -> dict[str, FactValue]:
        return {
            "warehouse": self.warehouse_id,
            "hop": self.hop,
            "code": self.code,
            "due_at": self.due_at,
            "source": self.source,
        }
