"""What the fictitious association wants to finance, would buy and borrow: invented with it."""

from __future__ import annotations

from equilibre.trajectory.hypotheses import Investment, InvestmentGrant, Loan, Month
from trajectoires.trajectories.domain.needs import FinancingNeed

NEEDS = (
    FinancingNeed(code="equipement", words="équiper la salle de formation", amount=900_000),
    FinancingNeed(code="transformation", words="apprendre à vendre nos formations"),
)


def investments(first: Month) -> tuple[Investment, ...]:
    """A room to equip, only if the courses start."""
    return (
        Investment(
            key="salle",
            label="Équiper la salle de formation",
            cost=900_000,
            bought=first.plus(21),
            in_use=first.plus(22),
            life=60,
            grants=(
                InvestmentGrant(
                    label="Région, aide à l’équipement",
                    amount=360_000,
                    paid=first.plus(27),
                    status="demande",
                    chance=0.6,
                    public=True,
                ),
            ),
            action="formations",
        ),
    )


def loans(first: Month) -> tuple[Loan, ...]:
    """A small loan for the rest."""
    return (
        Loan(
            key="pret",
            label="Prêt pour la salle de formation",
            amount=300_000,
            received=first.plus(21),
            months=48,
            rate=0.036,
            status="notifie",
            chance=0.8,
            action="formations",
        ),
    )
