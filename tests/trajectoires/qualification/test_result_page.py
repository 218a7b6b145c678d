"""« Voici votre modèle »: through each link, with few queries, and everything to take away."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from django.urls import reverse
from pypdf import PdfReader

from equilibre.accounts.cases import case_slugs
from equilibre.accounts.options import ReadOptions
from harness.books import fec
from harness.client import ScanningClient
from harness.dossiers import Opened
from trajectoires.qualification.domain import deposit
from trajectoires.qualification.domain.deposit import Upload
from trajectoires.qualification.domain.queries.drawn import Memory
from trajectoires.qualification.links import CASE, Link

Queries = Callable[[int], object]


def _add_years(opened: Opened, *years: int) -> None:
    if not years:
        return
    uploads = [Upload(name=f"123456789FEC{year}1231.txt", data=fec(year)) for year in years]
    outcomes = deposit.read_files(uploads=uploads, options=ReadOptions())
    deposit.add_exercices(dossier=opened.dossier, outcomes=outcomes, replacing=False)


@pytest.mark.parametrize("years", [(), (2023, 2022)], ids=["1 exercice", "3 exercices"])
def test_one_query_whatever_the_number_of_exercices(
    client: ScanningClient, opened: Opened, years: tuple[int, ...], django_assert_num_queries: Queries
) -> None:
    _add_years(opened, *years)
    read = opened.share()
    with django_assert_num_queries(1):
        page = client.get(opened.url())
    assert len(page.context["exercices"]) == 1 + len(years)
    with django_assert_num_queries(1):
        client.get(f"/{read}/")
    with django_assert_num_queries(1):
        client.get(opened.url("print"))


def test_a_change_costs_few_queries(
    client: ScanningClient, opened: Opened, django_assert_num_queries: Queries
) -> None:
    posted = {"exercice": "0", "volunteer_hours_field": "10", "volunteer_certainty": "mesure"}
    with django_assert_num_queries(6):
        # The dossier, its inputs; a save point, the counter, the new revision, its release.
        client.post(opened.url("means"), {**posted, "volunteer_method": "smic_1"})


def test_public_pages_ask_the_database_nothing(
    client: ScanningClient, db: None, django_assert_num_queries: Queries
) -> None:
    for name in ("cases", "method", "parameters", "my_data", "deposit", "typed", "cash_book"):
        with django_assert_num_queries(0):
            assert client.get(reverse(f"qualification:{name}")).status_code == 200


@pytest.mark.parametrize(
    ("asked", "shown"), [("", 1), ("0", 0), ("1", 1), ("7", 1), ("-1", 1), ("²", 1), ("9" * 30, 1), ("x", 1)]
)
def test_the_exercice_asked_for(client: ScanningClient, opened: Opened, asked: str, shown: int) -> None:
    _add_years(opened, 2023)
    assert client.get(opened.url(), {"exercice": asked}).context["index"] == shown


def test_every_figure_answers_where_it_comes_from(client: ScanningClient, opened: Opened) -> None:
    figures = opened.model.last.figures
    assert len(figures) > 30
    for key in figures:
        page = client.get(opened.url("figure", 0, key))
        assert page.status_code == 200
        for shown in page.context["inputs"]:
            if shown.figure_key:
                assert shown.figure_key in figures
    accounts = {i.input.ref for i in client.get(opened.url("figure", 0, "ressources.r06")).context["inputs"]}
    assert accounts <= {a.number for a in opened.inputs.exercices[0].totals.accounts}


def test_every_figure_of_the_page_is_one_of_the_model(client: ScanningClient, opened: Opened) -> None:
    page = client.get(opened.url()).page
    opened_by_page = [href for href in page.hrefs if "/d-ou-ca-sort/" in href]
    assert opened_by_page
    for href in set(opened_by_page):
        assert client.get(href).status_code == 200


@pytest.mark.parametrize("address", ["d-ou-ca-sort/0/inconnue/", "d-ou-ca-sort/5/famille/", "anomalies/5/"])
def test_what_is_not_there_is_not_found(client: ScanningClient, opened: Opened, address: str) -> None:
    assert client.get(f"{opened.url()}{address}").status_code == 404


def test_a_figure_is_a_fragment_for_htmx(htmx: ScanningClient, opened: Opened) -> None:
    answer = htmx.get(opened.url("figure", 0, "famille"))
    assert answer.status_code == 200
    assert not answer.page.is_document


def test_documents_open(client: ScanningClient, opened: Opened) -> None:
    pdf = client.get(opened.url("pdf"))
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf["Content-Disposition"] == 'attachment; filename="modele-2024.pdf"'
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.content)).pages)
    assert "90" in text
    xlsx = client.get(opened.url("xlsx"))
    assert zipfile.ZipFile(io.BytesIO(xlsx.content)).testzip() is None
    for content in (
        text,
        xlsx.content.decode("latin-1"),
        client.get(opened.url("passation")).content.decode(),
    ):
        assert opened.token not in content


@pytest.mark.parametrize("slug", case_slugs())
def test_published_cases_show_what_was_published(client: ScanningClient, db: None, slug: str) -> None:
    link = Link(CASE, slug)
    page = client.get(f"/{link}/")
    assert page.status_code == 200
    assert page.context["published"] is True
    assert (page.context["forms"], page.context["record"]) == (None, None)
    exercice = page.context["exercice"]
    assert (exercice.solidity, exercice.cash_months, exercice.balance_sheet) == ((), (), ())
    assert (exercice.findings.strengths, exercice.findings.actions) == ((), ())
    assert "chiffres publiés" in page.page.text
    assert page.page.posts == 0
    assert client.get(f"/{link}/imprimer/").status_code == 200
    for rest in ("passation/", "moyens/", "anomalies/0/", "effacer/"):
        assert client.get(f"/{link}/{rest}").status_code == 404


SAID_TO_THE_READER = re.compile(r"\b(?:vous|vos|votre|vôtres?)\b", re.IGNORECASE)


@pytest.mark.parametrize("slug", case_slugs())
def test_a_published_case_is_never_spoken_of_as_the_readers_own(
    client: ScanningClient, db: None, slug: str
) -> None:
    """The page, what it prints, its drawings, its tables and every figure it opens."""
    root = f"/{Link(CASE, slug)}/"
    page = client.get(root)
    figures = [f"{root}d-ou-ca-sort/0/{key}/" for key in page.context["exercice"].figures]
    addresses = {href for href in page.page.hrefs if href.startswith((f"{root}dessin/", f"{root}tableau/"))}
    assert addresses
    for address in (root, f"{root}imprimer/", *sorted(addresses), *figures):
        html = client.get(address).content.decode()
        main = html[html.index("<main") : html.index("</main>")]
        said = re.sub(r"<[^>]+>", " ", main)
        assert SAID_TO_THE_READER.findall(said) == [], address


@pytest.mark.parametrize("name", ["resultat", "bilan", "financeurs", "inconnu"])
def test_a_published_case_has_no_table_of_what_was_not_published(
    client: ScanningClient, db: None, name: str
) -> None:
    root = f"/{Link(CASE, case_slugs()[0])}/"
    assert client.get(f"{root}tableau/0/{name}/").status_code == 404


def test_long_tables_open_at_their_own_address(client: ScanningClient, opened: Opened) -> None:
    page = client.get(opened.url("result"))
    addresses = [href for href in page.page.hrefs if "/tableau/" in href]
    assert len(addresses) >= 3
    for address in addresses:
        alone = client.get(address)
        assert alone.status_code == 200
        assert "Revenir au modèle" in alone.page.text
        fragment = client.get(address, headers={"HX-Request": "true"})
        assert "<main" not in fragment.content.decode()
    payers = next(href for href in page.page.hrefs if "/qui-paie/" in href)
    assert "Préciser" in client.get(payers).page.text


def test_an_unknown_case_is_not_found(client: ScanningClient, db: None) -> None:
    assert client.get("/cas/personne/").status_code == 404


def test_drawings_are_remembered_by_stored_result(opened: Opened) -> None:
    memory = Memory(size=2)
    model = opened.model
    one = memory.drawings(1, model=model, index=0, variant="page")
    assert memory.drawings(1, model=model, index=0, variant="page") is one
    assert memory.drawings(2, model=model, index=0, variant="page") is not one
    memory.drawings(3, model=model, index=0, variant="page")
    assert len(memory) == 2
    assert memory.drawings(1, model=model, index=0, variant="page") is not one
