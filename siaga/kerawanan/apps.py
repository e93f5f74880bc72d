from django.apps import AppConfig


class KerawananConfig(AppConfig):
    name = "siaga.kerawanan"
    label = "kerawanan"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Kerawanan"

    def ready(self) -> None:
        from siaga.intake.importer import register
        from siaga.kerawanan import following
        from siaga.kerawanan.importing.answers import AnswersImporter
        from siaga.kerawanan.importing.past import PastImporter
        from siaga.kerawanan.importing.published import PublishedImporter
        from siaga.wilayah.signals import region_recoded

        register(AnswersImporter())
        register(PublishedImporter())
        register(PastImporter())
        region_recoded.connect(following.follow_regions, dispatch_uid="rows of mappings follow their TPS")
