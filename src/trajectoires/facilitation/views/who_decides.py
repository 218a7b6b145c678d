"""« Qui décide quoi »: what texts and custom say, and which body takes each decision of this session."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from equilibre.documents.who_decides_pdf import who_decides_pdf
from equilibre.reference.bodies import who_decides as reference
from trajectoires.facilitation.access import by_host
from trajectoires.facilitation.domain import preparing
from trajectoires.facilitation.domain.opening import Opened
from trajectoires.facilitation.domain.queries import hosting
from trajectoires.facilitation.domain.refusals import RefusedError
from trajectoires.facilitation.enums import BODIES
from trajectoires.facilitation.views.common import METHODS, REFUSED, see


@require_http_methods(METHODS)
@by_host
def who_decides(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The sheet; POST says which body takes each decision."""
    decisions, why = hosting.decisions(opened.session), ""
    if request.method == "POST":
        names = {one.key: f"instance-{one.key}" for one in decisions}
        said = {key: request.POST[name] for key, name in names.items() if name in request.POST}
        try:
            preparing.say_who_decides(session=opened.session, bodies=said)
        except RefusedError as error:
            why = str(error)
        else:
            return see("who_decides", opened.link)
    context = {
        "link": opened.link,
        "session": opened.session,
        "decisions": decisions,
        "bodies": BODIES.items(),
        "established": [(one.text, reference().origin(one)) for one in reference().established],
        "reference": reference(),
        "why": why,
    }
    return render(request, "facilitation/who_decides.html", context, status=REFUSED if why else 200)


@require_safe
@by_host
def who_decides_file(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The same on one side of A4, to send or to print."""
    session = opened.session
    told = [(one.label, BODIES[one.decides] if one.decides else "") for one in hosting.decisions(session)]
    made = who_decides_pdf(
        told,
        on=localdate(),
        title=session.title,
        organisation=session.organisation,
        address=settings.SITE_ADDRESS,
    )
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="qui-decide-quoi.pdf"'
    return response
