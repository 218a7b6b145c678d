"""The bank of « Testez vos connaissances »."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from wagtail.admin.panels import FieldPanel

from trajectoires.learning import enums
from trajectoires.pages.models.snippets import KEY

CHOICES_MIN, CHOICES_MAX = 2, 5
RIGHT_MARK = "*"
ADDRESS = RegexValidator(
    r"^/(?:[a-z0-9-]+/)*\Z", "Une adresse du site\u00a0: «\u00a0/comprendre/kezako/\u00a0»."
)


def check_choices(value: Any) -> None:
    """Two to five answers, one of them right."""
    shape = (
        isinstance(value, list)
        and CHOICES_MIN <= len(value) <= CHOICES_MAX
        and all(isinstance(one, dict) and set(one) == {"text", "right"} for one in value)
        and all(isinstance(one["text"], str) and one["text"].strip() for one in value)
        and all(isinstance(one["right"], bool) for one in value)
    )
    if not shape:
        raise ValidationError(f"Écrivez de {CHOICES_MIN} à {CHOICES_MAX} réponses, une par ligne.")
    if sum(one["right"] for one in value) != 1:
        raise ValidationError("Mettez une étoile devant la bonne réponse, et devant elle seule.")


class ChoiceLines(forms.CharField):
    """Answers as an editor types them: one a line, a star before the right one."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        """Stored answers as lines; what was typed stays as it is."""
        if not isinstance(value, list):
            return value
        return "\n".join(f"{RIGHT_MARK} {one['text']}" if one["right"] else one["text"] for one in value)

    def to_python(self, value: Any) -> Any:
        """Lines as answers."""
        lines = [line.strip() for line in str(value or "").splitlines() if line.strip()]
        return [
            {"text": line.removeprefix(RIGHT_MARK).strip(), "right": line.startswith(RIGHT_MARK)}
            for line in lines
        ]

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compared as answers."""
        return bool(initial != self.to_python(data))


class ChoicesField(models.JSONField):
    """The answers: ``[{"text": "Oui", "right": false}, …]``."""

    def formfield(self, **kwargs: Any) -> forms.Field:
        """Lines to type."""
        return ChoiceLines(
            label=kwargs.get("label", self.verbose_name), help_text=self.help_text, validators=self.validators
        )


class QuizQuestion(models.Model):
    """A question that teaches, whatever is answered."""

    key = models.CharField("clé", max_length=80, unique=True, validators=[KEY])
    level = models.PositiveSmallIntegerField("niveau", choices=list(enums.LEVELS.items()))
    theme = models.CharField("thème", max_length=20, choices=list(enums.THEMES.items()))
    question = models.TextField("question")
    choices = ChoicesField(
        "réponses", validators=[check_choices], help_text="Une par ligne, une étoile devant la bonne."
    )
    explanation = models.TextField(
        "explication", help_text="Deux ou trois phrases qui apprennent quelque chose, juste ou non."
    )
    source_key = models.CharField("clé de la source", max_length=80, help_text="Celle d’une source du site.")
    page = models.CharField("page qui approfondit", max_length=200, blank=True, validators=[ADDRESS])

    panels: ClassVar[list[Any]] = [
        FieldPanel(name)
        for name in ("key", "level", "theme", "question", "choices", "explanation", "source_key", "page")
    ]

    class Meta:
        ordering = ["theme", "level", "key"]
        verbose_name = "question du quiz"
        verbose_name_plural = "questions du quiz"

    def __str__(self) -> str:
        """The question."""
        return self.question

    @property
    def right(self) -> int:
        """The rank of the right answer."""
        return next((rank for rank, one in enumerate(self.choices) if one["right"]), -1)

    @property
    def right_text(self) -> str:
        """The right answer in words."""
        return str(self.choices[self.right]["text"])
