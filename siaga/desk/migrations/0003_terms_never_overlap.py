"""Two terms of the same sort at one office never overlap: refused by the database itself.

PostgreSQL has exclusion constraints; SQLite gets triggers. A later migration that rebuilds the table on SQLite
must run ``forbid_overlap`` again (tests/desk/actions/test_tenures.py notices).
"""

from django.db import migrations

_CLASH = """
SELECT 1 FROM desk_tenure other
WHERE other.office_id = NEW.office_id AND other.id IS NOT NEW.id
  AND (other.kind = 'definitif') = (NEW.kind = 'definitif')
  AND other.starts <= coalesce(NEW.ends, '9999-12-31') AND NEW.starts <= coalesce(other.ends, '9999-12-31')
"""
_SQLITE = [
    f"""CREATE TRIGGER desk_tenure_apart_{when.lower()} BEFORE {when} ON desk_tenure
    WHEN EXISTS ({_CLASH}) BEGIN SELECT RAISE(ABORT, 'desk_tenure_apart'); END"""
    for when in ("INSERT", "UPDATE")
]
_POSTGRES = [
    f"""ALTER TABLE desk_tenure ADD CONSTRAINT desk_tenure_apart_{name} EXCLUDE USING gist (
        int8range(office_id, office_id, '[]') WITH &&, daterange(starts, ends, '[]') WITH &&
    ) WHERE ({condition})"""
    for name, condition in (("definitive", "kind = 'definitif'"), ("stand_in", "kind <> 'definitif'"))
]


def forbid_overlap(apps, schema_editor):
    for statement in _POSTGRES if schema_editor.connection.vendor == "postgresql" else _SQLITE:
        schema_editor.execute(statement)


def allow_overlap(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for name in ("definitive", "stand_in"):
            schema_editor.execute(f"ALTER TABLE desk_tenure DROP CONSTRAINT desk_tenure_apart_{name}")
    else:
        for when in ("insert", "update"):
            schema_editor.execute(f"DROP TRIGGER desk_tenure_apart_{when}")


class Migration(migrations.Migration):
    dependencies = [("desk", "0002_desk_rules")]

    operations = [migrations.RunPython(forbid_overlap, allow_overlap)]
