"""A plan counts how often its computation was begun, so that a dead one is not begun for ever."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("planning", "0002_matrix_as_text")]  # noqa: RUF012

    operations = [  # noqa: RUF012
        migrations.AddField(
            model_name="plan", name="attempts", field=models.PositiveSmallIntegerField(default=0)
        ),
    ]
