"""Every page, light and dark, on a desk and on a phone: axe, sideways scroll, console, foreign requests."""

from __future__ import annotations

import pytest

from browser.checks import LOOKS, ORDINARY_NODES, check
from browser.roads import deposit, example

READ = (
    "/", "/deposer/", "/saisir/", "/saisir/tresorerie/", "/rouvrir/", "/essayer/", "/cas/",
    "/cas/l214-2023/", "/cas/ucpa-2023/", "/cas/arts-martiaux-genas-2025/",
    "/aide-tresorerie/", "/sortir-mes-comptes/", "/mes-donnees/", "/methode/", "/parametres-de-calcul/",
    "/accessibilite/", "/mentions/", "/composants/", "/cas/l214-2023/imprimer/", "/parcours/",
)  # fmt: skip
# One page of each kind, and each tool that a page hosts; tests/trajectoires/pages read them all.
EDITORIAL = (
    "/comprendre/", "/comprendre/vue-systemique/", "/comprendre/glossaire/", "/comprendre/odd-17/",
    "/comprendre/module-de-gouvernance/bulletins/", "/comprendre/testez-vos-connaissances/",
    "/s-informer/webinaires/", "/s-informer/lettres/", "/s-informer/dossiers/", "/s-informer/abonnement/",
    "/se-former/parcours-decouverte/",
    "/se-former/parcours-decouverte/3-richesses-humaines/",
    "/agir/definir-mon-besoin/", "/agir/parcours-methodologique/4-diagnostiquer/",
    "/agir/kits/preparer-une-ag/",
    "/accompagner/fiches/09-activer-les-subventions/", "/accompagner/referents/",
    "/accompagner/ressources/",
    "/accompagner/calendrier/", "/proposer/", "/plan-du-site/", "/recherche/?q=subvention",
    "/recherche/?q=zzzz",
)  # fmt: skip
OWN = (
    "", "imprimer/", "d-ou-ca-sort/2/ressources.r06/", "d-ou-ca-sort/2/piliers.richesses_humaines/",
    "dessin/2/piliers/", "dessin/2/flux/", "tableau/2/charges/", "tableau/2/reperes/", "tableau/2/resultat/",
    "tableau/2/bilan/", "qui-paie/2/", "anomalies/2/", "projet/", "moyens/", "partenaires/", "activites/",
    "usages/", "corriger/?exercice=2&compte=741400", "corriger/?exercice=2&financeur=f1",
    "repondre/?exercice=2&question={question}", "choix/", "financeurs/", "annuler/", "garder/",
    "partager/", "courriel/", "effacer/", "ajouter/",
)  # fmt: skip
# Every term, every page of the site: at B, with the five requests of these pages.
LONG_TOOLS, TOOL_NODES = ("/comprendre/glossaire/", "/plan-du-site/"), 680
RESULT_NODES, PRINT_NODES = 1005, 1240
"""C (above 55) up to 1240, well inside it for the model, whose long tables have addresses of their own."""


@pytest.mark.parametrize(("width", "dark"), LOOKS)
@pytest.mark.parametrize("path", READ)
def test_pages_to_read(visit, path: str, width: int, dark: bool) -> None:  # type: ignore[no-untyped-def]
    visitor = visit(width=width, dark=dark)
    visitor.open(path)
    check(visitor, f"{path.strip('/').replace('/', '-') or 'accueil'}-{width}{'-sombre' * dark}")


@pytest.mark.slow
@pytest.mark.parametrize(("width", "dark"), LOOKS)
def test_editorial_pages(visit, width: int, dark: bool) -> None:  # type: ignore[no-untyped-def]
    visitor = visit(width=width, dark=dark)
    for path in EDITORIAL:
        visitor.open(path)
        name = path.partition("?")[0].strip("/").replace("/", "-")
        nodes = TOOL_NODES if path in LONG_TOOLS else ORDINARY_NODES
        check(visitor, f"{name}-{width}{'-sombre' * dark}", nodes=nodes)


@pytest.mark.slow
@pytest.mark.parametrize(("width", "dark"), LOOKS)
def test_pages_of_a_model(visit, width: int, dark: bool) -> None:  # type: ignore[no-untyped-def]
    visitor = visit(width=width, dark=dark)
    address = example(visitor.page, visit.root)
    question = visitor.page.locator("#questions [name=question]").first.input_value()
    for rest in OWN:
        visitor.open(address + rest.format(question=question))
        name = rest.split("?")[0].strip("/").replace("/", "-") or "modele"
        nodes = {"": RESULT_NODES, "imprimer/": PRINT_NODES}.get(rest, ORDINARY_NODES)
        check(visitor, f"{name}-{width}{'-sombre' * dark}", nodes=nodes)


@pytest.mark.parametrize(("width", "dark"), LOOKS)
def test_an_open_sheet(visit, width: int, dark: bool) -> None:  # type: ignore[no-untyped-def]
    visitor = visit(width=width, dark=dark)
    example(visitor.page, visit.root)
    visitor.page.locator("#lecture a.fig").first.click()
    visitor.page.locator("#feuille h2").wait_for()
    check(visitor, f"feuille-{width}{'-sombre' * dark}", nodes=RESULT_NODES + 120)


@pytest.mark.parametrize(("width", "dark"), LOOKS)
def test_what_was_understood(visit, width: int, dark: bool) -> None:  # type: ignore[no-untyped-def]
    visitor = visit(width=width, dark=dark)
    deposit(visitor.page, visit.root)
    for fold in visitor.page.locator("main details").all():
        fold.evaluate("one => { one.open = true; }")
    check(visitor, f"compris-{width}{'-sombre' * dark}")


@pytest.mark.parametrize(("width", "dark"), LOOKS)
def test_a_free_sheet_to_map(visit, width: int, dark: bool) -> None:  # type: ignore[no-untyped-def]
    visitor = visit(width=width, dark=dark)
    page = visitor.open("/deposer/")
    rows = ("Libellé;Montant", "Cotisations;1 250,00", "Subvention mairie;8 000,00", "Loyer;4 000,00", "")
    sheet = "\n".join(rows)
    page.set_input_files(
        "input[type=file]", [{"name": "comptes.csv", "mimeType": "text/csv", "buffer": sheet.encode()}]
    )
    page.get_by_text("Préciser le type").click()
    page.get_by_label("Premier jour de l’exercice").fill("2024-01-01")
    page.get_by_label("Dernier jour de l’exercice").fill("2024-12-31")
    page.get_by_role("button", name="Lire mes comptes").click()
    page.get_by_role("heading", name="Faire correspondre vos lignes").wait_for()
    check(visitor, f"correspondances-{width}{'-sombre' * dark}")


@pytest.mark.parametrize(("width", "dark"), LOOKS)
def test_a_page_that_does_not_exist(visit, width: int, dark: bool) -> None:  # type: ignore[no-untyped-def]
    visitor = visit(width=width, dark=dark)
    visitor.open("/nulle-part/", status=404)
    check(visitor, f"erreur-404-{width}{'-sombre' * dark}")
    visitor.errors.clear()  # the browser logs the 404 itself


@pytest.mark.parametrize(("width", "dark"), LOOKS)
def test_under_one_month_of_cash_help_comes_first(visit, width: int, dark: bool) -> None:  # type: ignore[no-untyped-def]
    visitor = visit(width=width, dark=dark)
    page = visitor.open("/saisir/")
    page.get_by_label("Premier jour de l’exercice").fill("2024-01-01")
    page.get_by_label("Dernier jour de l’exercice").fill("2024-12-31")
    page.get_by_label("Subventions publiques").fill("50 000")
    page.get_by_label("Personnel").fill("49 000,00")
    page.get_by_label("Argent disponible au premier jour").fill("1 000")
    page.get_by_label("Argent disponible au dernier jour").fill("900")
    page.get_by_role("button", name="Voir mon modèle").click()
    page.get_by_role("heading", name="Votre trésorerie passe d’abord").wait_for()
    first = page.locator("main h2, main h1").first.inner_text()
    assert first == "Votre trésorerie passe d’abord"
    check(visitor, f"tresorerie-{width}{'-sombre' * dark}", nodes=RESULT_NODES)
