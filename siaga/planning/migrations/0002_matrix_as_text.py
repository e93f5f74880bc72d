"""Travel times are kept as text, so that the undo of an import can put them back."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("planning", "0001_initial")]

    operations: ClassVar = [
        migrations.RemoveField(model_name="travelmatrix", name="data"),
        migrations.AddField(model_name="travelmatrix", name="data", field=models.TextField(default=""), preserve_default=False),
    ]
