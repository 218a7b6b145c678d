"""A panel of the page's form."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import InlinePanel

from trajectoires.pages.admin.forms import RowForm


class RowsPanel(InlinePanel):
    """Rows of a page, of which an empty one is nothing: a draft may be saved while one is chosen."""

    def get_form_options(self) -> dict[str, Any]:
        """As usual, with our own form for a row."""
        options: dict[str, Any] = super().get_form_options()
        given = options["formsets"][self.relation_name]
        given["form"] = type(given["form"])("PageRowForm", (RowForm, given["form"]), {})
        return options
