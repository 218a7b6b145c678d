"""Addresses that a mail goes to: every form refuses, in words, what would make the mail fail."""

from __future__ import annotations

import pytest
from django import forms
from django.core import mail

from harness.accounts import SIGN_IN
from harness.client import ScanningClient
from trajectoires.agenda.interfaces.forms import SubscriptionForm
from trajectoires.config.mail_address import MailAddressField
from trajectoires.config.self_mail import MailForm
from trajectoires.organisations.interfaces.forms import HandOnForm, InviteForm, ShareForm
from trajectoires.pages.interfaces.proposing import ProposalForm
from trajectoires.people.interfaces.forms import AddressForm

FORMS: tuple[type[forms.Form], ...] = (
    AddressForm, HandOnForm, InviteForm, MailForm, ProposalForm, ShareForm, SubscriptionForm,
)  # fmt: skip


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__module__)
def test_every_form_takes_addresses_so(form: type[forms.Form]) -> None:
    taken = [one for one in form.base_fields.values() if isinstance(one, forms.EmailField)]
    assert taken and all(isinstance(one, MailAddressField) for one in taken)


@pytest.mark.parametrize(
    "typed",
    [
        "a@" + "é" * 60 + ".fr",
        "a@\u200d.fr",
        "a@\u202eb.fr",
        "a@\u2024.fr",
        "\u017fam@exemple.fr",
        "mi\u212ae@exemple.fr",
        '"a\x0bb"@exemple.fr',
        "a@exemple.fr\nBcc: b@exemple.fr",
    ],
)
def test_what_no_mail_could_be_sent_to(typed: str) -> None:
    field = MailAddressField(max_length=254, error_messages={"invalid": "Relisez."})
    with pytest.raises(forms.ValidationError, match="Relisez"):
        field.clean(typed)


def test_one_mailbox_is_written_in_one_way() -> None:
    field = MailAddressField(required=False)
    assert field.clean(" Nadia@Exemple.fr ") == "Nadia@Exemple.fr"
    assert {field.clean(f"a@{domain}") for domain in ("été.fr", "e\u0301té.fr", "xn--t-9fab.fr")} == {
        "a@xn--t-9fab.fr"
    }
    assert field.clean("") == ""


def test_such_an_address_is_refused_by_the_page(client: ScanningClient, db: None) -> None:
    answer = client.post(SIGN_IN, {"adresse": "a@" + "é" * 60 + ".fr"})
    assert answer.status_code == 422 and not mail.outbox
    assert "semble incomplète" in answer.page.text
