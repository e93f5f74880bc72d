from django.db import migrations, models

from siaga.ledger import triggers


def install(apps, schema_editor):
    triggers.install(schema_editor.connection)


def remove(apps, schema_editor):
    triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):

    dependencies = [('ledger', '0001_initial')]

    operations = [
        migrations.AlterField('entry', 'reason', models.TextField(blank=True)),
        migrations.AlterField('checkpoint', 'day', models.DateField(db_index=True)),
        migrations.AddField('checkpoint', 'number', models.PositiveIntegerField(unique=True, default=0), preserve_default=False),
        migrations.CreateModel(
            name='VerificationRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField()),
                ('asked_by_id', models.BigIntegerField(null=True)),
                ('asked_by_name', models.CharField(max_length=200)),
                ('state', models.CharField(choices=[('menunggu', 'Menunggu giliran'), ('berjalan', 'Sedang memeriksa'), ('selesai', 'Selesai'), ('terputus', 'Terputus')], max_length=10)),
                ('step', models.CharField(blank=True, max_length=80)),
                ('done', models.PositiveBigIntegerField(default=0)),
                ('total', models.PositiveBigIntegerField(default=0)),
                ('heartbeat', models.DateTimeField(null=True)),
                ('finished_at', models.DateTimeField(null=True)),
                ('result', models.JSONField(default=dict)),
            ],
            options={'db_table': 'ledger_verification'},
        ),
        migrations.RunPython(install, remove),
    ]
