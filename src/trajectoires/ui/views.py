"""The components, each shown once: a page for who writes a template, and for the eye that checks them."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="Nom de l’association", help_text="Celui de vos statuts.")
    amount = forms.CharField(label="Montant", help_text="« 12 400,50 » ou « 12400.50 € ».")
    kind = forms.ChoiceField(label="Type", choices=[("", "À choisir"), ("a", "Subvention"), ("b", "Vente")])
    told = forms.ChoiceField(
        label="Est-ce mesuré ?", widget=forms.RadioSelect, choices=[("oui", "Oui"), ("non", "Non")]
    )
    agreed = forms.BooleanField(label="Garder le nom de ce financeur", required=False)
    note = forms.CharField(label="Votre ambition", widget=forms.Textarea, required=False)


def components(request: HttpRequest) -> HttpResponse:
    """GET /composants/."""
    return render(
        request,
        "ui/components.html",
        {
            "form": SampleForm(auto_id="exemple_%s"),
            "bad": SampleForm({"name": "Les Amis", "amount": ""}, auto_id="erreur_%s"),
        },
    )
