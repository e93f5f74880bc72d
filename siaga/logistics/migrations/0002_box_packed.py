from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("logistics", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="box",
            name="packed",
            field=models.JSONField(blank=True, default=dict, verbose_name="isi"),
        ),
    ]
