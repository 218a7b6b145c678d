"""The quiz on its pages: a whole round by addresses alone, and whatever is typed in them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from harness.client import ScanningClient
from trajectoires.learning.domain.rounds import ROUND_SIZE
from trajectoires.learning.models import QuizQuestion
from trajectoires.learning.models.questions import ChoiceLines, check_choices

pytestmark = pytest.mark.django_db
HOME = "/comprendre/testez-vos-connaissances/"
START, QUESTION, ANSWER, RESULT = (
    f"{HOME}{name}/" for name in ("commencer", "question", "reponse", "resultat")
)
SHAME = re.compile(r"\b(?:faux|fausse|erreur|raté|mauvais|échec|nul|note)\b", re.IGNORECASE)


def make(key: str, **given: Any) -> QuizQuestion:
    """A question whose first answer is right."""
    values = {
        "level": 1,
        "theme": "modele",
        "question": f"Question {key}\u00a0?",
        "choices": [{"text": "Oui", "right": True}, {"text": "Non", "right": False}],
        "explanation": f"Explication {key}.",
        "source_key": "plateforme",
        "page": "/comprendre/kezako/",
    }
    return QuizQuestion.objects.create(key=key, **(values | given))


@pytest.fixture
def twelve() -> None:
    """A bank of twelve questions."""
    QuizQuestion.objects.all().delete()
    for rank in range(12):
        make(f"q{rank}")


def play(client: ScanningClient, address: str, mark: str) -> str:
    """Answer every question with the same mark; the address of the result."""
    for _ in range(ROUND_SIZE):
        page = client.get(address)
        assert page.status_code == 200
        query = address.partition("?")[2].partition("#")[0]
        answer = client.get(f"{ANSWER}?{query}&c={mark}")
        assert answer.status_code == 200
        address = next(href for href in answer.page.hrefs if "r=" in href)
    return address


def test_the_page_shows_levels_and_themes_with_their_counts(client: ScanningClient) -> None:
    page = client.get(f"{HOME}?niveau=2&theme=comptes").page
    levels = [one.attributes["value"] for one in page.fields if one.attributes.get("name") == "niveau"]
    assert levels == ["1", "2", "3"]
    ticked = {field.attributes["value"] for field in page.fields if "checked" in field.attributes}
    assert ticked == {"2", "comptes"}
    assert page.posts == 0
    assert QuizQuestion.objects.count() >= 90


def test_a_round_starts_with_a_seed_that_changes(client: ScanningClient) -> None:
    first, second = (client.get(f"{START}?niveau=1&theme=financement&theme=comptes") for _ in range(2))
    assert first.status_code == 302
    assert first.headers["Location"].startswith(f"{QUESTION}?n=1&t=fc&g=")
    assert first.headers["Location"] != second.headers["Location"]
    assert first.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(("mark", "said"), [("0", "10 bonnes réponses sur 10"), ("x", "10 questions")])
def test_a_whole_round(client: ScanningClient, twelve: None, mark: str, said: str) -> None:
    address = play(client, f"{QUESTION}?g=k3", mark)
    assert address.startswith(f"{RESULT}?g=k3&r={mark * 10}")
    page = client.get(address).page
    assert said in page.headings[0]
    assert not SHAME.search(page.text)
    again = next(href for href in page.hrefs if href.startswith(QUESTION))
    assert again == f"{QUESTION}?g=k3&p=1#question"
    assert "2\u00a0questions nouvelles" in page.text
    assert any(href == "/comprendre/kezako/" for href in page.hrefs) == (mark == "x")
    assert "/se-former/parcours-decouverte/" in page.hrefs or mark == "x"


def test_every_answer_teaches(client: ScanningClient, twelve: None) -> None:
    for mark in "01x":
        text = client.get(f"{ANSWER}?g=k3&c={mark}").page.text
        assert "Explication q" in text and "Convention" in text
        assert ("Oui, c’est cela." in text) == (mark == "0")
        assert ("La bonne réponse\u00a0: Oui" in text) == (mark != "0")


def test_progress_is_told_and_reloading_changes_nothing(client: ScanningClient, twelve: None) -> None:
    address = f"{QUESTION}?g=k3&r=0x"
    first, second = client.get(address), client.get(address)
    assert first.page.headings == ["Question 3 sur 10"]
    assert first.content == second.content
    assert not first.cookies
    assert (
        first.headers["X-Robots-Tag"] == "noindex"
        and '<meta name="robots" content="noindex">' in first.content.decode()
    )
    assert "max-age" in first.headers["Cache-Control"]


def test_no_answer_asks_again_and_says_so(client: ScanningClient, twelve: None) -> None:
    for query in ("g=k3", "g=k3&c=", "g=k3&c=4", "g=k3&c=<b>", "g=k3&c=%00"):
        page = client.get(f"{ANSWER}?{query}").page
        assert page.headings == ["Question 1 sur 10"]
        assert "Choisissez une réponse" in page.text


@pytest.mark.parametrize("path", [QUESTION, ANSWER, RESULT])
@pytest.mark.parametrize(
    "query",
    [
        "", "g=zzzzz", "g=k3&r=0000000000000", "g=k3&r=4", "g=k3&n=9", "g=k3&t=!", "g=k3&p=1000", "g[]=1",
        "%00",
        "g=k3&r=%F0%9F%98%80", "g=k3&n=3", "&".join(["g=1"] * 300), "g=" + "9" * 3000,
    ],
)  # fmt: skip
def test_a_hostile_address_goes_back_to_the_start(
    client: ScanningClient, twelve: None, path: str, query: str
) -> None:
    answer = client.get(f"{path}?{query}&c=0")
    if query.startswith("g=1&g=1"):
        assert answer.status_code in (200, 302)
    else:
        assert (answer.status_code, answer.headers["Location"]) == (302, HOME)


def test_a_round_that_is_over_or_not_yet_goes_where_it_belongs(client: ScanningClient, twelve: None) -> None:
    assert client.get(f"{QUESTION}?g=k3&r={'0' * 10}").headers["Location"].startswith(RESULT)
    assert client.get(f"{ANSWER}?g=k3&r={'0' * 10}&c=0").headers["Location"] == HOME
    assert client.get(f"{RESULT}?g=k3&r=0").headers["Location"].startswith(QUESTION)


def test_a_choice_without_a_question_says_so(client: ScanningClient, twelve: None) -> None:
    answer = client.get(f"{START}?niveau=3", follow=True)
    assert answer.request["PATH_INFO"] == HOME
    assert "Aucune question ne répond à ce choix" in answer.page.text
    assert "checked" in next(f for f in answer.page.fields if f.attributes.get("value") == "3").attributes


def test_unknown_boxes_are_ignored(client: ScanningClient, twelve: None) -> None:
    location = client.get(f"{START}?niveau=9&theme=<b>&niveau=%00").headers["Location"]
    assert re.fullmatch(rf"{QUESTION}\?g=[0-9a-z]{{1,4}}#question", location)


def test_a_page_that_is_not_published_is_not_recommended(client: ScanningClient) -> None:
    QuizQuestion.objects.all().delete()
    make("un", page="/comprendre/nulle-part/")
    make("deux", page="/aide-tresorerie/")
    make("trois", page="")
    page = client.get(f"{RESULT}?g=1&r=xxx").page
    assert "/comprendre/nulle-part/" not in page.hrefs
    assert "/aide-tresorerie/" in page.hrefs
    assert "Revoir ces questions" in page.text


def test_hostile_words_of_a_question_are_shown_as_words(client: ScanningClient) -> None:
    QuizQuestion.objects.all().delete()
    make("un", question="<script>alert(1)</script>", choices=[
        {"text": "<img src=x>", "right": True}, {"text": "</fieldset>", "right": False},
    ], explanation="<b>x</b>", source_key="nulle-part")  # fmt: skip
    for address in (f"{QUESTION}?g=1", f"{ANSWER}?g=1&c=1", f"{RESULT}?g=1&r=1"):
        html = client.get(address).content.decode()
        assert "<script>alert" not in html and "<img src=x" not in html and "<b>x</b>" not in html


@pytest.mark.parametrize("total", [1, 3])
def test_pages_cost_few_queries_whatever_the_bank(client: ScanningClient, total: int) -> None:
    QuizQuestion.objects.all().delete()
    for rank in range(total):
        make(f"q{rank}")
    for address, expected in (
        (f"{QUESTION}?g=1", 1),
        (f"{ANSWER}?g=1&c=0", 3),
        (f"{RESULT}?g=1&r={'x' * total}", 2),
        (f"{START}", 1),
    ):
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        assert len(queries) == expected, address


def test_an_editor_types_answers_as_lines() -> None:
    lines = ChoiceLines(validators=[check_choices])
    stored = [{"text": "Oui", "right": False}, {"text": "Non", "right": True}]
    assert lines.prepare_value(stored) == "Oui\n* Non"
    assert lines.clean("Oui\r\n\r\n*  Non ") == stored
    assert not lines.has_changed(stored, "Oui\n* Non")
    for wrong in ("", "Oui", "Oui\nNon", "* Oui\n* Non", "* a\nb\nc\nd\ne\nf", "*\nNon"):
        with pytest.raises(ValidationError):
            lines.clean(wrong)


def test_a_question_is_edited_in_the_editor(admin_client: Any) -> None:
    row = QuizQuestion.objects.get(key="fi-cotisations")
    address = f"/gestion/snippets/learning/quizquestion/edit/{row.pk}/"
    form = admin_client.get(address).context["form"]
    values = {name: form[name].value() for name in form.fields} | {"choices": "* Aucune\nLes soutiens"}
    answer = admin_client.post(address, values)
    assert answer.status_code == 302
    row.refresh_from_db()
    assert (row.right_text, len(row.choices)) == ("Aucune", 2)
