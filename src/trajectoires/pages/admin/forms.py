"""The editor's forms: one thing a line instead of JSON, dates of review by one box, clear errors."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import ORDERING_FIELD_NAME
from django.utils import timezone
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm

LINES_MAX, LINE_LENGTH_MAX = 40, 200
NO_SOURCE = (
    "Citez au moins une source : d’où vient ce que dit la page ? Pour un choix de la plateforme, prenez "
    "« Convention de la plateforme »."
)


class LinesField(forms.CharField):
    """A list of short texts, typed one a line; commas separate too when ``commas`` is true."""

    widget = forms.Textarea

    def __init__(self, *, commas: bool = False, **kwargs: Any) -> None:
        self.commas = commas
        kwargs.setdefault("required", False)
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 4}))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Stored texts as lines; what was typed stays as it is."""
        return "\n".join(str(one) for one in value) if isinstance(value, list | tuple) else value

    def to_python(self, value: Any) -> Any:
        """Lines as texts: trimmed, none empty, none twice."""
        text = str(value or "")
        if self.commas:
            text = text.replace(",", "\n").replace(";", "\n")
        lines = (" ".join(line.split()) for line in text.splitlines())
        return list(dict.fromkeys(line for line in lines if line))

    def validate(self, value: Any) -> None:
        """Few and short: they are words for the search, not a text."""
        super().validate(value)
        if len(value) > LINES_MAX:
            raise ValidationError(f"{LINES_MAX} lignes au plus\u00a0; il y en a {len(value)}.")
        for line in value:
            if len(line) > LINE_LENGTH_MAX:
                raise ValidationError(
                    f"{LINE_LENGTH_MAX} signes au plus par ligne\u00a0: «\u00a0{line[:40]}…\u00a0» est "
                    "trop longue."
                )

    def run_validators(self, value: Any) -> None:
        """Each line is looked at."""
        for line in value:
            super().run_validators(line)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compared as lists."""
        return bool(list(initial or []) != self.to_python(data))


def in_a_year(day: dt.date) -> dt.date:
    """The same day a year later; 28 February for the 29th."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


class ContentPageForm(WagtailAdminPageForm):
    """What every page type asks for."""

    keywords = LinesField(
        label="Autres mots que l’on taperait",
        commas=True,
        help_text="Un par ligne, ou séparés par des virgules\u00a0: trépied, leviers. Pour la recherche.",
    )
    questions = LinesField(
        label="Questions d’usagers",
        help_text="Une par ligne, comme on la poserait\u00a0: comment compter les heures de bénévolat",
    )
    reread = forms.BooleanField(
        label="Relue aujourd’hui",
        required=False,
        help_text="Cochez, puis enregistrez\u00a0: la page est relue ce jour et à relire dans douze mois.",
    )

    def is_valid(self) -> bool:
        """A draft may wait for its source; what is submitted or published cites one."""
        valid: bool = super().is_valid()
        if self.is_deferred_validation or not self._lacks_source():
            return valid
        # At its place, and above the form where one looks first.
        said = self.formsets["page_sources"].non_form_errors()
        if NO_SOURCE not in said:
            said.append(NO_SOURCE)
            self.add_error(None, NO_SOURCE)
        return False

    def _lacks_source(self) -> bool:
        sources = self.formsets.get("page_sources")
        if sources is None or not self.is_bound:
            return False
        return not any(
            (row.instance.pk or row.has_changed()) and not sources._should_delete_form(row)
            for row in sources.forms
        )

    def clean(self) -> Any:
        """Dates of review that hold together; an address that the site itself leads to does not change."""
        cleaned = super().clean()
        self._review(self.cleaned_data)
        fixed = getattr(self.instance, "has_fixed_address", False) and self.instance.pk
        if fixed and self.cleaned_data.get("slug") != self.initial.get("slug"):
            self.add_error(
                "slug",
                "Cette adresse ne change pas\u00a0: les menus et les boutons du site y mènent.",
            )
        return cleaned

    @staticmethod
    def _review(values: dict[str, Any]) -> None:
        today = timezone.localdate()
        if values.get("reread"):
            values["reviewed"], values["next_review"] = today, in_a_year(today)
        elif not values.get("next_review"):
            # Every page is read again one day.
            values["next_review"] = in_a_year(values.get("reviewed") or today)


class GlossaryTermForm(WagtailAdminModelForm):
    """A term."""

    forms = LinesField(
        label="Autres formes",
        commas=True,
        help_text="Une par ligne\u00a0: pluriel, sigle, autre nom. Elles servent à la recherche.",
    )


class RowForm(WagtailAdminModelForm):
    """A row of a list in a page: one that was opened and left empty is nothing, whatever its rank."""

    def has_changed(self) -> bool:
        """Something was typed or chosen."""
        return bool(set(self.changed_data) - {ORDERING_FIELD_NAME})

    def full_clean(self) -> None:
        """Django cleans nothing of an empty row; Wagtail sorts the rows by their rank all the same.

        After an autosave, Wagtail counts as stored a row that was left empty: it may still be empty.
        """
        if self.instance.pk is None:
            self.empty_permitted = True
        super().full_clean()
        if self.is_bound:
            self.cleaned_data.setdefault(ORDERING_FIELD_NAME, None)
