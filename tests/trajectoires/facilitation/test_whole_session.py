"""The governance format, page by page: one host, one big screen, five phones; then the same on paper."""

from __future__ import annotations

import io
import re
import uuid
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from docx import Document

from harness.client import ScanningClient
from trajectoires.facilitation.domain.packing import read_format
from trajectoires.facilitation.domain.queries.room import latest, room_of
from trajectoires.facilitation.links import HOST, SCREEN, SEAT, Link
from trajectoires.facilitation.models import Round, RoundAnswer, Seat, Session

STARTED = {
    "format": "gouvernance",
    "titre": "Notre modèle en débat",
    "organisation": "Les Amis du lavoir",
    "animation": "la secrétaire",
    "projet": "Faire vivre le lavoir.",
    "modele": "Quarante bénévoles et une convention.",
    "noms": "oui",
}
PEOPLE = 5


class Hall:
    """A room, driven by its pages alone."""

    def __init__(self, client: ScanningClient) -> None:
        self.client = client
        answer = client.post(reverse("facilitation:start"), STARTED)
        assert answer.status_code == 303, answer.content.decode()[-3000:]
        self.link = Link(HOST, answer.headers["Location"].split("/")[3])

    @property
    def session(self) -> Session:
        return Session.objects.get()

    def url(self, name: str, *rest: object) -> str:
        return reverse(f"facilitation:{name}", args=[self.link, *rest])

    def page(self, name: str = "host", *rest: object) -> str:
        return self.words(self.client.get(self.url(name, *rest)))

    @staticmethod
    def words(answer: HttpResponse) -> str:
        """What a page says, spaces as one types them."""
        assert answer.status_code == 200, answer.status_code
        html = answer.content.decode()
        text = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", html, flags=re.S)
        for special, plain in (("\u00a0", " "), ("\u202f", " "), ("&nbsp;", " "), ("&#x27;", "'")):
            text = text.replace(special, plain)
        return " ".join(text.split())

    def screen(self) -> str:
        link = Link(SCREEN, self.session.screen_token)
        return self.words(self.client.get(reverse("facilitation:screen", args=[link])))

    def does(self, action: str, **said: Any) -> None:
        answer = self.client.post(self.url("conduct"), {"action": action, **said})
        assert answer.status_code == 303, self.client.get(self.url("host")) and answer.content.decode()[:3000]

    def go(self) -> None:
        step = self.session.step
        self.does("etape", vue=step, vers=step + 1)

    def opens(self, key: str, **said: Any) -> Round:
        self.does("ouvrir", question=key, **said)
        return Round.objects.get(closed_at__isnull=True)

    def closes(self, put: Round) -> None:
        self.does("fermer", question=put.ask, tour=put.pk)
        self.does("montrer", question=put.ask, tour=put.pk)

    def comes(self, name: str = "") -> Link:
        code = self.session.code
        typed = self.client.post(reverse("facilitation:code"), {"code": f"{code[:3]} {code[3:].lower()}"})
        joined = self.client.post(typed.headers["Location"], {"nom": name})
        return Link(SEAT, joined.headers["Location"].split("/")[3])

    def phone(self, link: Link) -> str:
        return self.words(self.client.get(reverse("facilitation:phone", args=[link])))

    def says(self, link: Link, put: Round, **said: Any) -> HttpResponse:
        return self.client.post(reverse("facilitation:phone", args=[link]), {"question": put.pk, **said})


WORDS = {"valeur-modele": 3, "valeur-humaines": 2, "valeur-financement": 1, "valeur-alliances": 4}
LINES = ["La paie tient à une personne", "Un seul financeur"]


def debate(hall: Hall, *, paper: bool) -> None:
    """Every question of the format, answered the same by phones or on paper."""
    phones = [] if paper else [hall.comes("Une présidente" if not n else "") for n in range(PEOPLE)]

    def asked(key: str, said: dict[str, Any], totals: dict[str, Any], **opened: Any) -> None:
        put = hall.opens(key, **opened)
        for link in phones:
            assert hall.says(link, put, **said).status_code == 303
        if paper:
            hall.does("fermer", question=key, tour=put.pk)
            typed = {"bulletins": PEOPLE, **totals}
            assert hall.client.post(hall.url("paper", put.pk), typed).status_code == 303
            hall.does("montrer", question=key, tour=put.pk)
        else:
            hall.closes(put)

    hall.does("commencer")
    asked("mots", WORDS, {f"voix-{k.removeprefix('valeur-')}-{v}": PEOPLE for k, v in WORDS.items()})
    hall.go()
    asked("phrase", {"ligne": "Quarante bénévoles"}, {"textes": "\n".join(["Quarante bénévoles"] * PEOPLE)})
    hall.go()
    asked("forces", {"ligne": ["Le local"]}, {"textes": "\n".join(["Le local"] * PEOPLE)})
    asked("fragilites", {"ligne": LINES}, {"textes": "\n".join(LINES * PEOPLE)})
    hall.go()
    proposed = "\n".join(LINES)
    asked(
        "gravite",
        {"valeur-p1": 4, "valeur-p2": 2},
        {"voix-p1-4": PEOPLE, "voix-p2-2": PEOPLE},
        propositions=proposed,
    )
    asked(
        "horizon",
        {"valeur-p1": 7, "valeur-p2": 3},
        {"voix-p1": " ".join(["7"] * PEOPLE), "voix-p2": " ".join(["3"] * PEOPLE)},
        propositions=proposed,
    )
    hall.go()
    said = {"cle": uuid.uuid4().hex, "label": "Former à la paie", "who": "le bureau", "decides": "conseil"}
    for _ in range(2):
        assert hall.client.post(hall.url("decisions"), said).status_code == 303
    asked("decisions", {"choix": "pour"}, {"voix-pour": PEOPLE}, decision=said["cle"])
    hall.client.post(hall.url("note", "engagements"), {"mots": "Le bureau appelle la fédération."})
    assert hall.client.post(hall.url("end")).status_code == 303


def told(hall: Hall) -> list[str]:
    """The paragraphs of the minutes."""
    answer = hall.client.get(hall.url("minutes_file", "docx"))
    return [one.text for one in Document(io.BytesIO(answer.content)).paragraphs if one.text.strip()]


def test_from_the_start_to_the_minutes(client: ScanningClient, db: None) -> None:
    hall = Hall(client)
    assert "Avant de commencer" in hall.page() and hall.session.code in hall.screen().replace(" ", "")
    debate(hall, paper=False)
    assert not RoundAnswer.objects.exists()
    text = "\n".join(told(hall)).replace("\u00a0", " ").replace("\u202f", " ")
    for words in (
        "Compte rendu, projet à approuver",
        "5 personnes",
        "Une présidente",
        "Quarante bénévoles et une convention.",
        "La paie tient à une personne",
        "35 points",
        "Former à la paie. S’en charge : le bureau. Décide : le conseil. 5 pour, 0 contre, 0 abstention",
        "Vote indicatif",
        "Le bureau appelle la fédération.",
    ):
        assert words in text, words
    assert "adopté" not in text
    assert hall.client.get(hall.url("minutes_file", "pdf")).content.startswith(b"%PDF")
    assert hall.client.get(hall.url("minutes_file", "exe")).status_code == 404
    shown = hall.page("minutes")
    assert (
        "La paie tient à une personne" in shown
        and "Former à la paie" in shown
        and "La séance est terminée" in hall.page()
    )
    assert "La séance est terminée" in hall.screen()


def test_on_paper_with_one_device_the_minutes_are_the_same(client: ScanningClient, db: None) -> None:
    hall = Hall(client)
    debate(hall, paper=False)
    by_phone = told(hall)
    hall.session.delete()
    hall = Hall(client)
    debate(hall, paper=True)
    assert not Seat.objects.exists()
    assert client.post(hall.url("minutes"), {"presents": PEOPLE, "sans_voix": ""}).status_code == 303
    by_paper = told(hall)
    names = [line for line in by_phone if "Une présidente" in line]
    blank = [line for line in by_paper if "si vous les nommez" in line]
    assert len(names) == 1 and len(blank) == 1, "nobody typed a name on paper"
    assert [x for x in by_phone if x not in names] == [x for x in by_paper if x not in blank]


def test_nothing_shows_before_the_host_shows_it(client: ScanningClient, db: None) -> None:
    hall = Hall(client)
    phones = [hall.comes() for _ in range(PEOPLE)]
    hall.does("commencer")
    assert "Une modèle socio-économique tient" not in hall.phone(phones[0])
    assert "tient sur trois piliers" in hall.phone(phones[0]) and "tient sur trois piliers" in hall.screen()
    assert "Faire vivre le lavoir." in hall.screen()
    put = hall.opens("mots")
    for link in phones[1:]:
        hall.says(link, put, **WORDS)
    assert "Réponse enregistrée" in hall.phone(phones[1]) and "Réponse enregistrée" not in hall.phone(
        phones[0]
    )
    for page in (hall.page(), hall.screen(), hall.phone(phones[0])):
        assert "note du milieu" not in page
    assert "4 réponses" in hall.page() and "4 réponses" in hall.screen()
    late = hall.comes()
    assert "Sauriez-vous expliquer ces mots" in hall.phone(late), "who comes late sees where the room is"
    hall.says(late, put, **WORDS)
    hall.does("fermer", question="mots", tour=put.pk)
    assert "note du milieu" in hall.page()
    for page in (hall.screen(), hall.phone(phones[0])):
        assert "note du milieu" not in page
    hall.does("montrer", question="mots", tour=put.pk)
    for page in (hall.screen(), hall.phone(phones[0])):
        assert "note du milieu" in page
    hall.does("cacher", question="mots", tour=put.pk)
    assert "note du milieu" not in hall.screen()


def test_under_five_secret_answers_no_figure_shows_anywhere(client: ScanningClient, db: None) -> None:
    hall = Hall(client)
    phones = [hall.comes() for _ in range(4)]
    hall.does("commencer")
    put = hall.opens("mots")
    for link in phones:
        hall.says(link, put, **WORDS)
    hall.closes(put)
    for page in (hall.page(), hall.screen(), hall.phone(phones[0]), hall.page("minutes")):
        assert "note du milieu" not in page
        assert "à moins de 5" in page
    hall.does("etape", vue=0, vers=1)
    kept = room_of(hall.session, read_format(hall.session.format))
    assert latest(kept.puts)[0].reading.hidden


def test_what_the_host_may_not_do_is_said_where_it_happens(client: ScanningClient, db: None) -> None:
    hall = Hall(client)
    hall.does("commencer")
    put = hall.opens("mots")
    refused = client.post(hall.url("conduct"), {"action": "etape", "vue": 0, "vers": 1})
    assert refused.status_code == 422 and "encore ouverte" in refused.content.decode()
    assert client.post(hall.url("end")).status_code == 422
    hall.closes(put)
    for _ in range(3):
        hall.go()
    lines = "\n".join(f"Fragilité {n}" for n in range(13))
    refused = client.post(
        hall.url("conduct"), {"action": "ouvrir", "question": "gravite", "propositions": lines}
    )
    assert refused.status_code == 422
    assert (
        "12 propositions au plus" in refused.content.decode() and "Fragilité 12" in refused.content.decode()
    )


def test_what_a_phone_may_not_send_is_refused_and_kept_in_its_box(client: ScanningClient, db: None) -> None:
    hall = Hall(client)
    mine = hall.comes()
    hall.does("commencer")
    put = hall.opens("mots")
    refused = hall.says(mine, put, **{"valeur-modele": "trois"})
    assert refused.status_code == 422 and "nombre entier" in refused.content.decode()
    hall.closes(put)
    assert "close" in hall.says(mine, put, **WORDS).content.decode()
    hall.go()
    write = hall.opens("phrase")
    refused = hall.says(mine, write, ligne="mot " * 2500)
    assert refused.status_code == 422 and "280 caractères au plus" in refused.content.decode()
    assert "mot mot" in refused.content.decode(), "nothing is lost"
    hall.says(mine, write, ligne="<script>alert(1)</script>")
    assert b"<script>alert" not in client.get(reverse("facilitation:phone", args=[mine])).content
    assert hall.says(mine, write, abstention="oui").status_code == 303
    assert "Vous vous abstenez" in hall.phone(mine)
    assert (
        client.post(reverse("facilitation:phone", args=[mine]), {"question": "nimporte"}).status_code == 422
    )


def test_screens_ask_and_get_nothing_while_nothing_moves(
    client: ScanningClient, htmx: ScanningClient, db: None
) -> None:
    hall = Hall(client)
    mine = hall.comes()
    screen = Link(SCREEN, hall.session.screen_token)
    addresses = {
        "phone": reverse("facilitation:phone", args=[mine]),
        "screen": reverse("facilitation:screen", args=[screen]),
        "host": hall.url("host"),
    }

    def asks() -> dict[str, str]:
        found = {}
        for name, address in addresses.items():
            html = client.get(address).content.decode()
            found[name] = re.search(r'hx-get="([^"]+/direct/[^"]*)"', html)[1].replace("&amp;", "&")
        return found

    before = asks()
    assert {name: htmx.get(address).status_code for name, address in before.items()} == dict.fromkeys(
        addresses, 204
    )
    hall.does("commencer")
    assert {name: htmx.get(address).status_code for name, address in before.items()} == dict.fromkeys(
        addresses, 200
    )
    assert "a avancé depuis un autre écran" in htmx.get(before["host"]).content.decode()
    before = asks()
    put = hall.opens("mots")
    before = asks()
    answered = htmx.post(addresses["phone"], {"question": put.pk, **WORDS, "rang": "1000"})
    assert answered.status_code == 200 and b"<html" not in answered.content
    assert "Réponse enregistrée" in answered.content.decode()
    assert htmx.get(before["phone"]).status_code == 204, "one's own answer does not move the others"
    assert "1 réponse" in htmx.get(before["host"]).content.decode().replace("\u00a0", " ")
    assert "1 réponse" in htmx.get(before["screen"]).content.decode().replace("\u00a0", " ")


def test_queries_do_not_grow_with_the_room(
    client: ScanningClient, db: None, django_assert_num_queries: Any
) -> None:
    for people in (1, 3):
        hall = Hall(client)
        phones = [hall.comes() for _ in range(people)]
        hall.does("commencer")
        put = hall.opens("mots")
        for link in phones:
            hall.says(link, put, **WORDS)
        with django_assert_num_queries(3):
            hall.phone(phones[0])
        with django_assert_num_queries(5):
            client.get(hall.url("host"))
        hall.session.delete()
