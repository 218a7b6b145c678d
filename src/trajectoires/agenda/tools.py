"""What the pages of « S'informer » host: three lists and a form."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from trajectoires.agenda.domain.queries import agenda
from trajectoires.agenda.enums import CONSENT
from trajectoires.agenda.interfaces.forms import SubscriptionForm
from trajectoires.pages import tools


def register() -> None:
    """Called when the site starts."""
    tools.register(tools.Tool("webinaires", "agenda/webinars.html", _webinars))
    tools.register(
        tools.Tool("lettres", "agenda/letters.html", lambda request: {"letters": list(agenda.letter_list())})
    )
    tools.register(
        tools.Tool("dossiers", "agenda/dossiers.html", lambda request: {"dossiers": list(agenda.dossiers())})
    )
    # A form carries a token of its own visitor: its page is never kept.
    tools.register(tools.Tool("abonnement", "agenda/subscribe.html", _subscription, cacheable=False))


def _webinars(request: HttpRequest) -> dict[str, Any]:
    return {"calendar": agenda.calendar()}


def _subscription(request: HttpRequest) -> dict[str, Any]:
    return {"form": SubscriptionForm(), "consent": CONSENT}
