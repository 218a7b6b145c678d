"""Published cases: real organisations read from the figures they published, shipped as examples."""

from __future__ import annotations

import datetime as dt
from functools import cache
from importlib import resources
from typing import Any, Literal

import msgspec

from equilibre.accounts.amounts import cents_of
from equilibre.accounts.assemble import AnomalyLog, Ledger, totals_of
from equilibre.accounts.totals import Payer, Scope, SourceInfo
from equilibre.errors import ReadError
from equilibre.model.dossier import Dossier, ExerciceInputs, PublishedSource
from equilibre.reference import labels

FORMAT = "trajectoires/cas/1"


class CaseAccount(msgspec.Struct, frozen=True, kw_only=True):
    """One published line. ``amount`` is euros as published, positive on ``side`` (C credit, D debit)."""

    number: str
    label: str
    amount: float
    side: Literal["C", "D"]
    origin: Literal["publie", "deduit", "solde"] = "publie"
    """publie: printed as such. deduit: a difference or a percentage of printed figures. solde: the rest."""
    source_label: str = ""
    counterparty: str = ""
    kind: Literal["", "benevolat", "locaux", "biens", "prestations"] = ""
    """Of a contribution in kind (classes 86 and 87)."""

    @property
    def cents(self) -> int:
        """Debit minus credit."""
        return cents_of(self.amount) * (1 if self.side == "D" else -1)


class CaseSource(msgspec.Struct, frozen=True, kw_only=True):
    """Where the figures were read."""

    title: str
    address: str = ""
    kind: Literal["primaire", "secondaire"] = "primaire"
    licence: str = ""
    note: str = ""


class CaseTreasury(msgspec.Struct, frozen=True, kw_only=True):
    """Published cash at both ends, euros."""

    opening: float
    closing: float


class PublishedCase(msgspec.Struct, frozen=True, kw_only=True):
    """One organisation and one exercice, as published. ``expected`` serves the tests."""

    slug: str
    organisation: str
    opening: dt.date
    closing: dt.date
    scope: Scope
    basis: Literal["engagement", "tresorerie", "budget", "inconnue"]
    fidelity: Literal["exacte", "arrondie", "parts"]
    accounts: tuple[CaseAccount, ...]
    sources: tuple[CaseSource, ...]
    in_kind: tuple[CaseAccount, ...] = ()
    treasury: CaseTreasury | None = None
    perimeter: Literal["organisation", "action"] = "organisation"
    legal_form: str = ""
    sector: str = ""
    territory: str = ""
    presentation: str = ""
    """One or two sentences on what the figures are, in the project's own words."""
    limits: tuple[str, ...] = ()
    """What the source does not allow to conclude."""
    answers: dict[str, str] = {}
    """What the source itself answers: who lends a hall, the result that it prints (code → answer)."""
    expected: dict[str, Any] = {}
    format: str = FORMAT


@cache
def case_slugs() -> tuple[str, ...]:
    """The shipped cases, in alphabetical order."""
    folder = resources.files("equilibre.examples") / "cases"
    return tuple(sorted(f.name[:-5] for f in folder.iterdir() if f.name.endswith(".json")))


@cache
def load_case(slug: str) -> PublishedCase:
    """A shipped case. Raises ReadError when there is none of that name."""
    if slug not in case_slugs():
        raise ReadError(
            "cas_inconnu",
            "Cet exemple n’existe pas",
            read=slug[:60],
            expected="l’un des exemples proposés",
            remedy="Choisissez un exemple dans la liste.",
        )
    path = resources.files("equilibre.examples") / "cases" / f"{slug}.json"
    return msgspec.json.decode(path.read_bytes(), type=PublishedCase)


def case_dossier(case: PublishedCase) -> Dossier:
    """The dossier of a published case: published lines only, hence neither solidity nor cash nor months."""
    ledger = Ledger()
    for item in (*case.accounts, *case.in_kind):
        ledger.add(item.number, item.label, movement=item.cents)
    totals = totals_of(
        ledger,
        opening=case.opening,
        closing=case.closing,
        basis="publie",
        source=SourceInfo(
            name=case.organisation, format="publie", lines=len(case.accounts) + len(case.in_kind)
        ),
        log=AnomalyLog(),
        openings_known=False,
        perimeter=case.perimeter,
    )
    payers, rest = _payers(case)
    totals = msgspec.structs.replace(totals, scope=case.scope, payers=payers, payers_unresolved=rest)
    sources = tuple(
        PublishedSource(title=s.title, address=s.address, kind=s.kind, note=s.note) for s in case.sources
    )
    return Dossier(
        exercices=(ExerciceInputs(totals=totals, answers=case.answers),),
        organisation=case.organisation,
        origin="publie",
        sources=sources,
    )


def _payers(case: PublishedCase) -> tuple[tuple[Payer, ...], int]:
    """Published counterparties (public facts, so their names are kept) and the cents left without one."""
    named: dict[str, dict[str, int]] = {}
    rest = 0
    for item in case.accounts:
        if item.number[:2] not in {"70", "73", "74", "75"}:
            continue
        if not item.counterparty:
            rest -= item.cents
            continue
        amounts = named.setdefault(item.counterparty, {})
        amounts[item.number] = amounts.get(item.number, 0) - item.cents
    ranked = sorted(named.items(), key=lambda pair: (-sum(pair[1].values()), pair[0]))
    payers = []
    for rank, (name, amounts) in enumerate(ranked, start=1):
        kind, institutional = labels.payer_kind(name)
        payers.append(
            Payer(key=f"f{rank}", kind=kind, institutional=institutional, amounts=amounts, name=name)
        )
    return tuple(payers), rest
