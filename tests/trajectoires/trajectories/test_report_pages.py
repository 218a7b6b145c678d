"""« Compte rendu financier »: started from the budget, realised figures typed, differences explained."""

from __future__ import annotations

import io
from typing import Any

import msgspec
import openpyxl
import pytest
from docx import Document

from equilibre.trajectory.allocating import Allocation, Part
from equilibre.trajectory.hypotheses import Month
from equilibre.trajectory.projection import project
from equilibre.trajectory.realised import FinancialReport
from harness.client import ScanningClient
from harness.trajectories import Opened, open_trajectory
from trajectoires.trajectories.domain import starting

replace = msgspec.structs.replace
NEW = {
    "libelle": "Formations",
    "financeur": "Région",
    "subvention": "4 000",
    "cloture": "2027-12-31",
    "budget": "action:formations",
    "annee": "1",
    "seuil": "10",
    "montant": "500",
}


@pytest.fixture
def opened(db: None) -> Opened:
    return open_trajectory()


def started(client: ScanningClient, opened: Opened, **typed: str) -> FinancialReport:
    before = len(opened.saved.realised)
    answer = client.post(opened.url("add_report"), NEW | typed)
    assert answer.status_code == 303, answer.content.decode()
    made = opened.saved.realised[before]
    assert answer.headers["Location"] == opened.url("report", made.key)
    return made


def test_a_report_takes_the_planned_figures_of_an_action_and_nothing_realised(
    client: ScanningClient, opened: Opened
) -> None:
    made = started(client, opened)
    planned = {one.code: one.planned for one in made.lines}
    # 2027, the second exercice: 1,500 euros at the start and seven months of 4,000 a year, divided as the
    # user placed them; three months of a first year.
    assert (planned["622"], planned["623"], planned["70x"]) == (230_000, 153_300, 187_500)
    assert all(one.realised is None for one in made.lines)
    page = client.get(opened.url("report", made.key)).page.text
    assert "6\u00a0réalisés à saisir." in page
    assert "Repris le" in page and "votre budget Cerfa 2027, «\u00a0Vendre des formations" in page
    assert "À envoyer au plus tard le 30\u00a0juin\u00a02028, d’après la loi" in page


def test_a_plan_that_changes_later_does_not_change_what_was_requested(
    client: ScanningClient, opened: Opened
) -> None:
    made = started(client, opened)
    assert client.post(opened.url("action", "formations"), {"action": "retirer"}).status_code == 303
    assert opened.saved.realised[-1] == made
    assert client.get(opened.url("report", made.key)).status_code == 200


def test_an_activity_that_lines_were_shared_to_is_offered(client: ScanningClient, db: None) -> None:
    saved = starting.example()
    shared = replace(
        saved.activities,
        by_lines=True,
        allocations=(
            Allocation(line="achats", way="parts", parts=(Part(activity="activite-1", share=0.5),)),
        ),
    )
    opened = open_trajectory(replace(saved, activities=shared))
    page = client.get(opened.url("add_report")).content.decode()
    assert 'value="activite:activite-1"' in page and 'value="activite:activite-2"' not in page
    made = started(client, opened, budget="activite:activite-1", annee="0")
    bought = next(
        one.years[0] for one in project(saved.plan, saved.scenario(), "tout").lines if one.key == "achats"
    )
    assert {one.code[0] for one in made.lines} == {"6"}
    # Half of the line, each line of the form rounded to the euro.
    assert sum(one.planned or 0 for one in made.lines) == pytest.approx(bought / 2, abs=50 * len(made.lines))


def figures(opened: Opened, key: str, **typed: str) -> dict[str, str]:
    """What the form posts: the amounts that it shows, and what is typed over them."""
    found = {}
    for one in next(one for one in opened.saved.realised if one.key == key).lines:
        for name, cents in (("prevu", one.planned), ("realise", one.realised)):
            if cents is not None:
                found[f"{name}_{one.code}"] = str(cents / 100).replace(".", ",")
        if one.why:
            found[f"pourquoi_{one.code}"] = one.why
    return found | typed


def test_differences_are_computed_asked_and_kept(client: ScanningClient, opened: Opened) -> None:
    address = opened.url("report", "compte-rendu-1")
    assert "1\u00a0réalisé à saisir." in client.get(address).page.text
    typed = figures(
        opened, "compte-rendu-1", realise_625="250", realise_623="700", remarques="Fini en octobre."
    )
    assert client.post(address, typed).headers["Location"] == address
    page = client.get(address).page.text
    assert "réalisé à saisir" not in page
    # What was not planned has no percentage, and is to explain above the euros alone.
    assert "+700\u00a0€ (pas de pourcentage\u00a0: rien n’était prévu)" in page
    assert "2\u00a0écarts à expliquer." in page
    assert "Au réalisé, les charges dépassent les produits de 700\u00a0€." in page
    said = {
        "pourquoi_623": "Affiches non prévues.",
        "pourquoi_70x": "Quatre familles de moins.",
        "realise_propres": "2 841",
    }
    assert (
        client.post(address, figures(opened, "compte-rendu-1", remarques="Fini.") | said).status_code == 303
    )
    assert "Tout est saisi et expliqué. Charges et produits sont égaux." in client.get(address).page.text
    kept = opened.saved.realised[0]
    assert kept.line("623").why == "Affiches non prévues." and kept.line("623").planned is None
    assert kept.line("601").why.startswith("Deux séances") and kept.remarks == "Fini."


def test_an_explanation_stays_when_its_field_is_not_on_the_page(
    client: ScanningClient, opened: Opened
) -> None:
    address = opened.url("report", "compte-rendu-1")
    typed = figures(opened, "compte-rendu-1")
    del typed["pourquoi_601"]
    typed |= {"pourquoi_601": "", "realise_601": "800"}
    client.post(address, typed)
    assert opened.saved.realised[0].line("601").why == ""
    assert 'name="pourquoi_601"' not in client.get(address).content.decode()


def test_the_threshold_is_the_users_and_is_said_to_be_a_convention(
    client: ScanningClient, opened: Opened
) -> None:
    typed = {
        "libelle": "Réparer", "cloture": "2026-12-31", "seuil": "50", "montant": "1000", "subvention": "5000",
        "financeur": "Ville", "convention": "2027-03-31",
    }  # fmt: skip
    assert client.post(opened.url("report_about", "compte-rendu-1"), typed).status_code == 303
    page = client.get(opened.url("report", "compte-rendu-1")).page.text
    assert "Un écart au-dessus de 50\u00a0% et 1\u202f000\u00a0€" in page and "convention" in page
    assert "31\u00a0mars\u00a02027, d’après votre convention" in page
    assert "à expliquer" not in page
    assert opened.saved.realised[0].lines == starting.example().realised[0].lines


@pytest.mark.parametrize(
    ("name", "typed", "told"),
    [
        ("add_report", NEW | {"libelle": ""}, "Donnez un nom"),
        ("add_report", NEW | {"cloture": ""}, "Écrivez un jour, par exemple 31/12/2026."),
        ("add_report", NEW | {"cloture": "2027-13-45"}, "Écrivez un jour"),
        ("add_report", NEW | {"convention": "2027-01-01"}, "La date de la convention précède la fin"),
        ("add_report", NEW | {"budget": "action:inconnue"}, "Choisissez une des réponses proposées."),
        ("add_report", NEW | {"seuil": "500"}, "Le seuil n’est pas lisible."),
        ("add_report", NEW | {"subvention": "beaucoup"}, "Ce montant ne peut pas être lu"),
        ("report", {"realise_601": "-5", "prevu_601": "800"}, "Écrivez ce montant sans signe moins."),
        ("report", {"realise_613": "douze"}, "Ce montant ne peut pas être lu"),
        ("report", {"pourquoi_601": "x" * 400}, "Écrivez 300 caractères au plus."),
    ],
)
def test_what_is_wrong_is_told_at_its_place_and_nothing_is_lost(
    client: ScanningClient, opened: Opened, name: str, typed: dict[str, str], told: str
) -> None:
    before = opened.saved
    key = ["compte-rendu-1"] if name == "report" else []
    answer = client.post(opened.url(name, *key), typed)
    assert answer.status_code == 422
    assert told in answer.page.text
    for field, value in typed.items():
        # A choice that does not exist cannot be shown again.
        assert value in answer.content.decode() or field == "budget"
    assert opened.saved == before


def test_its_documents_and_the_paper_of_all(client: ScanningClient, opened: Opened) -> None:
    started(client, opened)
    alone = client.get(opened.url("report_document", "compte-rendu-1", "docx"))
    assert alone.headers["Content-Disposition"].endswith('-compte-rendu-financier-1.docx"')
    made: Any = Document(io.BytesIO(alone.content))
    assert "Réparer ensemble dans deux quartiers" in made.paragraphs[1].text
    assert any("association fictive" in one.text for one in made.paragraphs)
    book = openpyxl.load_workbook(
        io.BytesIO(client.get(opened.url("file", "compte-rendu-financier", "xlsx")).content)
    )
    assert len(book.sheetnames) == 3
    page = client.get(opened.url("takeaway")).page.text
    assert (
        "Réparer ensemble dans deux quartiers\u00a0: 1\u00a0réalisé à saisir. 1\u00a0écart à expliquer."
        in page
    )
    assert client.get(opened.url("report_document", "compte-rendu-1", "pdf")).status_code == 404
    assert client.get(opened.url("report_document", "compte-rendu-9", "docx")).status_code == 404


def test_without_a_report_the_paper_leads_to_the_page_and_gives_no_file(
    client: ScanningClient, db: None
) -> None:
    opened = open_trajectory(starting.by_steps(first_month=Month(2027, 1)))
    page = client.get(opened.url("takeaway")).content.decode()
    assert f'href="{opened.url("reports")}"' in page
    assert opened.url("file", "compte-rendu-financier", "docx") not in page
    assert client.get(opened.url("file", "compte-rendu-financier", "docx")).status_code == 404
    assert "Aucun compte rendu pour l’instant." in client.get(opened.url("reports")).page.text
    # No line yet: the budget that went with the request is typed.
    made = started(client, opened, budget="saisie")
    assert made.lines == () and made.taken_from == ""
    assert "Il manque le budget joint à la demande." in client.get(opened.url("reports")).page.text


def test_taking_it_out_and_undoing(client: ScanningClient, opened: Opened) -> None:
    assert client.post(opened.url("report_about", "compte-rendu-1"), {"action": "retirer"}).status_code == 303
    assert opened.saved.realised == ()
    assert "un compte rendu financier retiré" in client.get(opened.url("reports")).page.text
    client.post(opened.url("undo"))
    assert opened.saved == starting.example()
