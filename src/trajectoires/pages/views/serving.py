"""Public pages of the tree, and the list of them for robots."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from trajectoires.pages.domain import freshness
from trajectoires.pages.domain.queries import tree
from trajectoires.pages.middleware import cacheable


@require_safe
def page(request: HttpRequest, address: str = "") -> HttpResponse:
    """GET any address of the tree: the published page, 404 otherwise."""
    if address and not address.endswith("/"):
        if tree.live_page(f"/{address}/") is None:
            raise Http404
        return HttpResponseRedirect(f"/{address}/")
    request.site_version = freshness.current()
    found = tree.live_page(f"/{address}", version=request.site_version)
    if found is None:
        raise Http404
    response = found.serve(request)
    if isinstance(response, TemplateResponse):
        response.render()
    seconds = tree.kept_for(found)
    return cacheable(response, seconds=seconds) if seconds else response


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """GET /sitemap.xml: every public page with the day of its last publication."""
    request.site_version = freshness.current()
    response = TemplateResponse(
        request,
        "pages/sitemap.xml",
        {"pages": tree.public_addresses(), "site_address": settings.SITE_ADDRESS},
        content_type="application/xml",
    )
    return cacheable(response.render())
