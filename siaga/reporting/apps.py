from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "siaga.reporting"
    label = "reporting"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Laporan"

    def ready(self) -> None:
        from siaga.elections.signals import election_founded, election_leaving, stations_changed
        from siaga.intake.importer import register
        from siaga.reporting import following
        from siaga.reporting.importing import SubmissionImporter
        from siaga.wilayah.signals import region_recoded

        register(SubmissionImporter())
        election_founded.connect(following.found, dispatch_uid="an election begins with the standard duties")
        election_leaving.connect(following.leave, dispatch_uid="an election takes its duties along")
        stations_changed.connect(following.follow_stations, dispatch_uid="the roster follows the stations")
        region_recoded.connect(following.follow_regions, dispatch_uid="rows about units follow their region")
