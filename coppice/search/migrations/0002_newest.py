"""PostgreSQL keeps in each card what says whether it matches, and in which part of all of them it is."""

from django.db import migrations

from coppice.search.tables import put_in_parts


class Migration(migrations.Migration):

    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(put_in_parts, migrations.RunPython.noop, elidable=False)]
