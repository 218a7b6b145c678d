"""What the accounts say reaches the plan by its own title, never « a finding » in general."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from equilibre.pathway.accounts_said import calling, title_of
from equilibre.pathway.planning import plan
from equilibre.pathway.plans import Item, Traveller
from equilibre.reference import wordings

FINDINGS, ACTIONS = tuple(wordings.findings()), tuple(one.code for one in wordings.actions())
PAGES = [Item(key=f"/{code}/", title=code, minutes=15, actions=(code,)) for code in ACTIONS]


def traveller(**said: object) -> Traveller:
    """Somebody with a month before them."""
    told = {"audience": "gouvernance", "variant": "petite", "objective": "agir", "pace": "mois"}
    return Traveller(start=dt.date(2027, 1, 4), **told | said)  # type: ignore[arg-type]


def test_a_step_says_the_title_of_the_finding_that_calls_it() -> None:
    who = traveller(
        actions=("demander_un_acompte",),
        model_actions=("demander_un_acompte",),
        findings=("versements_tardifs",),
    )
    (step,) = plan(who, PAGES).steps
    assert step.reasons[0].code == "constat"
    assert step.reasons[0].text == (
        "Vos comptes disent «\u00a0Fragile ici\u00a0: vos subventions arrivent tard\u00a0»\u00a0: cette page "
        f"aide à «\u00a0{title_of('demander_un_acompte')}\u00a0»."
    )


def test_a_called_action_is_told_once() -> None:
    code = "demander_un_acompte"
    page = Item(key="/p/", title="P", minutes=15, actions=(code,), dimensions=("financements",))
    who = traveller(
        actions=(code,),
        model_actions=(code,),
        findings=("versements_tardifs",),
        maturity={"financements": 0.0},
    )
    (step,) = plan(who, [page]).steps
    assert [one.code for one in step.reasons] == ["constat", "dimension_financements"]


def test_an_action_without_a_finding_is_said_by_its_own_title() -> None:
    who = traveller(actions=("noter_trois_dates",), model_actions=("noter_trois_dates",))
    (step,) = plan(who, PAGES).steps
    assert (step.reasons[0].code, title_of("noter_trois_dates") in step.reasons[0].text) == ("comptes", True)


def test_what_the_answers_alone_call_says_nothing_of_accounts() -> None:
    (step,) = plan(traveller(actions=("noter_trois_dates",)), PAGES).steps
    assert "comptes" not in step.reasons[0].text


@given(
    st.lists(st.sampled_from((*FINDINGS, "inconnu")), unique=True, max_size=3),
    st.lists(st.sampled_from((*ACTIONS, "inconnue")), unique=True, max_size=6),
)
def test_only_what_calls_an_action_is_said(findings: list[str], actions: list[str]) -> None:
    found = calling(findings, actions)
    assert set(found) <= set(actions) & set(ACTIONS)
    whens = {one.code: one.when for one in wordings.actions()}
    for code in set(actions) & set(ACTIONS):
        calls = [one for one in findings if f"fragilite:{one}" in whens[code]]
        assert found.get(code) == (wordings.findings()[calls[0]].title if calls else None)
    who = traveller(actions=tuple(actions), model_actions=tuple(actions), findings=tuple(findings))
    for step in plan(who, PAGES).steps:
        said = step.reasons[0].text
        code = step.item.actions[0]
        assert (found.get(code) or title_of(code)).replace("'", "’").split(" : ")[-1] in said, (code, said)
        assert "{" not in said
