"""Whoever conducts alone: time given again once, notes that nobody writes over, what comes next."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from equilibre.facilitation.formats import shipped
from harness.client import ScanningClient
from harness.sessions import Held, hold
from trajectoires.facilitation.domain import conducting
from trajectoires.facilitation.domain.packing import read_words
from trajectoires.facilitation.domain.queries import hosting
from trajectoires.facilitation.domain.refusals import RefusedError
from trajectoires.facilitation.templatetags.sessions import how, pieces, time_for_host, time_for_room

FIVE = dt.timedelta(minutes=5)
RATED = {"values": dict.fromkeys(("modele", "humaines", "financement", "alliances"), 3)}


@pytest.fixture
def held(db: None) -> Held:
    made = hold()
    conducting.begin(session=made.session)
    return made


def test_five_minutes_more_sent_twice_are_given_once(held: Held) -> None:
    began = held.now.step_started_at
    assert began is not None
    client = ScanningClient()
    form = {"action": "prolonger", "debut": began.isoformat()}
    for _ in range(2):
        assert client.post(held.url("conduct"), form).status_code == 303
    assert held.now.step_started_at == began + FIVE
    page = client.get(held.url("host")).content.decode()
    assert held.now.step_started_at.isoformat() in page.replace("&#x2B;", "+")
    form["debut"] = held.now.step_started_at.isoformat()
    client.post(held.url("conduct"), form)
    left = hosting.left(held.room, now=timezone.now())
    assert 34 * 60 < left <= 35 * 60


def test_time_given_again_does_not_redraw_a_phone_that_is_written_on(held: Held) -> None:
    mark = held.room.mark
    conducting.prolong(session=held.session, seen=held.now.step_started_at.isoformat())  # type: ignore[union-attr]
    assert held.room.mark == mark
    conducting.go(session=held.session, seen=0, to=1)
    assert held.room.mark != mark


def test_the_screen_learns_that_time_was_given_again(held: Held) -> None:
    client = ScanningClient()
    screen = held.url("screen_live", link=held.screen)
    before = client.get(held.url("screen", link=held.screen)).context["seen"]
    assert client.get(screen, {"vu": before}).status_code == 204
    conducting.prolong(session=held.session, seen=held.now.step_started_at.isoformat())  # type: ignore[union-attr]
    assert client.get(screen, {"vu": before}).status_code == 200


@pytest.mark.parametrize("seen", ["", "hier", "2026-01-01T00:00:00+00:00"])
def test_no_minute_is_given_to_a_step_that_the_page_does_not_show(held: Held, seen: str) -> None:
    began = held.now.step_started_at
    conducting.prolong(session=held.session, seen=seen)
    assert held.now.step_started_at == began


def test_a_note_is_kept_while_one_writes_and_moves_no_screen(held: Held) -> None:
    client, revision = ScanningClient(), held.now.revision
    sent = {"mots": "Une  phrase.\r\nUne autre. ", "avant": ""}
    answer = client.post(held.url("note", "socle"), sent, headers={"HX-Request": "true"})
    assert answer.status_code == 204 and not answer.content
    assert read_words(held.now.notes) == {"socle": "Une phrase.\nUne autre."}
    assert held.now.revision == revision
    # The page goes on from what it sent, not from what the site made of it.
    sent = {"mots": "Une phrase.", "avant": sent["mots"]}
    assert client.post(held.url("note", "socle"), sent).status_code == 303
    assert read_words(held.now.notes) == {"socle": "Une phrase."}


def test_a_note_that_another_host_changed_is_not_written_over(held: Held) -> None:
    client = ScanningClient()
    conducting.note(session=held.session, section="socle", words="Celle de l’autre.")
    mine = {"mots": "La mienne.", "avant": ""}
    assert client.post(held.url("note", "socle"), mine, headers={"HX-Request": "true"}).status_code == 422
    refused = client.post(held.url("note", "socle"), mine)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "a changé sur un autre appareil" in page and "La mienne." in page and "Celle de l’autre." in page
    assert read_words(held.now.notes) == {"socle": "Celle de l’autre."}
    both = {"mots": "Celle de l’autre. La mienne.", "avant": "Celle de l’autre."}
    assert client.post(held.url("note", "socle"), both).status_code == 303
    # The same words twice are no quarrel.
    conducting.note(session=held.session, section="socle", words=both["mots"], before="")
    with pytest.raises(RefusedError):
        conducting.note(session=held.session, section="socle", words="", before="")


def test_one_main_button_says_what_comes_next(held: Held) -> None:
    client = ScanningClient()

    def main() -> list[str]:
        import re

        page = client.get(held.url("host")).content.decode()
        found = re.findall(r'class="button button-main"[^>]*>([^<]+)<', page)
        return [one.strip() for one in found]

    assert main() == ["Ouvrir la question"]
    phones = [held.phone() for _ in range(5)]
    put = held.put("mots")
    assert main() == ["Fermer la question"]
    for one in phones:
        one.says(put, **RATED)
    held.close(put)
    assert main() == ["Montrer à la salle"]
    held.close(held.put("mots"), show=False)
    # Nobody answered: there is nothing to show.
    assert hosting.is_done(hosting.choices(held.room))
    conducting.go(session=held.session, seen=0, to=4)
    assert main() == ["Écrire une décision à faire voter", "Terminer la séance"]


@pytest.mark.parametrize(
    ("seconds", "room", "host"),
    [
        (725, "12:05", "Il reste 12:05"),
        (120, "Encore 2:00", "Il reste 2:00\u00a0: concluez"),
        (0, "Encore 0:00", "Il reste 0:00\u00a0: concluez"),
        (-65, "C’est l’heure", "Temps dépassé de 1:05"),
    ],
)
def test_the_end_of_a_step_is_said_in_words(seconds: int, room: str, host: str) -> None:
    assert (time_for_room(seconds), time_for_host(seconds)) == (room, host)


def test_every_question_says_how_one_answers() -> None:
    told = {ask.kind: how(ask) for form in shipped().values() for _, ask in form.asks()}
    assert told["rate"].startswith("De 1, ") and ", à 4, " in told["rate"]
    assert told["points"] == "10\u00a0points à partager."
    assert told["vote"] == told["write"] == told["role"] == ""


def test_a_first_host_finds_the_guide_where_they_begin(held: Held) -> None:
    client = ScanningClient()
    guide = "/accompagner/animer-une-seance/"
    for page in ("/seance/animer/", held.url("host"), hold().url("host")):
        assert guide in client.get(page).content.decode()
    told = client.get(guide)
    assert told.status_code == 200 and "Imprimer ce guide" in told.content.decode()


def test_a_long_text_is_cut_after_a_sentence_and_nothing_of_it_is_lost() -> None:
    sentence = "La convention finit en juin et personne ne sait si elle sera reconduite."
    assert pieces("Court.") == ["Court."] and pieces("") == [""]
    told = pieces(" ".join([sentence] * 9))
    assert told == [" ".join([sentence] * 3)] * 3
    for text in ("mot " * 150, "a" * 900):
        cut = pieces(text.strip())
        assert all(0 < len(one) <= 280 for one in cut)
        assert "".join(cut).replace(" ", "") == text.replace(" ", "")
