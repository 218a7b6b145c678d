"""« Définir mon besoin »: every path ends on a result; an address holds all of it."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from harness.client import ScanningClient
from trajectoires.learning.domain import need
from trajectoires.learning.domain.queries.reading import readings
from trajectoires.learning.domain.queries.shipped_guide import guide
from trajectoires.pages.content.markdown_files import read_data
from trajectoires.pages.content.markdown_text import typeset
from trajectoires.pages.facets import TOOLS

PAGE = "/agir/definir-mon-besoin/"
SHIPPED = guide(settings.CONTENT_DIR)
TOLD: dict[str, Any] = {
    "questions": [
        {"key": "a", "question": "A ?", "choices": [
            {"key": "un", "label": "Un", "next": "b"}, {"key": "deux", "label": "Deux", "next": None}]},
        {"key": "b", "question": "B ?", "help": "Une aide.", "choices": [
            {"key": "oui", "label": "Oui", "next": None}]},
    ],
    "results": [
        {"key": "r1", "when": {"b": ["oui"]}, "title": "R1", "why": "w", "first_half_hour": "f",
         "pages": ["/a/"], "tool": "quiz"},
        {"key": "r2", "when": {}, "title": "R2", "why": "w", "first_half_hour": "f", "pages": [],
         "tool": None},
    ],
}  # fmt: skip


def random_guide() -> st.SearchStrategy[dict[str, Any]]:
    """Guides whose questions only lead to later ones, with a result for everybody at the end."""

    @st.composite
    def build(draw: st.DrawFn) -> dict[str, Any]:
        keys = [f"q{rank}" for rank in range(draw(st.integers(1, 5)))]
        questions = []
        for rank, key in enumerate(keys):
            following = st.sampled_from([None, *keys[rank + 1 :]])
            choices = [
                {"key": f"c{n}", "label": "x", "next": draw(following)}
                for n in range(draw(st.integers(1, 4)))
            ]
            questions.append({"key": key, "question": "?", "choices": choices})
        result = {"key": "fin", "when": {}, "title": "t", "why": "w", "first_half_hour": "f", "pages": []}
        return {"questions": questions, "results": [result]}

    return build()


@given(
    random_guide(),
    st.dictionaries(st.sampled_from([f"q{n}" for n in range(6)]), st.text("c0123", max_size=2)),
)
def test_any_answers_lead_to_a_question_or_a_result(told: dict[str, Any], given_: dict[str, str]) -> None:
    walked = need.walk(need.guide_of(told), given_)
    assert (walked.question is None) != (walked.result is None)
    assert len(walked.steps) <= need.QUESTIONS_MAX
    assert need.walk(need.guide_of(told), walked.given) == walked


@given(random_guide())
def test_every_path_ends_on_a_result(told: dict[str, Any]) -> None:
    made = need.guide_of(told)
    for path in need.paths(made):
        walked = need.walk(made, path)
        assert walked.result is not None and walked.given == path


def test_every_shipped_path_ends_on_a_result_within_five_questions() -> None:
    paths = list(need.paths(SHIPPED))
    assert len(paths) > 50
    assert need.longest(SHIPPED) <= need.QUESTIONS_MAX
    for path in paths:
        assert need.walk(SHIPPED, path).result is not None


def test_under_one_month_of_cash_help_comes_first_on_every_path() -> None:
    urgent = [p for p in need.paths(SHIPPED) if p.get("tresorerie") == "moins-d-un-mois"]
    assert urgent
    for path in urgent:
        result = need.walk(SHIPPED, path).result
        assert (
            result is not None and result.tool == "aide-tresorerie" and result.pages[0] == "/aide-tresorerie/"
        )


@pytest.mark.django_db
def test_every_shipped_result_leads_to_pages_that_exist() -> None:
    for result in SHIPPED.results:
        assert not result.tool or result.tool in TOOLS, result.key
        assert list(readings(result.pages)) == list(result.pages), result.key


def broken(change: Any) -> dict[str, Any]:
    """The small guide, changed."""
    told = copy.deepcopy(TOLD)
    change(told)
    return told


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda t: t["questions"][0]["choices"][0].update(next="z"), "next inconnu"),
        (lambda t: t["questions"][1]["choices"][0].update(next="a"), "tournent en rond"),
        (lambda t: t["questions"][0]["choices"][1].update(key="un"), "clés différentes"),
        (lambda t: t["results"][0].update(when={"b": ["non"]}), "condition inconnue"),
        (lambda t: t["results"][0].update(when={"z": ["oui"]}), "condition inconnue"),
        (lambda t: t["results"].pop(), "aucun résultat"),
        (lambda t: t["results"].insert(0, {**t["results"][1], "key": "r0"}), "rien n’atteint"),
        (lambda t: t.pop("results"), "manque"),
        (lambda t: t["questions"][0].pop("choices"), "manque"),
        (lambda t: t.update(questions=[]), "il faut des questions"),
    ],
)
def test_a_guide_that_leads_nowhere_is_refused(change: Any, said: str) -> None:
    need.guide_of(TOLD)
    with pytest.raises(need.NeedError, match=said):
        need.guide_of(broken(change))


def test_a_guide_of_six_questions_is_refused() -> None:
    questions = [
        {
            "key": f"q{n}",
            "question": "?",
            "choices": [{"key": "c", "label": "x", "next": f"q{n + 1}" if n < 5 else None}],
        }
        for n in range(6)
    ]
    with pytest.raises(need.NeedError, match="plus de 5 questions"):
        need.guide_of({"questions": questions, "results": [TOLD["results"][1]]})


@pytest.mark.django_db
def test_a_walk_by_links_and_back(client: ScanningClient) -> None:
    first = client.get(PAGE)
    assert first.page.posts == 0 and not first.cookies
    link = next(href for href in first.page.hrefs if href.startswith("?profil=benevole"))
    second = client.get(PAGE + link.partition("#")[0]).page
    assert "Combien de mois de dépenses" in second.text
    assert f"{PAGE}#suite" in second.hrefs
    result = client.get(f"{PAGE}?profil=benevole&tresorerie=plus-de-trois&souhait=decrire").page
    assert "Recettes, dépenses, et une page" in result.text
    assert "La première demi-heure" in result.text
    assert "/saisir/tresorerie/" in result.hrefs and "/comprendre/trois-piliers/" in result.hrefs
    assert "?profil=benevole&tresorerie=plus-de-trois#suite" in result.hrefs
    assert "noindex" not in first.content.decode()


@pytest.mark.django_db
def test_urgency_shows_the_help_before_any_word(client: ScanningClient) -> None:
    html = client.get(f"{PAGE}?profil=employeuse&tresorerie=moins-d-un-mois").content.decode()
    # The sentence is the coordinators' to change: it is read where it is written.
    need = read_data(settings.CONTENT_DIR / "data" / "need.yaml")
    why = next(result["why"] for result in need["results"] if result["key"] == "urgence")
    first_words = typeset(why).partition(",")[0]
    assert html.index('href="/aide-tresorerie/"') < html.index(first_words)
    assert html.partition("<footer")[0].count('href="/aide-tresorerie/"') == 1
    assert '<meta name="robots" content="noindex">' in html


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    [
        "profil=<script>", "profil=%00", "profil[]=benevole", "x=" + "y" * 3000, "souhait=decrire",
        "tresorerie=moins-d-un-mois", "profil=benevole&profil=%FF", "profil=b%C3%A9n",
    ],
)  # fmt: skip
def test_a_hostile_address_asks_the_first_question(client: ScanningClient, query: str) -> None:
    page = client.get(f"{PAGE}?{query}").page
    assert "Qui êtes-vous" in page.text and "Changer cette réponse" not in page.text


@pytest.mark.django_db
def test_a_result_costs_one_query_more_than_its_page(client: ScanningClient) -> None:
    client.get("/")
    counted = []
    for query in ("?x=1", "?profil=employeuse&tresorerie=moins-d-un-mois"):
        with CaptureQueriesContext(connection) as queries:
            client.get(PAGE + query)
        counted.append(len(queries))
    assert counted[1] == counted[0] + 1
    assert counted[1] <= 12
