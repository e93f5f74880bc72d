"""Travel times are kept as text, so that the undo of an import can put them back."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("planning", "0001_initial")]  # noqa: RUF012

    operations = [  # noqa: RUF012
        migrations.RemoveField(model_name="travelmatrix", name="data"),
        migrations.AddField(
            model_name="travelmatrix", name="data", field=models.TextField(default=""), preserve_default=False
        ),
    ]
