"""What coordinators edit: the library, the directory, the obligations."""

from __future__ import annotations

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from trajectoires.support.models import Obligation, Referent, Resource


class ResourceViewSet(SnippetViewSet):
    """Resources."""

    model = Resource
    icon = "doc-full"
    menu_label = "Ressources"
    list_display = ["title", "publisher", "year", "kind", "status"]
    list_filter = ["kind", "format", "status", "free", "territory"]
    search_fields = ["title", "publisher", "annotation"]


class ReferentViewSet(SnippetViewSet):
    """Référents."""

    model = Referent
    icon = "group"
    menu_label = "Référents"
    list_display = ["name", "scope", "checked", "valid_to"]
    list_filter = ["scope", "checked", "valid_to"]
    search_fields = ["name", "description"]


class ObligationViewSet(SnippetViewSet):
    """Obligations."""

    model = Obligation
    icon = "calendar-check"
    menu_label = "Obligations"
    list_display = ["title", "rule", "status", "special"]
    list_filter = ["rule", "status", "special"]
    search_fields = ["title", "who", "what"]


class SupportGroup(SnippetViewSetGroup):
    """« Accompagner » in the editor's menu."""

    menu_label = "Accompagner"
    menu_icon = "help"
    menu_order = 220
    items = (ResourceViewSet, ReferentViewSet, ObligationViewSet)


register_snippet(SupportGroup)
