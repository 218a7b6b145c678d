"""Several people answer apart, page by page: what the holder, the guest and the reader see, and never see."""

from __future__ import annotations

import re

from django.core import mail
from django.urls import reverse

from equilibre.diagnosis import bank
from equilibre.diagnosis.questionnaire import Answers
from equilibre.diagnosis.visibility import asked_at_most
from harness.client import ScanningClient
from harness.diagnoses import Opened, open_diagnosis
from trajectoires.diagnoses.domain import voices
from trajectoires.diagnoses.domain.queries.screens import field_name
from trajectoires.diagnoses.links import VOICE, Link
from trajectoires.diagnoses.models import Voice

ASKED = asked_at_most(bank.load(), "employeuse", "flash")
KEYS = [one.key for one in ASKED]


def answers(level: int) -> Answers:
    return dict.fromkeys(KEYS, level)  # type: ignore[arg-type]


def gathered(*levels: int) -> Opened:
    """A flash whose guests have finished, each answering everything by the same level."""
    opened = open_diagnosis(length="flash")
    opened.invite()
    for level in levels:
        opened.voice(answers(level), finished=True)
    return opened


def url(name: str, link: Link, *rest: object) -> str:
    return reverse(f"diagnoses:{name}", args=[link, *rest])


def main(client: ScanningClient, address: str) -> str:
    """What a page says."""
    html = client.get(address).content.decode()
    return html[html.index("<main") : html.index("</main>")]


def test_the_holder_invites_replaces_and_takes_back(client: ScanningClient, db: None) -> None:
    opened = open_diagnosis(length="flash")
    address = opened.url("gather")
    assert "/diagnostic/i/" not in main(client, address)
    client.post(address, {"action": "ouvrir"})
    assert main(client, address).count('<svg class="qr"') == 1
    first = re.search(r"/diagnostic/i/[\w-]{43}/", main(client, address))
    assert first is not None and client.get(first[0]).status_code == 200
    client.post(address, {"action": "remplacer"})
    assert client.get(first[0]).status_code == 404
    second = re.search(r"/diagnostic/i/[\w-]{43}/", main(client, address))
    assert second is not None and client.get(second[0]).status_code == 200
    client.post(address, {"action": "fermer"})
    assert client.get(second[0]).status_code == 404
    assert "Créer l’invitation" in main(client, address)


def test_a_guest_answers_leaves_comes_back_and_finishes(client: ScanningClient, db: None) -> None:
    opened = gathered()
    joined = client.post(url("invitation", opened.invite()))
    mine = Link(VOICE, joined.headers["Location"].split("/")[3])
    assert str(mine) in main(client, url("voice", mine)), "the link is shown at once"
    assert "J’ai terminé" not in main(client, url("voice", mine))
    client.post(url("voice", mine))
    assert not Voice.objects.get().finished, "nothing was answered"
    first = client.post(url("voice_questions", mine, 1), {field_name(KEYS[0]): "2"})
    assert first.headers["Location"].startswith(url("voice_questions", mine, 2))
    assert "checked" in main(client, url("voice_questions", mine, 1)), "on any device"
    assert "1 personne a commencé" in main(client, opened.url("gather")).replace("\u00a0", " ")
    last = client.post(url("voice_questions", mine, 4), {field_name(KEYS[-1]): "nsp"})
    assert last.headers["Location"] == url("voice", mine)
    client.post(url("voice", mine))
    assert "C’est terminé" in main(client, url("voice", mine))
    assert "0 a terminé" not in main(client, opened.url("gather")).replace("\u00a0", " ")
    assert client.get(url("voice_questions", mine, 9)).status_code == 404


def test_a_guest_mails_the_link_to_themselves_and_withdraws(client: ScanningClient, db: None) -> None:
    mine = gathered().voice({KEYS[0]: 1})
    assert client.get(url("voice_mail", mine)).status_code == 200
    assert client.post(url("voice_mail", mine), {"adresse": "moi"}).status_code == 422
    client.post(url("voice_mail", mine), {"adresse": "moi@exemple.fr"})
    assert mine.token in str(mail.outbox[0].body) and "/diagnostic/q/" not in str(mail.outbox[0].body)
    assert client.get(url("withdraw", mine)).status_code == 200
    client.post(url("withdraw", mine))
    assert client.get(url("voice", mine)).status_code == 404
    assert not Voice.objects.exists()


def test_with_four_no_figure_and_no_answer_is_shown(client: ScanningClient, db: None) -> None:
    opened = gathered(0, 0, 1, 3)
    assert "Rien à lire" in main(client, opened.url("spread"))
    assert "Clore est définitif" in main(client, opened.url("gather_close"))
    client.post(opened.url("gather_close"), {"chiffres": "non"})
    for address in (opened.url("spread"), url("spread", opened.share())):
        page = main(client, address)
        assert all(one.text in page for one in ASKED)
        assert "<svg" not in page and "<table" not in page and "ordre du jour" not in page
        told = re.sub(r"<[^>]+>", " ", page)
        for one in ASKED:
            told = told.replace(one.text, "")
            assert not any(level in told for level in one.levels)
        assert not re.search(r"\d", told), "no number"
    assert "ordre du jour" not in main(client, opened.url())
    assert "Rouvrir" not in re.sub("Rouvrir laisserait", "", main(client, opened.url("gather")))
    client.post(opened.url("gather"), {"action": "rouvrir"})
    assert opened.gathering.closed


def test_with_five_the_spread_and_three_points_for_the_agenda(client: ScanningClient, db: None) -> None:
    opened = gathered(0, 0, 1, 3)
    read = opened.share()
    page = main(client, opened.url("gather_close"))
    assert 'value="non"' in page
    opened.voice(answers(3), finished=True)
    refused = client.post(opened.url("gather_close"), {"chiffres": "non"})
    assert refused.status_code == 422 and "vient de changer" in refused.content.decode()
    assert not opened.gathering.closed
    ended = client.post(opened.url("gather_close"), {"chiffres": "oui"})
    assert ended.headers["Location"] == opened.url("spread")
    for address in (opened.url("spread"), url("spread", read)):
        page = main(client, address)
        assert "Trois points à mettre à l’ordre du jour" in page
        assert "5 personnes ont répondu" in page and "2 personnes disent" in page
        assert page.count("<svg") == 2 * 3, "one for the screen, one for the phone"
        assert page.count('<th scope="row">') == 3 * 4 + len(KEYS) - 3, "the others in one table"
        assert f"«\u00a0{ASKED[0].levels[0]}\u00a0» à «\u00a0{ASKED[0].levels[3]}\u00a0»" in page
    for address in (opened.url(), url("result", read)):
        assert f"Sur «\u00a0{ASKED[0].text}\u00a0», vos réponses vont de" in main(client, address)
    assert "définitive" in main(client, opened.url("gather"))


def test_once_closed_guests_only_read_their_own(client: ScanningClient, db: None) -> None:
    opened = gathered(0, 0, 1)
    finished, begun = opened.voice(answers(3), finished=True), opened.voice({KEYS[0]: 2})
    invitation = opened.invite()
    voices.close(opened=opened.now, figures=False)
    assert "Le recueil est clos" in main(client, url("invitation", invitation))
    assert client.post(url("invitation", invitation)).headers["Location"] == url("invitation", invitation)
    assert "Votre avis est compté" in main(client, url("voice", finished))
    page = main(client, url("voice", begun))
    assert "votre avis n’est pas compté" in page and ASKED[0].levels[2] in page
    late = client.post(url("voice_questions", begun, 1), {field_name(KEYS[0]): "0"})
    assert late.headers["Location"] == url("voice", begun)
    client.post(url("voice", begun))
    assert not Voice.objects.filter(finished=False, answers=b"").exists()
    assert ASKED[0].levels[2] in main(client, url("voice", begun)), "nothing moved"


def test_a_full_gathering_says_so(client: ScanningClient, db: None, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    opened = gathered(1)
    monkeypatch.setattr(voices, "MOST", 1)
    monkeypatch.setattr("trajectoires.diagnoses.domain.queries.gathering.MOST", 1)
    assert "tous les avis" in main(client, url("invitation", opened.invite()))
    client.post(url("invitation", opened.invite()))
    assert Voice.objects.count() == 1


def test_the_gathering_is_erased_and_the_diagnosis_stays(client: ScanningClient, db: None) -> None:
    opened = gathered(0, 3)
    mine = opened.voice(answers(1), finished=True)
    assert client.get(opened.url("gather_erase")).status_code == 200
    client.post(opened.url("gather_erase"))
    assert client.get(url("voice", mine)).status_code == 404
    assert client.get(opened.url()).status_code == 200
    assert "Créer l’invitation" in main(client, opened.url("gather"))


def test_pages_cost_few_queries(client: ScanningClient, db: None, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    opened = gathered(*[0, 3] * 10)
    mine, invitation = opened.voice(answers(1)), opened.invite()
    with django_assert_num_queries(3):
        client.get(opened.url("gather"))
    with django_assert_num_queries(2):
        client.get(url("voice", mine))
    with django_assert_num_queries(3):
        client.get(url("invitation", invitation))
    voices.close(opened=opened.now, figures=True)
    with django_assert_num_queries(2):
        client.get(opened.url("spread"))
    with django_assert_num_queries(2):
        client.get(opened.url())
