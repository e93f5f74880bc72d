import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("logistics", "0005_destruction_voided")]

    operations = [
        migrations.CreateModel(
            name="LabelSheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=17, verbose_name="wilayah atau TPS")),
                ("again", models.BooleanField(default=False, verbose_name="cetak ulang")),
                ("boxes", models.PositiveIntegerField(blank=True, null=True, verbose_name="label")),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("asked_by", models.BigIntegerField(null=True)),
                ("asked_by_name", models.CharField(max_length=200)),
                ("asked_at", models.DateTimeField(verbose_name="diminta")),
                ("made_at", models.DateTimeField(blank=True, null=True, verbose_name="selesai dibuat")),
                ("work_since", models.DateTimeField(blank=True, null=True)),
                ("work_note", models.TextField(blank=True)),
                (
                    "warehouse",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="label_sheets",
                        to="logistics.warehouse",
                    ),
                ),
            ],
            options={
                "db_table": "logistics_labels",
                "ordering": ["-asked_at", "-id"],
                "indexes": [models.Index(fields=["warehouse", "-asked_at"], name="labels_list")],
            },
        ),
    ]
