"""How often one network address may do what costs: deposits, e-mails, requests."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django_ratelimit.core import is_ratelimited

from trajectoires.config import errors
from trajectoires.config.network import rate_key

View = Callable[..., HttpResponse]


def rated(group: str, setting: str) -> Callable[[View], View]:
    """Refuse with the 429 page the POSTs of one address beyond the rate named by a setting (« 60/h »).

    An empty setting means no limit. Counts live in the shared cache under a pseudonym of the address.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def limited(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            rate = getattr(settings, setting)
            if rate and is_ratelimited(
                request, group=group, key=rate_key, rate=rate, method="POST", increment=True
            ):
                return errors.too_many(request)
            return view(request, *args, **kwargs)

        return limited

    return decorate
