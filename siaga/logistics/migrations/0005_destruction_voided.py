from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("logistics", "0004_custody_gaps")]

    operations = [
        migrations.AddField(
            model_name="destruction",
            name="voided_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="dibatalkan"),
        ),
        migrations.AddField(
            model_name="destruction",
            name="voided_reason",
            field=models.CharField(blank=True, max_length=300, verbose_name="alasan pembatalan"),
        ),
    ]
