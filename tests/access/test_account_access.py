"""Every address of the accounts × eight kinds of people. An address that is not in the table fails."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.urls import URLPattern, URLResolver

from harness.spaces import PEOPLE, open_space
from trajectoires.people import urls

VISITORS = tuple(who for who in PEOPLE if who not in ("anonymous", "staff"))
OWN = dict.fromkeys(VISITORS, 200) | {"anonymous": 302, "staff": 302}
"""Each sees their own account only: no address names one. An editor's user has none."""
POST_ONLY = 405

TABLE: dict[str, dict[str, int]] = {
    "account_login": dict.fromkeys(VISITORS, 303) | {"anonymous": 200, "staff": 200},
    "account_confirm_login_code": dict.fromkeys(PEOPLE, 200),
    "mfa_authenticate": dict.fromkeys(PEOPLE, 303),
    # No identity provider is set.
    "openid_connect_login": dict.fromkeys(PEOPLE, 404),
    "openid_connect_callback": dict.fromkeys(PEOPLE, 404),
    "account": OWN,
    "second_code": OWN,
    "devices": OWN,
    "address": OWN,
    "address_code": dict.fromkeys(VISITORS, 303) | {"anonymous": 302, "staff": 302},
    "my_data": OWN,
    "erase": OWN,
    "sign_out": dict.fromkeys(PEOPLE, POST_ONLY),
}


def _addresses(patterns: list[URLPattern | URLResolver], prefix: str = "/") -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _addresses(pattern.url_patterns, route)
        else:
            yield pattern.name, route


ADDRESSES = {
    name: route.replace("<slug:provider_id>", "fournisseur") for name, route in _addresses(urls.urlpatterns)
}


def test_every_address_of_the_accounts_is_in_the_table() -> None:
    assert set(ADDRESSES) == set(TABLE)
    assert all(route.startswith("/compte/") for route in ADDRESSES.values())


def test_reading(db: None) -> None:
    """Pages and fragments, by each kind of people."""
    space = open_space()
    for headers in ({}, {"HX-Request": "true"}):
        found = {name: {} for name in TABLE}
        for who in PEOPLE:
            browser = space.browser(who)
            for name, route in ADDRESSES.items():
                answer = browser.get(route, headers=headers)
                found[name][who] = answer.status_code
                assert "no-store" in answer.headers["Cache-Control"], (who, name)
        assert found == TABLE


def test_each_sees_their_own_account_only(db: None) -> None:
    space = open_space()
    addresses = {who: space.people[who].email for who in VISITORS}
    for who in VISITORS:
        text = space.browser(who).get("/compte/").page.text
        assert {one for one in addresses if addresses[one] in text} == {who}
        assert ("Les amis du lac" in text) == (who in ("reader", "member", "manager"))


def test_changing_needs_an_account(db: None) -> None:
    """Nobody, and an editor's user, are sent to the sign-in page, and no row moves."""
    space = open_space()
    for who in ("anonymous", "staff"):
        browser = space.browser(who)
        before = _rows()
        for name in ("devices", "address", "address_code", "second_code", "my_data", "erase"):
            for data in ({"action": "autres"}, {"numero": "1"}, {"adresse": "staff@exemple.fr"}):
                answer = browser.post(ADDRESSES[name], data)
                assert answer.headers["Location"] == f"/compte/connexion/?next={ADDRESSES[name]}", (who, name)
        assert _rows() == before


def _rows() -> list[tuple[Any, ...]]:
    models = [*apps.get_app_config("people").get_models(), get_user_model()]
    return [row for model in models for row in model.objects.order_by("pk").values_list()]
