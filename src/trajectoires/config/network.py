"""Whose request it is, as far as a rate limit needs to know."""

from __future__ import annotations

import ipaddress

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


def client_address(request: HttpRequest) -> str:
    """The visitor's network address: the last hop's own, or the one our proxy saw.

    Behind a proxy only the *last* entry of X-Forwarded-For is ours; the ones before are what the visitor
    chose to write.
    """
    direct = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")[-1].strip()
        direct = forwarded or direct
    try:
        return str(ipaddress.ip_address(direct))
    except ValueError:
        return "0.0.0.0"  # noqa: S104 - a bucket shared by whoever has no readable address


def rate_key(group: str, request: HttpRequest) -> str:
    """A pseudonym of the address (of its /64 in IPv6): the database never holds the address itself."""
    address = ipaddress.ip_address(client_address(request))
    if address.version == 6:
        address = ipaddress.ip_network(f"{address}/64", strict=False).network_address
    return salted_hmac("trajectoires.rate", f"{group}:{address}", algorithm="sha256").hexdigest()
