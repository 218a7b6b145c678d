"""Quiz, presentations, tables to fill: what one learns here."""

from __future__ import annotations

from django.apps import AppConfig


class LearningConfig(AppConfig):
    """Registers the tools that pages host, what ships for them, and what public pages show."""

    name = "trajectoires.learning"
    label = "learning"
    verbose_name = "Apprendre"

    def ready(self) -> None:
        """Called once, when the site starts."""
        from trajectoires.learning.domain import shipping
        from trajectoires.learning.models import QuizQuestion
        from trajectoires.learning.views import quiz
        from trajectoires.pages import listeners, tools

        shipping.register()
        listeners.public(QuizQuestion)
        tools.register(tools.Tool("quiz", "learning/quiz.html", quiz.quiz_context))
