"""Forms of a correction: another line, a split, a partner, a kind of payer, people or alliances."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from equilibre.formatting import euros_exact
from trajectoires.qualification.enums import PAYER_KIND_LABELS, TRAIT_LABELS
from trajectoires.ui.fields import EurosField

SPLIT_ROWS = 4
PILLAR_CHOICES = [
    ("richesses_humaines", "Des personnes (bénévolat, mise à disposition, mécénat de compétences)"),
    ("alliances", "Des moyens partagés (locaux, matériel, services)"),
]


class MoveForm(forms.Form):
    """The whole account goes to another resource line."""

    ligne = forms.ChoiceField(label="Ligne où placer ce compte")

    def __init__(self, *args: Any, lines: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ligne"].choices = list(lines)


class SplitRow(forms.Form):
    """One part of an account: a line and its amount."""

    ligne = forms.ChoiceField(label="Ligne", required=False)
    montant = EurosField(label="Montant (€)", required=False, negative=True)

    def __init__(self, *args: Any, lines: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ligne"].choices = [("", "—"), *lines]

    def clean(self) -> dict[str, Any]:
        """A line and an amount go together."""
        data = super().clean() or {}
        if bool(data.get("ligne")) != bool(data.get("montant")) and not self.errors:
            raise forms.ValidationError("Une part a une ligne et un montant.")
        return data


class SplitFormSetBase(forms.BaseFormSet):
    """Parts that add up to the account's balance."""

    balance = 0

    def clean(self) -> None:
        """At least two lines, and the very total of the account: nothing is left over."""
        if any(self.errors):
            return
        parts = self.parts()
        if len({line for line, _ in parts}) < 2:
            raise forms.ValidationError("Un partage se fait entre deux lignes au moins.")
        if any((amount < 0) != (self.balance < 0) for _, amount in parts):
            raise forms.ValidationError("Chaque part a le même signe que le compte.")
        total = sum(amount for _, amount in parts)
        if total != self.balance:
            raise forms.ValidationError(
                f"Les parts font {euros_exact(total)}, le compte {euros_exact(self.balance)}\u00a0: "
                "elles doivent faire le même total."
            )

    def parts(self) -> tuple[tuple[str, int], ...]:
        """(line, cents) of the filled rows."""
        return tuple(
            (f.cleaned_data["ligne"], f.cleaned_data["montant"])
            for f in self.forms
            if f.cleaned_data.get("ligne")
        )


SplitFormSet = forms.formset_factory(
    SplitRow, formset=SplitFormSetBase, extra=0, max_num=SPLIT_ROWS, absolute_max=SPLIT_ROWS
)


def split_formset(
    *,
    lines: Sequence[tuple[str, str]],
    balance: int,
    parts: Sequence[tuple[str, int]] = (),
    data: Any = None,
) -> SplitFormSetBase:
    """Four rows for an account of that balance (cents, credit positive)."""
    initial: list[dict[str, Any]] = [{"ligne": line, "montant": amount} for line, amount in parts]
    initial += [{}] * (SPLIT_ROWS - len(initial))
    formset = SplitFormSet(data, initial=initial[:SPLIT_ROWS], prefix="s", form_kwargs={"lines": lines})
    formset.balance = balance
    return formset


class StrategicForm(forms.Form):
    """The four traits of the societal investor; at least the structural one and two others move the line."""

    traits = forms.MultipleChoiceField(
        label="Ce partenaire apporte",
        choices=list(TRAIT_LABELS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class KindForm(forms.Form):
    """What a payer is."""

    nature = forms.ChoiceField(label="Ce financeur est", choices=list(PAYER_KIND_LABELS.items()))


class PillarForm(forms.Form):
    """Where a contribution in kind counts."""

    pilier = forms.ChoiceField(
        label="Cette contribution apporte", choices=PILLAR_CHOICES, widget=forms.RadioSelect
    )
