"""« Votre pitch »: beginnings that follow the trajectory, figures, several people, a reader, the paper."""

from __future__ import annotations

import datetime as dt
import html as markup
import io
import re

import msgspec
import pypdf
import pytest
from django.test import Client

from equilibre.reference.pitch import frame
from equilibre.trajectory.hypotheses import Month
from equilibre.trajectory.pitch import Heard, Pitch, SaidPart
from harness.client import ScanningClient
from harness.trajectories import Opened, open_trajectory
from trajectoires.trajectories.domain import starting, storage
from trajectoires.trajectories.domain.editing import put
from trajectoires.trajectories.domain.queries.papers_pitch import PITCH
from trajectoires.trajectories.domain.queries.pitch import read_pitch
from trajectoires.trajectories.domain.saved import from_json, to_json
from trajectoires.trajectories.enums import Change
from trajectoires.trajectories.interfaces.forms_pitch import PitchForm

replace = msgspec.structs.replace
TODAY = dt.date(2026, 11, 27)
NEEDS = "Ici, … (qui ?) ont besoin de … (quoi ?).".replace(" ?", "\u202f?")


@pytest.fixture
def opened(db: None) -> Opened:
    """The fictitious association, before anybody wrote its pitch."""
    return open_trajectory(replace(starting.example(), pitch=Pitch()))


def shown(page: str) -> dict[str, str]:
    """What a browser sends back when nothing is touched."""
    found = {
        name: markup.unescape(value or "")
        for name, value in re.findall(
            r'<input type="hidden" name="(initial-[^"]+)"(?: value="([^"]*)")?', page
        )
    }
    for name, text in re.findall(r'<textarea name="([^"]+)"[^>]*>\n?(.*?)</textarea>', page, re.DOTALL):
        found[name] = markup.unescape(text)
    for name, value in found.copy().items():
        field = name.removeprefix("initial-")
        found.setdefault(field, value)
    return found


def test_a_page_that_is_saved_untouched_writes_nothing(client: ScanningClient, opened: Opened) -> None:
    page = client.get(opened.url("pitch")).content.decode()
    assert page.count("Début proposé") == 7
    assert "Personne n’a encore choisi" in page
    before = opened.saved
    answer = client.post(opened.url("pitch"), shown(page))
    assert answer.status_code == 303 and answer.url.endswith("/pitch/?enregistre=1")
    assert opened.saved == before
    assert "Votre pitch est enregistré." in client.get(answer.url).page.text


def test_what_nobody_wrote_follows_the_trajectory(client: ScanningClient, opened: Opened) -> None:
    page = client.get(opened.url("pitch"))
    assert "92\u00a0% des charges de 2026" in page.page.text
    action = next(one for one in opened.saved.plan.actions if one.key == "mecenat")
    storage.revise(
        trajectory=opened.trajectory,
        change=Change.ACTION,
        edit=lambda saved: put(saved, "action", replace(action, label="Appeler dix mécènes")),
    )
    assert "nous commençons\u00a0: Appeler dix mécènes." in client.get(opened.url("pitch")).page.text
    # Somebody whose page was open meanwhile may save it: they wrote none of it.
    assert client.post(opened.url("pitch"), shown(page.content.decode())).status_code == 303
    assert opened.saved.pitch == Pitch()


def test_words_figures_hearer_and_answers_are_kept(client: ScanningClient, opened: Opened) -> None:
    said = shown(client.get(opened.url("pitch")).content.decode()) | {
        "devant": "banque",
        "dit_demande": "Prêtez-nous 3 000 € et 48 % de plus.",
        "chiffre_1": "mois",
        "chiffre_2": "",
        "chiffre_3": "resultat",
        "entendu_metier": "oui",
        "entendu_demande": "non",
    }
    assert client.post(opened.url("pitch"), said).status_code == 303
    assert opened.saved.pitch == Pitch(
        hearer="banque",
        said=(SaidPart(code="demande", text="Prêtez-nous 3 000 € et 48 % de plus."),),
        figures=("mois", "resultat"),
        heard=(Heard(code="metier", yes=True), Heard(code="demande", yes=False)),
    )
    assert from_json(to_json(opened.saved)) == opened.saved
    page = client.get(opened.url("pitch"))
    text = page.page.text
    assert "Devant une banque" in text and "elle lit la trésorerie avant le résultat" in text
    assert "7\u00a0mots, environ 4\u00a0s sur 15\u00a0s." in text
    assert "À vérifier, votre trajectoire ne donne pas\u00a0: 3 000 €\u202f; 48 %." in text
    assert text.count("Début proposé") == 6
    # Emptied, a part is proposed again; an answer may be taken back.
    said = shown(page.content.decode()) | {
        "dit_demande": "  ",
        "entendu_demande": "",
        "entendu_metier": "oui",
    }
    assert client.post(opened.url("pitch"), said).status_code == 303
    assert opened.saved.pitch.said == () and opened.saved.pitch.heard == (Heard(code="metier", yes=True),)
    assert client.post(opened.url("undo")).status_code == 303
    assert opened.saved.pitch.text("demande").startswith("Prêtez-nous")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"chiffre_1": "mois", "chiffre_2": "mois"}, "Ce chiffre est déjà choisi."),
        ({"chiffre_1": "inconnu"}, "Choisissez une des réponses proposées."),
        ({"devant": "voisin"}, "Choisissez une des réponses proposées."),
        ({"dit_demande": "x" * 361}, "Écrivez 360 caractères au plus\u00a0: ce temps dure 15\u00a0secondes."),
    ],
)
def test_what_is_wrong_is_told_at_its_place_and_nothing_is_lost(
    client: ScanningClient, opened: Opened, typed: dict[str, str], told: str
) -> None:
    said = shown(client.get(opened.url("pitch")).content.decode()) | {"dit_besoin": "Un mot à moi."} | typed
    answer = client.post(opened.url("pitch"), said)
    assert answer.status_code == 422
    assert told in answer.page.text and "Un mot à moi." in answer.page.text
    assert opened.saved.pitch == Pitch()


def test_two_people_at_once_lose_nothing(client: ScanningClient, opened: Opened) -> None:
    first = shown(client.get(opened.url("pitch")).content.decode())
    assert client.post(opened.url("pitch"), first | {"dit_besoin": "Le mien."}).status_code == 303
    other = first | {"dit_activites": "Les miennes.", "chiffre_3": "mois"}
    assert client.post(opened.url("pitch"), other).status_code == 303
    assert opened.saved.pitch.text("besoin") == "Le mien."
    assert opened.saved.pitch.text("activites") == "Les miennes."
    answer = client.post(opened.url("pitch"), first | {"dit_besoin": "Un autre."})
    assert answer.status_code == 422
    assert "Quelqu’un a changé ce champ" in answer.page.text and "Le mien." in answer.page.text
    assert opened.saved.pitch.text("besoin") == "Le mien."
    again = shown(answer.content.decode()) | {"dit_besoin": "Un autre."}
    assert client.post(opened.url("pitch"), again).status_code == 303
    assert opened.saved.pitch.text("besoin") == "Un autre."


def test_a_reader_reads_and_rehearses_and_changes_nothing(client: ScanningClient, db: None) -> None:
    opened = open_trajectory()
    address = f"/trajectoire/{opened.share()}/pitch/"
    page = client.get(address)
    text, html = page.page.text, page.content.decode()
    assert "l’adulte venu réparer son grille-pain" in text and "De 2:45 à 3:00" in text
    assert "<textarea" not in html and "Enregistrer" not in text
    before = opened.saved
    assert client.post(address, {"dit_besoin": "Autre chose."}).status_code == 404
    assert opened.saved == before


def test_the_times_are_there_without_a_script(client: ScanningClient, opened: Opened) -> None:
    html = client.get(opened.url("pitch")).content.decode()
    # The clock and its buttons are shown by the module alone.
    assert re.search(r'<div class="pitch-clock[^>]* hidden>', html)
    assert [html.count(f"De {begin} à {end}") for begin, end in (("0:00", "0:30"), ("2:45", "3:00"))] == [
        1,
        1,
    ]


def test_every_number_of_the_example_is_one_of_its_figures() -> None:
    saved = starting.example()
    read = read_pitch(saved, today=TODAY)
    assert [one.unknown for one in read.parts] == [()] * 7
    assert len(read.chosen) == 3 and read.gone == 0 and read.unwritten == 1
    said = " ".join(one.text for one in read.parts)
    assert all(one.words in said for one in read.chosen)
    assert all(not one.over for one in read.parts)


def test_a_figure_that_cannot_be_computed_any_more_is_told(client: ScanningClient, db: None) -> None:
    saved = starting.example()
    opened = open_trajectory(replace(saved, alliances=()))
    page = client.get(opened.url("pitch"))
    assert "1\u00a0chiffre choisi ne peut plus être calculé" in page.page.text
    # Saving keeps the others, and the one that may come back.
    assert client.post(opened.url("pitch"), shown(page.content.decode())).status_code == 303
    assert opened.saved.pitch.figures == ("equipe", "couvert", "alliances")


def test_it_can_be_written_before_anything_is_computed(client: ScanningClient, db: None) -> None:
    opened = open_trajectory(starting.by_steps(first_month=Month(2027, 1)))
    page = client.get(opened.url("pitch"))
    assert page.status_code == 200 and NEEDS in page.page.text
    assert "Avant de calculer" in page.page.text and "Télécharger la page" not in page.page.text
    said = shown(page.content.decode()) | {"dit_besoin": "Un besoin."}
    assert client.post(opened.url("pitch"), said).status_code == 303
    assert opened.saved.pitch.text("besoin") == "Un besoin."


def test_a_beginning_always_holds_in_its_field(opened: Opened) -> None:
    long = "Nous voulons un mot très long " * 40
    saved = opened.saved
    assert saved.model is not None
    told = replace(saved, model=replace(saved.model, vocation=long, missions=long, ambition=long))
    read = read_pitch(told, today=TODAY)
    assert all(len(one.text) <= one.part.longest for one in read.parts)
    assert read.parts[0].text.endswith(" …")
    assert PitchForm(None, shown=read).initial["dit_besoin"] == read.parts[0].text


def test_the_paper_says_what_is_missing_and_follows_the_scenario(client: Client, db: None) -> None:
    opened = open_trajectory(replace(starting.example(), pitch=Pitch(figures=("resultat",))))
    page = client.get(opened.url("takeaway")).content.decode()
    assert "7\u00a0temps ne sont encore que proposés." in page and f'href="{opened.url("pitch")}"' in page

    def printed(key: str) -> str:
        data = client.get(opened.url("file", PITCH.name, "pdf") + f"?scenario={key}").content
        (only,) = pypdf.PdfReader(io.BytesIO(data)).pages
        return " ".join(only.extract_text().replace("\u00a0", " ").replace("\u202f", " ").split())

    assert "scénario « Formations et mécénat »" in printed("choisi")
    assert "scénario « Au fil de l’eau »" in printed("fil")
    assert printed("fil").count("Début proposé") == len(frame().part)


def test_help_goes_before_the_pitch_when_cash_is_short(client: Client, db: None) -> None:
    saved = starting.example()
    poor = open_trajectory(replace(saved, plan=replace(saved.plan, opening_cash=100_000)))
    rich = open_trajectory(replace(saved, plan=replace(saved.plan, opening_cash=100_000_000)))
    for opened, short in ((poor, True), (rich, False)):
        page = client.get(opened.url("pitch")).content.decode()
        assert ("Votre trésorerie passe d’abord" in page.split("<h1>")[0]) == short
        data = client.get(opened.url("file", PITCH.name, "pdf")).content
        (only,) = pypdf.PdfReader(io.BytesIO(data)).pages
        assert ("À appeler avant tout scénario" in only.extract_text().replace("\n", " ")) == short
