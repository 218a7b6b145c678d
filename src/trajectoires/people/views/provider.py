"""Signing in through an identity provider: there, and back."""

from __future__ import annotations

from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from requests import RequestException

from trajectoires.people.provider import ProviderClient, failed
from trajectoires.people.views.common import private


@private
@require_safe
def leave(request: HttpRequest, provider_id: str) -> HttpResponse:
    """To the provider's own page. A link, not a form: our policy sends forms nowhere else."""
    return _by(OAuth2LoginView, request, provider_id)


@private
@require_safe
def back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """From the provider, with a code that only our server can change for an address."""
    return _by(OAuth2CallbackView, request, provider_id)


def _by(view: type[OAuth2LoginView | OAuth2CallbackView], request: HttpRequest, name: str) -> HttpResponse:
    try:
        return view.adapter_view(ProviderClient(request, name))(request)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    except RequestException:
        return failed(request)
