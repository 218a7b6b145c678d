"""The host's page: where the room is, what it is asked, how many have answered; never who."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from equilibre.facilitation.following import LONGEST_WORD, STATES
from equilibre.facilitation.formats import SECTIONS
from trajectoires.facilitation.access import by_host
from trajectoires.facilitation.domain import conducting, rounds
from trajectoires.facilitation.domain.opening import Opened
from trajectoires.facilitation.domain.packing import read_words
from trajectoires.facilitation.domain.queries import hosting
from trajectoires.facilitation.domain.queries.following import followed
from trajectoires.facilitation.domain.queries.room import place_of, room_of
from trajectoires.facilitation.domain.refusals import RefusedError
from trajectoires.facilitation.interfaces.answers import identifier, whole
from trajectoires.facilitation.interfaces.forms import NoteForm, written_before
from trajectoires.facilitation.views.common import (
    METHODS,
    REFUSED,
    UNCHANGED,
    join_url,
    screen_link,
    see,
    spaced,
)
from trajectoires.ui.qr import qr_code


@dataclass(frozen=True)
class Refusal:
    """What was refused, where, and what had been typed there."""

    why: str = ""
    place: str = ""
    """``place_of`` a question, or « » for the step."""
    typed: str = ""


@require_safe
@by_host
def host(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The whole page."""
    return _page(request, opened, Refusal())


@require_http_methods(METHODS)
@by_host
def conduct(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Begin, move, prolong, open, close, show: one verb, then the page again."""
    if request.method != "POST":
        return see("host", opened.link)
    post, session = request.POST, opened.session
    action, place = post.get("action", ""), _place(request, opened)
    try:
        if action == "commencer":
            conducting.begin(session=session)
        elif action == "etape":
            seen, to = whole(post.get("vue", "")), whole(post.get("vers", ""))
            if isinstance(seen, int) and isinstance(to, int):
                conducting.go(session=session, seen=seen, to=to)
        elif action == "prolonger":
            conducting.prolong(session=session, seen=post.get("debut", ""))
        elif action == "ouvrir":
            lines = post.get("propositions", "").splitlines()
            rounds.open_round(
                session=session,
                ask_key=post.get("question", ""),
                lines=lines,
                decision_key=post.get("decision", ""),
                manner=post.get("scrutin", ""),
            )
        elif action == "fermer":
            rounds.close_round(session=session, round_id=identifier(post.get("tour")))
        elif action in ("montrer", "cacher"):
            shown = action == "montrer"
            rounds.show(session=session, round_id=identifier(post.get("tour")), shown=shown)
        elif action == "papier":
            again = rounds.put_on_paper(session=session, round_id=identifier(post.get("tour")))
            return see("paper", opened.link, again.pk)
        elif action == "presents":
            conducting.count_room(session=session, typed=post.get("presents", ""))
    except RefusedError as error:
        refusal = Refusal(str(error), place, post.get("propositions", ""))
        return _page(request, opened, refusal, status=REFUSED)
    return see("host", opened.link, anchor=f"question-{place}" if place else "etape")


def _place(request: HttpRequest, opened: Opened) -> str:
    """Where the question that was pressed stands; « » for the step, and for what is not on the page."""
    ask, key = opened.form.ask(request.POST.get("question", "")), request.POST.get("decision", "")
    if ask is None or not ask.by_decision:
        return "" if ask is None else ask.key
    found = next((one for one in hosting.decisions(opened.session) if one.key == key), None)
    return "" if found is None else place_of(ask, found)


@require_http_methods(METHODS)
@by_host
def note(request: HttpRequest, opened: Opened, section: str) -> HttpResponse:
    """Write a note of a section of the minutes."""
    form = NoteForm(request.POST if request.method == "POST" else None)
    back = "minutes" if request.POST.get("retour") == "compte-rendu" else "host"
    why = ""
    if request.method == "POST" and form.is_valid():
        words, before = form.cleaned_data["mots"], written_before(request.POST)
        try:
            conducting.note(session=opened.session, section=section, words=words, before=before)
        except RefusedError as error:
            why = str(error)
            opened.session.refresh_from_db()
        else:
            # Kept while one writes: the page stays as it is.
            if request.htmx:
                return HttpResponse(status=UNCHANGED)
            return see(back, opened.link, anchor=f"note-{section}")
    stored = read_words(opened.session.notes).get(section, "")
    if request.method != "POST":
        form = NoteForm(initial={"mots": stored})
    context = {
        "link": opened.link,
        "form": form,
        "why": why,
        "title": SECTIONS.get(section, ""),
        "back": back,
        "stored": stored,
        "conflict": why == conducting.NOTE_CHANGED,
    }
    status = REFUSED if request.method == "POST" else 200
    return render(request, "facilitation/note.html", context, status=status)


@require_safe
@by_host
def live(request: HttpRequest, opened: Opened) -> HttpResponse:
    """How many, for the host's page: nothing while nothing moved."""
    context = _live(opened)
    if request.GET.get("vu") == context["seen"]:
        return HttpResponse(status=UNCHANGED)
    page = request.GET.get("page", "")
    context |= {"link": opened.link, "page": page, "moved": page != str(opened.session.revision)}
    return render(request, "facilitation/_host_live.html", context)


def _live(opened: Opened) -> dict[str, Any]:
    room = room_of(opened.session, opened.form)
    counted = hosting.counted(room)
    seen = f"{opened.session.revision}-{counted.people}-{counted.guests}-{counted.answered}"
    return {"room": room, "counted": counted, "seen": seen}


def _page(request: HttpRequest, opened: Opened, refusal: Refusal, *, status: int = 200) -> HttpResponse:
    session = opened.session
    context = _live(opened)
    room = context["room"]
    url = join_url(request, opened)
    notes = read_words(session.notes)
    choices = hosting.choices(room)
    # Refused, and no longer here: the step moved meanwhile, or the decision was removed.
    astray = refusal.why and refusal.place not in {one.place for one in choices}
    context |= {
        "link": opened.link,
        "session": session,
        "page": session.revision,
        "moved": False,
        "form": room.form,
        "choices": choices,
        "decisions": hosting.decisions(session) if room.waiting else (),
        "step_done": hosting.is_done(choices),
        "left": hosting.left(room, now=timezone.now()),
        "previous": session.step - 1,
        "next": session.step + 1,
        "is_last": session.step + 1 >= len(room.form.steps),
        "code": spaced(session.code),
        "join_url": url,
        "qr": qr_code(url, label="Code à photographier pour entrer dans la séance") if url else "",
        "screen_url": request.build_absolute_uri(reverse("facilitation:screen", args=[screen_link(opened)])),
        "own_url": request.build_absolute_uri(reverse("facilitation:host", args=[opened.link])),
        "sections": [(key, SECTIONS[key], notes.get(key, "")) for key in room.step.sections],
        "followed": followed(session) if room.step.shows == "suites" else (),
        "states": STATES.items(),
        "longest_word": LONGEST_WORD,
        "decides": any(ask.source == "decisions" or ask.by_decision for ask in room.step.asks),
        "refusal": refusal,
        "astray": astray,
    }
    return render(request, "facilitation/host.html", context, status=status)
