"""Every address of the capability."""

from __future__ import annotations

app_name = "facilitation"

urlpatterns: list[object] = []
