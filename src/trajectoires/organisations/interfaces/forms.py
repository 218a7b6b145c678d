"""Forms of a space."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from trajectoires.config.mail_address import MailAddressField
from trajectoires.organisations.domain import identifiers
from trajectoires.organisations.domain.holding import kind_label
from trajectoires.organisations.enums import SHARE_MONTHS, Guest, Profile, Role
from trajectoires.thread import exchange

ADVERT = re.compile(r"://|www\.|@|\.(?:com|fr|net|org)\b", re.IGNORECASE)
ROLE_WORDS = {
    Role.READER: "Lecture\u00a0: lire les copies",
    Role.MEMBER: "Membre\u00a0: lire et garder des copies, lire le journal",
    Role.MANAGER: "Gestion\u00a0: tout, dont inviter, partager et effacer",
}


def address_field() -> MailAddressField:
    """The address of somebody: a mail goes there, and a hash is kept until it is answered."""
    return MailAddressField(
        label="Son adresse électronique",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": "Écrivez son adresse.",
            "invalid": "Cette adresse semble incomplète\u00a0: elle s’écrit nom@domaine.fr.",
        },
    )


class IdentityForm(forms.Form):
    """What a space says of its organisation."""

    nom = forms.CharField(
        label="Nom de l’organisation",
        max_length=80,
        error_messages={"required": "Écrivez le nom de l’organisation."},
    )
    profil = forms.ChoiceField(
        label="Son profil", choices=Profile.choices, error_messages={"required": "Choisissez un profil."}
    )
    siren = forms.CharField(
        label="Numéro SIREN (facultatif)",
        max_length=20,
        required=False,
        help_text="Neuf chiffres, au début du SIRET. Une association en a un si elle est subventionnée ou "
        "employeuse.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    rna = forms.CharField(
        label="Numéro RNA (facultatif)",
        max_length=20,
        required=False,
        help_text="La lettre W et neuf caractères, sur le récépissé de la préfecture. En Alsace et en "
        "Moselle, une association inscrite au tribunal peut ne pas en avoir\u00a0: laissez vide.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_nom(self) -> str:
        """One line. The name goes in the mails of invitations: it cannot carry somebody's advertisement."""
        text = "".join(c if c.isprintable() else " " for c in self.cleaned_data["nom"])
        if ADVERT.search(text):
            raise forms.ValidationError("Écrivez le nom seul, sans adresse de site ni de courriel.")
        return " ".join(text.split())

    def clean_siren(self) -> str:
        """Nine digits that check."""
        text = identifiers.plain(self.cleaned_data["siren"])
        if text and not identifiers.is_siren(text):
            raise forms.ValidationError(
                "Ce numéro n’est pas un SIREN\u00a0: neuf chiffres, dont le dernier vérifie les autres. "
                "Relisez-le sur un avis de situation."
            )
        return text

    def clean_rna(self) -> str:
        """« W » and nine characters."""
        text = identifiers.plain(self.cleaned_data["rna"])
        if text and not identifiers.is_rna(text):
            raise forms.ValidationError("Un numéro RNA s’écrit W suivi de neuf chiffres, comme W123456789.")
        return text

    def values(self) -> dict[str, Any]:
        """As the verbs take them."""
        data = self.cleaned_data
        return {"name": data["nom"], "profile": data["profil"], "siren": data["siren"], "rna": data["rna"]}


class LinkForm(forms.Form):
    """A private link, pasted: the address of a model, of a diagnosis, of a parcours."""

    lien = forms.CharField(
        label="Le lien privé",
        max_length=500,
        help_text="L’adresse de votre page de résultat, copiée en entier depuis la barre du navigateur.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": "address"}),
        error_messages={"required": "Collez le lien."},
    )


class InviteForm(forms.Form):
    """An address and a role."""

    adresse = address_field()
    role = forms.ChoiceField(
        label="Son rôle",
        choices=[(role.value, words) for role, words in ROLE_WORDS.items()],
        initial=Role.MEMBER.value,
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez un rôle."},
    )


class HandOnForm(forms.Form):
    """The address of the next treasurer, who will manage the space."""

    adresse = address_field()


class ShareForm(forms.Form):
    """With whom, what, for how long."""

    avec = forms.ChoiceField(label="Avec qui", choices=Guest.choices)
    adresse = address_field()
    sortes = forms.MultipleChoiceField(
        label="Ce que cette personne pourra lire",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choisissez au moins une sorte de copies."},
    )
    duree = forms.ChoiceField(
        label="Pour combien de temps", choices=[(code, f"{code} mois") for code in SHARE_MONTHS], initial="6"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sortes"].choices = [(kind, kind_label(kind)) for kind in exchange.keepers()]


class EraseForm(forms.Form):
    """The name of the organisation, typed: erasing a space is not done by a slip of the finger."""

    nom = forms.CharField(
        label="Écrivez le nom de l’organisation pour confirmer",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Écrivez le nom de l’organisation."},
    )

    def __init__(self, *args: Any, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name = name

    def clean_nom(self) -> str:
        """The same name, whatever the case and the spaces."""
        typed = " ".join(self.cleaned_data["nom"].split())
        if typed.casefold() != self.name.casefold():
            raise forms.ValidationError("Ce n’est pas le nom de l’organisation\u00a0: rien n’est effacé.")
        return typed
