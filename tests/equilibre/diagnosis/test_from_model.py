"""Facts from any accounts: not measured is never zero, nothing in them names anybody, words follow."""

from __future__ import annotations

import msgspec
import pytest
from contexts import line, totals
from hypothesis import given, settings
from hypothesis import strategies as st

from equilibre.accounts.totals import Payer
from equilibre.diagnosis.conclusions import conclude
from equilibre.diagnosis.fact_words import beside, every_line
from equilibre.diagnosis.facts import FACTS, Facts
from equilibre.diagnosis.from_model import facts_of, variant_of
from equilibre.examples import fictitious_dossier
from equilibre.model.build import build_model
from equilibre.model.dossier import ActivityInput, Dossier, ExerciceInputs, HumanMeans, Partner
from equilibre.reference import wordings

from .small_bank import bank, question

NAME = "Ville de Préau-les-Bains"
CENTS = st.integers(1, 10**9)
HOURS = st.sampled_from([None, 0.0, 120.5])


def partner(key: str) -> Partner:
    """An alliance without a euro."""
    return Partner(key=key, name=f"Amis de {NAME}", alliance="positionnement")


@st.composite
def given_inputs(draw: st.DrawFn, year: int) -> ExerciceInputs:
    """A year of accounts to the cent: with or without salaries, bank, payers, hours, alliances."""
    sold, granted, bought = draw(CENTS), draw(CENTS), draw(CENTS)
    accounts = [line("706000", -sold / 100), line("740000", -granted / 100), line("606000", bought / 100)]
    if draw(st.booleans()):
        accounts.append(line("641000", draw(CENTS) / 100))
    if balance := draw(st.booleans()):
        accounts += [line("512000", draw(st.integers(-(10**8), 10**9)) / 100), line("102000", -5000)]
    payers = (Payer(key="f1", kind="public", institutional=True, amounts={"740000": granted}, name=NAME),)
    return ExerciceInputs(
        totals=totals(
            *accounts,
            year=year,
            basis=draw(st.sampled_from(["engagement", "budget"])),
            payers=draw(st.sampled_from([(), payers])),
            has_balance_sheet=balance,
            openings_known=balance,
        ),
        means=HumanMeans(volunteer_hours_field=draw(HOURS)),
        partners=draw(st.sampled_from([None, (), (partner("a"), partner("b"))])),
        activities=draw(
            st.sampled_from([(), (ActivityInput(key="k", name=NAME, resources={}, direct_costs=5),)])
        ),
        answers=draw(st.sampled_from([{}, {"terme_premier_financeur": "sans_ecrit"}])),
    )


@settings(max_examples=60, deadline=None)
@given(st.tuples(given_inputs(2023), given_inputs(2024)))
def test_not_measured_is_never_zero(years: tuple[ExerciceInputs, ExerciceInputs]) -> None:
    model = build_model(Dossier(exercices=years, organisation=NAME))
    facts = facts_of(model)
    realised = [one for one in years if one.totals.basis != "budget"]
    if not realised:
        assert facts == Facts(year="2024")
        return
    told = realised[-1]
    read = next(one for one in model.exercices if one.label == facts.year)
    assert facts.year == str(told.totals.closing.year)
    solidity = {one.code: one for one in read.solidity}
    for fact, code, measured in (
        (facts.cash_months, "tresorerie_mois", told.totals.has_balance_sheet),
        (facts.equity_months, "fonds_propres_mois", told.totals.has_balance_sheet),
        (facts.first_funder_share, "premier_financeur", bool(told.totals.payers)),
    ):
        # A year without spending has no month of spending, and the model says why; a part is never above all.
        one = solidity[code]
        known = not one.why_not and one.value is not None and (one.unit != "part" or one.value <= 1)
        assert (fact is not None) == (measured and known)
    assert facts.volunteering_measured == (told.means.volunteer_hours_field is not None)
    assert facts.alliances == (None if told.partners is None else len(told.partners))
    assert facts.activities == (1 if told.activities else None)
    assert facts.results[-1] == read.totals.result
    assert all(isinstance(one, int) for one in facts.results)
    assert len(facts.results) == len(realised)
    kept = msgspec.json.encode(facts).decode()
    assert "Préau" not in kept and "512000" not in kept
    assert msgspec.json.decode(kept, type=Facts) == facts
    assert (variant_of(model) == "employeuse") == any(a.number == "641000" for a in told.totals.accounts)
    for one in every_line(facts):
        assert not one[0].islower() and "None" not in one
    for level in range(4):
        answers = dict.fromkeys((one.key for one in EVERY.questions), level)
        result = conclude(EVERY, "petite", "complet", answers, facts)  # type: ignore[arg-type]
        silent = {one.key for one in EVERY.questions if not beside(one.fact, facts)}
        assert not {one.question for one in result.contradictions} & silent


EVERY = msgspec.structs.replace(
    bank(), questions=tuple(question(f"sur_{code}", "financements", fact=code) for code in FACTS)
)
"""A question on each fact."""


def said(level: int, **facts: object) -> dict[str, str]:
    """Fact → the contradiction that every question answered by ``level`` calls."""
    answers = dict.fromkeys((one.key for one in EVERY.questions), level)
    result = conclude(EVERY, "petite", "complet", answers, Facts(year="2024", **facts))  # type: ignore[arg-type]
    return {one.fact: one.message for one in result.contradictions}


def test_a_weight_alone_contradicts_nothing() -> None:
    """Field rule 14: the first funder is read with the term that was told."""

    def told(level: int, share: float, term: str) -> str:
        return said(level, first_funder_share=share, first_funder_term=term).get("premier_financeur", "")

    for level in range(4):
        assert said(level, first_funder_share=0.9) == {}
        assert told(level, 0.9, "ne_sait_pas") == ""
    assert "rien n’est écrit" in told(2, 0.6, "sans_ecrit")
    assert told(1, 0.6, "sans_ecrit") == ""
    assert "chaque année" in told(3, 0.6, "annuelle")
    assert told(3, 0.3, "annuelle") == ""
    assert "plusieurs années" in told(0, 0.6, "pluriannuelle")
    beside_it = beside("premier_financeur", Facts(year="2024", first_funder_share=0.61))
    assert beside_it == (
        "Vos comptes 2024\u00a0: votre premier financeur apporte 61\u00a0% de vos ressources, et vos comptes "
        "ne disent pas jusqu’à quand"
    )


@pytest.mark.parametrize(
    ("level", "facts", "words"),
    [
        (2, {"results": (-100_00, -200_00)}, "deux exercices de suite"),
        (2, {"results": (100_00, -200_00)}, ""),
        (1, {"results": (-100_00, -200_00)}, ""),
        (0, {"activities": 3}, "sépare 3 activités"),
        (0, {"activities": 1}, ""),
        (1, {"activities": 3}, ""),
        (3, {"natures": 1}, "une seule nature"),
        (0, {"natures": 2}, "2 natures"),
        (1, {"natures": 2}, ""),
        (3, {"volunteering_measured": False}, "ni heures ni montant"),
        (3, {"volunteering_measured": None}, ""),
        (0, {"alliances": 2}, "2 alliances"),
        (3, {"equity_months": -0.5}, "moins de zéro mois"),
        (0, {"equity_months": 3.6}, "3,6"),
        (1, {"equity_months": 3.6}, ""),
        (3, {"payroll_share": 0.9}, ""),
    ],
)
def test_each_rule_says_its_fact_or_nothing(level: int, facts: dict[str, object], words: str) -> None:
    found = said(level, **facts)
    assert (words in next(iter(found.values()))) if words else found == {}


def test_the_example_says_all_that_can_be_beside_a_question() -> None:
    facts = facts_of(build_model(fictitious_dossier()))
    assert all(beside(code, facts) for code in FACTS)
    assert len(every_line(facts)) == len(FACTS)
    assert set(facts.findings) <= set(wordings.findings())
    assert set(facts.actions) <= {one.code for one in wordings.actions()}
    assert beside("tresorerie_mois", Facts(year="2024", cash_months=1.84)) == (
        "Vos comptes 2024\u00a0: 1,8 mois de dépenses en banque à la clôture"
    )
    assert "découvert" in beside("tresorerie_mois", Facts(year="2024", cash_months=-0.2))
    assert beside("tresorerie_mois", None) == beside("", facts) == ""
