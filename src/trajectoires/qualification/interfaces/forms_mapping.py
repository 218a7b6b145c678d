"""The form of a free sheet: each row with the sort that we propose, to be confirmed or changed.

A sort is written in words (« Recette · Cotisations »); one list of suggestions serves every row, so that
a long sheet stays light. An emptied box leaves the row out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django import forms

from equilibre.accounts.mapping import MappedRow
from equilibre.formatting import NBSP, number
from equilibre.reference.shipped import table
from trajectoires.qualification.interfaces.forms_deposit import BASIS_CHOICES, ExerciceDatesMixin
from trajectoires.ui.fields import DateField, EurosField, LineField

MAX_ROWS = 600
LEFT_OUT = ""
BANK = {"solde_debut": "Argent disponible au début", "solde_fin": "Argent disponible à la fin"}
SIDES = {"recette": "Recette", "depense": "Dépense"}
SORTS = "sortes"
"""Identifier of the shared list."""
UNKNOWN_SORT = "Choisissez une sorte dans la liste, ou effacez la case pour laisser cette ligne de côté."
MARK = ":"
BANK_VALUES = {f"{side}{MARK}512000": words for side, words in BANK.items()}
ACCOUNT = re.compile(r"(recette|depense):[1-8][0-9]{2,11}", re.ASCII)
"""An account that the sheet itself gave is kept, as long as it looks like one."""
OWN = re.compile(rf"(Recette|Dépense) · compte[ {NBSP}]([1-8][0-9]{{2,11}})\b")
"""The words of such an account."""


class MappingForm(ExerciceDatesMixin):
    """The exercice of the sheet, and where it goes."""

    ouverture = DateField(label="Premier jour de l’exercice")
    cloture = DateField(label="Dernier jour de l’exercice")
    basis = forms.ChoiceField(label="Ce que contient ce tableau", choices=BASIS_CHOICES)
    source = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput)
    retour = forms.RegexField(r"^[A-Za-z0-9_-]{43}$", required=False, widget=forms.HiddenInput)
    """The edit token of the dossier to extend; empty for a new one."""
    remplacer = forms.BooleanField(required=False, widget=forms.HiddenInput)


class MappingRow(forms.Form):
    """A row of the sheet."""

    libelle = forms.CharField(max_length=300, widget=forms.HiddenInput)
    montant = EurosField(negative=True, widget=forms.HiddenInput)
    ligne = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    raison = forms.CharField(max_length=300, required=False, widget=forms.HiddenInput)
    compte = LineField(
        label="Compte",
        max_length=400,
        required=False,
        widget=forms.TextInput(attrs={"list": SORTS, "autocomplete": "off"}),
    )

    def clean_compte(self) -> str:
        """« recette:756000 », from the words chosen or from the value itself; « » leaves the row out."""
        given = self.cleaned_data["compte"]
        if not given or given in labels() or given in BANK_VALUES:
            return given
        found = sorts().get(given.casefold())
        if found is None and (own := OWN.match(given)):
            side = next(code for code, word in SIDES.items() if word == own[1])
            found = f"{side}{MARK}{own[2]}"
        if found is None and not ACCOUNT.fullmatch(given):
            raise forms.ValidationError(UNKNOWN_SORT)
        return found or given

    @property
    def row(self) -> Any:
        """1-based line in the sheet."""
        return self["ligne"].value()

    @property
    def why(self) -> str:
        """Why this account was proposed."""
        return self["raison"].value() or ""

    def mapped(self) -> MappedRow | None:
        """The row as the user confirmed it, None when left out."""
        data = self.cleaned_data
        side, _, account = data["compte"].partition(MARK)
        if not data["compte"] or data["montant"] is None:
            return None
        return MappedRow(
            label=data["libelle"],
            amount=data["montant"],
            side=side,
            proposed_account=account,
            proposed_label=labels().get(data["compte"], ""),
            confidence=1.0,
            reason="",
            line=data["ligne"],
        )


class MappingRowsBase(forms.BaseFormSet):
    """Every row of the sheet."""

    @property
    def sorts(self) -> list[str]:
        """The words offered to every row, receipts first."""
        return [words_of(value) for value in (*ordered(), *BANK_VALUES)]

    def rows(self) -> tuple[MappedRow, ...]:
        """The rows that are not left out."""
        return tuple(row for form in self.forms if (row := form.mapped()) is not None)


MappingRows = forms.formset_factory(
    MappingRow, formset=MappingRowsBase, extra=0, max_num=MAX_ROWS, absolute_max=MAX_ROWS
)


def mapping_rows(rows: Sequence[MappedRow]) -> MappingRowsBase:
    """The formset of proposed rows."""
    initial = [
        {
            "libelle": row.label,
            "montant": number(row.amount / 100, 2),
            "ligne": row.line,
            "raison": row.reason,
            "compte": words_of(_value(row), row.proposed_label),
        }
        for row in rows[:MAX_ROWS]
    ]
    return MappingRows(initial=initial, prefix="l")


def _value(row: MappedRow) -> str:
    if row.side == "inconnu" or (row.side in SIDES and not row.proposed_account):
        return LEFT_OUT
    return f"{row.side}{MARK}{row.proposed_account}"


@lru_cache(maxsize=1)
def labels() -> dict[str, str]:
    """Value of a choice → its words, from the rules that propose accounts (``label_mapping.csv``)."""
    found: dict[str, str] = {}
    for row in table("label_mapping.csv"):
        sides = SIDES if row["side"] == "les_deux" else (row["side"],)
        for side in sides:
            found.setdefault(f"{side}{MARK}{row['account']}", row["account_label"])
    return found


def ordered() -> list[str]:
    """The values of every sort, receipts first, then by their words."""
    known = labels()
    return sorted(known, key=lambda value: (not value.startswith("recette"), known[value]))


def words_of(value: str, name: str = "") -> str:
    """The words of a value: « Recette · Cotisations », « Dépense · compte 611000, Sous-traitance »."""
    if value in BANK_VALUES or not value:
        return BANK_VALUES.get(value, "")
    side, _, account = value.partition(MARK)
    known = labels().get(value)
    if known is None:
        return f"{SIDES[side]} · compte{NBSP}{account}{f', {name}' if name else ''}"
    return f"{SIDES[side]} · {known}"


@lru_cache(maxsize=1)
def sorts() -> dict[str, str]:
    """Words, case folded → value."""
    return {words_of(value).casefold(): value for value in (*labels(), *BANK_VALUES)}
