"""What views share."""

from __future__ import annotations

from django.http import HttpResponseRedirect
from django.urls import reverse

from trajectoires.diagnoses.links import Link

METHODS = ["GET", "HEAD", "POST"]
REFUSED = 422


def see(name: str, *args: object, anchor: str = "") -> HttpResponseRedirect:
    """See other: an address of the capability."""
    response = HttpResponseRedirect(
        reverse(f"diagnoses:{name}", args=args) + (f"#{anchor}" if anchor else "")
    )
    response.status_code = 303
    return response


def to_questions(link: Link, number: int, *, anchor: str = "") -> HttpResponseRedirect:
    """A page of questions."""
    return see("questions", link, number, anchor=anchor)


def to_result(link: Link, *, anchor: str = "") -> HttpResponseRedirect:
    """The result."""
    return see("result", link, anchor=anchor)
