"""What coordinators edit. A new webinar opens as a draft on the next free third Thursday."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet, SnippetViewSetGroup

from trajectoires.agenda.domain import drafting
from trajectoires.agenda.models import Dossier, Letter, Webinar
from trajectoires.agenda.paris import today
from trajectoires.pages import desk


class WebinarCreateView(CreateView):
    """The form of a new webinar, filled in by the rule: nothing is stored before the coordinator saves it."""

    def get_initial_form_instance(self) -> Any:
        """A webinar that exists nowhere yet."""
        return drafting.next_webinar(now=timezone.now())


class WebinarViewSet(SnippetViewSet):
    """Webinars."""

    model = Webinar
    icon = "calendar-alt"
    menu_label = "Webinaires"
    add_view_class = WebinarCreateView
    list_display = ["__str__", "day", "cycle", "live"]
    list_filter = ["live", "cycle"]
    search_fields = ["title", "cycle", "summary"]


class LetterViewSet(SnippetViewSet):
    """Letters."""

    model = Letter
    icon = "mail"
    menu_label = "Lettres"
    list_display = ["__str__", "number", "date", "live"]
    list_filter = ["live"]
    search_fields = ["title"]


class DossierViewSet(SnippetViewSet):
    """Dossiers."""

    model = Dossier
    icon = "doc-full-inverse"
    menu_label = "Dossiers annuels"
    list_display = ["__str__", "year", "number", "live"]
    list_filter = ["live"]
    search_fields = ["title", "note"]


class AgendaGroup(SnippetViewSetGroup):
    """« S’informer » in the editor's menu."""

    menu_label = "S’informer"
    menu_icon = "calendar-alt"
    menu_name = "s-informer"
    items = (WebinarViewSet, LetterViewSet, DossierViewSet)


register_snippet(AgendaGroup)


def webinars_to_publish(user: Any) -> desk.Card | None:
    """Coming webinars that are still drafts, for whoever may publish them."""
    if not user.has_perm("agenda.publish_webinar"):
        return None
    drafts = Webinar.objects.filter(live=False, day__gte=today(timezone.now())).order_by("day", "pk")
    lines = tuple(
        desk.Line(str(draft), reverse(Webinar.snippet_viewset.get_url_name("edit"), args=[draft.pk]))
        for draft in drafts[: desk.LINES_SHOWN]
    )
    address = reverse(Webinar.snippet_viewset.get_url_name("list"))
    return desk.Card("Webinaires à publier", drafts.count(), "Aucun webinaire en brouillon.", lines, address)


desk.register("webinars", webinars_to_publish, order=45)
