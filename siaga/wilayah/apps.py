from django.apps import AppConfig


class WilayahConfig(AppConfig):
    name = "siaga.wilayah"
    label = "wilayah"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Wilayah"

    def ready(self) -> None:
        from siaga.intake.importer import register
        from siaga.wilayah.importers.boundaries import BoundaryImporter
        from siaga.wilayah.importers.regions import RegionImporter

        register(RegionImporter())
        register(BoundaryImporter())
