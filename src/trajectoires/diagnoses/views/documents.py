"""« Emporter »: the diagnosis as a PDF to print, as slides and as a workbook to edit."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from equilibre.diagnosis.signals import signals
from equilibre.documents.diagnosis_pdf import diagnosis_pdf
from equilibre.documents.diagnosis_pptx import diagnosis_pptx
from equilibre.documents.diagnosis_xlsx import diagnosis_xlsx
from trajectoires.diagnoses import access
from trajectoires.diagnoses.domain.queries.gathering import differences
from trajectoires.diagnoses.links import Link

OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS: dict[str, tuple[str, Callable[..., bytes]]] = {
    "pdf": ("application/pdf", diagnosis_pdf),
    "pptx": (f"{OFFICE}.presentationml.presentation", diagnosis_pptx),
    "xlsx": (f"{OFFICE}.spreadsheetml.sheet", diagnosis_xlsx),
}


@require_safe
def document(request: HttpRequest, link: Link, kind: str) -> HttpResponse:
    """The result as it is now. No private link in it: a document is passed around."""
    opened = access.readable_diagnosis(link)
    if kind not in KINDS:
        raise Http404
    content_type, make = KINDS[kind]
    day = localdate(opened.revision.made_at)
    # The slides and the workbook have no room for a nuance.
    told = {"signals": signals(opened.saved.situation.criteria)} if kind == "pdf" else {}
    body = make(
        opened.result,
        opened.questionnaire,
        on=day,
        address=f"{settings.SITE_ADDRESS}/diagnostic/",
        spread=differences(opened),
        **told,
    )
    response = HttpResponse(body, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{day:%Y-%m}-diagnostic.{kind}"'
    return response
