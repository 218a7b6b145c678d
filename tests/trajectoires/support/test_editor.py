"""What ships is valid for the editor's own forms; a coordinator changes it, and the loader then leaves it."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client

from trajectoires.pages.domain import load
from trajectoires.pages.models import Source
from trajectoires.support.models import Obligation, Referent, Resource

pytestmark = pytest.mark.django_db
ROOT = "/gestion/snippets/support/"


@pytest.fixture
def editor() -> Client:
    """A coordinator at work."""
    User.objects.create_superuser("chef", "chef@exemple.org", "un-mot-de-passe-long")
    client = Client()
    client.login(username="chef", password="un-mot-de-passe-long")
    return client


@pytest.mark.parametrize("model", [Resource, Referent, Obligation])
def test_everything_that_ships_would_be_accepted_from_a_hand(model: type) -> None:
    rows = list(model.objects.all())
    assert rows
    for row in rows:
        row.full_clean()


def test_every_source_that_is_named_exists() -> None:
    named = {row.source_key for model in (Referent, Obligation) for row in model.objects.all()}
    assert named - set(Source.objects.values_list("key", flat=True)) == set()


@pytest.mark.parametrize("name", ["resource", "referent", "obligation"])
def test_lists_and_forms_open(editor: Client, name: str) -> None:
    model = {"resource": Resource, "referent": Referent, "obligation": Obligation}[name]
    assert editor.get(f"{ROOT}{name}/").status_code == 200
    row = model.objects.order_by("pk").first()
    assert row is not None
    assert row.key in editor.get(f"{ROOT}{name}/edit/{row.pk}/").content.decode()
    assert editor.get(f"{ROOT}{name}/add/").status_code == 200


def test_a_change_of_the_editor_stays_after_a_loading(editor: Client) -> None:
    row = Resource.objects.order_by("pk").first()
    assert row is not None
    values = {
        "key": row.key,
        "title": "Un titre de la coordinatrice",
        "publisher": row.publisher,
        "url": "exemple.org/sans-schema",
        "annotation": row.annotation,
        "kind": "outil",
        "format": row.format,
        "audience": ["porteur"],
        "pillar": ["alliances", "financement"],
        "territory": "corse",
        "status": "cite",
    }
    done = editor.post(f"{ROOT}resource/edit/{row.pk}/", values)
    assert done.status_code == 302
    report = load.load_content(root=settings.CONTENT_DIR)
    assert not report.changed
    row.refresh_from_db()
    assert row.title == "Un titre de la coordinatrice"
    assert row.url == "https://exemple.org/sans-schema"
    assert row.pillar == ["alliances", "financement"]
    assert row.free is False


def test_a_rule_without_its_day_is_refused_at_its_place(editor: Client) -> None:
    values = {
        "key": "essai", "title": "Essai", "rule": "monthly", "when": '["employeurs"]', "who": "x",
        "what": "x", "source_key": "plateforme", "status": "etabli",
    }  # fmt: skip
    page = editor.post(f"{ROOT}obligation/add/", values).content.decode()
    assert "Inconnu\u00a0: employeurs." in page
    assert not Obligation.objects.filter(key="essai").exists()
    page = editor.post(f"{ROOT}obligation/add/", values | {"when": "[]"}).content.decode()
    assert "Nécessaire pour cette sorte de date." in page
