"""Every kind of question: who comes late answers, anybody abstains or asks to talk, and it is put again."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from django.urls import reverse

from equilibre.facilitation.formats import WITH_OPTIONS, Ask, Format, Kind, Option, Role, SessionStep
from harness.client import ScanningClient
from harness.sessions import Held, Phone, hold
from trajectoires.facilitation.domain import deciding
from trajectoires.facilitation.models import Round, RoundAnswer

OPTIONS = (Option(key="a", label="A"), Option(key="b", label="B"))
SAID: dict[Kind, dict[str, Any]] = {
    "choose": {"choix": "a"},
    "rate": {"valeur-a": "3"},
    "order": {"valeur-a": "1", "valeur-b": "2"},
    "write": {"ligne": "Le local"},
    "points": {"valeur-a": "10"},
    "card": {"choix": "b"},
    "vote": {"choix": "pour"},
    "role": {"choix": "consultant"},
}
each_kind = pytest.mark.parametrize("kind", get_args(Kind))


def ask_of(kind: Kind) -> Ask:
    return Ask(
        key="q",
        kind=kind,
        prompt="Et vous ?",
        options=OPTIONS if kind in WITH_OPTIONS else (),
        secrecy="named" if kind == "role" else "secret",
        low="Peu",
        high="Beaucoup",
        section="desaccords",
    )


def room(kind: Kind) -> Held:
    step = SessionStep(key="s", title="Une étape", minutes=5, host="…", room="…", asks=(ask_of(kind),))
    roles = (Role(key="consultant", label="Consultant", does="Aide."),)
    return hold(
        form=Format(
            key="essai", title="Essai", purpose="…", people="…", version="1", steps=(step,), roles=roles
        )
    )


def says(client: ScanningClient, phone: Phone, put: Round, **said: Any) -> None:
    address = reverse("facilitation:phone", args=[phone.link])
    answer = client.post(address, {"question": put.pk, **said})
    assert answer.status_code == 303, answer.content.decode()


def pages(client: ScanningClient, held: Held, phone: Phone) -> list[str]:
    found = [f"/seance/{link}/" for link in (held.link, held.screen, phone.link)]
    found.append(held.url("minutes"))
    return [client.get(one).content.decode().replace("\u00a0", " ") for one in found]


def test_every_kind_is_tried() -> None:
    assert set(SAID) == set(get_args(Kind))


@each_kind
def test_who_comes_late_answers_abstains_or_asks_to_talk_and_it_is_told(
    client: ScanningClient, db: None, kind: Kind
) -> None:
    held = room(kind)
    first = held.phone()
    put = held.put("q")
    others = [held.phone() for _ in range(4)]
    assert "Et vous ?" in pages(client, held, others[0])[2], "after it opened"
    for phone in (first, *others[:2]):
        says(client, phone, put, **SAID[kind], parler="oui")
    says(client, others[2], put, **SAID[kind])
    if kind == "vote":
        says(client, others[3], put, choix="abstention", parler="oui")
    else:
        says(client, others[3], put, abstention="oui", parler="oui")
    held.close(put, show=True)
    abstains = "1 abstention" if kind == "vote" else "1 s’abstient"
    for page in pages(client, held, first):
        assert "4 personnes souhaitent en parler" in page
        assert abstains in page


@each_kind
def test_put_again_the_answers_before_do_not_count(client: ScanningClient, db: None, kind: Kind) -> None:
    held = room(kind)
    phones = [held.phone() for _ in range(5)]
    first = held.put("q")
    for phone in phones:
        says(client, phone, first, **SAID[kind])
    held.close(first, show=True)
    second = held.put("q")
    assert "Réponse enregistrée" not in pages(client, held, phones[0])[2]
    says(client, phones[0], second, **SAID[kind])
    assert RoundAnswer.objects.count() == 1
    held.close(second, show=True)
    (shown,) = held.room.shown
    assert shown.row.pk == second.pk and shown.tally.answered == 1


def test_put_again_a_question_begins_with_what_the_host_had_joined(client: ScanningClient, db: None) -> None:
    held = hold(seeds={"fragilites": ("La paie", "la paie tient à une personne", "Le local")})
    held.at("gravite")
    assert "la paie tient à une personne" in client.get(held.url("host")).content.decode()
    held.close(held.put("gravite", "La paie, à une personne", "Le local"))
    page = client.get(held.url("host")).content.decode()
    assert ">La paie, à une personne\nLe local</textarea>" in page.replace("&#10;", "\n")


def test_asking_to_talk_of_a_decision_is_written_with_it(client: ScanningClient, db: None) -> None:
    held = hold()
    deciding.add_decision(session=held.session, key="d1", said=deciding.Decided(label="Garder le local"))
    phones = [held.phone() for _ in range(2)]
    put = held.put("decisions", decision="d1")
    for phone in phones:
        says(client, phone, put, choix="pour", parler="oui")
    held.close(put, show=True)
    assert all("2 personnes souhaitent en parler" in page for page in pages(client, held, phones[0]))
