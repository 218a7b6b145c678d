"""A partner told with the accounts becomes an alliance with what was typed, and nothing more."""

from __future__ import annotations

import datetime as dt

from equilibre.model.dossier import Partner
from equilibre.trajectory.alliances import Ally, Gained, Spent, faults, value_of
from equilibre.trajectory.partners import alliance_from, hours_words, told_words

SCHOOL = Partner(
    key="p2", name="Collège", alliance="production_diffusion", body="public", avoided_cost=960_000,
    lent_means=120_000, coordination_hours=36.0, contribution=38_000, certainty="estime", written=True,
    shared_action_budget=1_400_000,
)  # fmt: skip
SILENT = Partner(key="p3", name="Réseau", alliance="positionnement", body="pair")


def test_every_typed_cent_is_carried_with_its_certainty() -> None:
    found = alliance_from(SCHOOL, key="alliance-1")
    assert (found.key, found.label, found.type) == ("alliance-1", "Collège", "production_diffusion")
    assert found.allies == (Ally(key="allie-1", label="Collège", body="public"),)
    assert found.gains == (
        Gained(
            key="apport-1", kind="cout_evite", label="Coûts évités", amount=960_000, certainty="estime"
        ),
        Gained(
            key="apport-2", kind="en_nature", label="Moyens prêtés", amount=120_000, certainty="estime"
        ),
    )  # fmt: skip
    assert found.costs == (
        Spent(
            key="cout-1", kind="contribution", label="Contribution versée", amount=38_000, certainty="estime"
        ),
    )  # fmt: skip
    assert (found.written, found.shared_budget) == (True, 1_400_000)
    assert faults(found) == ()


def test_hours_have_no_price_until_somebody_says_it() -> None:
    assert all(one.hours is None for one in alliance_from(SCHOOL, key="a").costs)
    assert hours_words(SCHOOL) == "36\u00a0heures de coordination, dont le coût reste à dire."
    assert told_words(SCHOOL).startswith("Coûts évités\u00a0: 9\u202f600\u00a0€. Moyens prêtés\u00a0: ")


def test_a_partner_of_whom_nothing_was_told_is_not_worth_zero() -> None:
    found = alliance_from(SILENT, key="a")
    assert value_of(found, today=dt.date(2026, 11, 27)).ours.net is None
    assert told_words(SILENT) == "" and found.written is None
