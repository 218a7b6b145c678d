"""« Emporter »: a scenario on one page for a bank or a funder, every scenario in a workbook to check."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from equilibre.documents.trajectory_pdf import trajectory_pdf
from equilibre.documents.trajectory_xlsx import trajectory_xlsx
from equilibre.trajectory.checking import faults
from trajectoires.trajectories.access import Opened, by_link
from trajectoires.trajectories.domain.queries.chances import chances
from trajectoires.trajectories.domain.queries.choosing import in_a_workbook
from trajectoires.trajectories.domain.queries.reading import came_from
from trajectoires.trajectories.domain.saved import Saved
from trajectoires.trajectories.views.common import to_result

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {"pdf": "application/pdf", "xlsx": XLSX}


@require_safe
@by_link
def document(request: HttpRequest, opened: Opened, kind: str) -> HttpResponse:
    """GET a document of what is assumed now. No private link in it: a document is passed around."""
    if kind not in TYPES:
        raise Http404
    saved = opened.saved
    if faults(saved.plan):
        return to_result(opened.link)
    body = _made(saved, request.GET.get("scenario", ""), kind)
    response = HttpResponse(body, content_type=TYPES[kind])
    name = f"{localdate():%Y-%m}-trajectoire.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _made(saved: Saved, wanted: str, kind: str) -> bytes:
    scenario, today = saved.scenario(wanted), localdate()
    if kind == "xlsx":
        shown = in_a_workbook(saved.plan, scenario)
        return trajectory_xlsx(saved.plan, shown, on=today, sources=came_from(saved))
    odds = chances(saved, scenario)
    return trajectory_pdf(
        saved.plan,
        scenario,
        on=today,
        uncertainty=odds.told if odds else None,
        sources=came_from(saved),
        address=settings.SITE_ADDRESS,
    )
