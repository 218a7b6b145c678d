"""What views share."""

from __future__ import annotations

from django.http import HttpResponseRedirect
from django.urls import reverse

from trajectoires.trajectories.links import Link

METHODS = ["GET", "HEAD", "POST"]
REFUSED = 422


def see(name: str, *args: object, anchor: str = "", query: str = "") -> HttpResponseRedirect:
    """See other: an address of the capability."""
    address = reverse(f"trajectories:{name}", args=args)
    response = HttpResponseRedirect(
        address + (f"?{query}" if query else "") + (f"#{anchor}" if anchor else "")
    )
    response.status_code = 303
    return response


def to_result(link: Link, *, anchor: str = "") -> HttpResponseRedirect:
    """The page of the trajectory."""
    return see("result", link, anchor=anchor)
