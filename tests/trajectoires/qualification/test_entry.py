"""Accounts without a file: typed totals and the cash book."""

from __future__ import annotations

from django.urls import reverse

from harness.client import ScanningClient
from harness.dossiers import Opened
from trajectoires.qualification.models import Dossier

TYPED, CASH = "/saisir/", "/saisir/tresorerie/"
YEAR = {"ouverture": "2024-01-01", "cloture": "2024-12-31"}


def _book(receipts: list[tuple[str, str, str]], expenses: list[tuple[str, str, str]], **rest: str) -> dict:
    posted = {**YEAR, **rest}
    for prefix, rows in (("r", receipts), ("d", expenses)):
        posted |= {f"{prefix}-TOTAL_FORMS": "12", f"{prefix}-INITIAL_FORMS": "0"}
        for rank, (label, amount, account) in enumerate(rows):
            posted |= {
                f"{prefix}-{rank}-libelle": label,
                f"{prefix}-{rank}-montant": amount,
                f"{prefix}-{rank}-compte": account,
            }
    return posted


def test_a_dozen_totals(client: ScanningClient, db: None) -> None:
    posted = {**YEAR, "basis": "engagement", "cotisations": "4 200", "subventions_publiques": "12 000,50",
              "personnel": "9000", "autres_charges": "1 000"}  # fmt: skip
    answer = client.post(TYPED, posted)
    assert answer.status_code == 303
    exercice = client.get(answer["Location"]).context["exercice"]
    assert (exercice.totals.products, exercice.totals.charges) == (1_620_050, 1_000_000)


def test_typed_totals_that_cannot_be(client: ScanningClient, db: None) -> None:
    for wrong, field in (
        ({"cotisations": "-5"}, "cotisations"),
        ({"cotisations": "douze"}, "cotisations"),
        ({"cotisations": "5", "cloture": "2023-12-31"}, "cloture"),
        ({"cotisations": "5", "ouverture": ""}, "ouverture"),
        ({}, "__all__"),
    ):
        answer = client.post(TYPED, {**YEAR, "basis": "engagement", **wrong})
        assert answer.status_code == 422
        assert field in answer.context["form"].errors
    assert Dossier.objects.count() == 0


def test_a_cash_book(client: ScanningClient, db: None) -> None:
    page = client.get(CASH)
    chosen = next(words for words in page.context["receipts"].sorts if "otisation" in words)
    posted = _book(
        [("Adhésions", "4 200", chosen), ("Subvention de la mairie", "10 000", "")],
        [("Loyer de la salle", "3 600", ""), ("Assurance", "400", "")],
        debut="1 000",
        fin="11 200",
    )
    answer = client.post(CASH, posted)
    assert answer.status_code == 303
    exercice = client.get(answer["Location"]).context["exercice"]
    assert exercice.basis == "tresorerie"
    assert (exercice.totals.products, exercice.totals.charges) == (1_420_000, 400_000)


def test_a_cash_book_that_cannot_be(client: ScanningClient, db: None) -> None:
    empty = client.post(CASH, _book([], []))
    assert empty.status_code == 422
    assert empty.context["error"]
    for rows in ([("", "500", "")], [("Adhésions", "", "")], [("Adhésions", "x", "")]):
        assert client.post(CASH, _book(rows, [])).status_code == 422
    forged = client.post(CASH, _book([("Adhésions", "500", "recette:999")], []))
    assert forged.status_code == 422
    assert Dossier.objects.count() == 0


def test_mapping_is_only_posted(client: ScanningClient, db: None) -> None:
    answer = client.get(reverse("qualification:mapping"))
    assert (answer.status_code, answer["Location"]) == (303, "/deposer/")
    assert client.post(reverse("qualification:mapping"), {}).status_code == 422


def test_a_mapped_sheet_goes_only_where_its_key_says(client: ScanningClient, opened: Opened) -> None:
    row = {"libelle": "Cotisations", "montant": "1 000,00", "ligne": "2", "raison": "", "compte": ""}
    posted = {
        **YEAR,
        "basis": "tresorerie",
        "source": "budget.csv",
        "l-TOTAL_FORMS": "1",
        "l-INITIAL_FORMS": "1",
    }
    posted |= {f"l-0-{name}": value for name, value in row.items()} | {"l-0-compte": "recette:756000"}
    address = reverse("qualification:mapping")
    assert client.post(address, {**posted, "retour": "A" * 43}).status_code == 404
    assert client.post(address, {**posted, "retour": opened.share().token}).status_code == 404
    assert client.post(address, {**posted, "retour": "../"}).status_code == 422
    assert client.post(address, {**posted, "retour": opened.token}).status_code == 422, (
        "2024 is there already"
    )
    later = {"ouverture": "2025-01-01", "cloture": "2025-12-31", "retour": opened.token}
    answer = client.post(address, {**posted, **later})
    assert answer.status_code == 200
    assert answer.context["adding"] is True
    assert [exercice.label for exercice in opened.model.exercices] == ["2024", "2025"]


def test_a_year_of_the_keyboard_is_refused(client: ScanningClient, db: None) -> None:
    posted = {**YEAR, "ouverture": "0025-01-01", "cloture": "0025-12-31", "basis": "tresorerie"}
    answer = client.post(reverse("qualification:typed"), {**posted, "cotisations": "100"})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"ouverture", "cloture"}
