from siaga.briefing.models.edition import ReportEdition
from siaga.briefing.models.letterhead import Letterhead
from siaga.briefing.models.report import DeskReport, ReportKind, ReportState

__all__ = ["DeskReport", "Letterhead", "ReportEdition", "ReportKind", "ReportState"]
