"""The cash book typed by hand: what came in, what went out, what the bank held at both ends."""

from __future__ import annotations

from typing import Any, Literal

from django import forms

from equilibre.accounts.cash import CashBook, CashLine
from trajectoires.qualification.interfaces.forms_deposit import ExerciceDatesMixin
from trajectoires.qualification.interfaces.forms_mapping import MARK, labels
from trajectoires.ui.fields import DateField, EurosField, LineField

ROWS = 12
Side = Literal["recette", "depense"]
UNKNOWN_SORT = "Choisissez une sorte dans la liste, ou laissez vide pour que le libellé la dise."


def sorts(side: Side) -> dict[str, str]:
    """Words of a sort → its value (« recette:756 »): offered to every row by one shared list."""
    return {words: value for value, words in labels().items() if value.startswith(side + MARK)}


class CashBookForm(ExerciceDatesMixin):
    """The year, and the money at hand at both ends."""

    ouverture = DateField(label="Premier jour de l’année")
    cloture = DateField(label="Dernier jour de l’année")
    debut = EurosField(label="En banque et en caisse le premier jour (€)", required=False, negative=True)
    fin = EurosField(label="En banque et en caisse le dernier jour (€)", required=False, negative=True)


class BookRow(forms.Form):
    """One kind of receipt or expense, for the whole year."""

    libelle = LineField(label="Libellé", max_length=120, required=False)
    montant = EurosField(label="Montant de l’année (€)", required=False)
    compte = LineField(label="Sorte, si vous la connaissez", max_length=200, required=False)

    def __init__(self, *args: Any, side: Side, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.side = side
        self.fields["compte"].widget.attrs |= {"list": f"sortes-{side}", "autocomplete": "off"}

    def clean_compte(self) -> str:
        """The value of the sort that was chosen by its words; « » lets the label say it."""
        given = self.cleaned_data["compte"]
        known = sorts(self.side)
        if not given or given in known.values():
            return given
        found = [value for words, value in known.items() if words.casefold() == given.casefold()]
        if not found:
            raise forms.ValidationError(UNKNOWN_SORT)
        return found[0]

    def clean(self) -> dict[str, Any]:
        """A label and an amount go together."""
        data = super().clean() or {}
        if data.get("montant") is not None and not data.get("libelle"):
            self.add_error("libelle", "Dites ce qu’est ce montant.")
        if data.get("libelle") and data.get("montant") is None and "montant" not in self.errors:
            self.add_error("montant", "Indiquez le montant de l’année.")
        return data


class BookRowsBase(forms.BaseFormSet):
    """The rows of one side."""

    @property
    def side(self) -> Side:
        """Receipts or expenses."""
        return self.form_kwargs["side"]

    @property
    def sorts(self) -> list[str]:
        """The words of every sort, in alphabetical order."""
        return sorted(sorts(self.side))

    def lines(self) -> tuple[CashLine, ...]:
        """The filled rows."""
        return tuple(
            CashLine(
                side=form.side,
                label=form.cleaned_data["libelle"],
                category=labels().get(form.cleaned_data["compte"], ""),
                amount=form.cleaned_data["montant"],
                account=form.cleaned_data["compte"].partition(MARK)[2],
                line=rank,
            )
            for rank, form in enumerate(self.forms, start=1)
            if form.cleaned_data.get("libelle")
        )


BookRows = forms.formset_factory(BookRow, formset=BookRowsBase, extra=ROWS, max_num=ROWS, absolute_max=ROWS)


def book_rows(side: Side, data: Any = None) -> BookRowsBase:
    """Twelve rows of one side."""
    return BookRows(data, prefix="r" if side == "recette" else "d", form_kwargs={"side": side})


def cash_book(form: CashBookForm, receipts: BookRowsBase, expenses: BookRowsBase) -> CashBook:
    """What was typed, as the engine takes it."""
    data = form.cleaned_data
    return CashBook(
        opening=data["ouverture"],
        closing=data["cloture"],
        bank_opening=data["debut"],
        bank_closing=data["fin"],
        lines=(*receipts.lines(), *expenses.lines()),
    )
