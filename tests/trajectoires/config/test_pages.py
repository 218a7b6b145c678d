"""Headers, errors and health of the whole site."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection
from django.test import override_settings
from django.urls import path

from harness.client import ScanningClient
from trajectoires.config.urls import urlpatterns as site


def _broken(request):  # type: ignore[no-untyped-def]
    raise RuntimeError("Ursuline Castagnède")


urlpatterns = [path("cassee/", _broken, name="broken"), *site]
handler400 = "trajectoires.config.errors.bad_request"
handler403 = "trajectoires.config.errors.forbidden"
handler404 = "trajectoires.config.errors.not_found"
handler500 = "trajectoires.config.errors.server_error"


def test_health(client: ScanningClient, db: None) -> None:
    answer = client.get("/sante")
    assert (answer.status_code, answer.json()) == (200, {"etat": "bon"})


def test_health_says_when_the_database_is_silent(client: ScanningClient, db: None) -> None:
    def silent(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        raise DatabaseError

    with connection.execute_wrapper(silent):
        assert client.get("/sante").status_code == 503


def test_robots_are_kept_out_of_links(client: ScanningClient) -> None:
    assert b"Disallow: /m/" in client.get("/robots.txt").content


def test_no_cookie_on_pages_without_a_form(client: ScanningClient, db: None) -> None:
    assert not client.get("/").cookies
    assert set(client.get("/deposer/").cookies) == {"jeton"}
    cookie = client.cookies["jeton"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"


@override_settings(ROOT_URLCONF=__name__)
def test_an_error_of_ours_gets_a_page_that_quotes_nothing(client: ScanningClient, db: None) -> None:
    client.raise_request_exception = False
    answer = client.get("/cassee/")
    assert answer.status_code == 500
    assert "Castagn" not in answer.content.decode()


def test_unknown_address(client: ScanningClient, db: None) -> None:
    answer = client.get("/nulle-part/")
    assert answer.status_code == 404
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options"])
def test_other_methods_are_refused(client: ScanningClient, db: None, method: str) -> None:
    assert getattr(client, method)("/").status_code == 405


def test_wrong_host_is_refused(client: ScanningClient) -> None:
    assert client.get("/", headers={"Host": "ailleurs.example"}).status_code == 400


def test_public_pages_may_be_kept_by_a_cache_and_indexed(client: ScanningClient, db: None) -> None:
    answer = client.get("/methode/")
    assert "X-Robots-Tag" not in answer.headers
    assert "no-store" not in answer.headers.get("Cache-Control", "")
