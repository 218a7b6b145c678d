"""A host keeps what serves, changes times and words; the room never sees it change."""

from __future__ import annotations

import pytest

from equilibre.facilitation.formats import shipped
from harness.client import ScanningClient
from harness.sessions import Held, hold
from trajectoires.facilitation.domain import conducting
from trajectoires.facilitation.domain.refusals import RefusedError
from trajectoires.facilitation.interfaces.adapting import AdaptForm


def sent(held: Held, **changed: str) -> dict[str, str]:
    """What the page would send as it is, and what the host changed; « » leaves out."""
    form = AdaptForm(form=held.room.form)
    said = {name: str(field.initial) for name, field in form.fields.items()} | changed
    return {name: value for name, value in said.items() if value}


def test_a_shorter_session_in_the_words_of_the_house(client: ScanningClient, db: None) -> None:
    held = hold()
    assert client.get(held.url("adapt")).status_code == 200
    left_out = {"garder-1": ""}
    words = {"titre-0": "Nos mots", "minutes-0": "10", "question-mots-0": "Ces mots vous parlent ?"}
    said = sent(held, **words, **left_out)
    assert client.post(held.url("adapt"), said).status_code == 303
    form, before = held.room.form, shipped()["gouvernance"]
    assert [step.title for step in form.steps] == ["Nos mots", *[one.title for one in before.steps[2:]]]
    assert form.minutes == before.minutes - before.steps[1].minutes - before.steps[0].minutes + 10
    assert form.ask("mots").prompt == "Ces mots vous parlent ?"
    assert before == shipped()["gouvernance"], "the shipped one is not touched"
    assert "Nos mots" in client.get(held.url("adapt")).content.decode()


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("minutes-0", "beaucoup", "nombre"),
        ("minutes-0", "999", "Au plus 240"),
        ("titre-0", "", "quelques mots"),
        ("salle-0", "x" * 700, "600"),
        ("titre-0", "Dire " * 17, "80 caractères au plus\u202f; il y en a 84"),
        ("question-mots-0", "\u202e", "n’a pas de texte"),
    ],
)
def test_what_cannot_be_followed_is_refused_at_its_place(
    client: ScanningClient, db: None, field: str, value: str, why: str
) -> None:
    held = hold()
    before = bytes(held.now.format)
    refused = client.post(held.url("adapt"), sent(held, **{field: value}))
    assert refused.status_code == 422 and why in refused.content.decode()
    assert bytes(held.now.format) == before


def test_at_least_one_step_and_none_that_another_needs(client: ScanningClient, db: None) -> None:
    held = hold()
    nothing = {name: value for name, value in sent(held).items() if not name.startswith("garder-")}
    refused = client.post(held.url("adapt"), nothing)
    assert refused.status_code == 422 and "au moins une étape" in refused.content.decode()
    form, needed = next(
        (one, ask.follows) for one in shipped().values() for _, ask in one.asks() if ask.follows
    )
    rank = next(n for n, step in enumerate(form.steps) if needed in {ask.key for ask in step.asks})
    other = hold(form=form)
    refused = client.post(other.url("adapt"), sent(other, **{f"garder-{rank}": ""}))
    assert refused.status_code == 422 and "pas posée avant elle" in refused.content.decode()


def test_once_begun_it_does_not_change(client: ScanningClient, db: None) -> None:
    held = hold()
    conducting.begin(session=held.session)
    with pytest.raises(RefusedError, match="commencé"):
        conducting.adapt(session=held.session, form=held.room.form)
    assert "ne change plus" in client.get(held.url("adapt")).content.decode()
    assert client.post(held.url("adapt"), sent(held)).status_code == 422
