"""An identity provider, as allauth wants it told."""

from __future__ import annotations

from typing import Any

PROVIDER = "fournisseur"
"""The only one, as addresses name it (``/compte/connexion/par/fournisseur/``)."""


def providers(*, name: str, server: str, client: str, secret: str, scope: list[str]) -> dict[str, Any]:
    """``SOCIALACCOUNT_PROVIDERS``; no application without a name."""
    app = {
        "provider_id": PROVIDER,
        "name": name,
        "client_id": client,
        "secret": secret,
        "settings": {"server_url": server, "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [app] if name else [], "SCOPE": scope}}
