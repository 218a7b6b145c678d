"""What the result page shows beside the model itself: exercices to choose, payers."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from equilibre.accounts.totals import Payer
from equilibre.formatting import NBSP
from equilibre.model.dossier import ExerciceInputs, StrategicPartner
from equilibre.model.results import SocioEconomicModel
from trajectoires.qualification.enums import PAYER_KIND_LABELS


@dataclass(frozen=True)
class ExerciceChoice:
    """An exercice of the dossier, to be chosen."""

    index: int
    label: str
    current: bool
    url: str


@dataclass(frozen=True)
class PayerCard:
    """A payer as shown: by its kept name, or by its rank."""

    key: str
    label: str
    kind: str
    kind_label: str
    amount: int
    strategic: bool


def exercice_choices(*, model: SocioEconomicModel, index: int, address: str) -> tuple[ExerciceChoice, ...]:
    """One choice for each exercice; ``address`` is the page's own."""
    return tuple(
        ExerciceChoice(rank, exercice.label, rank == index, f"{address}?exercice={rank}")
        for rank, exercice in enumerate(model.exercices)
    )


def payer_cards(exercice: ExerciceInputs) -> tuple[PayerCard, ...]:
    """The payers of an exercice, by decreasing amount."""
    strategic = {c.payer for c in exercice.corrections if isinstance(c, StrategicPartner) and c.traits}
    cards = [_card(payer, strategic) for payer in exercice.totals.payers]
    return tuple(sorted(cards, key=lambda c: (-c.amount, c.key)))


def payer_label(payer: Payer) -> str:
    """« Financeur 3 », or the name that the user ticked."""
    return payer.name or f"Financeur{NBSP}{payer.key.removeprefix('f')}"


def _card(payer: Payer, strategic: Set[str]) -> PayerCard:
    return PayerCard(
        key=payer.key,
        label=payer_label(payer),
        kind=payer.kind,
        kind_label=PAYER_KIND_LABELS[payer.kind],
        amount=sum(payer.amounts.values()),
        strategic=payer.key in strategic,
    )
