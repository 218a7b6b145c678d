"""A calm site: no limit of rate, nothing new but what a test publishes, its own name in links."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

SITE = "https://trajectoires.exemple.org"


@pytest.fixture(autouse=True)
def _calm(settings: Any) -> None:
    settings.LETTER_RATE = ""
    settings.SITE_ADDRESS = SITE
    settings.DEFAULT_FROM_EMAIL = "lettre@exemple.org"


@pytest.fixture
def quiet(db: None) -> None:
    """Everything that ships was published long ago."""
    from wagtail.models import Page

    Page.objects.update(first_published_at=timezone.now() - dt.timedelta(days=400))
