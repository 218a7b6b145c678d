"""What every template may read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from trajectoires.pages.facets import DOORS


@dataclass(frozen=True)
class Limits:
    """The limits that pages print, from the settings."""

    upload_mb: int
    upload_total_mb: int
    upload_files: int
    retention_days: int


def limits() -> Limits:
    """The limits in force."""
    return Limits(
        upload_mb=settings.UPLOAD_MAX_MB,
        upload_total_mb=settings.UPLOAD_TOTAL_MAX_MB,
        upload_files=settings.UPLOAD_MAX_FILES,
        retention_days=settings.RETENTION_DAYS,
    )


def site(request: HttpRequest) -> dict[str, Any]:
    """``base_template`` and ``is_fragment`` (one template, page or htmx fragment), ``limits``, ``doors``.

    ``door`` is the door that the address is behind.
    """
    htmx = getattr(request, "htmx", None)
    fragment = bool(htmx) and not htmx.boosted
    return {
        "base_template": "ui/fragment.html" if fragment else "ui/base.html",
        "is_fragment": fragment,
        "limits": limits(),
        "doors": tuple(DOORS.items()),
        "door": request.path_info.split("/", 2)[1] if request.path_info.count("/") > 1 else "",
        "site_address": settings.SITE_ADDRESS,
    }
