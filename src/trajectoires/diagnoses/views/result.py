"""What the answers say."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from equilibre.diagnosis.signals import signals
from equilibre.diagnosis.voices import agenda_title, debate
from equilibre.drawings.drawing import Drawing
from equilibre.drawings.radar import radar
from trajectoires.diagnoses import access
from trajectoires.diagnoses.domain import storage
from trajectoires.diagnoses.domain.opening import Opened
from trajectoires.diagnoses.domain.queries.cash import cash_is_short
from trajectoires.diagnoses.domain.queries.comparing import compared
from trajectoires.diagnoses.domain.queries.following import assembly_ahead, following
from trajectoires.diagnoses.domain.queries.gathering import differences
from trajectoires.diagnoses.domain.queries.reading import answered
from trajectoires.diagnoses.links import Link
from trajectoires.diagnoses.views.common import METHODS, to_result


@require_safe
def result(request: HttpRequest, link: Link) -> HttpResponse:
    """Dimensions, strengths, fragilities, actions: by the key or by the read-only link."""
    opened = access.readable_diagnosis(link)
    return render(request, "diagnoses/result.html", _context(opened))


def _context(opened: Opened) -> dict[str, Any]:
    flash = opened.saved.length == "flash"
    rows = answered(opened)
    return {
        "link": opened.link,
        "editable": opened.link.can_edit,
        "flash": flash,
        "result": opened.result,
        "variant": opened.questionnaire.variants[opened.saved.variant],
        "diagnosis": opened.diagnosis,
        "made_at": opened.revision.made_at,
        "undo_label": opened.undo_label,
        "cash_first": cash_is_short(opened),
        # Field rule 24: eight answers are too few for a drawing.
        "radars": None if flash else _radars(opened),
        "compared": compared(opened),
        "answered": [row for row in rows if row.said],
        "silent": [row for row in rows if not row.said],
        "assembly": assembly_ahead(opened),
        "signals": signals(opened.saved.situation.criteria),
        "following": following(opened) if opened.link.can_edit else (),
        **_voices(opened),
    }


def _voices(opened: Opened) -> dict[str, Any]:
    """What several people who answered apart have to talk about, once their answers are gathered."""
    found = differences(opened)
    if found is None:
        return {"gathered": False, "agenda": (), "agenda_title": ""}
    points = [debate(opened.questionnaire, gap) for gap in found.agenda]
    return {"gathered": True, "agenda": points, "agenda_title": agenda_title(found)}


def _radars(opened: Opened) -> dict[str, Drawing]:
    """The drawing of a page, and its form for a phone."""
    levels = opened.questionnaire.levels
    return {
        "wide": radar(opened.result.dimensions, levels=levels),
        "narrow": radar(opened.result.dimensions, levels=levels, variant="phone", prefix="radar-t"),
    }


@require_http_methods(METHODS)
def undo(request: HttpRequest, link: Link) -> HttpResponse:
    """Drop the last save."""
    opened = access.diagnosis_to_edit(link)
    if request.method != "POST":
        return render(request, "diagnoses/undo.html", {"link": link, "label": opened.undo_label})
    storage.undo(diagnosis=opened.diagnosis)
    return to_result(link)
