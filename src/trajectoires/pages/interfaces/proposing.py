"""What a visitor proposes: the form, its trap for programs, what each refusal says."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.validators import URLValidator

from trajectoires.config.mail_address import MailAddressField
from trajectoires.pages.domain.proposals import CONTACT_TEXT, LICENCE_TEXT
from trajectoires.pages.models.proposals import KINDS

TEXT_MAX = 6000
ADDRESS = re.compile(r"/(?:[a-z0-9._\-]+/)*[a-z0-9._\-]*")


class ProposalForm(forms.Form):
    """Four kinds of proposals, one form."""

    use_required_attribute = False

    nature = forms.ChoiceField(
        label="Que proposez-vous\u202f?",
        choices=list(KINDS.items()),
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choisissez ce que vous proposez.",
            "invalid_choice": "Choisissez une des quatre natures.",
        },
    )
    page = forms.CharField(
        label="Page concernée",
        help_text="Son adresse sur ce site, s’il y en a une.",
        max_length=255,
        required=False,
        error_messages={"max_length": "Cette adresse est trop longue\u00a0: 255 signes au plus."},
    )
    texte = forms.CharField(
        label="Votre texte",
        help_text="Le fait, le lieu, ce que vous attendez. Ni liste de noms, ni fichier de comptes.",
        min_length=10,
        max_length=TEXT_MAX,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={
            "required": "Écrivez votre proposition\u00a0: deux phrases suffisent.",
            "min_length": "C’est un peu court\u00a0: dites-en une phrase de plus.",
            "max_length": "C’est un peu long\u00a0: 6\u202f000 signes au plus.",
        },
    )
    lien = forms.CharField(
        label="Lien",
        help_text="Vers la ressource ou la source, avec https://.",
        required=False,
        max_length=500,
        validators=[
            URLValidator(
                schemes=["http", "https"],
                message="Ce lien n’est pas lisible\u00a0: commencez-le par https://.",
            )
        ],
        widget=forms.TextInput(attrs={"inputmode": "url"}),
        error_messages={"max_length": "Ce lien est trop long\u00a0: 500 signes au plus."},
    )
    organisation = forms.CharField(
        label="Votre organisation",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={"max_length": "Ce nom est trop long\u00a0: 200 signes au plus."},
    )
    courriel = MailAddressField(
        label="Votre courriel",
        help_text="Facultatif\u00a0: pour vous répondre.",
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": "Cette adresse n’est pas lisible. Écrivez par exemple nom@exemple.fr."},
    )
    contact = forms.BooleanField(label=CONTACT_TEXT, required=False)
    licence = forms.BooleanField(
        label=LICENCE_TEXT,
        error_messages={"required": "Sans cet accord, nous ne pouvons rien publier\u00a0: cochez la case."},
    )
    site = forms.CharField(
        label="Ne remplissez pas cette case",
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    @property
    def is_trapped(self) -> bool:
        """A box that nobody sees was filled in: it is a program."""
        return bool(self.data.get("site"))

    def clean(self) -> dict[str, Any]:
        """An address is kept only by whoever says so."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("courriel") and not cleaned.get("contact"):
            self.add_error("contact", "Cochez cette case, ou effacez votre courriel.")
        return cleaned

    def proposal(self) -> dict[str, str]:
        """The arguments of ``domain.proposals.propose``."""
        names = {
            "kind": "nature",
            "text": "texte",
            "page": "page",
            "link": "lien",
            "organisation": "organisation",
        }
        return {name: self.cleaned_data[said] for name, said in names.items()} | {
            "email": self.cleaned_data["courriel"]
        }


def page_asked(address: str) -> str:
    """The page that a link « Proposez-le » speaks of: an address of this site, or nothing."""
    return address if len(address) <= 255 and ADDRESS.fullmatch(address) else ""
