from siaga.kerawanan.models.given import Override, PastAnswers, PublishedCount
from siaga.kerawanan.models.mapping import CLASSES, ClassScheme, MappedStation, Mapping, RiskClass, risk_place

__all__ = [
    "CLASSES",
    "ClassScheme",
    "MappedStation",
    "Mapping",
    "Override",
    "PastAnswers",
    "PublishedCount",
    "RiskClass",
    "risk_place",
]
