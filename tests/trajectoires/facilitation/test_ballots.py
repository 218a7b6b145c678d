"""The sheet of answers holds every question, with as many boxes as there are answers."""

from __future__ import annotations

from equilibre.facilitation.formats import shipped
from harness.client import ScanningClient
from harness.sessions import hold
from trajectoires.facilitation.domain import conducting, deciding
from trajectoires.facilitation.domain.queries.ballots import ballots


def test_every_question_is_on_the_sheet_and_each_decision_once(client: ScanningClient, db: None) -> None:
    held = hold()
    for key, label in (("a", "Former à la paie"), ("b", "Garder le local")):
        deciding.add_decision(session=held.session, key=key, said=deciding.Decided(label=label))
    form = shipped()["gouvernance"]
    found = ballots(held.session, form)
    assert len(found) == len(list(form.asks())) + 1, "two decisions for one question"
    words = found[0]
    assert words.boxes == ("1", "2", "3", "4") and len(words.lines) == 4
    assert words.hint == "De 1, pas du tout, à 4, sans hésiter."
    assert [one.lines for one in found if one.prompt.startswith("Garder")] == [
        ("Pour", "Contre", "Abstention")
    ]
    page = client.get(held.url("ballots")).content.decode()
    assert all(one.prompt in page for one in found) and held.session.code[:3] in page
    assert page.count('<svg class="qr"') == 1


def test_the_sheet_never_asks_a_name_even_of_what_may_be_voted_by_name(db: None) -> None:
    held, form = hold(form=shipped()["decisions"]), shipped()["decisions"]
    told = {one.prompt: one.hint for one in ballots(held.session, form)}
    assert "dites-le à voix haute" in told["Retenons-nous cette décision\u202f?"]
    assert [hint for hint in told.values() if "voix haute" in hint] == [
        told["Retenons-nous cette décision\u202f?"]
    ]


def test_once_over_the_sheet_leads_nowhere(client: ScanningClient, db: None) -> None:
    held = hold()
    conducting.end(session=held.session)
    assert '<svg class="qr"' not in client.get(held.url("ballots")).content.decode()
