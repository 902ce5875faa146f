"""What everybody had chosen stays: soon is now “at once”, for every kind; what waits to be mailed waits on."""

from datetime import timedelta

from django.db import migrations
from django.db.models import F
from django.utils import timezone

NEW_WORDS = {"soon": "now", "daily": "daily", "never": "never"}
MAILED_OTHERWISE = ["asked to read", "opened"]


def carry_over(apps, schema_editor):
    old, choice, notice = (apps.get_model("notices", name) for name in ("MailChoice", "Choice", "Notice"))
    chosen = dict(old.objects.values_list("person_id", "how"))
    choice.objects.bulk_create(
        [choice(person_id=person, kind="", group=None, when=NEW_WORDS[how]) for person, how in chosen.items()],
        batch_size=500,
    )
    recent = notice.objects.filter(seen_at=None, mailed_at=None, made_at__gt=timezone.now() - timedelta(days=7))
    recent = recent.exclude(happening__verb__in=MAILED_OTHERWISE)
    at_once = recent.exclude(person__in=old.objects.exclude(how="soon").values("person_id"))
    at_once.update(when="now", due_at=F("made_at") + timedelta(minutes=15))
    recent.filter(person__in=old.objects.filter(how="daily").values("person_id")).update(when="daily")


class Migration(migrations.Migration):
    dependencies = [("notices", "0002_letters")]

    operations = [
        migrations.RunPython(carry_over, migrations.RunPython.noop),
        migrations.DeleteModel(name="MailChoice"),
    ]
