"""The editor: nobody without an account enters, and each group does what its role says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from harness.client import ScanningClient

OPEN = {
    "gestion/login/", "gestion/password_reset/", "gestion/password_reset/done/",
    "gestion/password_reset/complete/", "gestion/sprite/", "gestion/jsi18n/",
}  # fmt: skip


def _plain(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _plain(pattern.url_patterns, route)
        elif "<" not in route and "^" not in route:
            yield route


ADDRESSES = sorted({route for route in _plain(get_resolver().url_patterns) if route.startswith("gestion/")})


def test_the_editor_has_addresses() -> None:
    assert len(ADDRESSES) > 60


@pytest.mark.parametrize("route", [route for route in ADDRESSES if route not in OPEN])
def test_a_stranger_is_asked_to_sign_in(client: ScanningClient, db: None, route: str) -> None:
    answer = client.get(f"/{route}")
    assert answer.status_code in (302, 403, 404), answer.status_code
    if answer.status_code == 302:
        assert "/gestion/login/" in answer.headers["Location"]
