"""What views share."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse

from trajectoires.facilitation.domain.opening import Opened
from trajectoires.facilitation.links import SCREEN, Link

METHODS = ["GET", "HEAD", "POST"]
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
REFUSED = 422
UNCHANGED = 204


def see(name: str, *args: object, anchor: str = "") -> HttpResponseRedirect:
    """See other: an address of the capability."""
    response = HttpResponseRedirect(
        reverse(f"facilitation:{name}", args=args) + (f"#{anchor}" if anchor else "")
    )
    response.status_code = 303
    return response


def join_url(request: HttpRequest, opened: Opened) -> str:
    """What the QR code opens; « » once the session has ended."""
    code = opened.session.code
    return request.build_absolute_uri(reverse("facilitation:join", args=[code])) if code else ""


def screen_link(opened: Opened) -> Link:
    """The big screen's."""
    return Link(SCREEN, opened.session.screen_token)


def spaced(code: str | None) -> str:
    """« ACD 347 »: two groups are read aloud without a mistake."""
    return f"{code[:3]}\u00a0{code[3:]}" if code else ""
