"""« Avec quoi financer ? »: needs ticked and kept, the map in words, what to check before."""

from __future__ import annotations

import re

import pytest

from equilibre.reference.instruments import load
from harness.client import ScanningClient
from harness.trajectories import Opened, open_trajectory
from trajectoires.trajectories.domain import starting
from trajectoires.trajectories.domain.needs import FinancingNeed
from trajectoires.trajectories.domain.queries.instruments import FITS


@pytest.fixture
def opened(db: None) -> Opened:
    """The fictitious association."""
    return open_trajectory()


def cells(html: str) -> list[list[str]]:
    """The rows of the matrix."""
    body = html.split("for-wide")[1].split("<tbody>")[1].split("</tbody>")[0]
    return [re.findall(r"<td>([^<]*)</td>", row) for row in body.split("</tr>")[:-1]]


def test_needs_are_ticked_then_told_and_kept(client: ScanningClient, opened: Opened) -> None:
    said = {
        "besoins": ["tresorerie", "numerique"],
        "mots-numerique": "un logiciel de caisse",
        "montant-numerique": "3 500",
        "mots-equipement": "oublié avec sa case",
    }
    assert client.post(opened.url("instruments"), said).status_code == 303
    assert opened.saved.needs == (
        FinancingNeed(code="tresorerie"),
        FinancingNeed(code="numerique", words="un logiciel de caisse", amount=350_000),
    )
    answer = client.get(opened.url("instruments"))
    assert "un logiciel de caisse\u00a0: 3\u202f500\u00a0€" in answer.page.text
    html = answer.content.decode()
    assert 'value="3\u202f500"' in html or "3\u202f500" in html
    shown = [one for one in load().instruments if one.fits["tresorerie"] or one.fits["numerique"]]
    assert cells(html) == [[FITS[one.fits["tresorerie"]], FITS[one.fits["numerique"]]] for one in shown]
    client.post(opened.url("undo"))
    assert opened.saved == starting.example()


def test_without_a_need_the_whole_map_is_shown(client: ScanningClient, opened: Opened) -> None:
    client.post(opened.url("instruments"), {})
    assert opened.saved.needs == ()
    html = client.get(opened.url("instruments")).content.decode()
    shipped = load()
    assert cells(html) == [
        [FITS[one.fits[need.code]] for need in shipped.needs] for one in shipped.instruments
    ]


def test_each_instrument_says_what_it_does_and_what_to_check(client: ScanningClient, opened: Opened) -> None:
    client.post(opened.url("instruments"), {})
    text = client.get(opened.url("instruments")).page.text
    shipped = load()
    for one in shipped.instruments:
        for words in (one.description, one.equity, one.cash, one.price, one.delay, one.who, one.call):
            assert words in text
        for code in one.prerequisites:
            assert shipped.prerequisites[code].doubt in text
    assert "Convention de la plateforme" in text


def test_what_cannot_be_read_is_told_in_place(client: ScanningClient, opened: Opened) -> None:
    said = {"besoins": ["numerique"], "mots-numerique": "un site", "montant-numerique": "cher"}
    answer = client.post(opened.url("instruments"), said)
    assert answer.status_code == 422
    assert 'id="id_montant-numerique_error"' in answer.content.decode()
    assert "un site" in answer.content.decode()
    unknown = client.post(opened.url("instruments"), {"besoins": ["fusee"]})
    assert unknown.status_code == 422 and "Cochez parmi les réponses proposées." in unknown.page.text
    assert opened.saved == starting.example()
