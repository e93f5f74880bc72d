from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """When the secretary closed the attendance list, if by hand."""

    dependencies: ClassVar = [("rakor", "0001_initial")]
    operations: ClassVar = [
        migrations.AddField(
            "meeting", "attendance_closed_at", models.DateTimeField("daftar hadir ditutup", blank=True, null=True)
        )
    ]
