from siaga.logistics.models.boxes import Box, BoxCheck, BoxContent, BoxState
from siaga.logistics.models.catalogue import (
    HOPS,
    Basis,
    Catalogue,
    Hop,
    Item,
    VoterTotal,
    Warehouse,
    hop_code,
    hop_place,
    warehouse_place,
)
from siaga.logistics.models.handovers import Handover, HandoverBox, HandoverPhoto, HandoverState
from siaga.logistics.models.labels import LabelSheet
from siaga.logistics.models.scans import HopDue, Scan, ScanOutcome, ScanSide
from siaga.logistics.models.stock import (
    Consignment,
    ConsignmentStep,
    Destruction,
    InboundStep,
    Receipt,
    Sorting,
    StockCount,
)

__all__ = [
    "HOPS",
    "Basis",
    "Box",
    "BoxCheck",
    "BoxContent",
    "BoxState",
    "Catalogue",
    "Consignment",
    "ConsignmentStep",
    "Destruction",
    "Handover",
    "HandoverBox",
    "HandoverPhoto",
    "HandoverState",
    "Hop",
    "HopDue",
    "InboundStep",
    "Item",
    "LabelSheet",
    "Receipt",
    "Scan",
    "ScanOutcome",
    "ScanSide",
    "Sorting",
    "StockCount",
    "VoterTotal",
    "Warehouse",
    "hop_code",
    "hop_place",
    "warehouse_place",
]
