"""Answers on paper: the sheet to print, and the ballots counted by hand."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from trajectoires.facilitation.access import by_host
from trajectoires.facilitation.domain import rounds
from trajectoires.facilitation.domain.opening import Opened
from trajectoires.facilitation.domain.packing import read_tally
from trajectoires.facilitation.domain.queries import ballots as queries
from trajectoires.facilitation.domain.queries.room import room_of
from trajectoires.facilitation.domain.refusals import RefusedError
from trajectoires.facilitation.interfaces.paper import groups_of, names_of, paper_of
from trajectoires.facilitation.views.common import METHODS, REFUSED, join_url, see, spaced
from trajectoires.ui.qr import qr_code


@require_http_methods(METHODS)
@by_host
def paper(request: HttpRequest, opened: Opened, round_id: uuid.UUID) -> HttpResponse:
    """Type the totals of the ballots of one question; typed again, they replace."""
    put = next((one for one in room_of(opened.session, opened.form).puts if one.row.pk == round_id), None)
    if put is None:
        raise Http404
    why, post = "", request.POST if request.method == "POST" else None
    if post is not None:
        try:
            raw = paper_of(put.ask, put.options, post, by_name=put.by_name)
            rounds.count_paper(session=opened.session, round_id=round_id, raw=raw)
        except RefusedError as error:
            why = str(error)
        else:
            return see("host", opened.link, anchor=f"question-{put.place}")
    kept = read_tally(put.row.paper)
    first = {"bulletins": kept.answered, "abstentions": kept.abstained, "parler": kept.talk}
    typed = {key: post.get(key, "") if post else value or "" for key, value in first.items()}
    typed["textes"] = post.get("textes", "") if post else "\n".join(kept.texts)
    typed["noms"] = post.get("noms", "") if post else names_of(put.ask, put.options, put.roll)
    context = {
        "link": opened.link,
        "put": put,
        "groups": groups_of(put.ask, put.options, kept, post),
        "typed": typed,
        "why": why,
    }
    return render(request, "facilitation/paper.html", context, status=REFUSED if why else 200)


@require_safe
@by_host
def ballots(request: HttpRequest, opened: Opened) -> HttpResponse:
    """A sheet to print, one for each person without a phone."""
    url = join_url(request, opened)
    context = {
        "link": opened.link,
        "session": opened.session,
        "ballots": queries.ballots(opened.session, opened.form),
        "code": spaced(opened.session.code),
        "qr": qr_code(url, label="Code à photographier pour répondre sur un téléphone") if url else "",
        "join_url": url,
    }
    return render(request, "facilitation/ballots.html", context)
