"""How a report gets into its table: one statement by hand, since every report pays for it."""

from __future__ import annotations

import json

from django.db import connection

from siaga.reporting.models import Submission

_FIELDS = [field for field in Submission._meta.concrete_fields if not field.primary_key]
_JSON = {"values", "marks"}
_TIMES = {"observed_at", "observed_trusted", "received_at"}
_quoted = ", ".join(f'"{field.column}"' for field in _FIELDS)
_INSERT = (
    f'INSERT INTO "{Submission._meta.db_table}" ({_quoted}) '  # noqa: S608 (names of our own columns)
    f"VALUES ({', '.join(['%s'] * len(_FIELDS))}) "
    'ON CONFLICT ("instance_id") DO NOTHING RETURNING "id"'
)


def insert(submission: Submission) -> bool:
    """Insert it and set its id; False, and nothing stored, where its instance id is there already.

    Two that arrive at once meet at the unique index: the database lets the second wait for the first.
    """
    values = []
    for field in _FIELDS:
        value = getattr(submission, field.attname)
        if field.attname in _JSON:
            value = json.dumps(value, ensure_ascii=False)
        elif field.attname in _TIMES:
            value = connection.ops.adapt_datetimefield_value(value)
        values.append(value)
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, values)
        row = cursor.fetchone()
    if row is None:
        return False
    submission.pk = row[0]
    submission._state.adding = False
    submission._state.db = connection.alias
    return True
