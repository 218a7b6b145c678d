"""Proposals in the editor's menu: read, filter by state, moderate. Nobody creates one there."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from trajectoires.pages.models import Proposal


class ModeratedOnly(ModelPermissionPolicy):
    """What visitors sent is moderated or erased; adding one would forge a consent."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """As usual, but to add."""
        return action != "add" and super().user_has_permission(user, action)


class ProposalViewSet(SnippetViewSet):
    """What was sent is read only; the state and the note are the moderator's."""

    model = Proposal
    icon = "mail"
    menu_label = "Propositions"
    menu_name = "propositions"
    menu_order = 250
    add_to_admin_menu = True
    list_display = ["__str__", "organisation", "page", "state"]
    list_filter = ["state", "kind"]
    search_fields = ["text", "organisation", "page"]
    search_backend_name = None
    panels = [
        MultiFieldPanel([FieldPanel("state"), FieldPanel("moderator_note")], heading="Modération"),
        MultiFieldPanel(
            [
                FieldPanel(name, read_only=True)
                for name in (
                    "kind",
                    "page",
                    "text",
                    "link",
                    "organisation",
                    "email",
                    "consent",
                    "received_at",
                )
            ],
            heading="Ce qui a été envoyé",
        ),
        MultiFieldPanel(
            [FieldPanel("licence", read_only=True), FieldPanel("consent_text", read_only=True)],
            heading="Ce qui a été accepté",
        ),
    ]

    @property
    def permission_policy(self) -> ModelPermissionPolicy:
        """Moderated, never added."""
        return ModeratedOnly(self.model)


register_snippet(ProposalViewSet)
