"""Verification: is everything in the ledger as it was written, and are the present objects what it tells?"""

from siaga.ledger.verification.breaks import Break, Kind, Report
from siaga.ledger.verification.run import Progress, verify

__all__ = ["Break", "Kind", "Progress", "Report", "verify"]
