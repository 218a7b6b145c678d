"""The editors' home page: the desk first, then Wagtail's own panels."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wagtail.admin.ui.components import Component

from trajectoires.pages import desk


class Desk(Component):
    """« Ce qui vous attend »."""

    name = "bureau"
    order = 50
    template_name = "pages/admin/desk.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """The cards of whoever is here."""
        user = (parent_context or {})["request"].user
        return {"cards": desk.cards(user)}
