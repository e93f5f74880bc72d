from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """When the invited last had to be told anew, and which letter that has overtaken."""

    dependencies: ClassVar = [("rakor", "0004_points_counted_by_index")]
    operations: ClassVar = [
        migrations.AddField("meeting", "revised_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField(
            "meeting", "letter_before", models.CharField("surat sebelumnya", blank=True, max_length=160)
        ),
    ]
