"""What coordinators edit: the questions of the quiz."""

from __future__ import annotations

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from trajectoires.learning.models import QuizQuestion


class QuizQuestionViewSet(SnippetViewSet):
    """Questions."""

    model = QuizQuestion
    icon = "help"
    menu_label = "Quiz"
    menu_order = 230
    add_to_admin_menu = True
    list_display = ["question", "theme", "level", "page"]
    list_filter = ["theme", "level"]
    search_fields = ["question", "explanation"]


register_snippet(QuizQuestionViewSet)
