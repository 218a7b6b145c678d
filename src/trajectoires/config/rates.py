"""How often one network address may do what costs: deposits, e-mails, requests."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac
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


def beyond(request: HttpRequest, *, group: str, of: str, setting: str) -> bool:
    """Count one more for a thing (an address that mails go to), and say whether it is beyond its rate.

    As above, an empty setting means no limit, and the cache holds a pseudonym of the thing.
    """
    rate = getattr(settings, setting)
    hidden = salted_hmac("trajectoires.rate", f"{group}:{of}", algorithm="sha256").hexdigest()
    return bool(rate) and bool(
        is_ratelimited(request, group=group, key=lambda group, request: hidden, rate=rate, increment=True)
    )


def too_often(request: HttpRequest, *, group: str, setting: str, count: bool) -> bool:
    """Whether one network address has done a thing more often than a setting allows; ``count`` adds one.

    For what counts only when it fails, as a wrong code does.
    """
    rate = getattr(settings, setting)
    return bool(rate) and bool(is_ratelimited(request, group=group, key=rate_key, rate=rate, increment=count))
