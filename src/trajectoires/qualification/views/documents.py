"""« Emporter »: the board's PDF, the workbook, the passation file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from equilibre.documents.board_pdf import board_pdf
from equilibre.documents.passation import write_passation
from equilibre.documents.workbook import workbook_xlsx
from equilibre.model.results import SocioEconomicModel
from trajectoires.qualification import access
from trajectoires.qualification.links import Link

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _download(content: bytes, *, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _name(model: SocioEconomicModel, what: str, extension: str) -> str:
    """« modele-les-voisins-2024.pdf »: ASCII, short, without anything a file system dislikes."""
    words = [what, slugify(model.organisation)[:40], slugify(model.last.label)]
    return "-".join(word for word in words if word) + f".{extension}"


@require_safe
def pdf(request: HttpRequest, link: Link) -> HttpResponse:
    """The document for the board. No link in it: a printed page is passed around."""
    model = access.readable_model(link).model
    content = board_pdf(model, today=timezone.localdate())
    return _download(content, kind="application/pdf", name=_name(model, "modele", "pdf"))


@require_safe
def xlsx(request: HttpRequest, link: Link) -> HttpResponse:
    """Every figure and its lineage."""
    model = access.readable_model(link).model
    content = workbook_xlsx(model, today=timezone.localdate())
    return _download(content, kind=XLSX, name=_name(model, "modele", "xlsx"))


@require_safe
def passation(request: HttpRequest, link: Link) -> HttpResponse:
    """Everything that was given, to be opened again later."""
    opened = access.private_model(link)
    content = write_passation(opened.inputs, opened.model, today=timezone.localdate())
    return _download(content, kind="application/json", name=_name(opened.model, "passation", "json"))
