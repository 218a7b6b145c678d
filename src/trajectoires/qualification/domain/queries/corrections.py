"""What one may say about an account or a payer: gathered from the model, for the correction form."""

from __future__ import annotations

from dataclasses import dataclass

from equilibre.accounts.totals import AccountLine
from equilibre.model.dossier import ExerciceInputs, PlaceInKind, SplitAccount, StrategicPartner
from equilibre.model.placement import PRIVATE_SUPPORT, STRATEGIC
from equilibre.model.results import ExerciceModel, ResourceLine
from equilibre.reference import catalogue
from trajectoires.qualification.domain.queries.page import PayerCard, payer_cards

IN_KIND = ("86", "87")
PUBLIC_PAYERS = ("public", "europe")
MAY_PAY_PEOPLE = ("604", "611", "622")
"""Field rule 4: interim, sub-contracting and fees count with people only when the user says so."""


@dataclass(frozen=True)
class Subject:
    """An account or a payer of one exercice, with what may be said about it."""

    account: str = ""
    label: str = ""
    amount: int = 0
    """Cents: credit positive for 7 and 87, debit positive for 6 and 86."""
    line: ResourceLine | None = None
    payer: PayerCard | None = None
    lines: tuple[tuple[str, str], ...] = ()
    """(code, label) of the resource lines it may go to, the defensible ones first; empty: not a resource."""
    parts: tuple[tuple[str, int], ...] = ()
    traits: tuple[str, ...] = ()
    pillar: str = ""

    @property
    def in_kind(self) -> bool:
        """A contribution in kind, which belongs to people or to alliances."""
        return self.account.startswith(IN_KIND)

    @property
    def may_pay_people(self) -> bool:
        """A cost that may pay people."""
        return self.account.startswith(MAY_PAY_PEOPLE)

    @property
    def may_be_strategic(self) -> bool:
        """Private support may come from a « partenariat stratégique pluriannuel »; a public convention, of
        whatever length, stays a support (field rule 11)."""
        if self.payer is not None:
            return self.payer.kind not in PUBLIC_PAYERS
        return self.line is not None and self.line.line in (*PRIVATE_SUPPORT, STRATEGIC)


def subject_of(
    *, exercice: ExerciceModel, inputs: ExerciceInputs, account: str, payer: str
) -> Subject | None:
    """The account, or the payer, that the page is about; None when the exercice has neither."""
    if account:
        found = next((a for a in inputs.totals.accounts if a.number == account), None)
        return None if found is None else _account(found, exercice, inputs)
    card = next((c for c in payer_cards(inputs) if c.key == payer), None)
    if card is None:
        return None
    return Subject(payer=card, traits=_traits(inputs, payer=payer, account=""))


def _account(found: AccountLine, exercice: ExerciceModel, inputs: ExerciceInputs) -> Subject:
    number = found.number
    credit = number.startswith(("7", "87"))
    line = next((x for x in exercice.resources if any(a.number == number for a in x.accounts)), None)
    splits = [c for c in inputs.corrections if isinstance(c, SplitAccount) and c.account == number]
    placed = [c for c in inputs.corrections if isinstance(c, PlaceInKind) and c.account == number]
    return Subject(
        account=number,
        label=found.label,
        amount=-found.balance if credit else found.balance,
        line=line,
        lines=_lines(line) if number.startswith("7") else (),
        parts=splits[-1].parts if splits else (),
        traits=_traits(inputs, payer="", account=number),
        pillar=placed[-1].pillar if placed else "",
    )


def _lines(line: ResourceLine | None) -> tuple[tuple[str, str], ...]:
    """Every resource line: the present one, those that are defensible, then the others. Strategic partners
    are not among them: only the traits that are told bring an account there (field rule 11)."""
    first = (line.line, *line.could_be) if line else ()
    known = catalogue.lines()
    codes = [code for code in dict.fromkeys((*first, *known)) if code in known and code != STRATEGIC]
    return tuple((code, known[code].label) for code in codes)


def _traits(inputs: ExerciceInputs, *, payer: str, account: str) -> tuple[str, ...]:
    told = [
        c
        for c in inputs.corrections
        if isinstance(c, StrategicPartner) and (c.payer, c.account) == (payer, account)
    ]
    return told[-1].traits if told else ()
