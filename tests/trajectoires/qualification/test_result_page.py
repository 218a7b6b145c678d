"""« Voici votre modèle » through each link."""

from __future__ import annotations

from harness.client import ScanningClient
from harness.dossiers import Opened


def test_edit_link_shows_the_model(client: ScanningClient, opened: Opened) -> None:
    response = client.get(opened.url())
    assert response.status_code == 200
