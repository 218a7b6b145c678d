"""« Votre association »: six questions asked once, their signals, and what is carried on."""

from __future__ import annotations

import io

import pypdf

from harness.client import ScanningClient
from harness.diagnoses import open_diagnosis

TOLD = {"critere-qui_paie": "tiers", "critere-agrements": "esus", "critere-marche": "nsp"}


def test_the_six_answers_are_kept_and_their_signals_shown(client: ScanningClient, db: None) -> None:
    opened = open_diagnosis()
    saved = client.post(opened.url("situation"), TOLD)
    assert saved["Location"] == opened.url("situation") + "#signaux"
    assert opened.now.saved.situation.criteria == {"qui_paie": "tiers", "agrements": "esus", "marche": "nsp"}
    page = client.get(opened.url("situation")).content.decode()
    assert page.count(" checked") == 3
    assert "agrément ESUS" in page
    assert "intérêt général au sens du RAMEAU" in page
    assert "/accompagner/fiches/06-interet-general-ou-utilite-sociale/" in page
    assert "2\u00a0signaux à faire confirmer" in client.get(opened.url()).content.decode()


def test_nothing_said_signals_nothing(client: ScanningClient, db: None) -> None:
    opened = open_diagnosis()
    assert client.post(opened.url("situation"), {"critere-marche": "nsp"})["Location"] == opened.url()
    assert "à faire confirmer" not in client.get(opened.url()).content.decode()
    assert client.post(opened.url("situation"), {"critere-marche": "invente"}).status_code == 422


def test_the_pdf_says_the_notions_and_that_nothing_is_concluded(client: ScanningClient, db: None) -> None:
    opened = open_diagnosis()
    before = _text(client.get(opened.url("document", "pdf")).content)
    client.post(opened.url("situation"), TOLD)
    after = _text(client.get(opened.url("document", "pdf")).content)
    assert "rien ici ne conclut en droit" not in before
    assert "rien ici ne conclut en droit" in after
    assert "Agrément ESUS" in after


def test_done_again_it_is_not_asked_twice(client: ScanningClient, db: None) -> None:
    opened = open_diagnosis({"p_projet": 1})
    client.post(opened.url("situation"), TOLD)
    again = client.post(opened.url("again"), {}, follow=True).redirect_chain[0][0]
    root = again.partition("questions/")[0]
    assert "2\u00a0signaux" in client.get(root).content.decode()


def test_the_assembly_to_come_is_said_where_the_parcours_is_prepared(
    client: ScanningClient, db: None
) -> None:
    opened = open_diagnosis()
    client.post(opened.url("situation"), {"assemblee": "2099-03-12", "conseil": "2099-02-01"})
    assert "avant votre assemblée du 12 mars 2099" in client.get(opened.url()).content.decode()
    assert (
        '<input type="hidden" name="conseil" value="2099-02-01">' in client.get(opened.url()).content.decode()
    )
    client.post(opened.url("situation"), {"assemblee": "2020-03-12"})
    assert "assemblée du" not in client.get(opened.url()).content.decode()


def _text(content: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())
