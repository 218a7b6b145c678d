"""The three layers of the discovery path keep what they promise."""

from __future__ import annotations

import pytest
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext

from trajectoires.pages.domain.queries.layers import layers_of
from trajectoires.pages.models import ContentPage, StepPage

pytestmark = pytest.mark.django_db


def path() -> ContentPage:
    """The discovery path."""
    return ContentPage.objects.get(url_path="/accueil/se-former/parcours-decouverte/").specific


def test_stated_times_add_up_to_what_is_promised() -> None:
    with CaptureQueriesContext(connection) as queries:
        found = path(), layers_of(path())
    assert len(queries) == 5  # twice the page and its type, once the steps
    layers = found[1]
    assert [layer.code for layer in layers] == ["2h", "4h", "12h"]
    assert {layer.code: layer.total for layer in layers if not layer.is_kept} == {}
    assert layers[-1].total == sum(layer.added for layer in layers)


def test_a_step_that_is_not_published_does_not_count() -> None:
    before = layers_of(path())[0].total
    step = StepPage.objects.child_of(path()).order_by("order").first()
    assert step is not None
    step.unpublish()
    assert layers_of(path())[0].total < before


def test_a_path_without_layers_shows_none() -> None:
    method = ContentPage.objects.get(url_path="/accueil/agir/parcours-methodologique/").specific
    assert layers_of(method) == []
    tag = Template("{% load content %}{% path_layers page %}")
    assert tag.render(Context({"page": method})).strip() == ""
    shown = tag.render(Context({"page": path()}))
    assert "La couche de 2\u00a0h" in shown and "La couche de 12\u00a0h" in shown
