"""What surrounds every request: one log line without personal data, the headers of privacy.

The editor's policy.
"""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

GetResponse = Callable[[HttpRequest], HttpResponse]
logger = logging.getLogger("trajectoires.requests")

# The projector of a session fills the wall: our own pages may ask for it, at a press of a button.
PERMISSIONS = "fullscreen=(self), " + ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media",
        "geolocation", "gyroscope", "magnetometer", "microphone", "midi", "payment", "usb",
    )
)  # fmt: skip
PRIVATE_CACHE = "private, no-store"


def route_name(request: HttpRequest) -> str:
    """The name of the route, never the address: an address holds the key of a dossier."""
    match = request.resolver_match
    if match is None:
        return "aucune"
    return match.view_name or "sans-nom"


class RequestLogMiddleware:
    """One line a request: route, method, status, duration. No address, no agent, no query."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Time the request and log it; static files are not worth a line."""
        started = time.perf_counter()
        request.request_id = uuid.uuid4().hex[:12]
        response = self.get_response(request)
        route = route_name(request)
        if request.resolver_match is not None or response.status_code >= 400:
            logger.info(
                "requete",
                extra={
                    "route": route,
                    "method": request.method,
                    "status": response.status_code,
                    "ms": round((time.perf_counter() - started) * 1000, 1),
                    "request_id": request.request_id,
                },
            )
        return response


# Wagtail's editor writes styles and scripts in its pages: its own policy, under its own address, for
# editors only.
EDITOR_POLICY = {
    "default-src": ["'none'"],
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "font-src": ["'self'", "data:"],
    "connect-src": ["'self'"],
    "frame-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'self'"],
}
EDITOR_ROOT = "/gestion/"
# A preview is the page as the public will get it, under the public's policy, in a frame of the editor.
PREVIEW_POLICY = {"frame-ancestors": ["'self'"]}


class EditorPolicyMiddleware:
    """Under ``/gestion/``, the policy that the editor needs; previews open in a frame of the same site."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Only the editor's pages; the strict policy of the site is the default everywhere else."""
        response = self.get_response(request)
        if request.path_info.startswith(EDITOR_ROOT):
            response._csp_replace = EDITOR_POLICY
            response.headers["Cache-Control"] = PRIVATE_CACHE
        elif getattr(request, "is_dummy", False):
            response._csp_replace = PREVIEW_POLICY
        return response


class SecurityHeadersMiddleware:
    """Permissions, robots and caches: what belongs to one association is neither indexed nor kept."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add what Django's own security middleware does not."""
        response = self.get_response(request)
        headers = response.headers
        headers["Permissions-Policy"] = PERMISSIONS
        headers["Cross-Origin-Resource-Policy"] = "same-origin"
        in_editor = request.path_info.startswith(EDITOR_ROOT)
        headers["X-Frame-Options"] = "SAMEORIGIN" if in_editor else "DENY"
        # One address answers a page or a fragment: a cache must not give one for the other.
        patch_vary_headers(response, ["HX-Request"])
        if self._is_private(request) or response.status_code == 404:
            headers["Cache-Control"] = PRIVATE_CACHE
            headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response

    @staticmethod
    def _is_private(request: HttpRequest) -> bool:
        """A dossier's page, or the answer to a form: both show what one association gave."""
        if request.method == "POST":
            return True
        match = request.resolver_match
        if match is None:
            # An address that leads nowhere may be a mistyped private link.
            return not request.path_info.startswith("/static/")
        link = match.kwargs.get("link")
        return bool(link and link.is_private)
