"""A round of the quiz: start, question, answer, result. Everything is in the address; nothing is kept."""

from __future__ import annotations

import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from trajectoires.learning import enums
from trajectoires.learning.domain import rounds
from trajectoires.learning.domain.queries import bank, reading
from trajectoires.learning.domain.queries.bank import Game
from trajectoires.learning.interfaces import asked
from trajectoires.pages.facets import TOOLS

HOME = TOOLS["quiz"][1]
# A round's address says everything: a browser may keep its pages. They are too many, and each too rarely
# asked again, to be kept with the site's own pages.
KEPT = "public, max-age=300"
BEYOND = ("/se-former/parcours-decouverte/", "/se-former/fondamentaux/")
TRAIL = (
    {"address": "/comprendre/", "title": "Comprendre"},
    {"address": HOME, "title": "Testez vos connaissances"},
)


def quiz_context(request: HttpRequest) -> dict[str, Any]:
    """What the page that hosts the quiz shows: levels and themes, with what an address ticks."""
    scope = asked.scope_of(request.GET)
    levels, themes = bank.counts(bank.questions())
    return {
        "levels": [
            (code, label, enums.LEVEL_HINTS[code], levels[code], code in scope.levels)
            for code, label in enums.LEVELS.items()
        ],
        "themes": [(code, label, themes[code], code in scope.themes) for code, label in enums.THEMES.items()],
        "nothing": "vide" in request.GET,
    }


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """GET …/commencer/?niveau=…&theme=…: draw a seed and go to the first question."""
    scope = asked.scope_of(request.GET)
    drawn = rounds.Round(scope, secrets.randbelow(rounds.SEEDS))
    if bank.game(drawn) is None:
        return _leave(f"{HOME}?{asked.scope_query(scope)}&vide=1#jouer")
    return _leave(f"{reverse('learning:question')}?{asked.query_of(drawn)}#question")


@require_safe
def question(request: HttpRequest) -> HttpResponse:
    """GET …/question/?…: the question one is at."""
    game = _game(request)
    if game is None:
        return _leave(HOME)
    if game.is_over:
        return _leave(f"{reverse('learning:result')}?{asked.query_of(game.round)}")
    return _page(request, "learning/quiz_question.html", game, {"forgotten": False})


@require_safe
def answer(request: HttpRequest) -> HttpResponse:
    """GET …/reponse/?…&c=2: what to know, right or not; the question again when nothing was chosen."""
    game = _game(request)
    mark = request.GET.get("c", "")
    if game is None or game.is_over:
        return _leave(HOME)
    if not asked.MARK.fullmatch(mark) or not bank.is_answer(game.question, mark):
        return _page(request, "learning/quiz_question.html", game, {"forgotten": True})
    answered, one = game.round.answered(mark), game.question
    over = len(answered.answers) == game.total
    ahead = reverse("learning:result" if over else "learning:question")
    context = {
        "mark": mark,
        "found": mark == str(one.right),
        "choices": [
            (text["text"], rank == one.right, str(rank) == mark) for rank, text in enumerate(one.choices)
        ],
        "source": bank.source_of(one),
        "reading": reading.readings([one.page]).get(one.page),
        "ahead": f"{ahead}?{asked.query_of(answered)}{'#bilan' if over else '#question'}",
        "over": over,
    }
    return _page(request, "learning/quiz_answer.html", game, context)


@require_safe
def result(request: HttpRequest) -> HttpResponse:
    """GET …/resultat/?…: what is known, what to read, and another round."""
    game = _game(request)
    if game is None:
        return _leave(HOME)
    if not game.is_over:
        return _leave(f"{reverse('learning:question')}?{asked.query_of(game.round)}")
    known, missed = rounds.found(game.questions, game.round.answers)
    sent = dict(rounds.to_read(missed)) or dict.fromkeys(BEYOND)
    pages = reading.readings(sent)
    context = {
        "known": known,
        "missed": missed,
        "to_read": [(page, sent[address]) for address, page in pages.items()],
        "again": f"{reverse('learning:question')}?{asked.query_of(game.round.next())}#question",
        "unseen": rounds.unseen_next(game.bank, game.round),
        "change": f"{HOME}?{asked.scope_query(game.round.scope)}#jouer",
    }
    return _page(request, "learning/quiz_result.html", game, context)


def _game(request: HttpRequest) -> Game | None:
    told = asked.round_of(request.GET)
    return bank.game(told) if told is not None else None


def _page(request: HttpRequest, template: str, game: Game, context: dict[str, Any]) -> HttpResponse:
    shared = {"game": game, "fields": asked.fields_of(game.round), "door": "comprendre", "trail": TRAIL}
    response = render(request, template, shared | {"quiz_home": HOME} | context)
    response.headers["Cache-Control"] = KEPT
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _leave(address: str) -> HttpResponse:
    response = HttpResponseRedirect(address)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
