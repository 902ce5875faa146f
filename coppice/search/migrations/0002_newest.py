"""PostgreSQL finds the newest that match in a function, and keeps beside each card what says whether it matches."""

from django.db import migrations

from coppice.search.tables import find_newest, find_otherwise


class Migration(migrations.Migration):

    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(find_newest, find_otherwise, elidable=False)]
