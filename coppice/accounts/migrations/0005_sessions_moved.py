"""Everybody stays signed in: the sessions move into the table that knows whose they are."""

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import migrations


def move(apps, schema_editor):
    before = apps.get_model("sessions", "Session")
    after = apps.get_model("accounts", "Session")
    people = {str(pk) for pk in apps.get_model("accounts", "Person").objects.values_list("pk", flat=True)}
    store = SessionStore()
    rows = (
        after(
            session_key=old.session_key,
            session_data=old.session_data,
            expire_date=old.expire_date,
            person_id=known if (known := store.decode(old.session_data).get(SESSION_KEY)) in people else None,
        )
        for old in before.objects.iterator()
    )
    after.objects.bulk_create(rows, batch_size=500)
    before.objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_sessions"),
        ("sessions", "0001_initial"),
    ]

    operations = [migrations.RunPython(move, migrations.RunPython.noop)]
