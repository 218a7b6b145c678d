"""The search: its words, its state, and the table of tokens in the database's own search."""

from django.db import migrations, models

from trajectoires.pages.search.stores import store


def make_store(apps, schema_editor):
    store(schema_editor.connection).create()


def drop_store(apps, schema_editor):
    store(schema_editor.connection).drop()


class Migration(migrations.Migration):
    dependencies = [("pages", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="searchentry", name="label", field=models.CharField(default="", max_length=60)
        ),
        migrations.AddField(model_name="searchentry", name="plain", field=models.TextField(blank=True)),
        migrations.CreateModel(
            name="SearchState",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("mark", models.CharField(default="", max_length=32)),
                ("analysis", models.IntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("word", models.CharField(max_length=60, unique=True)),
                ("stem", models.CharField(max_length=60)),
                ("total", models.IntegerField(default=0)),
            ],
        ),
        migrations.RunPython(make_store, drop_store),
    ]
