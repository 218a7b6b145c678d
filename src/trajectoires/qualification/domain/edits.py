"""Verbs that change what a dossier holds, one exercice or the whole of it. Each appends one revision."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

import msgspec

from equilibre.accounts.totals import AccountTotals
from equilibre.errors import ReadError
from equilibre.model.dossier import (
    ActivityInput,
    Choices,
    Correction,
    CostUses,
    ExerciceInputs,
    HumanMeans,
    Partner,
    Project,
    SplitAccount,
)
from equilibre.model.dossier import Dossier as Inputs
from trajectoires.qualification.domain import perimeter, storage
from trajectoires.qualification.enums import Change
from trajectoires.qualification.models import Dossier

replace = msgspec.structs.replace


def exercice_at(inputs: Inputs, index: int) -> ExerciceInputs:
    """The exercice of that index; ``ReadError`` when the page was about one that is no longer there."""
    if not 0 <= index < len(inputs.exercices):
        raise ReadError(
            "exercice_absent",
            "Cet exercice n’est plus dans le dossier",
            remedy="Revenez à votre modèle et choisissez un exercice.",
        )
    return inputs.exercices[index]


def _on_exercice(index: int, **changes: Any) -> Callable[[Inputs], Inputs]:
    """An edit that replaces fields of one exercice."""
    return _with_exercice(index, lambda exercice: replace(exercice, **changes))


def _with_exercice(
    index: int, edit: Callable[[ExerciceInputs], ExerciceInputs]
) -> Callable[[Inputs], Inputs]:
    def apply(inputs: Inputs) -> Inputs:
        exercice_at(inputs, index)
        return replace(
            inputs,
            exercices=tuple(edit(e) if rank == index else e for rank, e in enumerate(inputs.exercices)),
        )

    return apply


def set_project(*, dossier: Dossier, organisation: str, project: Project) -> Inputs:
    """« Votre projet » and the name to print."""
    return storage.revise(
        dossier=dossier,
        change=Change.PROJECT,
        edit=lambda inputs: replace(inputs, organisation=organisation, project=project),
    )


def set_means(*, dossier: Dossier, index: int, means: HumanMeans) -> Inputs:
    """People beside the payroll, for one exercice."""
    return storage.revise(dossier=dossier, change=Change.MEANS, edit=_on_exercice(index, means=means))


def set_partners(*, dossier: Dossier, index: int, partners: tuple[Partner, ...] | None) -> Inputs:
    """Alliances of one exercice. None: nobody told. Empty: « nous n’en avons pas »."""
    return storage.revise(
        dossier=dossier, change=Change.PARTNERS, edit=_on_exercice(index, partners=partners)
    )


def set_activities(*, dossier: Dossier, index: int, activities: tuple[ActivityInput, ...]) -> Inputs:
    """Activities typed for one exercice."""
    return storage.revise(
        dossier=dossier, change=Change.ACTIVITIES, edit=_on_exercice(index, activities=activities)
    )


def set_uses(*, dossier: Dossier, index: int, uses: CostUses | None) -> Inputs:
    """The five-line key of one exercice, or None to take it back."""
    return storage.revise(dossier=dossier, change=Change.USES, edit=_on_exercice(index, uses=uses))


def set_choices(*, dossier: Dossier, choices: Choices) -> Inputs:
    """Readings and conventions chosen by the user."""
    return storage.revise(
        dossier=dossier, change=Change.CHOICES, edit=lambda inputs: replace(inputs, choices=choices)
    )


def answer_question(*, dossier: Dossier, index: int, question: str, choice: str) -> Inputs:
    """The answer to a question of the engine, or of the reader (perimeter, forecast or realised)."""

    def edit(exercice: ExerciceInputs) -> ExerciceInputs:
        answered = replace(exercice, answers={**exercice.answers, question: choice})
        return replace(answered, totals=perimeter.told(answered.totals, question=question, choice=choice))

    return storage.revise(dossier=dossier, change=Change.ANSWER, edit=_with_exercice(index, edit))


def apply_correction(*, dossier: Dossier, index: int, correction: Correction) -> Inputs:
    """Add a correction; an earlier one of the same kind about the same thing is forgotten."""

    def edit(exercice: ExerciceInputs) -> ExerciceInputs:
        _check_target(exercice, correction)
        others = tuple(c for c in exercice.corrections if not _same_target(c, correction))
        return replace(exercice, corrections=(*others, correction))

    return storage.revise(dossier=dossier, change=Change.CORRECTION, edit=_with_exercice(index, edit))


def target(correction: Correction) -> tuple[str, str]:
    """What a correction is about: its account and its payer, one of them empty."""
    return getattr(correction, "account", ""), getattr(correction, "payer", "")


def _same_target(one: Correction, other: Correction) -> bool:
    return type(one) is type(other) and target(one) == target(other)


def _check_target(exercice: ExerciceInputs, correction: Correction) -> None:
    """A correction about an account or a payer that the exercice does not have is refused."""
    account, payer = target(correction)
    known = (not account or any(a.number == account for a in exercice.totals.accounts)) and (
        not payer or any(p.key == payer for p in exercice.totals.payers)
    )
    if not known or not (account or payer):
        raise ReadError(
            "correction_sans_objet",
            "Ce compte ou ce financeur n’est pas dans l’exercice",
            read=account or payer,
            remedy="Revenez à votre modèle et choisissez la ligne à corriger.",
        )


def still_true(corrections: Collection[Correction], totals: AccountTotals) -> tuple[Correction, ...]:
    """Corrections that still make sense once an exercice was read again.

    Those about an account that is still there; a split only if it still adds up; never those about a payer,
    whose rank may be another's now.
    """
    balances = {a.number: -a.balance for a in totals.accounts}

    def holds(correction: Correction) -> bool:
        account, payer = target(correction)
        if payer or account not in balances:
            return False
        if isinstance(correction, SplitAccount):
            return sum(amount for _, amount in correction.parts) == balances[account]
        return True

    return tuple(c for c in corrections if holds(c))
