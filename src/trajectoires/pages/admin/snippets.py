"""What editors reuse in many pages: sources and the glossary."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from wagtail.admin.forms.choosers import BaseFilterForm, SearchFilterMixin
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from trajectoires.pages.admin.forms import GlossaryTermForm
from trajectoires.pages.models import GlossaryTerm, Source


class WordsFilterForm(SearchFilterMixin, BaseFilterForm):
    """A box to find a source among hundreds: every word, in its title, its author or its key."""

    def filter(self, objects: QuerySet[Source]) -> QuerySet[Source]:
        """The sources that hold every word."""
        words = (self.cleaned_data.get("q") or "").split()
        for word in words:
            objects = objects.filter(
                Q(title__icontains=word) | Q(author__icontains=word) | Q(key__icontains=word) | Q(year=word)
            )
        if words:
            self.is_searching = True
            self.search_query = " ".join(words)
        return objects


class SourceChooseView(ChooseView):
    """The window of the chooser."""

    filter_form_class = WordsFilterForm


class SourceChooseResultsView(ChooseResultsView):
    """Its list, while one types."""

    filter_form_class = WordsFilterForm


class SourceChooserViewSet(SnippetChooserViewSet):
    """The chooser of a source, from a page."""

    choose_view_class = SourceChooseView
    choose_results_view_class = SourceChooseResultsView


class SourceViewSet(SnippetViewSet):
    """Sources."""

    model = Source
    icon = "link"
    menu_label = "Sources"
    list_display = ["title", "author", "year", "checked"]
    search_fields = ["title", "author", "key"]
    ordering = ["title", "pk"]
    chooser_viewset_class = SourceChooserViewSet
    chooser_per_page = 20
    copy_view_enabled = False


class GlossaryTermViewSet(SnippetViewSet):
    """The glossary."""

    model = GlossaryTerm
    icon = "openquote"
    menu_label = "Glossaire"
    list_display = ["term", "definition", "page"]
    search_fields = ["term", "definition", "key"]
    ordering = ["term", "pk"]
    copy_view_enabled = False
    edit_handler = ObjectList(
        [FieldPanel(name) for name in ("key", "term", "forms", "definition", "page")],
        base_form_class=GlossaryTermForm,
    )


class ReferencesGroup(SnippetViewSetGroup):
    """« Références » in the editor's menu."""

    menu_label = "Références"
    menu_icon = "link"
    menu_name = "references"
    menu_order = 210
    items: Any = (SourceViewSet, GlossaryTermViewSet)


def register() -> None:
    """Once, when the editor looks for what it shows."""
    register_snippet(ReferencesGroup)
