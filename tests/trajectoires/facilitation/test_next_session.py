"""The next session opens on what the last one decided; each is said, shown, written, and may come back."""

from __future__ import annotations

import datetime as dt
import io
import re

import msgspec
from django.http import HttpResponse
from django.urls import reverse
from docx import Document
from icalendar import Calendar

from equilibre.facilitation.formats import shipped
from harness.client import ScanningClient
from harness.sessions import Held, hold
from trajectoires.facilitation.domain import conducting, deciding, rounds, sharing
from trajectoires.facilitation.domain.deciding import Decided
from trajectoires.facilitation.domain.opening import find
from trajectoires.facilitation.domain.packing import read_followed
from trajectoires.facilitation.links import HOST, Link
from trajectoires.facilitation.models import Session

TRAIN, RENT, READ = "a" * 32, "b" * 32, "c" * 32


def words(answer: HttpResponse) -> str:
    return answer.page.text.replace("\u00a0", " ").replace("\u202f", " ")


def ended() -> Held:
    """12 March 2027: one decision retained, one set aside, one that nobody took up."""
    held = hold(form=shipped()["decisions"], title="Conseil de mars", project="Faire vivre le lavoir.")
    pay = Decided(label="Former à la paie", who="le bureau", by=dt.date(2027, 6, 30), again="6")
    deciding.add_decision(session=held.session, key=TRAIN, said=pay)
    deciding.add_decision(session=held.session, key=RENT, said=Decided(label="Louer la salle"))
    deciding.add_decision(session=held.session, key=READ, said=Decided(label="Relire les statuts"))
    for key, favour, against in ((TRAIN, 9, 1), (RENT, 2, 7)):
        put = held.put("vote", decision=key)
        held.close(put)
        counts = {"pour": {1: favour}, "contre": {1: against}}
        raw = {"answered": favour + against, "abstained": 0, "talk": 0, "counts": counts, "texts": []}
        rounds.count_paper(session=held.session, round_id=put.pk, raw=raw)
        rounds.show(session=held.session, round_id=put.pk, shown=True)
    conducting.end(session=held.session)
    began = dt.datetime(2027, 3, 12, 19, tzinfo=dt.UTC)
    Session.objects.filter(pk=held.session.pk).update(began_at=began)
    return held


def prepared(client: ScanningClient, held: Held, *keys: str, **said: str) -> Held:
    """The next session, from the page of the last one."""
    told = {"format": "gouvernance", "titre": "Conseil de juin", "suivre": list(keys), **said}
    answer = client.post(held.url("next_session"), told)
    assert answer.status_code == 303, words(answer)
    token = answer.headers["Location"].split("/")[3]
    link = Link(HOST, token)
    found = find(link)
    assert found is not None
    return Held(found.session, token)


def test_from_the_last_minutes_to_the_next_ones(client: ScanningClient, db: None) -> None:
    held = ended()
    assert held.url("next_session") in client.get(held.url("minutes")).content.decode()
    page = client.get(held.url("next_session"))
    text = words(page)
    assert "Votée le 12 mars 2027, 9 pour, 1 contre, 0 abstention, vote indicatif, le bureau" in text
    assert "Louer la salle" not in text, "set aside: nobody looks at it again"
    ticked = re.findall(r'name="suivre" value="(\w+)"[^>]*checked', page.content.decode())
    assert ticked == [TRAIN], "what nobody took up waits for the host"
    following = prepared(client, held, TRAIN, READ, projet="Faire vivre le lavoir.")
    assert [one.key for one in read_followed(following.now.earlier)] == [TRAIN, READ]
    assert held.token not in "".join(str(value) for value in vars(following.now).values())
    client.post(following.url("conduct"), {"action": "commencer"})
    host = client.get(following.url("host"))
    assert "ce que nous avons décidé le 12 mars 2027 ?" in words(host) and "À dire" in words(host)
    screen = reverse("facilitation:screen", args=[following.screen])
    live = reverse("facilitation:screen_live", args=[following.screen])
    assert "Former à la paie (le bureau, 30 juin 2027). À dire" in words(client.get(screen))
    seen = re.search(r"\?vu=([\w-]+)", client.get(screen).content.decode())
    assert seen is not None and client.get(live, {"vu": seen[1]}).status_code == 204
    said = {"suite": TRAIN, "etat": "en_cours", "mot": "elle commence en mai", "retour": "seance"}
    answer = client.post(following.url("followed"), said)
    assert answer.status_code == 303 and answer.headers["Location"].startswith(following.url("host"))
    told = client.get(live, {"vu": seen[1]}).content.decode().replace("\u00a0", " ")
    assert "En cours : elle commence en mai" in told, "the screen learns it without a reload"
    phone = reverse("facilitation:phone", args=[following.phone().link])
    assert "En cours : elle commence en mai" in words(client.get(phone))
    # Not done: it comes back among the decisions of today, once.
    for _click in range(2):
        answer = client.post(following.url("followed"), {"suite": READ, "action": "redecider"})
        assert answer.status_code == 303
    assert [one.label for one in following.now.decisions.order_by("pk")] == ["Relire les statuts"]
    assert "parmi les décisions du jour" in words(client.get(following.url("followed")))
    conducting.end(session=following.session)
    minutes = words(client.get(following.url("minutes")))
    assert "Suites données aux décisions du 12 mars 2027" in minutes
    assert "Former à la paie. S’en charge : le bureau. Pour le 30 juin 2027. En cours : elle comm" in minutes
    paper = Document(io.BytesIO(client.get(following.url("minutes_file", "docx")).content))
    assert any("elle commence en mai" in one.text for one in paper.paragraphs)
    # Corrected after the end; what is open, and what was decided again, goes on to the third meeting.
    said = {"suite": TRAIN, "etat": "fait", "mot": ""}
    assert (
        client.post(following.url("followed"), said).headers["Location"].startswith(following.url("followed"))
    )
    third = client.get(following.url("next_session")).content.decode()
    assert TRAIN not in third and third.count(f'value="{READ}"') == 1


def test_a_secret_vote_under_five_is_neither_told_nor_carried(client: ScanningClient, db: None) -> None:
    form = shipped()["decisions"]
    steps = tuple(
        msgspec.structs.replace(
            step,
            asks=tuple(
                msgspec.structs.replace(one, secrecy="secret") if one.key == "vote" else one
                for one in step.asks
            ),
        )
        for step in form.steps
    )
    held = hold(form=msgspec.structs.replace(form, steps=steps))
    deciding.add_decision(session=held.session, key=TRAIN, said=Decided(label="Former à la paie"))
    put = held.put("vote", decision=TRAIN)
    for _ in range(4):
        held.phone().says(put, values={"pour": 1})
    held.close(put, show=True)
    conducting.end(session=held.session)
    minutes = words(client.get(held.url("minutes")))
    assert "Vote secret" in minutes and "4 pour" not in minutes
    page = client.get(held.url("next_session"))
    assert "vote secret dont les voix ne se montrent pas" in words(page) and "4 pour" not in words(page)
    assert not re.findall(r'name="suivre"[^>]*checked', page.content.decode())


def test_what_is_not_a_state_is_refused_and_nothing_is_lost(client: ScanningClient, db: None) -> None:
    following = prepared(client, ended(), TRAIN)
    before = following.now.earlier
    for said in (
        {"suite": TRAIN, "etat": ""},
        {"suite": TRAIN, "etat": "presque"},
        {"suite": TRAIN, "etat": "fait", "mot": "x" * 161},
        {"suite": "ailleurs", "etat": "fait"},
        {"suite": "ailleurs", "action": "redecider"},
    ):
        answer = client.post(following.url("followed"), said)
        assert answer.status_code == 422 and 'role="alert"' in answer.content.decode(), said
    assert following.now.earlier == before and not following.now.decisions.exists()
    client.post(following.url("followed"), {"suite": TRAIN, "etat": "fait", "mot": "<b>oui</b>"})
    assert "&lt;b&gt;oui" in client.get(following.url("followed")).content.decode()


def test_a_session_without_decisions_prepares_an_ordinary_one(client: ScanningClient, db: None) -> None:
    held = hold()
    assert client.get(held.url("next_session")).headers["Location"] == held.url("end")
    assert client.post(held.url("next_session"), {"titre": "x"}).status_code == 303
    conducting.end(session=held.session)
    assert "n’a retenu aucune décision" in words(client.get(held.url("next_session")))
    following = prepared(client, held)
    assert following.room.form == shipped()["gouvernance"]
    assert "ne reprend aucune décision" in words(client.get(following.url("followed")))
    assert client.post(held.url("next_session"), {"format": "x", "titre": ""}).status_code == 422
    answer = client.post(held.url("next_session"), {"titre": "y", "format": "equipe", "suivre": ["z"]})
    assert answer.status_code == 422 and Session.objects.count() == 2


def test_the_page_says_how_long_it_stays_and_lets_one_keep_it(client: ScanningClient, db: None) -> None:
    held = ended()
    Session.objects.filter(pk=held.session.pk).update(expires_at=dt.datetime(2027, 4, 11, 12, tzinfo=dt.UTC))
    minutes = words(client.get(held.url("minutes")))
    assert "Pour le 30 juin 2027 ; à revoir le 12 septembre 2027" in minutes
    assert "s’efface le 11 avril 2027, avant l’une de ces dates. Gardez-la" in minutes
    second = words(client.get(held.url("minutes", link=held.second())))
    assert "Demandez à qui en tient la clé" in second and "jusqu’à ce que je l’efface" not in second
    file = client.get(held.url("dates_file")).content
    told = {str(one["summary"]): str(one["description"]) for one in Calendar.from_ical(file).walk("VEVENT")}
    again = next(text for name, text in told.items() if name.startswith("Y revenir")).replace("\u00a0", " ")
    assert "« Préparer la prochaine séance »" in again and "elle s’efface le 11 avril 2027" in again
    assert held.token.encode() not in file and b"/seance/" not in file
    client.post(held.url("keep"), {"garder": "oui"})
    assert "avant l’une de ces dates" not in words(client.get(held.url("minutes")))


def test_what_is_followed_goes_when_the_session_expires(client: ScanningClient, db: None) -> None:
    following = prepared(client, ended(), TRAIN)
    now = dt.datetime(2030, 1, 1, tzinfo=dt.UTC)
    Session.objects.filter(pk=following.session.pk).update(expires_at=now - dt.timedelta(days=1))
    sharing.purge_expired(now=now)
    assert following.now.earlier == b"[]"
