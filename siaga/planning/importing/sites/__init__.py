"""``import sites``: where villages, PPK and TPS are, how they are reached and when; depots and crossings."""

from siaga.planning.importing.sites.importer import SiteImporter

__all__ = ["SiteImporter"]
