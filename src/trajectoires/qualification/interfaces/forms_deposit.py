"""Forms that bring accounts in: files, typed totals, a cash book, a mapped sheet."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile

from equilibre.accounts.options import FormatChoice, Limits, ReadOptions
from equilibre.accounts.typed import TypedField, typed_fields
from trajectoires.qualification.enums import ENCODING_LABELS, FORMAT_LABELS, SEPARATOR_LABELS
from trajectoires.ui.fields import DateField, EurosField

FIRST_YEAR, LAST_YEAR = 1950, 2100
"""Years beyond which a typed date is a slip of the keyboard (« 0025 » for « 2025 »)."""
AUTO = [("", "Reconnaître")]
FORMAT_CHOICES = [
    ("auto", "Reconnaître"),
    *((code, FORMAT_LABELS[code]) for code in ("fec", "balance", "cerfa", "tableur", "tresorerie")),
]


class SeveralFiles(forms.ClearableFileInput):
    """A file input that takes several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or several files; empty ones are kept, the reader says what is wrong with them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=SeveralFiles(), allow_empty_file=True, max_length=200, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """The list of files, in the order they were chosen."""
        given = data if isinstance(data, list | tuple) else [data]
        if not given and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return [super(FilesField, self).clean(one, initial) for one in given]


class ExerciceDatesMixin(forms.Form):
    """Checks that the two dates of an exercice follow one another."""

    def clean(self) -> dict[str, Any]:
        """The closing comes after the opening, at most two years later."""
        data = super().clean() or {}
        opening, closing = data.get("ouverture"), data.get("cloture")
        for name, told in (("ouverture", opening), ("cloture", closing)):
            if told and not FIRST_YEAR <= told.year <= LAST_YEAR:
                self.add_error(name, "Vérifiez l’année de cette date.")
        if opening and closing and not 0 < (closing - opening).days < 800:
            self.add_error(
                "cloture", "La fin de l’exercice vient après son début, au plus deux ans plus tard."
            )
        return data


class DepositForm(ExerciceDatesMixin):
    """Files, and what the user overrules of what we detect."""

    fichiers = FilesField(
        label="Vos fichiers",
        error_messages={"required": "Choisissez au moins un fichier."},
    )
    format = forms.ChoiceField(label="Type de fichier", choices=FORMAT_CHOICES, required=False)
    encodage = forms.ChoiceField(
        label="Encodage des caractères", choices=AUTO + list(ENCODING_LABELS.items()), required=False
    )
    separateur = forms.ChoiceField(
        label="Séparateur", choices=AUTO + list(SEPARATOR_LABELS.items()), required=False
    )
    ouverture = DateField(label="Premier jour de l’exercice", required=False)
    cloture = DateField(label="Dernier jour de l’exercice", required=False)

    remplacer: Any = None
    """Only ``AddForm`` has that box; one template shows both forms."""

    def options(self, *, limits: Limits) -> ReadOptions:
        """What was overruled, for the reader."""
        data = self.cleaned_data
        return ReadOptions(
            format=cast(FormatChoice, data["format"] or "auto"),
            encoding=data["encodage"],
            separator=data["separateur"],
            opening=data["ouverture"],
            closing=data["cloture"],
            limits=limits,
        )


class AddForm(DepositForm):
    """The same, to an existing dossier."""

    remplacer = forms.BooleanField(label="Remplacer l’exercice déjà présent", required=False)


class ReopenForm(forms.Form):
    """A passation file."""

    fichier = forms.FileField(
        label="Fichier de passation",
        allow_empty_file=True,
        error_messages={"required": "Choisissez votre fichier de passation."},
    )


BASIS_CHOICES = [
    ("engagement", "Produits et charges (avec factures à recevoir et à payer)"),
    ("tresorerie", "Recettes et dépenses (ce qui est passé par la banque)"),
    ("budget", "Budget prévisionnel"),
]


class TypedForm(ExerciceDatesMixin):
    """A dozen totals. The boxes and their accounts are the engine's (``equilibre.accounts.typed``)."""

    ouverture = DateField(label="Premier jour de l’exercice")
    cloture = DateField(label="Dernier jour de l’exercice")
    basis = forms.ChoiceField(label="Ce que vous saisissez", choices=BASIS_CHOICES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for box in typed_fields():
            self.fields[box.key] = EurosField(
                label=box.label, help_text=box.help, required=False, negative=box.side == "tresorerie"
            )

    def boxes(self, side: str) -> list[forms.BoundField]:
        """The boxes of one side: « produit », « charge » or « tresorerie »."""
        return [self[box.key] for box in typed_fields() if box.side == side]

    @property
    def products(self) -> list[forms.BoundField]:
        """Boxes of resources."""
        return self.boxes("produit")

    @property
    def charges(self) -> list[forms.BoundField]:
        """Boxes of costs."""
        return self.boxes("charge")

    @property
    def cash(self) -> list[forms.BoundField]:
        """Boxes of cash at both ends."""
        return self.boxes("tresorerie")

    def amounts(self) -> dict[str, int]:
        """What was told, cents by key."""
        told: tuple[TypedField, ...] = typed_fields()
        return {b.key: self.cleaned_data[b.key] for b in told if self.cleaned_data.get(b.key) is not None}
