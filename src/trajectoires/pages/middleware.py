"""Public pages kept ready to send: a page is made once and sent until something is published.

Only an answer that says so (``cacheable``) is kept: a public page, alike for every visitor, without a cookie.
Each process keeps its own copies; one number in the database (``SiteVersion``) tells all of them that
something was published. A draft is never kept: previews are other addresses, which never say ``cacheable``.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified

from trajectoires.pages.domain import freshness, readership

GetResponse = Callable[[HttpRequest], HttpResponse]
Key = tuple[str, str, bool]
MARK = "_public_for"
QUERY_LENGTH_MAX = 120


def cacheable(response: HttpResponse, *, seconds: int = 600) -> HttpResponse:
    """Say that an answer is public and alike for all, for so long at most when nothing is published."""
    setattr(response, MARK, seconds)
    return response


@dataclass(frozen=True)
class Kept:
    """A page ready to send."""

    version: int
    until: float
    body: bytes
    headers: tuple[tuple[str, str], ...]
    etag: str
    read_as: str


class PageCacheMiddleware:
    """Answer from memory what is known to be fresh."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.kept: OrderedDict[Key, Kept] = OrderedDict()
        self.lock = threading.Lock()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """A kept page, or a new one which is kept when it may be."""
        if request.method not in ("GET", "HEAD") or settings.PAGE_CACHE_ENTRIES == 0:
            return self.get_response(request)
        key = self._key(request)
        found = self.kept.get(key)
        # The version is read before a page is made: one published meanwhile makes the copy old at once.
        version = freshness.current() if found is not None else None
        if found is not None and found.version == version and found.until > time.monotonic():
            readership.page_read(found.read_as)
            return self._answer(request, found)
        response = self.get_response(request)
        seconds = getattr(response, MARK, 0)
        if not seconds or response.status_code != 200:
            return response
        readership.page_read(request.path_info)
        if response.cookies or request.method != "GET" or len(key[1]) > QUERY_LENGTH_MAX:
            return response
        made_under = getattr(request, "site_version", None)
        if made_under is None:
            return response
        return self._keep(request, key, response, made_under, seconds)

    @staticmethod
    def _key(request: HttpRequest) -> Key:
        gzip = "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
        # A fragment and a whole page share an address.
        kind = "f" if request.META.get("HTTP_HX_REQUEST") else "p"
        # The host is checked by what answers: a page under a name that is refused is never kept.
        host = request.META.get("HTTP_HOST", "")
        return f"{kind}{host}{request.path_info}", request.META.get("QUERY_STRING", ""), gzip

    def _keep(
        self, request: HttpRequest, key: Key, response: HttpResponse, version: int, seconds: int
    ) -> HttpResponse:
        body = response.content
        etag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
        response.headers["ETag"] = etag
        response.headers["Cache-Control"] = "no-cache"
        headers = tuple((name, value) for name, value in response.headers.items() if name != "Set-Cookie")
        kept = Kept(version, time.monotonic() + seconds, body, headers, etag, request.path_info)
        with self.lock:
            self.kept[key] = kept
            self.kept.move_to_end(key)
            while len(self.kept) > settings.PAGE_CACHE_ENTRIES:
                self.kept.popitem(last=False)
        return self._answer(request, kept)

    @staticmethod
    def _answer(request: HttpRequest, kept: Kept) -> HttpResponse:
        if request.META.get("HTTP_IF_NONE_MATCH") == kept.etag:
            response: HttpResponse = HttpResponseNotModified()
        else:
            response = HttpResponse(kept.body)
        for name, value in kept.headers:
            response.headers[name] = value
        if response.status_code == 304:
            del response.headers["Content-Length"]
        return response
