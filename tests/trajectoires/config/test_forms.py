"""Widgets written directly say what Django's own templates say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates

from equilibre.accounts.mapping import MappedRow
from harness.html import scan
from trajectoires.config.forms import QUICK, QuickRenderer
from trajectoires.config.self_mail import MailForm
from trajectoires.qualification.interfaces.forms_cash import CashBookForm, book_rows
from trajectoires.qualification.interfaces.forms_deposit import AddForm, TypedForm
from trajectoires.qualification.interfaces.forms_mapping import mapping_rows
from trajectoires.qualification.interfaces.forms_model import ChoicesForm
from trajectoires.qualification.interfaces.forms_people import MeansForm, partner_formset

HOSTILE = '"><script>alert(1)</script>&'


class Every(forms.Form):
    """Widgets and values that the forms of the site do not have yet."""

    text = forms.CharField(
        initial=HOSTILE, widget=forms.TextInput(attrs={"data-x": HOSTILE, "autofocus": True})
    )
    none = forms.CharField(required=False)
    hidden = forms.CharField(initial=0, widget=forms.HiddenInput)
    number = forms.IntegerField(initial=3, min_value=1)
    ticked = forms.BooleanField(initial=True)
    valued = forms.BooleanField(widget=forms.CheckboxInput(attrs={"value": "oui"}), required=False)
    one = forms.ChoiceField(choices=[("a", "A"), ("G", [("b", HOSTILE), (HOSTILE, "C")])], initial="b")
    several = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B")], initial=["a", "b"])


def _forms() -> Iterator[forms.Form]:
    row = MappedRow(
        label=HOSTILE, amount=-12345, side="recette", proposed_account="756000", confidence=1, reason=""
    )
    yield Every()
    yield Every({"text": HOSTILE, "one": "a", "several": ["b"], "ticked": "on"})
    yield from (AddForm(), TypedForm(), CashBookForm(), ChoicesForm(), MailForm({"adresse": HOSTILE}))
    yield MeansForm(initial={"volunteer_hours_field": 12.5, "is_employer": False})
    yield from (
        mapping_rows([row]).forms[0],
        book_rows("recette").forms[0],
        partner_formset(partners=None).forms[0],
    )


def _plain(html: str) -> str:
    """The same HTML whatever the spaces between elements and attributes."""
    return re.sub(r"\s+", " ", re.sub(r">\s+<", "><", html)).strip()


@pytest.mark.parametrize("form", list(_forms()), ids=lambda form: type(form).__name__)
def test_same_html_as_django(form: forms.Form) -> None:
    def drawn(renderer: Any) -> dict[str, str]:
        form.renderer = renderer
        return {bound.html_name: _plain(bound.as_widget()) for bound in form}

    assert drawn(QuickRenderer()) == drawn(DjangoTemplates())


def test_the_short_way_is_taken() -> None:
    used = {bound.field.widget.template_name for form in _forms() for bound in form}
    assert set(QUICK) <= used


def test_nothing_escapes_its_quotes() -> None:
    assert "<script" not in str(Every(renderer=QuickRenderer()).as_p())
    assert scan(str(Every(renderer=QuickRenderer()).as_p())).problems == []
