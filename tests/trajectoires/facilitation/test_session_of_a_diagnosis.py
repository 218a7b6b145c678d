"""A session that debates a diagnosis: what differs, never who; by the key alone."""

from __future__ import annotations

import io
import re

import pypdf
from django.urls import reverse

from equilibre.diagnosis import bank
from equilibre.diagnosis.questionnaire import Answers
from equilibre.diagnosis.visibility import asked_at_most
from equilibre.facilitation.formats import shipped
from harness.client import ScanningClient
from harness.diagnoses import Opened, open_diagnosis
from harness.dossiers import Opened as OpenedModel
from harness.sessions import hold
from trajectoires.diagnoses.domain import voices
from trajectoires.diagnoses.models import Voice
from trajectoires.facilitation.domain.packing import read_background, read_format, read_seeds
from trajectoires.facilitation.domain.queries.hosting import proposed
from trajectoires.facilitation.domain.queries.room import room_of
from trajectoires.facilitation.models import Session

FROM = reverse("facilitation:from_diagnosis")
START = reverse("facilitation:start")
QUESTIONS = asked_at_most(bank.load(), "employeuse", "flash")
KEYS = [one.key for one in QUESTIONS]
FLASH: Answers = {KEYS[0]: 3, KEYS[1]: 0, KEYS[2]: 1}


def gathered(*levels: int) -> Opened:
    """A closed gathering: everybody agrees on all but the two first questions."""
    opened = open_diagnosis(FLASH, length="flash")
    opened.invite()
    for level in levels:
        said: Answers = {**dict.fromkeys(KEYS[2:], 1), KEYS[0]: level, KEYS[1]: level}  # type: ignore[dict-item]
        opened.voice(said, finished=True)
    voices.close(opened=opened.now, figures=len(levels) >= 5)
    return opened


def started(client: ScanningClient, opened: Opened, form: str = "gouvernance") -> Session:
    answer = client.post(FROM, {"diagnosis": str(opened.link)})
    assert answer.status_code == 200 and str(opened.link) in answer.content.decode()
    said = {"format": form, "titre": "Débat", "diagnosis": str(opened.link)}
    assert client.post(START, said).status_code == 303
    return Session.objects.get()


def lines_of(session: Session, key: str) -> tuple[str, ...]:
    form = read_format(session.format)
    ask = form.ask(key)
    assert ask is not None
    return proposed(room_of(session, form), ask)


def test_a_flash_offers_the_debate_and_gives_its_strengths_and_fragilities(
    client: ScanningClient, db: None
) -> None:
    opened = open_diagnosis(FLASH, length="flash")
    page = client.get(opened.url()).content.decode()
    assert "En débattre en conseil" in page and f'action="{FROM}"' in page
    assert (
        f'action="{FROM}"'
        not in client.get(reverse("diagnoses:result", args=[opened.share()])).content.decode()
    )
    session = started(client, opened)
    result = opened.now.result
    seeds = read_seeds(session.seeds)
    assert seeds["forces"] == tuple(one.title for one in result.strengths) != ()
    assert seeds["fragilites"] == tuple(one.title for one in result.fragilities) != ()
    assert "desaccords" not in seeds, "one voice alone does not differ"
    assert read_background(session.background).priorities[0] == result.actions[0].title
    assert lines_of(session, "gravite") == seeds["fragilites"]
    assert opened.token not in repr(vars(session)), "the key of the diagnosis is not kept"


def test_from_five_voices_on_what_differs_most_is_debated_first(client: ScanningClient, db: None) -> None:
    opened = gathered(0, 0, 1, 3, 3)
    session = started(client, opened)
    texts = tuple(one.text for one in QUESTIONS[:2])
    assert set(read_seeds(session.seeds)["desaccords"]) == set(texts)
    options = lines_of(session, "gravite")
    assert set(options[:2]) == set(texts) and len(options) > 2
    assert lines_of(session, "horizon") == options
    differ = read_background(session.background).differ
    assert len(differ) == 2 and all("vos réponses vont de" in one for one in differ)
    host = client.get(reverse("facilitation:prepare", args=[_host(client)])).content.decode()
    assert QUESTIONS[0].text.replace("'", "&#x27;") in host


def _host(client: ScanningClient) -> object:
    """The key is known to the host alone: a new session of ours would hide it, so it is made again."""
    from trajectoires.facilitation.links import HOST, Link
    from trajectoires.private_links import keys

    token = keys.new_token()
    Session.objects.update(edit_hash=keys.fingerprint(token))
    return Link(HOST, token)


def test_under_five_voices_only_what_differs_is_said(client: ScanningClient, db: None) -> None:
    opened = gathered(0, 1, 3)
    session = started(client, opened, "diagnostic_partage")
    differ = read_background(session.background).differ
    assert [bool(re.search(r"vos réponses diffèrent", one)) for one in differ] == [True, True]
    kept = repr([bytes(session.background).decode(), bytes(session.seeds).decode()])
    for question in QUESTIONS[:2]:
        assert question.text in lines_of(session, "niveaux")
        assert not any(level in " ".join(differ) for level in question.levels), "no answer is said"
    for figure in ("width", "counts", "respondents", "3 personnes", "vont de"):
        assert figure not in kept, figure
    pdf = client.get(reverse("facilitation:preread_file", args=[_host(client), "pdf"])).content
    front = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert "vos réponses diffèrent" in " ".join(front.replace("\u00a0", " ").split())
    assert not re.search(r"personnes? (dit|disent)", front)


def test_an_open_gathering_says_nothing(client: ScanningClient, db: None) -> None:
    opened = open_diagnosis(FLASH, length="flash")
    opened.invite()
    for level in range(4):
        opened.voice({KEYS[0]: level}, finished=True)
    assert Voice.objects.count() == 4
    session = started(client, opened)
    assert "desaccords" not in read_seeds(session.seeds)
    assert read_background(session.background).differ == ()


def test_neither_a_reader_nor_a_voice_nor_an_invitation_starts_a_session(
    client: ScanningClient, db: None
) -> None:
    opened = open_diagnosis(FLASH, length="flash")
    links = [opened.share(), opened.invite(), opened.voice({KEYS[0]: 1}), opened.lend("projet")]
    for link in ["", "q/" + "A" * 43, *map(str, links)]:
        assert client.post(FROM, {"diagnosis": link}).headers["Location"] == START, link
        client.post(START, {"format": "gouvernance", "titre": "Débat", "diagnosis": link})
    assert {bytes(one.seeds) for one in Session.objects.order_by("pk")} == {b"{}"}


def test_a_model_and_a_diagnosis_feed_one_session(
    client: ScanningClient, opened: OpenedModel, db: None
) -> None:
    other = gathered(0, 0, 1, 3, 3)
    held = hold(form=shipped()["gouvernance"])
    for address in (opened.url(), other.url()):
        said = {"adresse": f"https://exemple.fr{address}"}
        assert client.post(held.url("prepare_from"), said).status_code == 303
    seeds = read_seeds(held.now.seeds)
    weak = tuple(one.title for one in opened.model.last.findings.weaknesses)
    assert seeds["fragilites"][: len(weak)] == weak, "what was there first stays first"
    assert {one.title for one in other.now.result.fragilities} <= set(seeds["fragilites"])
    known = read_background(held.now.background)
    assert known.figures and known.picture and known.differ
