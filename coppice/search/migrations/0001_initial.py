"""Tables that Django does not manage, so that backups leave them out: they are made again from everything else."""

from django.db import migrations, models

from coppice.search.tables import drop, make


class Migration(migrations.Migration):

    initial = True

    dependencies = []

    operations = [
        migrations.RunPython(make, drop, elidable=False),
        migrations.CreateModel(
            name='Card',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=30)),
                ('key', models.UUIDField()),
                ('part', models.CharField(default='', max_length=80)),
                ('item_id', models.UUIDField(null=True)),
                ('title', models.TextField(default='')),
                ('said', models.TextField(default='')),
                ('path', models.TextField(default='')),
                ('stems', models.TextField(default='')),
                ('marks', models.TextField(default='')),
            ],
            options={
                'db_table': 'search_card',
                'managed': False,
            },
        ),
        migrations.CreateModel(
            name='Waiting',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('kind', models.CharField(default='', max_length=30)),
                ('key', models.UUIDField(null=True)),
            ],
            options={
                'db_table': 'search_waiting',
                'managed': False,
            },
        ),
        migrations.CreateModel(
            name='Word',
            fields=[
                ('word', models.CharField(max_length=40, primary_key=True, serialize=False)),
            ],
            options={
                'db_table': 'search_word',
                'managed': False,
            },
        ),
    ]
