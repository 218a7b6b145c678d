"""The questions of the calendar of obligations, asked by GET: nothing is kept."""

from __future__ import annotations

from django import forms

from equilibre.formatting import MONTHS
from trajectoires.support import enums
from trajectoires.support.domain.obligations import Answers


class CalendarForm(forms.Form):
    """Shown with what the address says; it is never invalid, since what is not understood is ignored."""

    use_required_attribute = False

    mois = forms.ChoiceField(
        label="Votre exercice finit en", choices=[(str(n), name) for n, name in enumerate(MONTHS, start=1)]
    )
    jour = forms.IntegerField(
        label="Jour",
        required=False,
        widget=forms.NumberInput(
            attrs={"min": 1, "max": 31, "inputmode": "numeric", "placeholder": "dernier"}
        ),
    )
    employeur = forms.ChoiceField(
        label="Employez-vous des salariés\u202f?",
        choices=list(enums.EMPLOYERS.items()),
        widget=forms.RadioSelect,
    )
    aides = forms.ChoiceField(
        label="Recevez-vous des subventions publiques\u202f?",
        help_text=(
            "En argent, dans une année, toutes les autorités publiques réunies. Ne comptent pas\u00a0: les "
            "aides européennes, la commande publique, les locaux prêtés. Les dons ont leur propre compteur."
        ),
        choices=list(enums.PUBLIC_MONEY.items()),
        widget=forms.RadioSelect,
    )
    recus = forms.ChoiceField(
        label="Délivrez-vous des reçus fiscaux\u202f?",
        help_text=(
            "Les reçus qui ouvrent droit à une réduction d’impôt. Y avoir droit se fait confirmer par un "
            "rescrit."
        ),
        choices=list(enums.RECEIPTS.items()),
        widget=forms.RadioSelect,
    )


def calendar_form(answers: Answers) -> CalendarForm:
    """The questions, with these answers."""
    return CalendarForm(
        initial={
            "mois": str(answers.closing.month),
            "jour": answers.closing.day,
            "employeur": answers.employer,
            "aides": answers.public,
            "recus": answers.receipts,
        }
    )
