"""The form of a free sheet: each row with the account that we propose, to be confirmed or changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django import forms

from equilibre.accounts.mapping import MappedRow
from equilibre.formatting import number
from equilibre.reference.shipped import table
from trajectoires.qualification.interfaces.fields import EurosField
from trajectoires.qualification.interfaces.forms_deposit import BASIS_CHOICES, DateField, ExerciceDatesMixin

MAX_ROWS = 600
LEFT_OUT = ""
BANK = {"solde_debut": "Argent disponible au début", "solde_fin": "Argent disponible à la fin"}
SIDES = ("recette", "depense")
MARK = ":"
ACCOUNT = re.compile(r"(recette|depense):[1-8][0-9]{2,11}", re.ASCII)
"""An account that the sheet itself gave is kept, as long as it looks like one."""


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
    compte = forms.ChoiceField(label="Compte", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        proposed = self["compte"].value() or LEFT_OUT
        self.fields["compte"].choices = choices_with(proposed, self.initial.get("nom", ""))

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
            "compte": _value(row),
            "nom": row.proposed_label,
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


def choices_with(proposed: str, name: str) -> list[Any]:
    """Left out, receipts, expenses, bank balances; the proposed account is added when it is missing."""
    known = labels()
    groups: list[Any] = [(LEFT_OUT, "Laisser cette ligne de côté")]
    for side, title in (("recette", "Recettes"), ("depense", "Dépenses")):
        options = [(value, words) for value, words in known.items() if value.startswith(side)]
        if proposed.startswith(side + MARK) and proposed not in known and ACCOUNT.fullmatch(proposed):
            options.insert(0, (proposed, name or proposed.partition(MARK)[2]))
        groups.append((title, sorted(options, key=lambda pair: pair[1])))
    groups.append(("Banque et caisse", [(f"{side}{MARK}512000", words) for side, words in BANK.items()]))
    return groups
