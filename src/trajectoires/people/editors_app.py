"""Wagtail's application of users, with our pages."""

from __future__ import annotations

from wagtail.users.apps import WagtailUsersAppConfig


class EditorsConfig(WagtailUsersAppConfig):
    """The same tables, the same addresses; visitors are left out of its lists."""

    user_viewset = "trajectoires.people.editors.EditorViewSet"
