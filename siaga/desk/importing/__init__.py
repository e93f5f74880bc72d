"""``import people``: agencies, offices, officials, terms, accounts and roles from one file."""

from siaga.desk.importing.importer import PeopleImporter

__all__ = ["PeopleImporter"]
