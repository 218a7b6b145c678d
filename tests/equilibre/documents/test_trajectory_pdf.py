"""The trajectory on one side: cash, years in both readings, assumptions, dates and sources."""

from __future__ import annotations

import datetime as dt
import io

import msgspec
import pypdf
from tests.equilibre.trajectory.trajectory_plans import by_hand

from equilibre.documents.trajectory_data import (
    action_in_words,
    investment_in_words,
    line_in_words,
    loan_in_words,
    shock_in_words,
)
from equilibre.documents.trajectory_pdf import trajectory_pdf
from equilibre.model.dossier import Project
from equilibre.trajectory.deadlines import Delay, last_start, latest_start
from equilibre.trajectory.deciding import Decider, Decision, dated
from equilibre.trajectory.hypotheses import Investment, InvestmentGrant, Line, Loan, Month, TrajectoryPlan
from equilibre.trajectory.projection import project
from equilibre.trajectory.uncertainty import draw
from equilibre.trajectory.wording import month_words

ON = dt.date(2026, 11, 27)
WHO: dict[Decider, str] = {"bureau": "Le bureau", "ca": "Le CA", "ag": "L’AG", "direction": "La direction"}
LEAVE = Decision(
    key="local",
    label="Quitter le local",
    trigger="si la Région n’a pas notifié",
    delays=(Delay(label="convoquer le conseil", days=15), Delay(label="préavis du bail", days=92)),
    needed=Month(2027, 7),
    then="nous rendons le local",
)
VAN = Investment(
    key="i",
    label="Camion",
    cost=2_400_000,
    bought=Month(2027, 3),
    life=60,
    grants=(InvestmentGrant(label="Région", amount=800_000, paid=Month(2027, 9), status="demande"),),
)
LOAN = Loan(
    key="p",
    label="Prêt",
    amount=1_500_000,
    received=Month(2027, 3),
    months=48,
    rate=0.035,
    status="notifie",
)
replace = msgspec.structs.replace


def pages(plan: TrajectoryPlan, key: str, **more: object) -> list[str]:
    made = trajectory_pdf(plan, plan.scenario(key), on=ON, **more)  # type: ignore[arg-type]
    reader = pypdf.PdfReader(io.BytesIO(made))
    assert b"pdfuaid:part" in reader.trailer["/Root"]["/Metadata"].get_data()  # type: ignore[index]
    return [
        " ".join(page.extract_text().replace("\u00a0", " ").replace("\u202f", " ").split())
        for page in reader.pages
    ]


def test_the_page_says_what_a_bank_asks() -> None:
    plan = by_hand()
    (page,) = pages(
        plan,
        "prudent",
        organisation="Les Ateliers",
        project=Project(vocation="Réparer dans la vallée."),
        decisions=dated(plan, plan.scenario("prudent"), (LEAVE,), today=ON),
        deciders=WHO,
        uncertainty=draw(plan, plan.scenario("prudent"), seed=1),
        sources=("comptes 2026",),
        address="https://trajectoires.example.org/",
    )
    for words in (
        "Les Ateliers : notre trajectoire",
        "Scénario « Prudent »",
        "Réparer dans la vallée.",
        "En 2027, l’acquis couvre 90 % des charges",
        "dans 8 cas sur 10",
        "Au plus bas, la trésorerie est de",
        "Résultat −11 160 € −30 788 €",
        "Résultat 15 840 € 2 212 €",
        "Trésorerie au plus bas 12 640 € 28 709 €",
        "60 000 €, acquis, payé 70 % en avril et 30 % en janvier suivant",
        "Quitter le local, au plus tard le 16 mars 2027 (le CA) : si la Région n’a pas notifié, alors nous "
        "rendons le local.",
        "à vérifier avec son conseil",
        "Ce n’est pas une prévision",
        "Sources : comptes 2026.",
        "27 novembre 2026",
        "trajectoires.example.org",
        "ni Le RAMEAU ni le ministère",
    ):
        assert words in page
    assert "sans votre projet" not in page
    # Without the action, acquired alone runs short in February 2028: four months to the first euro and one
    # before it.
    assert "au plus tard en septembre 2027" in page and "c’est trop tard" not in page
    # With 7 000 € in the bank, in January 2027.
    (poor,) = pages(replace(plan, opening_cash=700_000), "prudent")
    assert "au plus tard en août 2026" in poor and "prévu en mars 2027, c’est trop tard" in poor


def test_the_last_month_to_start_is_read_without_the_costs_of_the_action() -> None:
    plan = by_hand()
    dear = msgspec.structs.replace(plan.actions[0], cost_once=2_000_000)
    plan = msgspec.structs.replace(plan, actions=(dear,))
    scenario = plan.scenario("choisi")
    alone = latest_start(plan, scenario, dear, "acquis")
    with_it = last_start(plan, project(plan, scenario, "acquis"), dear)
    assert alone is not None and with_it is not None and with_it < alone
    (page,) = pages(plan, "choisi")
    assert f"au plus tard en {month_words(alone)}".replace("\u00a0", " ") in page
    assert month_words(with_it).replace("\u00a0", " ") not in page


def test_only_what_waits_is_told_and_an_action_once() -> None:
    plan = by_hand()
    start = replace(
        LEAVE, key="lancer", label="Lancer les formations", action="formation", trigger="", then=""
    )
    rows = (
        replace(LEAVE, label="Déjà prise", status="prise", taken_on=ON),
        replace(LEAVE, label="Sans date", needed=None),
        replace(LEAVE, label="Passée", needed=Month(2026, 12)),
        start,
    )
    decisions = dated(plan, plan.scenario("choisi"), rows, today=ON)
    (page,) = pages(plan, "choisi", decisions=decisions, deciders=WHO)
    assert "Déjà prise" not in page and "Sans date" not in page and "autres dates" not in page
    assert "Passée, au plus tard le 16 août 2026, date passée (le CA)" in page
    assert (
        "Lancer les formations, au plus tard le 16 mars 2027 (le CA) : effet voulu le 1er juillet 2027."
        in page
    )
    assert "Commencer «" not in page


def test_what_does_not_fit_is_counted_and_the_page_stays_one() -> None:
    plan = by_hand()
    more = tuple(Line(key=f"l{n}", label=f"Ressource {n}", side="resource", amount=10_000) for n in range(20))
    full = replace(plan, years=10, lines=(*plan.lines, *more), investments=(VAN,), loans=(LOAN,))
    then = "nous réunissons les partenaires, nous relisons les hypothèses et nous proposons une autre date"
    rows = tuple(
        replace(LEAVE, key=f"d{n}", label=f"Décision {n}", then=then, needed=Month(2027, 7).plus(n))
        for n in range(9)
    )
    decisions = dated(full, full.scenario("choisi"), rows, today=ON)
    (page,) = pages(full, "choisi", decisions=decisions, deciders=WHO)
    # Lists of assumptions are shortened before dates: three of twenty-three resources.
    assert "et 20 de plus, dans le classeur" in page
    shown = [n for n in range(9) if f"Décision {n}," in page]
    # The earliest are kept; nine decisions and the action to start.
    assert shown == list(range(len(shown))) and 1 <= len(shown) < 9
    assert f"Et {10 - len(shown)} autres dates, sur la page « Dates de décision » de l’outil." in page


def test_without_a_project_or_dates_it_says_less_and_no_more() -> None:
    (page,) = pages(by_hand(), "fil")
    assert page.startswith("Trajectoire · 27 novembre 2026 Notre trajectoire")
    assert "Lecture sans votre projet" in page
    for words in ("Ce qui se décide", "Actions", "mal tourner", "Sources", "dans 8 cas sur 10"):
        assert words not in page


def test_ten_years_and_forty_lines_hold_on_the_page() -> None:
    plan = by_hand()
    more = tuple(
        Line(key=f"l{n}", label=f'#import "x" $y$ *{n}*', side="resource", amount=1_000_000 + n)
        for n in range(20)
    )
    plan = msgspec.structs.replace(plan, years=10, lines=(*plan.lines, *more))
    (page,) = pages(plan, "choisi")
    assert "2036" in page and "k€" in page
    assert '#import "x" $y$ *19*' in page
    assert "et 17 de plus, dans le classeur" in page


def test_an_assumption_in_words() -> None:
    plan = by_hand()
    lines = {line.key: line for line in plan.lines}
    assert line_in_words(plan, lines["achats"]) == "18\u202f000\u00a0€, suit «\u00a0Ateliers\u00a0»"
    dated = msgspec.structs.replace(
        lines["salaires"], volume=-0.025, starts=Month(2027, 3), ends=Month(2028, 2), delay=1
    )
    assert line_in_words(plan, dated) == (
        "84\u202f000\u00a0€, prix +\u00a03\u00a0% par an, volume −\u00a02,5\u00a0% par an,"
        " à partir de mars\u00a02027, jusqu’à février\u00a02028, payé 1\u00a0mois après"
    )
    never = msgspec.structs.replace(lines["salaires"], indexation=0.0, cash=False)
    assert line_in_words(plan, never) == "84\u202f000\u00a0€, sans effet sur la trésorerie"
    part = msgspec.structs.replace(lines["ville"], cash=False, payments=())
    assert line_in_words(plan, part).endswith("sans effet sur la trésorerie, sans date de fin")
    part = msgspec.structs.replace(part, ends=Month(2028, 2))
    assert line_in_words(plan, part).endswith("jusqu’à février\u00a02028, sans effet sur la trésorerie")
    assert action_in_words(plan.actions[0]) == (
        "commence en mars\u00a02027, 12\u202f000\u00a0€ par an en croisière, premier euro en"
        " juillet\u00a02027, coûte 1\u202f000\u00a0€ puis 2\u202f400\u00a0€ par an,"
        " 0,1\u00a0équivalent temps plein"
    )
    assert investment_in_words(VAN) == (
        "24\u202f000\u00a0€ en mars\u00a02027, amorti sur 60\u00a0mois,"
        " subvention 8\u202f000\u00a0€ (demandé)"
    )
    assert loan_in_words(LOAN) == (
        "15\u202f000\u00a0€ en mars\u00a02027, remboursé en 48\u00a0mois à 3,5\u00a0%, notifié"
    )
    bought = msgspec.structs.replace(plan, investments=(VAN,), loans=(LOAN,))
    (page,) = pages(bought, "fil")
    assert "Investissements et emprunts Camion : 24 000 €" in page
    assert [shock_in_words(one) for one in plan.shocks] == [
        "−30\u00a0% à partir de janvier\u00a02028",
        "2\u00a0mois d’attente à partir de janvier\u00a02027",
    ]
