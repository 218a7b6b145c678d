"""A drawing at its own address: the picture, what it says, and the same as a table."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trajectoires.qualification import access
from trajectoires.qualification.domain.queries.drawings import NAMES
from trajectoires.qualification.domain.queries.drawn import memory
from trajectoires.qualification.links import Link
from trajectoires.qualification.views.common import result_url

ANCHORS = {"flux": "flux", "structure": "flux", "tresorerie": "finances"}


@require_safe
def drawing(request: HttpRequest, link: Link, index: int, name: str) -> HttpResponse:
    """GET …/dessin/<index>/<name>/: page or fragment, so that the result page stays light."""
    opened = access.readable_model(link)
    if index >= len(opened.inputs.exercices) or name not in NAMES:
        raise Http404
    model = opened.model_at(index)
    drawn = memory.drawings(opened.identity, model=model, index=index, variant="page")
    picture = getattr(drawn, NAMES[name])
    if picture is None:
        raise Http404
    context = {
        "link": link,
        "index": index,
        "exercice": model.exercices[index],
        "drawing": picture,
        "back": result_url(link, index=index, anchor=ANCHORS.get(name, "barycentre")),
    }
    return render(request, "qualification/drawing.html", context)
