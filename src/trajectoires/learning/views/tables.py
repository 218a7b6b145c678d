"""Tables to fill, as workbooks."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from trajectoires.learning.documents.table import table_xlsx
from trajectoires.learning.domain.queries.fillables import fillable
from trajectoires.pages.domain import readership

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def table(request: HttpRequest, page: int, block: str) -> HttpResponse:
    """GET /documents-a-remplir/12/….xlsx: the table of a published page."""
    found = fillable(page=page, block=block)
    if found is None:
        raise Http404
    address = f"{settings.SITE_ADDRESS}{found.page_address}"
    content = table_xlsx(found, address=address, today=timezone.localdate())
    name = slugify(found.title or found.page_title)[:60] or "tableau"
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    response["Cache-Control"] = "no-cache"
    if request.method == "GET":
        readership.document_taken(f"remplir{found.page_address}{name}")
    return response
