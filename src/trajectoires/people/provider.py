"""An identity provider (OpenID Connect, ProConnect for one) in the place of the code: it proves an address.

Nothing of it is kept: no name, no number, no token. The account is the one of the address.
"""

from __future__ import annotations

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from trajectoires.people.adapter import enter

JWT = "application/jwt"


class ProviderAdapter(DefaultSocialAccountAdapter):
    """From what the provider says of somebody, the address alone."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Enter the account of the address; allauth goes no further, and writes nothing."""
        address = _proven(sociallogin.account.extra_data)
        if not address:
            raise ImmediateHttpResponse(failed(request))
        follow = sociallogin.get_redirect_url(request) or ""
        raise ImmediateHttpResponse(enter(request, address=address, follow=follow))

    def on_authentication_error(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Refused, given up, or broken on the way: the code by mail is still there."""
        raise ImmediateHttpResponse(failed(request))


class ProviderClient(OpenIDConnectOAuth2Adapter):
    """Reads the answer of the provider, also when it is signed, as ProConnect's is."""

    def _fetch_user_info(self, access_token: str) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {access_token}"}
        with ProviderAdapter().get_requests_session() as session:
            response = session.get(self.profile_url, headers=headers)
            response.raise_for_status()
        if not response.headers.get("Content-Type", "").startswith(JWT):
            return dict(response.json())
        told = jwtkit.verify_and_decode(
            credential=response.text,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=self.get_provider().app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )
        return dict(told)


def failed(request: HttpRequest) -> HttpResponse:
    """What is said when the provider proves no address."""
    return render(request, "people/provider_failed.html", status=422)


def _proven(told: dict[str, Any]) -> str:
    """The address that the provider answers for, « » when it says that it has not verified it."""
    data = told.get("userinfo") or told.get("id_token") or told
    address = data.get("email")
    if not isinstance(address, str) or data.get("email_verified", True) in (False, "false"):
        return ""
    try:
        validate_email(address)
    except ValidationError:
        return ""
    return address
