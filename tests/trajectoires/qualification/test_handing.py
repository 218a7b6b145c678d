"""A model is handed to the capabilities that follow, and opened by its two links alone."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from harness.client import ScanningClient
from harness.dossiers import Opened
from trajectoires.qualification.models import Dossier
from trajectoires.thread import exchange


def test_the_links_of_a_dossier_open_its_model(opened: Opened) -> None:
    assert exchange.open_link("model", str(opened.link)) == opened.model
    read = opened.share()
    assert exchange.open_link("model", str(read)) == opened.model
    for wrong in ("", "m/", "m/" + "A" * 43, "x/" + opened.token, f"m/{opened.token}é", "cas/une"):
        assert exchange.open_link("model", wrong) is None, wrong
    past = timezone.now() - dt.timedelta(days=1)
    Dossier.objects.filter(pk=opened.dossier.pk).update(expires_at=past)
    assert exchange.open_link("model", str(opened.link)) is None


def test_the_result_page_offers_what_follows(
    client: ScanningClient, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = exchange.NextStep("model", "Continuer ainsi", "Parce que.", "qualification:deposit", "suite")
    monkeypatch.setattr(exchange, "_next_steps", [step])
    html = client.get(opened.url()).content.decode()
    assert f'<input type="hidden" name="suite" value="{opened.link}">' in html
    assert "Continuer ainsi" not in client.get(opened.url("print")).content.decode()
