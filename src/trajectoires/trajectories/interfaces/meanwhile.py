"""A row that was changed elsewhere while its form was open: another tab, another person. Told, never lost."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec
from django import forms

from equilibre.formatting import NBSP, day
from equilibre.trajectory.hypotheses import Month
from equilibre.trajectory.wording import month_words

CHANGED = (
    "Ceci a changé ailleurs pendant que vous écriviez\u00a0: dans un autre onglet, ou par quelqu’un d’autre. "
    "Ce que vous avez tapé est toujours ici. Comparez, puis enregistrez à nouveau pour le garder."
)


def print_of(row: Any) -> str:
    """What tells a version of a row from another."""
    return hashlib.sha256(msgspec.json.encode(row)).hexdigest()[:16]


def differences(form: forms.Form, stored: dict[str, Any]) -> dict[str, str]:
    """Field → what is stored in it, in words, where something else was typed."""
    told = {}
    for name, field in form.fields.items():
        if name not in form.cleaned_data:
            continue
        try:
            held = field.clean(field.prepare_value(stored.get(name)))
        except forms.ValidationError:
            continue
        if held != form.cleaned_data[name]:
            told[name] = _words(field, stored.get(name))
    return told


def _words(field: forms.Field, value: Any) -> str:
    if isinstance(field, forms.MultipleChoiceField):
        return "Ce choix est enregistré autrement."
    if isinstance(field, forms.BooleanField):
        return f"C’est enregistré {'coché' if value else 'non coché'}."
    if isinstance(field, forms.ChoiceField):
        shown = str(dict(field.choices).get(value, ""))  # type: ignore[arg-type]
    elif isinstance(value, Month):
        shown = month_words(value)
    elif isinstance(field, forms.DateField):
        shown = day(value) if value else ""
    else:
        shown = str(field.prepare_value(value) or "")
    return f"Il est enregistré{NBSP}: «{NBSP}{shown}{NBSP}»." if shown else "Rien n’y est enregistré."
