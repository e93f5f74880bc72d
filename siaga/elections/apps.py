from django.apps import AppConfig


class ElectionsConfig(AppConfig):
    name = "siaga.elections"
    label = "elections"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Pemilihan"

    def ready(self) -> None:
        from siaga.elections.following import follow_regions
        from siaga.elections.importing import StationImporter
        from siaga.intake.importer import register
        from siaga.wilayah.signals import region_recoded

        register(StationImporter())
        region_recoded.connect(follow_regions, dispatch_uid="stations follow their village")
