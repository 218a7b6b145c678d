"""A plan asked from a model, or from a diagnosis made with its figures, says what the accounts say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.urls import reverse

from equilibre.diagnosis.from_model import facts_of
from harness.client import ScanningClient
from harness.diagnoses import open_diagnosis
from harness.plans import ANSWERS, Made
from trajectoires.pathways.domain.saved import to_json
from trajectoires.qualification.domain.example import open_example
from trajectoires.qualification.links import EDIT, Link
from trajectoires.thread import exchange

LATE = "Vos comptes disent «\u00a0Fragile ici\u00a0: vos subventions arrivent tard\u00a0»"
START = reverse("pathways:start")


def reasons(made: Made) -> Iterator[str]:
    """The first reason of each step."""
    return (step.reasons[0].text for step in made.opened.saved.plan.steps)


def test_from_the_page_of_a_model_to_a_plan_that_says_its_findings(client: ScanningClient, db: None) -> None:
    model = Link(EDIT, open_example().edit_token)
    page = client.get(reverse("qualification:result", args=[model])).content.decode()
    form = page[page.index(f'action="{START}"') :].split("</form>")[0]
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))
    assert hidden.pop("csrfmiddlewaretoken")
    assert hidden == {"model": str(model)}
    asked = client.post(START, hidden).content.decode()
    assert re.search(r'<option value="employeuse" selected', asked), "salaries are paid"
    assert "Ce que disent vos comptes choisit les étapes" in asked
    made = Made(client, **hidden)
    assert any(said.startswith(LATE) for said in reasons(made))
    assert str(model) not in to_json(made.opened.saved).decode()


def test_a_diagnosis_made_with_figures_hands_their_codes_to_the_plan(
    client: ScanningClient, db: None
) -> None:
    model = exchange.open_link("model_key", str(Link(EDIT, open_example().edit_token)))
    facts = facts_of(model)
    opened = open_diagnosis({"projet_ecrit": 0}, facts=facts)
    made = Made(client, diagnosis=str(opened.link))
    who = made.opened.saved.plan.traveller
    assert (who.findings, who.model_actions) == (facts.findings, facts.actions)
    assert who.actions[:2] == ("ecrire_le_projet", facts.actions[0])
    assert any(said.startswith(LATE) for said in reasons(made))
    # A plan keeps codes and words of the platform: no figure of the accounts, no name of the model.
    kept = to_json(made.opened.saved).decode()
    assert "first_funder" not in kept and model.organisation not in kept
    by_reader = Made(client, diagnosis=str(opened.share()))
    assert by_reader.opened.saved.plan.traveller.findings == ()
    assert not any("Vos comptes" in said for said in reasons(by_reader))


def test_without_accounts_nothing_is_said_of_them(client: ScanningClient, db: None) -> None:
    made = Made(client, diagnosis=str(open_diagnosis({"projet_ecrit": 0}).link))
    assert not any("Vos comptes" in said for said in reasons(made))
    assert "situation" in client.post(START, {"model": "m/" + "A" * 43}).content.decode()
    assert client.post(START, {**ANSWERS, "model": "m/" + "A" * 43}).status_code == 303
