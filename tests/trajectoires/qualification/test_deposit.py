"""Files in: understood or refused, all or nothing."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from equilibre.errors import ReadError
from equilibre.model.dossier import MoveAccount, SplitAccount, StrategicPartner
from equilibre.reference import catalogue
from harness.books import fec, sheet
from harness.client import ScanningClient
from harness.dossiers import Opened
from trajectoires.qualification.domain import edits
from trajectoires.qualification.middleware import DossierErrorsMiddleware
from trajectoires.qualification.models import Dossier, Revision

DEPOSIT = "/deposer/"
YEAR_2023, YEAR_2024, YEAR_2025 = (f"123456789FEC{year}1231.txt" for year in (2023, 2024, 2025))


def _file(data: bytes, name: str = YEAR_2024) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def _link(answer) -> str:  # type: ignore[no-untyped-def]
    return next(href for href in answer.page.hrefs if href.startswith("/m/"))


def test_a_fec_is_understood_to_the_cent(client: ScanningClient, db: None) -> None:
    answer = client.post(DEPOSIT, {"fichiers": [_file(fec())]})
    assert answer.status_code == 200
    (file,) = answer.context["files"]
    assert (file.products, file.charges, file.result) == (9_000_000, 8_400_000, 600_000)
    assert (file.label, file.format_label) == ("2024", "fichier des écritures comptables (FEC)")
    assert client.get(_link(answer)).status_code == 200


def test_two_exercices_make_one_dossier_in_order(client: ScanningClient, db: None) -> None:
    answer = client.post(DEPOSIT, {"fichiers": [_file(fec()), _file(fec(2023), YEAR_2023)]})
    assert answer.status_code == 200
    assert Dossier.objects.count() == 1
    page = client.get(_link(answer))
    assert [choice.label for choice in page.context["exercices"]] == ["2023", "2024"]
    assert page.context["index"] == 1
    assert client.get(page.context["exercices"][0].url).context["exercice"].label == "2023"


def test_two_files_of_one_exercice_are_refused(client: ScanningClient, db: None) -> None:
    answer = client.post(DEPOSIT, {"fichiers": [_file(fec()), _file(fec(), "copie.txt")]})
    assert answer.status_code == 422
    assert [outcome.ok for outcome in answer.context["outcomes"]] == [True, False]
    assert answer.context["outcomes"][1].error.code == "deux_fichiers_pour_un_exercice"
    assert Dossier.objects.count() == 0


def test_another_siren_is_refused(client: ScanningClient, db: None) -> None:
    other = YEAR_2023.replace("123456789", "987654321")
    answer = client.post(DEPOSIT, {"fichiers": [_file(fec()), _file(fec(2023), other)]})
    assert answer.status_code == 422
    assert answer.context["outcomes"][1].error.code == "autre_organisation"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("vide.txt", b""),
        ("image.png", b"\x89PNG\r\n\x1a\n" + bytes(200)),
        ("document.pdf", b"%PDF-1.7\n" + bytes(200)),
        ("binaire.bin", bytes(range(256)) * 20),
        ("tronque.txt", fec()[:90]),
        ("paragraphe.txt", b"Bonjour, voici nos comptes.\n" * 3),
        ("bombe.xlsx", b"PK\x03\x04" + bytes(500)),
        ("passation.json", b'{"format": "trajectoires/passation/1"}'),
    ],
)
def test_what_cannot_be_read_says_why_and_leaves_nothing(
    client: ScanningClient, db: None, name: str, data: bytes
) -> None:
    answer = client.post(DEPOSIT, {"fichiers": [_file(data, name)]})
    assert answer.status_code == 422
    (outcome,) = answer.context["outcomes"]
    assert outcome.name == name
    assert outcome.error.message
    assert outcome.error.remedy
    assert outcome.error.remedy in answer.page.text
    assert Dossier.objects.count() == 0


def test_one_bad_file_refuses_the_deposit(client: ScanningClient, db: None) -> None:
    answer = client.post(DEPOSIT, {"fichiers": [_file(fec()), _file(b"", "vide.txt")]})
    assert answer.status_code == 422
    assert [outcome.ok for outcome in answer.context["outcomes"]] == [True, False]
    assert Dossier.objects.count() == 0


def test_markup_in_labels_is_text(client: ScanningClient, db: None) -> None:
    hostile = fec().replace(b"Ventes de stages", b"<script>alert(1)</script>")
    hostile = hostile.replace(b"Prestations aux usagers", b"<img src=x onerror=alert(1)>")
    answer = client.post(DEPOSIT, {"fichiers": [_file(hostile, "<b>x</b>.txt")]})
    assert answer.status_code == 200
    assert client.get(_link(answer)).status_code == 200


def test_overruling_is_said_to_the_reader(client: ScanningClient, db: None) -> None:
    answer = client.post(DEPOSIT, {"fichiers": [_file(fec())], "format": "cerfa"})
    assert answer.status_code == 422
    refused = client.post(
        DEPOSIT, {"fichiers": [_file(fec())], "ouverture": "2024-12-31", "cloture": "2024-01-01"}
    )
    assert refused.status_code == 422
    assert refused.context["form"].errors["cloture"]


def test_a_free_sheet_goes_through_its_rows(client: ScanningClient, db: None) -> None:
    answer = client.post(DEPOSIT, {"fichiers": [_file(sheet(), "budget 2024.csv")]})
    assert answer.status_code == 200
    rows = answer.context["rows"]
    assert [form["libelle"].value() for form in rows][:2] == ["Cotisations", "Subvention mairie"]
    assert Dossier.objects.count() == 0
    posted = {"ouverture": "2024-01-01", "cloture": "2024-12-31", "basis": "tresorerie", "source": "budget"}
    posted |= {"l-TOTAL_FORMS": str(len(rows)), "l-INITIAL_FORMS": str(len(rows))}
    for form in rows:
        for name in ("libelle", "montant", "ligne", "raison", "compte"):
            posted[form[name].html_name] = form[name].value() or ""
    accepted = client.post(reverse("qualification:mapping"), posted)
    assert accepted.status_code == 200
    (file,) = accepted.context["files"]
    assert (file.products, file.charges) == (2_250_000, 616_050)
    posted["l-0-compte"] = "recette:000000"
    refused = client.post(reverse("qualification:mapping"), posted)
    assert refused.status_code == 422
    posted["l-0-compte"] = ""
    without = client.post(reverse("qualification:mapping"), posted)
    assert without.context["files"][0].products == 2_250_000 - 420_000


def test_adding_an_exercice(client: ScanningClient, opened: Opened) -> None:
    answer = client.post(opened.url("add"), {"fichiers": [_file(fec(2025), YEAR_2025)]})
    assert answer.status_code == 200
    assert answer.context["adding"] is True
    assert [e.label for e in opened.model.exercices] == ["2024", "2025"]


def test_the_same_exercice_is_replaced_only_when_asked(client: ScanningClient, opened: Opened) -> None:
    client.post(opened.url("means"), _means(volunteer_hours_field="120"))
    changed = fec().replace(b"30000,00", b"32000,00")
    refused = client.post(opened.url("add"), {"fichiers": [_file(changed)]})
    assert refused.status_code == 422
    assert refused.context["outcomes"][0].error.code == "exercice_deja_la"
    assert opened.model.last.totals.products == 9_000_000
    accepted = client.post(opened.url("add"), {"fichiers": [_file(changed)], "remplacer": "on"})
    assert accepted.status_code == 200
    assert accepted.context["files"][0].replaced is True
    assert opened.model.last.totals.products == 9_400_000
    assert opened.inputs.exercices[0].means.volunteer_hours_field == 120


def test_overlapping_exercices_are_refused(client: ScanningClient, opened: Opened) -> None:
    shifted = fec().replace(b"20240101", b"20240901").replace(b"20241220", b"20250620")
    answer = client.post(
        opened.url("add"),
        {"fichiers": [_file(shifted, "decale.txt")], "ouverture": "2024-07-01", "cloture": "2025-06-30"},
    )
    assert answer.status_code == 422
    assert answer.context["outcomes"][0].error.code == "exercices_qui_se_chevauchent"


def test_a_sheet_without_dates_opens_the_boxes_to_type_them(client: ScanningClient, db: None) -> None:
    sheet_without_dates = "Libellé;Montant\nCotisations;1200\nSubvention mairie;3000\nLoyer;-900\n"
    answer = client.post(DEPOSIT, {"fichiers": [_file(sheet_without_dates.encode(), "a.csv")]})
    assert answer.status_code == 422
    assert '<details class="more" open>' in answer.content.decode()


def test_a_passation_file_finds_everything_back(client: ScanningClient, opened: Opened) -> None:
    client.post(opened.url("means"), _means(volunteer_hours_field="120"))
    passation = client.get(opened.url("passation")).content
    assert opened.token not in passation.decode()
    for address, name in ((reverse("qualification:reopen"), "fichier"), (DEPOSIT, "fichiers")):
        answer = client.post(address, {name: [_file(passation, "passation.json")]})
        assert answer.status_code == 303
        again = client.get(answer["Location"])
        assert again.context["inputs"] == opened.inputs.exercices[0]
    assert Dossier.objects.count() == 3


def test_a_forged_passation_brings_no_name(client: ScanningClient, opened: Opened) -> None:
    content = json.loads(client.get(opened.url("passation")).content)
    totals = content["dossier"]["exercices"][0]["totals"]
    assert totals["payers"]
    for payer in totals["payers"]:
        payer |= {"name": "Ursuline Castagnède", "institutional": False}
    totals["source"]["name"] = "compta Ursuline Castagnède.txt"
    forged = _file(json.dumps(content).encode(), "passation.json")
    answer = client.post(reverse("qualification:reopen"), {"fichier": forged})
    assert answer.status_code == 303
    assert "Castagn" not in client.get(answer["Location"]).content.decode()
    assert "Castagn" not in client.get(f"{answer['Location']}passation/").content.decode()


def test_a_passation_that_claims_to_be_published_is_somebodys_own(
    client: ScanningClient, opened: Opened
) -> None:
    content = json.loads(client.get(opened.url("passation")).content)
    content["dossier"] |= {"origin": "publie", "sources": [{"title": "Rapport financier certifié"}]}
    for payer in content["dossier"]["exercices"][0]["totals"]["payers"]:
        payer |= {"name": "Ursuline Castagnède", "institutional": False}
    forged = _file(json.dumps(content).encode(), "passation.json")
    page = client.get(client.post(reverse("qualification:reopen"), {"fichier": forged})["Location"])
    assert (page.context["model"].origin, page.context["model"].sources) == ("depot", ())
    assert "certifié" not in page.page.text
    assert "Castagn" not in page.page.text


def test_a_split_that_no_longer_adds_up_is_forgotten(client: ScanningClient, opened: Opened) -> None:
    lines = list(catalogue.lines())
    split = SplitAccount(account="740000", parts=((lines[0], 1_000_000), (lines[1], 2_000_000)))
    moved = MoveAccount(account="706000", line=lines[0])
    for correction in (split, moved, StrategicPartner(payer="f1", traits=("accompagnement",))):
        edits.apply_correction(dossier=opened.dossier, index=0, correction=correction)
    same = client.post(opened.url("add"), {"fichiers": [_file(fec())], "remplacer": "on"})
    assert same.status_code == 200
    assert opened.inputs.exercices[0].corrections == (split, moved)
    changed = fec().replace(b"30000,00", b"32000,00")
    client.post(opened.url("add"), {"fichiers": [_file(changed)], "remplacer": "on"})
    assert opened.inputs.exercices[0].corrections == (moved,)


def test_what_the_engine_refuses_is_a_page(rf: RequestFactory) -> None:
    request = rf.get("/")
    request.htmx = False
    refusal = ReadError("valeur_impossible", "Une valeur saisie n’est pas possible", remedy="Corrigez-la.")
    answer = DossierErrorsMiddleware(lambda _: HttpResponse()).process_exception(request, refusal)
    assert answer.status_code == 400


def test_wrong_passation_is_refused(client: ScanningClient, db: None) -> None:
    for data in (b"", b"{}", b"[]", fec(), b'{"format": "trajectoires/passation/99", "dossier": {}}'):
        answer = client.post(reverse("qualification:reopen"), {"fichier": _file(data, "x.json")})
        assert answer.status_code == 422
        assert answer.context["error"]
    assert Revision.objects.count() == 0


def test_a_passation_with_impossible_values_is_refused_in_words(
    client: ScanningClient, opened: Opened
) -> None:
    content = json.loads(client.get(opened.url("passation")).content)
    before = Dossier.objects.count()
    wrong: tuple[dict[str, object], ...] = (
        {"means": {"volunteer_hours_field": -5}},
        {"corrections": [{"type": "deplacer", "account": "740000", "line": "R99"}]},
        {"corrections": [{"type": "partager", "account": "740000", "parts": [["R06", 1], ["R07", 2]]}]},
        {"partners": [{"key": "a", "name": "x", "alliance": "moyens", "avoided_cost": -1}]},
        {"activities": [{"key": "a", "name": "x", "resources": {"R06": 1}, "direct_costs": -5}]},
    )
    for change in wrong:
        forged = json.loads(json.dumps(content))
        forged["dossier"]["exercices"][0] |= change
        data = json.dumps(forged).encode()
        alone = client.post(reverse("qualification:reopen"), {"fichier": _file(data, "x.json")})
        assert alone.status_code == 422, change
        assert alone.context["error"]
        among = client.post(DEPOSIT, {"fichiers": [_file(data, "x.json")]})
        assert among.status_code == 422, change
        assert among.context["outcomes"][0].error.remedy
    assert Dossier.objects.count() == before


def test_the_fictitious_association_is_a_copy(client: ScanningClient, db: None) -> None:
    one = client.post(reverse("qualification:example"))["Location"]
    two = client.post(reverse("qualification:example"))["Location"]
    assert one != two
    client.post(f"{one}effacer/")
    page = client.get(two)
    assert page.status_code == 200
    assert page.context["record"].fictif is True
    assert len(page.context["exercices"]) == 3


def _means(**told: str) -> dict[str, str]:
    return {"exercice": "0", "volunteer_certainty": "mesure", "volunteer_method": "smic_1", **told}
