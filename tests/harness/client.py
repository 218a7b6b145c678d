"""The test client: every answer is looked at, whatever the test was about."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.test import Client

from harness.html import Page, scan

PRIVATE = ("/m/", "/v/", "/compte/")
# Signing in opens a session, and nothing else does.
ACCOUNTS = ("/compte/", "/espaces/")
SESSION = {"seance", "__Host-seance"}
# The editor is Wagtail's own pages, under its own policy: tests/trajectoires/pages look at them.
EDITOR = "/gestion/"


class UnsafeAnswerError(AssertionError):
    """An answer that no page of the site may give."""


class ScanningClient(Client):
    """Django's client, which fails the test on an answer that breaks a rule of the house."""

    def request(self, **request: Any) -> HttpResponse:
        """Ask, then check headers, cookies and HTML."""
        response = super().request(**request)
        if str(request.get("PATH_INFO", "")).startswith(EDITOR):
            return response
        problems = _headers(request.get("PATH_INFO", ""), response)
        if response.headers.get("Content-Type", "").startswith("text/html") and not response.streaming:
            page = scan(response.content.decode())
            problems += page.problems + _cookies(str(request.get("PATH_INFO", "")), page, response)
            response.page = page
        if problems:
            raise UnsafeAnswerError(f"{request.get('PATH_INFO')}: " + "; ".join(problems))
        return response


def _headers(path: str, response: HttpResponse) -> list[str]:
    if path.startswith("/static/"):
        return []
    headers, problems = response.headers, []
    policy = headers.get("Content-Security-Policy", "")
    if "default-src 'none'" not in policy or "unsafe" in policy:
        problems.append(f"content security policy: {policy!r}")
    expected = {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "X-Frame-Options": "DENY",
    }
    problems += [f"{n} is {headers.get(n)!r}" for n, value in expected.items() if headers.get(n) != value]
    if path.startswith(PRIVATE):
        if "no-store" not in headers.get("Cache-Control", ""):
            problems.append("a private page may be kept by a cache")
        if "noindex" not in headers.get("X-Robots-Tag", ""):
            problems.append("a private page may be indexed")
    return problems


def _cookies(path: str, page: Page, response: HttpResponse) -> list[str]:
    """No cookie before it is needed: only the protection of a form, only on a page that has one."""
    names = set(response.cookies)
    if path.startswith(ACCOUNTS):
        names -= SESSION
    if response.status_code in (302, 303) and path.startswith(ACCOUNTS):
        # Signing in changes the token of the forms, on its way to the next page.
        names -= {"jeton", "__Host-jeton"}
    if names and not page.posts:
        return [f"cookies {sorted(names)} on a page without a form"]
    if names - {"jeton", "__Host-jeton"}:
        return [f"unknown cookies {sorted(names)}"]
    return []
