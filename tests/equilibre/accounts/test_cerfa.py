"""The Cerfa 12156 budget: two sides or one column, subtotals counted once, misleading numbers undone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from sheet_makers import YEAR_2024, Rows, csv, ods, xlsx

from equilibre.accounts.cerfa import looks_like_cerfa, read_cerfa
from equilibre.accounts.cerfa_form import to_chart
from equilibre.accounts.options import ReadOptions
from equilibre.accounts.table import open_table
from equilibre.accounts.totals import Reading
from equilibre.errors import ReadError

FORM: Rows = [
    ["6. Budget de l'association, année 2024 ou exercice du 01/01/2024 au 31/12/2024"],
    ["CHARGES", "Montant", "PRODUITS", "Montant"],
    ["60 – Achats", 1000, "70 – Vente de produits finis, de marchandises, prestations de services", 1500],
    ["Prestations de services", 400, "73 – Dotations et produits de tarification", 0],
    ["Achats matières et fournitures", 600, "74 – Subventions d'exploitation", 6500],
    ["Autres fournitures", 0, "État : préciser le(s) ministère(s)", None],
    ["61 – Services extérieurs", 900, "- DRAJES", 1000],
    ["Locations", 900, "- DRAC", 500],
    ["62 – Autres services extérieurs", 0, "Conseil(s) régional(aux)", 2000],
    ["64 – Charges de personnel", 7000, "Commune(s) :", None],
    ["Rémunération des personnels", 5000, "- Mairie de Lanton", 1500],
    ["Charges sociales", 2000, "- Mairie d'Arès", 500],
    ["66 – Charges financières", 100, "Aides privées (fondation)", 1000],
    ["", None, "75 – Autres produits de gestion courante", 1000],
    ["", None, "756. Cotisations", 600],
    ["", None, "758. Dons manuels – Mécénat", 400],
    ["TOTAL DES CHARGES", 9000, "TOTAL DES PRODUITS", 9000],
    [
        "86 – Emplois des contributions volontaires en nature",
        800,
        "87 – Contributions volontaires en nature",
        800,
    ],
    ["861 – Mise à disposition gratuite de biens et services", 300, "870 – Bénévolat", 500],
    ["864 – Personnel bénévole", 500, "871 – Prestations en nature", 300],
    ["TOTAL", 9800, "TOTAL", 9800],
]


def balances(reading: Reading) -> dict[str, int]:
    return {line.number: line.balance // 100 for line in reading.totals.accounts}


@pytest.mark.parametrize("make", [csv, xlsx, ods])
def test_the_two_sided_form(make: Callable[[Rows], bytes]) -> None:
    reading = read_cerfa(make(FORM))
    assert balances(reading) == {
        "601000": 600,
        "604000": 400,
        "613000": 900,
        "641000": 5000,
        "645000": 2000,
        "661000": 100,
        "700000": -1500,
        "741100": -1000,
        "741101": -500,
        "741200": -2000,
        "741400": -1500,
        "741401": -500,
        "754000": -400,
        "755000": -1000,
        "756000": -600,
        "861000": 300,
        "864000": 500,
        "871000": -300,
        "875000": -500,
    }
    assert set(reading.totals.anomalies.by_code) == {"C05"}
    assert reading.totals.perimeter == "inconnu"
    assert reading.asks == ("perimetre", "realise_ou_previsionnel")
    assert reading.totals.basis == "budget"
    assert (reading.totals.opening, reading.totals.closing) == (dt.date(2024, 1, 1), dt.date(2024, 12, 31))


def test_funders_are_payers_for_the_time_of_the_request() -> None:
    reading = read_cerfa(csv(FORM))
    assert set(reading.payer_names.values()) == {
        "DRAJES", "DRAC", "Région", "Mairie de Lanton", "Mairie d'Arès", "Aides privées (fondation)",
    }  # fmt: skip
    assert all(payer.name == "" for payer in reading.totals.payers)
    assert {p.kind for p in reading.totals.payers} == {"public", "fondation"}


def test_the_distinctions_that_the_form_loses_are_said() -> None:
    notes = " ".join(read_cerfa(csv(FORM)).notes)
    assert "mécénat" in notes
    assert "sous-traitance" in notes


def test_a_subtotal_alone_counts_and_says_so() -> None:
    rows: Rows = [
        ["Poste", "Libellé", "Montant"],
        ["60", "Achats", "163,00"],
        ["64", "Charges de personnel", "0,00"],
        ["70", "Vente de produits finis, de marchandises, prestations de services", "100,00"],
        ["74", "Subventions d'exploitation", "80,00"],
        ["741110", "Ministère de la Culture", "80,00"],
    ]
    reading = read_cerfa(csv(rows), options=YEAR_2024)
    assert balances(reading) == {"600000": 163, "700000": -100, "741110": -80}
    assert reading.totals.anomalies.by_code == {"C06": 1, "C02": 1}


def test_a_subtotal_that_differs_is_said_and_details_count() -> None:
    rows = [list(row) for row in FORM]
    rows[2][1] = 1200
    reading = read_cerfa(xlsx(rows))
    assert balances(reading)["604000"] == 400
    assert reading.totals.anomalies.by_code["C01"] == 1


def test_euros_rounded_in_the_details_are_no_gap() -> None:
    rows = [list(row) for row in FORM]
    rows[2][1] = 1001
    assert "C01" not in read_cerfa(xlsx(rows)).totals.anomalies.by_code


def test_a_line_that_balances_the_budget_is_no_product() -> None:
    rows = [*FORM, ["", None, "Ressources propres affectées au projet", 700]]
    reading = read_cerfa(xlsx(rows))
    assert reading.totals.anomalies.by_code["C07"] == 1
    assert sum(v for n, v in balances(reading).items() if n.startswith("7")) == -9000


def test_the_realised_column_is_preferred() -> None:
    rows: Rows = [
        ["CHARGES", "Prévision", "Réalisation", "%", "PRODUITS", "Prévision", "Réalisé", "%"],
        ["60 - Achats", 10, 12, 1.2, "70 - Vente de produits finis", 5, 7, 1.4],
        ["61 - Services extérieurs", 20, 22, 1.1, "74 - Subventions d'exploitation", 25, 27, 1.08],
        ["62 - Autres services extérieurs", 0, 0, 0, "75 - Autres produits de gestion courante", 0, 0, 0],
    ]
    reading = read_cerfa(xlsx(rows), options=YEAR_2024)
    assert balances(reading) == {"600000": 12, "610000": 22, "700000": -7, "740000": -27}
    assert reading.totals.basis == "engagement"


@pytest.mark.parametrize(
    ("account", "label", "regime", "wanted"),
    [
        ("870000", "Bénévolat", "anc2020", "875000"),
        ("870000", "870", "anc2020", "875000"),
        ("875000", "Dons en nature", "anc2020", "870000"),
        ("875000", "875", "anc2025", "870000"),
        ("870000", "Dons en nature", "anc2020", "870000"),
        ("870000", "870", "crc99", "870000"),
        ("875000", "Bénévolat", "crc99", "870000"),
        ("871000", "Prestations en nature", "anc2020", "871000"),
        ("758000", "Dons manuels - mécénat", "anc2020", "754000"),
        ("758000", "Mécénat", "anc2020", "754200"),
        ("758100", "Dons manuels", "anc2020", "754100"),
        ("758000", "Autres produits", "anc2020", "758000"),
        ("758000", "Autres produits (fondations, prestations, ventes)", "anc2020", "758000"),
        ("748000", "Fondation de France", "anc2020", "755000"),
        ("748000", "Fonds de dotation Demain", "anc2025", "755000"),
        ("748000", "Agence de l'eau", "anc2020", "748000"),
        ("741000", "Subventions mairie et fondation", "anc2020", "741000"),
    ],
)
def test_the_three_traps(account: str, label: str, regime: str, wanted: str) -> None:
    assert to_chart(account, label, regime).account == wanted  # type: ignore[arg-type]


def test_before_2020_the_form_and_the_chart_agree_on_class_87() -> None:
    options = ReadOptions(opening=dt.date(2019, 1, 1), closing=dt.date(2019, 12, 31))
    assert balances(read_cerfa(csv(FORM), options=options))["870000"] == -500


def test_other_tables_are_no_cerfa() -> None:
    table = open_table(csv([["Compte", "Libellé", "Solde"], ["606000", "Achats", 3.0]]))
    assert not looks_like_cerfa(table)
    with pytest.raises(ReadError) as caught:
        read_cerfa(csv([["a", "b"], ["c", 3.0]]))
    assert caught.value.code == "cerfa_non_reconnu"
