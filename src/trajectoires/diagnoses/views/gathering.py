"""« Recueillir plusieurs avis »: the holder of the key invites, closes, erases."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from equilibre.diagnosis.voices import agenda_title
from trajectoires.diagnoses import access
from trajectoires.diagnoses.domain import voices
from trajectoires.diagnoses.domain.opening import Opened
from trajectoires.diagnoses.domain.queries import differing, gathering
from trajectoires.diagnoses.links import INVITATION, Link
from trajectoires.diagnoses.views.common import METHODS, REFUSED, see
from trajectoires.ui.qr import qr_code


@require_http_methods(METHODS)
def gather(request: HttpRequest, link: Link) -> HttpResponse:
    """How it works, the invitation, how many have begun and finished."""
    opened = access.diagnosis_to_edit(link)
    if request.method != "POST":
        return render(request, "diagnoses/gather.html", _context(request, opened))
    action = request.POST.get("action", "")
    if action in ("fermer", "remplacer"):
        voices.take_back(diagnosis=opened.diagnosis)
    if action in ("ouvrir", "remplacer"):
        try:
            voices.invite(diagnosis=opened.diagnosis, edit_token=link.token)
        except voices.GatheringClosedError:
            return see("gather", link)
    return see("gather", link, anchor="recueil")


def _context(request: HttpRequest, opened: Opened) -> dict[str, Any]:
    state = gathering.gathered(opened)
    address = reverse("diagnoses:invitation", args=[Link(INVITATION, state.token)]) if state.token else ""
    url = request.build_absolute_uri(address) if address else ""
    return {
        "link": opened.link,
        "state": state,
        "url": url,
        "qr": qr_code(url, label="Code à photographier pour ouvrir l’invitation") if url else "",
        "to_answer": gathering.to_answer(opened),
        "diagnosis": opened.diagnosis,
    }


@require_http_methods(METHODS)
def close(request: HttpRequest, link: Link) -> HttpResponse:
    """Confirm, having read that it is for good and whether it shows figures, then close."""
    opened = access.diagnosis_to_edit(link)
    status = 200
    if request.method == "POST":
        try:
            voices.close(opened=opened, figures=request.POST.get("chiffres") == "oui")
        except voices.CountMovedError:
            # A fifth person has finished, or withdrawn, since the page was shown: it is no longer true.
            status = REFUSED
        except voices.GatheringClosedError:
            return see("gather", link)
        else:
            return see("spread", link)
    state = gathering.gathered(opened)
    context = {"link": link, "state": state, "changed": status == REFUSED}
    return render(request, "diagnoses/gather_close.html", context, status=status)


@require_http_methods(METHODS)
def erase(request: HttpRequest, link: Link) -> HttpResponse:
    """Erase every voice: asked once, done at once."""
    opened = access.diagnosis_to_edit(link)
    if request.method != "POST":
        return render(request, "diagnoses/gather_erase.html", {"link": link})
    voices.erase(diagnosis=opened.diagnosis)
    return see("gather", link)


@require_safe
def spread(request: HttpRequest, link: Link) -> HttpResponse:
    """Where people differ: figures from five finished voices on, titles alone under, nothing while open."""
    opened = access.readable_diagnosis(link)
    found = gathering.differences(opened)
    context: dict[str, Any] = {"link": link, "editable": link.can_edit, "spread": found}
    context |= {"agenda": (), "others": (), "topics": ()}
    if found is not None:
        bank = opened.questionnaire
        others = [gap for gap in found.gaps if gap not in found.agenda]
        context |= {
            "agenda_title": agenda_title(found),
            "agenda": differing.points(bank, found.agenda),
            "others": differing.counted(others),
            "header": differing.header(bank),
            "topics": differing.topics(found.gaps),
        }
    return render(request, "diagnoses/spread.html", context)
