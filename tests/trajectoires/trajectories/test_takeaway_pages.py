"""« Emporter »: each document with what is missing in it; the Cerfa budget placed line by line."""

from __future__ import annotations

import io
import zipfile

import msgspec
import openpyxl
import pypdf
import pytest
from docx import Document
from pptx import Presentation

from equilibre.trajectory.hypotheses import Line, Month
from equilibre.trajectory.projection import both
from harness.client import ScanningClient
from harness.trajectories import Opened, open_trajectory
from trajectoires.trajectories.domain import starting, storage
from trajectoires.trajectories.domain.queries.papers import PAPERS

FILES = [(paper.name, kind, paper.readers) for paper in PAPERS for kind in paper.makers]


@pytest.fixture
def opened(db: None) -> Opened:
    return open_trajectory()


def test_every_document_of_the_page_is_given(client: ScanningClient, opened: Opened) -> None:
    page = client.get(opened.url("takeaway")).content.decode()
    for name, kind, _ in FILES:
        address = opened.url("file", name, kind)
        assert f'href="{address}?scenario=choisi"' in page
        answer = client.get(address)
        assert answer.status_code == 200, name
        assert answer.headers["Content-Disposition"].endswith(f'-{name}.{kind}"')
        assert opened.token.encode() not in answer.content
    assert client.get(opened.url("file", "budget-cerfa", "pdf")).status_code == 404
    assert client.get(opened.url("file", "autre", "pdf")).status_code == 404


def test_activities_and_alliances_are_in_the_workbook_of_who_holds_the_key(
    client: ScanningClient, opened: Opened
) -> None:
    sheets = {"Activités", "Alliances"}
    for link, there in ((opened.link, sheets), (opened.share(), set())):
        for address in ("emporter/budget-pluriannuel.xlsx", "document.xlsx"):
            answer = client.get(f"/trajectoire/{link}/{address}")
            book = openpyxl.load_workbook(io.BytesIO(answer.content))
            assert sheets & set(book.sheetnames) == there, address
    # A key that weighs nothing, a portfolio with a fault: the workbook is given all the same.
    wrong = msgspec.structs.replace(opened.saved.activities.activities[0], resources=-1)
    broken = msgspec.structs.replace(
        opened.saved, activities=msgspec.structs.replace(opened.saved.activities, activities=(wrong,))
    )
    answer = client.get(open_trajectory(broken).url("file", "budget-pluriannuel", "xlsx"))
    assert "Activités" not in openpyxl.load_workbook(io.BytesIO(answer.content)).sheetnames


def test_a_reader_gets_only_what_a_reader_may_have(client: ScanningClient, opened: Opened) -> None:
    shared = opened.share()
    page = client.get(f"/trajectoire/{shared}/emporter/").page.text
    assert "La page pour une banque ou un financeur" in page
    assert "Cerfa" not in page and "Il manque" not in page
    for name, kind, readers in FILES:
        answer = client.get(f"/trajectoire/{shared}/emporter/{name}.{kind}")
        assert answer.status_code == (200 if readers else 404), name


def test_what_is_missing_leads_to_where_it_is_said(client: ScanningClient, opened: Opened) -> None:
    page = client.get(opened.url("takeaway")).content.decode()
    assert "2\u00a0lignes restent à vérifier" in page
    assert f'href="{opened.url("cerfa")}"' in page
    said = {"ligne_1": "623"}
    for key in ("mecenat.charge", "mecenat.ressource"):
        line = said if key.endswith("charge") else {"ligne_1": "758", "part_1": "100"}
        answer = client.post(opened.url("cerfa_line", key), line)
        assert answer.headers["Location"] == opened.url("cerfa") + "#lignes"
    assert "vérifier" not in client.get(opened.url("takeaway")).content.decode()


def test_a_line_is_divided_and_its_document_follows(client: ScanningClient, opened: Opened) -> None:
    parts = {
        "ligne_1": "641",
        "part_1": "70",
        "ligne_2": "645",
        "part_2": "25",
        "ligne_3": "631",
        "part_3": "5",
    }
    assert client.post(opened.url("cerfa_line", "personnel"), parts).status_code == 303
    data = client.get(opened.url("file", "budget-cerfa", "xlsx")).content
    rows = openpyxl.load_workbook(io.BytesIO(data), data_only=True)["D’où ça vient"].iter_rows(
        values_only=True
    )
    found = {row[0]: row[3] for row in rows if row[1] == "Personnel"}
    total = sum(found.values())
    assert found["64 - Rémunération des personnels"] == pytest.approx(total * 0.7, abs=0.01)
    page = client.get(opened.url("cerfa")).page.text
    assert "64 - Charges sociales\u00a0: 25,0\u00a0%" in page
    assert client.post(opened.url("cerfa_line", "personnel"), {"action": "retirer"}).status_code == 303
    assert all(one.key != "personnel" for one in opened.saved.cerfa.places)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"ligne_1": ""}, "Choisissez une réponse."),
        ({"ligne_1": "756"}, "Choisissez une des réponses proposées."),
        (
            {"ligne_1": "641", "part_1": "70", "ligne_2": "645", "part_2": "20"},
            "Ces parts font 90\u00a0%. Elles doivent faire 100\u00a0% ensemble.",
        ),
        (
            {"ligne_1": "641", "part_1": "70", "ligne_2": "641", "part_2": "30"},
            "Une ligne du formulaire est choisie deux fois",
        ),
        ({"ligne_1": "641", "part_1": "100", "part_9": "10"}, "Choisissez la ligne qui reçoit cette part."),
        ({"ligne_1": "641", "part_1": "-10"}, "Écrivez cette part sans signe moins."),
        ({"ligne_1": "641", "part_1": "beaucoup"}, "Écrivez un pourcentage"),
    ],
)
def test_wrong_parts_are_told_at_their_place(
    client: ScanningClient, opened: Opened, typed: dict[str, str], told: str
) -> None:
    before = opened.saved
    answer = client.post(opened.url("cerfa_line", "personnel"), typed)
    assert answer.status_code == 422
    assert told in answer.page.text
    assert opened.saved == before


def test_the_exercice_and_what_is_given_in_kind(client: ScanningClient, opened: Opened) -> None:
    answer = client.post(opened.url("cerfa"), {"annee": "2", "benevolat": "1 000", "secours": "50,40"})
    assert answer.status_code == 303
    assert opened.saved.cerfa.year == 2
    made = Document(io.BytesIO(client.get(opened.url("file", "budget-cerfa", "docx")).content))
    cells = [[cell.text.strip() for cell in row.cells] for row in made.tables[0].rows]
    assert ["864. Personnel bénévole", "1\u202f000", "", ""] in cells
    assert ["862. Prestations", "", "875. Dons en nature", "50"] in cells
    assert "Exercice 2028" in made.paragraphs[0].text
    wrong = client.post(opened.url("cerfa"), {"annee": "99", "benevolat": "-3"})
    assert wrong.status_code == 422
    assert "Écrivez ce montant sans signe moins." in wrong.page.text


def test_a_key_that_no_line_has_is_no_page(client: ScanningClient, opened: Opened) -> None:
    assert client.get(opened.url("cerfa_line", "inconnue")).status_code == 404


def test_nothing_is_made_of_a_plan_that_cannot_be_computed(client: ScanningClient, db: None) -> None:
    saved = starting.by_hand(first_month=Month(2027, 1), years=0, opening_cash=0, opening_equity=0)
    created = storage.create(saved=saved)
    opened = Opened(trajectory=created.trajectory, token=created.edit_token)
    assert "Avant de calculer" in client.get(opened.url("takeaway")).page.text
    for address in (opened.url("cerfa_line", "x"), opened.url("file", "budget-cerfa", "docx")):
        assert client.get(address).headers["Location"] == opened.url("result")


def test_a_trajectory_without_a_line_says_where_to_begin(client: ScanningClient, db: None) -> None:
    saved = starting.by_hand(first_month=Month(2027, 1), years=3, opening_cash=0, opening_equity=0)
    created = storage.create(saved=saved)
    opened = Opened(trajectory=created.trajectory, token=created.edit_token)
    for page, title in (
        ("cerfa", "Budget Cerfa"),
        ("searching", "Retrouver l’équilibre"),
        ("what_if", "Et si\u202f?"),
        ("result", "Votre trajectoire"),
    ):
        answer = client.get(opened.url(page))
        assert answer.status_code == 200 and title in answer.page.text
        assert "Le calcul attend ce qui entre et ce qui sort en douze mois." in answer.page.text
        assert "Saisir vos lignes" in answer.page.text and "Corriger" not in answer.page.text
        assert f'href="{opened.url("lines")}"' in answer.content.decode()


def _pack(client: ScanningClient, opened: Opened, query: str = "") -> zipfile.ZipFile:
    answer = client.get(opened.url("file", "pack-ag", "zip") + query)
    assert answer.headers["Content-Type"] == "application/zip"
    return zipfile.ZipFile(io.BytesIO(answer.content))


def test_the_pack_holds_every_piece_and_never_the_key(client: ScanningClient, opened: Opened) -> None:
    archive = _pack(client, opened)
    assert [name.partition("-")[2].partition("-")[2] for name in archive.namelist()] == [
        "",
        "projet-de-rapport-financier.docx",
        "projets-de-resolutions.docx",
        "presentation.pptx",
        "trajectoire.pdf",
        "budget-pluriannuel.xlsx",
        "passation.json",
    ]
    read_me = archive.read("LISEZ-MOI.txt").decode("utf-8-sig")
    for name in archive.namelist()[1:]:
        content = archive.read(name)
        assert name in read_me
        assert opened.token.encode() not in content
        if name.endswith("x"):
            inside = zipfile.ZipFile(io.BytesIO(content))
            assert all(opened.token.encode() not in inside.read(one) for one in inside.namelist())
    assert "À montrer le jour même" in read_me.replace("\u00a0", " ")
    assert "scénario «\u00a0Formations et mécénat\u00a0»" in read_me
    assert "association fictive, chiffres inventés" in read_me


def test_the_slides_hold_the_figures_of_the_scenario_that_was_asked(
    client: ScanningClient, opened: Opened
) -> None:
    plan = opened.saved.plan
    for key in ("choisi", "repli"):
        answer = client.get(opened.url("file", "presentation", "pptx") + f"?scenario={key}")
        charts = [
            shape.chart
            for slide in Presentation(io.BytesIO(answer.content)).slides
            for shape in slide.shapes
            if shape.has_chart
        ]
        series = {one.name: [round(value * 100) for value in one.values] for one in charts[1].plots[0].series}
        projections = both(plan, plan.scenario(key))
        assert series["Acquis seulement"] == [year.result for year in projections["acquis"].years]
        assert series["Tout compris"] == [year.result for year in projections["tout"].years]


def test_the_pack_says_once_what_is_missing_and_where_to_say_it(client: ScanningClient, db: None) -> None:
    saved = starting.by_hand(
        first_month=Month(2027, 1), years=1, opening_cash=1_000_000, opening_equity=1_000_000
    )
    lines = (
        Line(key="ligne-1", label="Ville", side="resource", amount=1_200_000, status="demande"),
        Line(key="ligne-2", label="Salaires", side="cost", amount=1_000_000),
    )
    saved = msgspec.structs.replace(saved, plan=msgspec.structs.replace(saved.plan, lines=lines))
    created = storage.create(saved=saved)
    opened = Opened(trajectory=created.trajectory, token=created.edit_token)
    answer = client.get(opened.url("takeaway"))
    for words in ("Il manque les comptes de l’exercice", "Ce scénario n’a pas d’action", "qu’un scénario"):
        assert answer.page.text.count(words) == 1
    for name in ("lines", "calendar", "actions", "scenarios"):
        assert f'href="{opened.url(name)}"' in answer.content.decode()
    archive = _pack(client, opened)
    (name,) = [one for one in archive.namelist() if "resolutions" in one]
    texts = [one.text for one in Document(io.BytesIO(archive.read(name))).paragraphs]
    (accounts,) = [one for one in texts if one.startswith("L’assemblée générale approuve les comptes")]
    assert "[à compléter" in accounts and "€" not in accounts


def test_the_page_for_a_bank_says_the_project_and_the_decisions_on_one_side(
    client: ScanningClient, opened: Opened
) -> None:
    data = client.get(opened.url("file", "trajectoire", "pdf")).content
    (only,) = pypdf.PdfReader(io.BytesIO(data)).pages
    text = " ".join(only.extract_text().replace("\u00a0", " ").split())
    model = opened.saved.model
    assert model is not None and model.ambition in text and model.organisation in text
    assert "sans votre projet" not in text
    for decision in opened.saved.decisions:
        assert f"{decision.label}, au plus tard le" in text
