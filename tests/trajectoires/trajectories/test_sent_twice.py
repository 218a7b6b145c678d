"""A second click, a slow line, the « back » of the browser: nothing is written twice nor overwritten."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from harness.client import ScanningClient
from harness.trajectories import Opened, open_trajectory
from trajectoires.trajectories.domain.saved import Saved

LINE = {"libelle": "Ville", "nature": "subventionnement", "montant": "60 000", "statut": "acquis"}
ROWS: dict[tuple[str, ...], tuple[dict[str, str], Callable[[Saved], Any]]] = {
    ("add_line", "ressource"): (LINE, lambda saved: saved.plan.lines),
    ("add_action",): (
        {
            "libelle": "Louer la salle", "nature": "revenus_activite", "montant": "1000", "debut": "2027-01",
            "delai": "1", "horizon": "operationnel", "effet": "performance",
            "cout_depart": "0", "cout_annuel": "0",
        },
        lambda saved: saved.plan.actions,
    ),
    ("add_scenario",): ({"libelle": "Seule", "sorte": "choisi"}, lambda saved: saved.plan.scenarios),
    ("add_loan",): (
        {"libelle": "Prêt", "montant": "6000", "recu": "2027-04", "duree": "60", "statut": "acquis"},
        lambda saved: saved.plan.loans,
    ),
    ("add_activity",): (
        {"libelle": "Fête", "ressources": "100", "couts": "0"},
        lambda saved: saved.activities.activities,
    ),
    ("add_decision",): (
        {"libelle": "Rendre le local", "qui": "ca", "statut": "a_prendre", "voulu": "2027-06"},
        lambda saved: saved.decisions,
    ),
}  # fmt: skip


@pytest.fixture
def opened(db: None) -> Opened:
    """The fictitious association."""
    return open_trajectory()


@pytest.mark.parametrize("page", ROWS, ids=lambda page: page[0])
def test_a_form_sent_twice_writes_one_row(
    client: ScanningClient, opened: Opened, page: tuple[str, ...]
) -> None:
    told, rows = ROWS[page]
    before = rows(opened.saved)
    html = client.get(opened.url(*page)).content.decode()
    found = re.search(r'name="envoi" value="([0-9a-f]{8})"', html)
    assert found is not None
    form = {**told, "envoi": found[1]}
    answers = [client.post(opened.url(*page), form) for _click in range(3)]
    assert [one.status_code for one in answers] == [303, 303, 303], answers[0].content.decode()
    assert len({one.headers["Location"] for one in answers}) == 1
    once = rows(opened.saved)
    assert len(once) == len(before) + 1
    # « Back », other words, sent again: another row, and the first one is still there.
    assert client.post(opened.url(*page), {**form, "libelle": "Autre chose"}).status_code == 303
    after = rows(opened.saved)
    assert after[:-1] == once and after[-1].label == "Autre chose"


def test_two_pages_open_at_once_write_two_rows(client: ScanningClient, opened: Opened) -> None:
    page = opened.url("add_line", "ressource")
    tickets = [re.findall(r'name="envoi" value="(\w+)"', client.get(page).content.decode()) for _tab in "ab"]
    before = len(opened.saved.plan.lines)
    for rank, ticket in enumerate(tickets):
        told = {**LINE, "libelle": f"Ville {rank}", "envoi": ticket[0]}
        assert client.post(page, told).status_code == 303
    assert len(opened.saved.plan.lines) == before + 2


def test_a_refused_form_keeps_its_ticket_and_a_forged_one_is_passed_over(
    client: ScanningClient, opened: Opened
) -> None:
    page = opened.url("add_line", "ressource")
    refused = client.post(page, {**LINE, "montant": "douze", "envoi": "0123abcd"})
    assert refused.status_code == 422 and 'name="envoi" value="0123abcd"' in refused.content.decode()
    assert client.post(page, {**LINE, "envoi": "../ajouter"}).status_code == 303
    assert opened.saved.plan.lines[-1].key == "ligne-1"
    shown = client.get(opened.url("line", "ligne-1")).content.decode()
    assert 'name="envoi"' not in shown


def _form(client: ScanningClient, address: str) -> dict[str, str]:
    """The fields of a line's page, as a browser sends them back."""
    html = client.get(address).content.decode()
    start = html.index('method="post"')
    sent = dict(re.findall(r'<input[^>]*name="(\w+)"[^>]*value="([^"]*)"', html[start:]))
    chosen = re.findall(r'<input type="radio" name="(\w+)" value="(\w+)"[^>]*checked', html)
    selected = re.findall(r'<select name="(\w+)".*?<option value="(\w+)" selected', html, flags=re.DOTALL)
    for name in ("public", "ecriture"):
        if f'name="{name}"' in html and not re.search(rf'name="{name}"[^>]*checked', html):
            sent.pop(name, None)
    return {**sent, **dict(chosen), **dict(selected)}


def test_two_tabs_on_a_row_never_undo_each_other(client: ScanningClient, opened: Opened) -> None:
    page = opened.url("line", "r02")
    first, second = _form(client, page), _form(client, page)
    assert client.post(page, {**first, "montant": "2 700"}).status_code == 303
    late = {**second, "evolution": "3"}
    refused = client.post(page, late)
    assert refused.status_code == 422
    assert "dans un autre onglet, ou par quelqu’un d’autre" in refused.page.text
    assert "Il est enregistré\u00a0: «\u00a02\u202f700\u00a0»." in refused.page.text
    assert "Rien n’y est enregistré." in refused.page.text  # the price of the first tab does not move
    line = next(one for one in opened.saved.plan.lines if one.key == "r02")
    assert (line.amount, line.indexation) == (270_000, 0.0)
    # What was typed is still there, and saving again decides.
    html = refused.content.decode()
    assert re.search(r'name="evolution" value="3"', html)
    again = re.search(r'name="vu" value="(\w{16})"', html)
    assert again is not None
    assert client.post(page, {**late, "montant": "2 700", "vu": again[1]}).status_code == 303
    line = next(one for one in opened.saved.plan.lines if one.key == "r02")
    assert (line.amount, line.indexation) == (270_000, 0.03)


def test_the_same_change_sent_twice_is_no_conflict(client: ScanningClient, opened: Opened) -> None:
    page = opened.url("line", "r02")
    told = {**_form(client, page), "montant": "2 700"}
    assert [client.post(page, told).status_code for _click in range(2)] == [303, 303]


def test_looking_again_keeps_the_version_that_was_shown(client: ScanningClient, opened: Opened) -> None:
    page = opened.url("line", "r02")
    late = _form(client, page)
    assert client.post(page, {**late, "montant": "2 700"}).status_code == 303
    looked = client.post(page, {**late, "regarder": ""})
    assert looked.status_code == 200
    kept = re.search(r'name="vu" value="(\w+)"', looked.content.decode())
    assert kept is not None and kept[1] == late["vu"]
    assert client.post(page, {**late, "vu": kept[1]}).status_code == 422
