from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "siaga.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Desk"

    def ready(self) -> None:
        from siaga.desk.following import follow_regions
        from siaga.desk.importing import PeopleImporter
        from siaga.intake.importer import register
        from siaga.wilayah.signals import region_recoded

        register(PeopleImporter())
        region_recoded.connect(follow_regions, dispatch_uid="people follow their region")
