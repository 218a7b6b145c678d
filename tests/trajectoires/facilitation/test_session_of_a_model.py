"""A session that debates a model starts from what its page says; by its key alone."""

from __future__ import annotations

import re

from django.urls import reverse

from harness.client import ScanningClient
from harness.dossiers import Opened
from trajectoires.facilitation.domain.from_model import for_a_room
from trajectoires.facilitation.domain.packing import read_format, read_seeds
from trajectoires.facilitation.domain.queries.hosting import proposed
from trajectoires.facilitation.domain.queries.room import room_of
from trajectoires.facilitation.models import Session
from trajectoires.thread import exchange

FROM_MODEL = reverse("facilitation:from_model")


def test_the_project_the_sentence_and_the_fragilities_come_along(
    client: ScanningClient, opened: Opened
) -> None:
    link = str(opened.link)
    model = exchange.open_link("model_key", link)
    weak = tuple(one.title for one in model.last.findings.weaknesses)
    assert weak
    page = client.get(reverse("qualification:result", args=[opened.link])).content.decode()
    assert "En débattre en conseil" in page
    answer = client.post(FROM_MODEL, {"model": link})
    form = answer.content.decode()
    assert answer.status_code == 200 and link in form
    typed = re.search(r'name="modele"[^>]*>\s*([^<]+)<', form)
    spoken = for_a_room(model.last.sentence)
    assert typed is not None and spoken[:40] in typed[1].replace("&#x27;", "'")
    assert "vos ressources" not in typed[1], "read to a room, the sentence addresses nobody"
    said = {"format": "gouvernance", "titre": "Débat", "modele": model.last.sentence, "model": link}
    started = client.post(reverse("facilitation:start"), said)
    assert started.status_code == 303
    session = Session.objects.get()
    assert read_seeds(session.seeds).get("fragilites", ()) == weak
    host = client.get(started.headers["Location"]).content.decode()
    invitation = host[host.index('id="invitation"') : host.index("</blockquote>")]
    assert "Débat" in invitation and model.last.sentence[:30] in invitation.replace("&#x27;", "'")
    assert session.model == model.last.sentence, "its spaces come through the form"
    assert session.code[:3] not in invitation, "one comes in on the day"
    form_kept = read_format(session.format)
    ask = form_kept.ask("gravite")
    assert ask is not None and proposed(room_of(session, form_kept), ask) == weak
    kept = "".join(str(value) for value in vars(session).values())
    assert opened.link.token not in kept, "the key of the model is not kept"


def test_a_reader_a_stranger_and_nobody_get_an_empty_form(client: ScanningClient, opened: Opened) -> None:
    for link in ("", "m/" + "A" * 43, "v/" + opened.link.token):
        assert client.post(FROM_MODEL, {"model": link}).headers["Location"] == reverse("facilitation:start")
    said = {"format": "gouvernance", "titre": "Débat", "model": "v/" + opened.link.token}
    client.post(reverse("facilitation:start"), said)
    assert read_seeds(Session.objects.get().seeds) == {}
