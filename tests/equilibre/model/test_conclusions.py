"""What is concluded beside the core, on any accounts: no crash, and every key leads to a figure."""

from __future__ import annotations

import datetime as dt

import msgspec
from contexts import totals
from hypothesis import given, settings
from hypothesis import strategies as st

from equilibre.accounts.totals import AccountLine, AnalyticLine, GrantFlow, Payer, SourceInfo
from equilibre.examples import fictitious_dossier
from equilibre.model.build import build_model
from equilibre.model.dossier import ActivityInput, CostUses, Dossier, ExerciceInputs, HumanMeans, Partner

NUMBERS = st.from_regex(r"[1-8][0-9]{2,5}", fullmatch=True)
CENTS = st.integers(-(10**10), 10**10)
DAYS = st.dates(dt.date(2023, 1, 1), dt.date(2025, 12, 31))
MONTHS = st.dictionaries(st.sampled_from([f"2024-{m:02d}" for m in range(1, 13)]), CENTS, max_size=3)


@st.composite
def account(draw):
    months = draw(MONTHS)
    movement = sum(months.values()) if months else draw(CENTS)
    label = draw(st.sampled_from(["", "Dons et legs", "Salle {prêtée}", "FEDER", "Cession", "Bénévolat"]))
    return AccountLine(
        number=draw(NUMBERS),
        label=label,
        opening=draw(st.sampled_from([0, 1_000])),
        movement=movement,
        months=months,
    )


@st.composite
def exercice(draw, year):
    accounts = {a.number: a for a in draw(st.lists(account(), max_size=15))}
    payments = draw(st.lists(st.tuples(DAYS, CENTS), max_size=4))
    payers = tuple(
        Payer(
            key=f"f{rank}",
            kind=draw(st.sampled_from(["public", "europe", "particulier", "inconnu"])),
            institutional=True,
            amounts={n: -a.balance for n, a in accounts.items() if n[0] == "7"},
            name=draw(st.sampled_from(["", "Ville {de} Préau"])),
            grants=(GrantFlow(notified=draw(DAYS), amount=draw(CENTS), payments=tuple(payments)),),
        )
        for rank in range(draw(st.integers(0, 2)))
    )
    read = totals(
        *accounts.values(),
        year=year,
        basis=draw(st.sampled_from(["engagement", "tresorerie", "budget"])),
        scope=draw(st.sampled_from(["produits_et_charges", "produits_seuls"])),
        source=SourceInfo(format=draw(st.sampled_from(["fec", "tresorerie", "saisie", "balance"]))),
        payers=payers,
        has_balance_sheet=draw(st.booleans()),
        openings_known=draw(st.booleans()),
        perimeter=draw(st.sampled_from(["organisation", "action", "inconnu"])),
        analytics=tuple(
            AnalyticLine(code=draw(st.sampled_from(["A", "action", "pilotage"])), account=n, amount=a.balance)
            for n, a in accounts.items()
        ),
    )
    return ExerciceInputs(
        totals=read,
        means=HumanMeans(volunteer_hours_field=draw(st.sampled_from([None, 0.0, 120.5]))),
        partners=draw(
            st.sampled_from(
                [
                    None,
                    (),
                    (
                        Partner(
                            key="p",
                            name="P {0}",
                            alliance="moyens",
                            body="public",
                            lent_means=2_500_000,
                            shared_action_budget=1,
                        ),
                    ),
                ]
            )
        ),
        activities=draw(
            st.sampled_from(
                [
                    (),
                    (
                        ActivityInput(
                            key="a", name="{a}", resources={"R06": -5}, direct_costs=0, in_alliance=True
                        ),
                    ),
                ]
            )
        ),
        uses=draw(
            st.sampled_from(
                [None, CostUses(action=1, animation=0, pilotage=0, capitalisation=0, valorisation=0)]
            )
        ),
    )


def keys_of(model):
    """Every figure key that the last exercice names outside its figures."""
    last = model.last
    for group in (last.costs, last.uses, last.ratios, last.solidity, last.statement, last.balance_sheet):
        yield from (item.figure for item in group if item.figure)
    yield from (alert.figure for alert in last.warnings if alert.figure)
    yield from (activity.figure for activity in last.activities)
    for finding in (*last.findings.strengths, *last.findings.weaknesses):
        yield from finding.figures


@settings(max_examples=60, deadline=None)
@given(exercice(2023), exercice(2024), st.sampled_from(["depot", "publie"]))
def test_any_accounts_are_concluded_and_every_key_is_a_figure(before, now, origin):
    model = build_model(Dossier(exercices=(before, now), origin=origin))
    last = model.last
    assert set(keys_of(model)) <= set(last.figures)
    assert len(last.findings.actions) <= 6
    for figure in last.figures.values():
        assert figure.formula
        for item in figure.inputs:
            if item.kind == "figure":
                assert last.figures[item.ref].value == item.value
    if last.costs:
        assert sum(cost.amount for cost in last.costs) == last.totals.charges
    for ratio in last.ratios:
        assert (ratio.value is None) == (ratio.state in ("non_mesure", "non_calculable"))
    msgspec.json.encode(model)


def test_a_funder_named_over_several_years_has_its_payments_together():
    solidity = {i.code: i for i in build_model(fictitious_dossier()).last.solidity}
    delay = solidity["delai_f1"]
    assert delay.value is not None
    assert "sur 3 exercices" in delay.text
    assert "6 versements" in delay.text
