"""What is left of a space once erased: every table of the site is looked into, and every file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.urls import reverse

from harness.dossiers import Opened
from harness.spaces import SIREN, open_space
from trajectoires.organisations.domain import holding

NAME = "Les amis du lac bleu"


def everything_stored() -> str:
    """Every value of every column of every table, packed copies included, as text."""
    found: list[str] = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                found += [_text(value) for value in row]
    return "\n".join(found)


def _text(value: Any) -> str:
    return bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else str(value)


def _files() -> set[Path]:
    root = Path(settings.MEDIA_ROOT)
    return {path for path in root.rglob("*") if path.is_file()} if root.exists() else set()


def test_erasing_leaves_nothing(opened: Opened) -> None:
    files = _files()
    space = open_space(name=NAME)
    slug, manager = space.organisation.slug, space.browser("manager")
    snapshot = holding.look(str(opened.link))
    assert snapshot is not None
    holding.keep(organisation=space.organisation, person=space.people["manager"], kept=snapshot.kept)
    stored = everything_stored()
    assert NAME in stored
    assert SIREN in stored
    # No key, and no address but those of accounts.
    assert not [token for token in space.tokens.values() if token in stored]
    assert "guest@exemple.fr" not in stored
    address = reverse("organisations:erase", args=[slug])
    assert manager.post(address, {"nom": "Un autre nom"}).status_code == 422
    assert NAME in everything_stored()
    assert manager.post(address, {"nom": "les amis  du lac bleu"}).status_code == 200
    stored = everything_stored()
    assert [mark for mark in (NAME, SIREN, slug) if mark in stored] == []
    for model in apps.get_app_config("organisations").get_models():
        assert model.objects.count() == 0, model
    assert _files() == files
    assert manager.get(reverse("organisations:home", args=[slug])).status_code == 404
