"""``import submissions``: answers in bulk, one row for one report."""

from siaga.reporting.importing.importer import SubmissionImporter

__all__ = ["SubmissionImporter"]
