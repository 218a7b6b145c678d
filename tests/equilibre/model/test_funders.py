"""First funder, concentration, and the time between a promise and its payment."""

from __future__ import annotations

import datetime as dt

import pytest
from contexts import context, line

from equilibre.accounts.totals import GrantFlow, Payer
from equilibre.model.dossier import SetPayerKind
from equilibre.model.funders import TERM, delays_of, payers_of, read_funders, unresolved_share
from equilibre.model.indicators import said


def payer(key, euros, *grants, kind="public", name="", account="741000"):
    return Payer(
        key=key,
        kind=kind,
        institutional=True,
        amounts={account: round(euros * 100)},
        name=name,
        grants=tuple(grants),
    )


def grant(notified, euros, *payments):
    return GrantFlow(
        notified=dt.date.fromisoformat(notified),
        amount=euros * 100,
        payments=tuple((dt.date.fromisoformat(day), cents * 100) for day, cents in payments),
    )


def read_of(*payers, accounts=None, **inputs):
    books = accounts or (line("741000", -7000), line("706000", -3000))
    return context(*books, payers=payers, inputs=inputs)


def found(read):
    return {i.code: i for i in read_funders(read)}


def test_shares_are_of_all_products_and_the_unknown_part_is_said():
    read = read_of(payer("f1", 5000, name="Ville de Préau"), payer("f2", 2000))
    first = found(read)["premier_financeur"]
    assert first.value == pytest.approx(0.5)
    assert first.text.startswith("des produits\u00a0: Ville de Préau.")
    assert "30\u00a0%" in first.text
    assert unresolved_share(read) == pytest.approx(0.3)
    assert found(read_of(payer("f1", 5000), payer("f2", 2000)))[
        "concentration_financeurs"
    ].value == pytest.approx(0.5**2 + 0.2**2)


def test_a_funder_without_a_kept_name_is_numbered():
    assert "Financeur\u00a01" in found(read_of(payer("f1", 5000)))["premier_financeur"].text


@pytest.mark.parametrize(("euros", "asked"), [(2999.99, False), (3000, True)])
def test_a_large_funder_is_asked_its_term(euros, asked):
    read = read_of(payer("f1", euros), answers={TERM: "annuelle"})
    found(read)
    assert [ask.code for ask in read.asks] == ([TERM] if asked else [])
    assert all(ask.answer == "annuelle" for ask in read.asks)


def test_without_payers_it_says_what_is_needed():
    result = found(read_of())
    assert "FEC" in result["premier_financeur"].why_not
    assert result["concentration_financeurs"].value is None
    # soutiens 7 000, sales 3 000
    assert result["concentration_natures"].value == pytest.approx(0.7**2 + 0.3**2)


def test_a_corrected_kind_is_used():
    read = read_of(payer("f1", 5000), corrections=(SetPayerKind(payer="f1", kind="fondation"),))
    assert payers_of(read)[0].kind == "fondation"


def test_a_delay_is_the_mean_of_three_payments_or_more():
    promised = grant("2024-02-01", 3000, ("2024-03-02", 1000), ("2024-05-01", 1000), ("2024-08-29", 500))
    read = read_of(payer("f1", 3000, promised))
    delay = found(read)["delai_f1"]
    assert delay.value == pytest.approx((30 + 90 + 210) / 3)
    assert said(delay).startswith("110\u00a0jours en moyenne")
    assert "de 30 à 210" in delay.text
    assert "500\u00a0€" in delay.text  # left to receive
    assert len(read.book.get("solidite.delai_f1").inputs) == 3


def test_two_payments_are_told_one_by_one_never_averaged():
    promised = grant("2024-02-01", 2000, ("2024-03-02", 1000), ("2024-05-01", 1000))
    delay = found(read_of(payer("f1", 2000, promised)))["delai_f1"]
    assert delay.value is None
    assert "30 jours et 90 jours" in delay.why_not


def test_what_is_booked_in_the_closing_month_or_with_its_payment_is_no_delay():
    booked_late = grant("2024-12-01", 1000, ("2024-12-20", 1000))
    booked_on_payment = grant("2024-05-05", 1000, ("2024-05-05", 1000))
    one = payer("f1", 2000, booked_late, booked_on_payment)
    assert delays_of(one, dt.date(2024, 12, 31)) == []
    result = found(read_of(one))
    assert "delai_f1" not in result
    assert "La date de notification n’est pas dans vos comptes" in result["delai_subventions"].why_not


def test_no_grant_no_sentence_about_delays():
    result = found(read_of(accounts=(line("706000", -100),)))
    assert not any(code.startswith("delai") for code in result)


def test_refunds_never_make_a_concentration_above_one():
    result = found(read_of(accounts=(line("741000", -7_000), line("706000", 6_000))))
    assert result["concentration_natures"].value == pytest.approx(1)
    nil = found(read_of(accounts=(line("741000", -7_000), line("706000", 7_000))))
    assert nil["concentration_natures"].why_not
    assert nil["premier_financeur"].why_not
