"""What an alliance is worth in a year, for each side: a value beside the accounts, never one of them.

    value = Σ (amount − what is paid all the same) × attribution
    cost  = coordination hours × hourly cost + contribution + engineering
    net   = value − cost ; shared value = Σ of the nets that were told

No formula was published: this one is a convention of the platform. Every amount was typed by the user. The
« 10 + 1 % » repère is shown beside and never added (field rule 29).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal, get_args

import msgspec

from equilibre.figures import Certainty
from equilibre.formatting import day, euros, number, percent, typographic
from equilibre.reference import parameters
from equilibre.trajectory.checking import Fault
from equilibre.trajectory.flows import to_cents
from equilibre.trajectory.hypotheses import Month

AllianceType = Literal["positionnement", "production_diffusion", "moyens"]
Gain = Literal["cout_evite", "argent", "temps", "en_nature", "marge"]
"""cout_evite: what one would pay alone, minus one's share of the common cost. argent: money that would not
have come otherwise. temps: hours given. en_nature: premises, goods. marge: income of an activity made
possible, minus its direct costs."""
Burden = Literal["coordination", "contribution", "ingenierie"]
Outcome = Literal["legitimite", "innovation", "confiance", "portee"]
US = "nous"
HIGHEST_DEGREE = 4
ENDED = "finie"
REGRANTED = "reversement"
"""Code of the notice on a public grant that is passed on without a clause."""
SOON = 6
"""Months before the end in which it is said: a convention of the platform."""
HALF = 0.5
TITLE = "La valeur d’une alliance, à côté de vos comptes"
MEANING = (
    "Cette valeur n’est pas une écriture : elle ne s’ajoute ni à vos produits ni à votre résultat. Elle "
    "aide à parler avec vos partenaires. La formule est une convention de la plateforme."
)
PREMIUM = "Repère Le RAMEAU (avril 2024) ; mode de calcul : convention de la plateforme"
REGRANTING = "Code général des collectivités territoriales, article L. 1611-4"


class Amount(msgspec.Struct, frozen=True, kw_only=True):
    """An amount in cents, or hours at an hourly cost."""

    key: str = ""
    label: str
    side: str = US
    """US, or the key of a partner."""
    amount: int = 0
    """Cents a year."""
    hours: float | None = None
    rate: int = 0
    """Cents an hour, typed: the real cost of the person, or the SMIC."""
    certainty: Certainty = "suppose"

    @property
    def cents(self) -> int:
        """The amount and the hours together."""
        return self.amount + (to_cents(self.hours * self.rate) if self.hours else 0)


class Gained(Amount, frozen=True, kw_only=True):
    """What a side gets from the alliance in a year."""

    kind: Gain
    less: int = 0
    """Cents paid all the same: one's share of the common cost, the direct costs of an activity."""
    attribution: float = 1.0
    """0–1: the part that would not exist without the alliance."""

    @property
    def value(self) -> int:
        """Cents that the alliance brings, negative when it costs more than going alone."""
        return to_cents((self.cents - self.less) * self.attribution)


class Spent(Amount, frozen=True, kw_only=True):
    """What a side puts into the alliance in a year."""

    kind: Burden


class Ally(msgspec.Struct, frozen=True, kw_only=True):
    """A partner: an organisation, never a person."""

    key: str
    label: str
    body: Literal["public", "prive", "pair"] = "pair"


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """What money does not say: a sentence and a degree 0–4, no euro."""

    outcome: Outcome
    degree: int
    sentence: str = ""


class Alliance(msgspec.Struct, frozen=True, kw_only=True):
    """An alliance as it was described."""

    key: str
    label: str
    type: AllianceType
    allies: tuple[Ally, ...] = ()
    gains: tuple[Gained, ...] = ()
    costs: tuple[Spent, ...] = ()
    words: tuple[Words, ...] = ()
    written: bool | None = None
    ends: Month | None = None
    """Last month of the agreement."""
    grant_passed_on: bool | None = None
    """A public grant goes from one partner to another."""
    passing_on_allowed: bool | None = None
    """The funder's convention says so expressly."""
    shared_budget: int | None = None
    """Cents of the action that is shared: base of the « 10 + 1 % » repère."""


class SideValue(msgspec.Struct, frozen=True, kw_only=True):
    """What a side gets and gives. All None: nobody told (never zero)."""

    key: str
    label: str
    value: int | None
    cost: int | None
    net: int | None
    by_kind: dict[str, int] = {}
    by_certainty: dict[str, int] = {}
    """Cents of value by certainty."""
    valued: bool = True
    """False: costs were told, and nothing of what it brings: the balance is not one yet."""

    @property
    def times(self) -> float | None:
        """Value ÷ cost; None without a cost."""
        return self.value / self.cost if self.value is not None and self.cost else None


class Premium(msgspec.Struct, frozen=True, kw_only=True):
    """The « 10 + 1 % » repère of the shared action: beside the value, never in it."""

    pooling: int
    sharing: int
    text: str

    @property
    def total(self) -> int:
        """Both parts."""
        return self.pooling + self.sharing


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """Something to look at before signing again."""

    code: str
    text: str
    source: str = ""


class AllianceValue(msgspec.Struct, frozen=True, kw_only=True):
    """An alliance read from every side that was told."""

    key: str
    label: str
    ours: SideValue
    others: tuple[SideValue, ...]
    shared: int | None
    """Sum of the nets that are known; None when no partner was told: one side alone is not shared value."""
    unknown: tuple[str, ...]
    """Labels of the partners whose side nobody told."""
    premium: Premium | None
    notices: tuple[Notice, ...]
    sentence: str


def value_of(alliance: Alliance, *, today: dt.date) -> AllianceValue:
    """The value of an alliance without a fault (``faults``), with what to look at on this day."""
    ours = _side(alliance, US, "Nous")
    others = tuple(_side(alliance, one.key, one.label) for one in alliance.allies)
    told = [one.net for one in others if one.net is not None]
    shared = sum(told) + ours.net if told and ours.net is not None else None
    unknown = tuple(one.label for one in others if one.net is None)
    return AllianceValue(
        key=alliance.key,
        label=alliance.label,
        ours=ours,
        others=others,
        shared=shared,
        unknown=unknown,
        premium=_premium(alliance, today),
        notices=tuple(_notices(alliance, ours, others, today)),
        sentence=_sentence(alliance, ours, shared, unknown),
    )


class Together(msgspec.Struct, frozen=True, kw_only=True):
    """Several alliances side by side. Amounts are cents a year, of the ones that were told and go on."""

    value: int
    cost: int
    net: int
    by_certainty: dict[str, int]
    """Of our value: « mesuré », « estimé », « supposé » apart."""
    shared: int | None
    """Sum of the shared values that are known; None when no partner was told anywhere."""
    counted: int
    untold: tuple[str, ...]
    """Labels of the alliances of which nobody told what they bring and cost us: never zero."""
    over: tuple[str, ...]
    """Labels of those that have ended: not counted."""


def together(values: tuple[AllianceValue, ...]) -> Together:
    """What several alliances are worth together."""
    over = tuple(one for one in values if any(notice.code == ENDED for notice in one.notices))
    told = tuple(one for one in values if one.ours.net is not None and one not in over)
    by_certainty: dict[str, int] = {}
    for one in told:
        for certainty, cents in one.ours.by_certainty.items():
            by_certainty[certainty] = by_certainty.get(certainty, 0) + cents
    shared = [one.shared for one in told if one.shared is not None]
    return Together(
        value=sum(one.ours.value or 0 for one in told),
        cost=sum(one.ours.cost or 0 for one in told),
        net=sum(one.ours.net or 0 for one in told),
        by_certainty=by_certainty,
        shared=sum(shared) if shared else None,
        counted=len(told),
        untold=tuple(one.label for one in values if one.ours.net is None and one not in over),
        over=tuple(one.label for one in over),
    )


def faults(alliance: Alliance) -> tuple[Fault, ...]:
    """What makes an alliance impossible to read, each fault at its place."""
    return tuple(_faults(alliance))


def _side(alliance: Alliance, key: str, label: str) -> SideValue:
    gains = [one for one in alliance.gains if one.side == key]
    costs = [one for one in alliance.costs if one.side == key]
    if not gains and not costs:
        return SideValue(key=key, label=label, value=None, cost=None, net=None)
    by_kind: dict[str, int] = {}
    by_certainty: dict[str, int] = {}
    for gain in gains:
        by_kind[gain.kind] = by_kind.get(gain.kind, 0) + gain.value
        by_certainty[gain.certainty] = by_certainty.get(gain.certainty, 0) + gain.value
    for spent in costs:
        by_kind[spent.kind] = by_kind.get(spent.kind, 0) - spent.cents
    value, cost = sum(one.value for one in gains), sum(one.cents for one in costs)
    return SideValue(
        key=key, label=label, value=value, cost=cost, net=value - cost, by_kind=by_kind,
        by_certainty=by_certainty, valued=bool(gains),
    )  # fmt: skip


def _premium(alliance: Alliance, today: dt.date) -> Premium | None:
    if not alliance.shared_budget:
        return None
    rates = [
        float(parameters.value_at(key, today).value)
        for key in ("prime_alliance_mutualisation", "prime_alliance_valeur_collective")
    ]
    pooling, sharing = (round(alliance.shared_budget * rate) for rate in rates)
    text = (
        f"Pour une action partagée de {euros(alliance.shared_budget)} : {euros(pooling)} pour mutualiser des "
        f"moyens et {euros(sharing)} pour répartir la valeur collective. Ce repère ne s’ajoute pas à la "
        f"valeur. {PREMIUM}."
    )
    return Premium(pooling=pooling, sharing=sharing, text=typographic(text))


def _sentence(alliance: Alliance, ours: SideValue, shared: int | None, unknown: tuple[str, ...]) -> str:
    if ours.net is None or ours.value is None or ours.cost is None:
        return typographic(f"« {alliance.label} » : nous ne savons pas encore ce qu’elle apporte et coûte.")
    text = (
        f"« {alliance.label} » vous apporte {euros(ours.value)} par an et vous coûte {euros(ours.cost)} : "
        f"le solde est de {euros(ours.net)}."
    )
    if not ours.valued:
        text = (
            f"« {alliance.label} » vous coûte {euros(ours.cost)} par an. "
            "Ce qu’elle vous apporte n’est pas chiffré."
        )
    if shared is not None:
        text += f" Pour l’ensemble des partenaires indiqués, il est de {euros(shared)}."
    if unknown:
        text += f" Nous ne savons pas encore pour {', '.join(unknown)}."
    return typographic(text)


def _notices(
    alliance: Alliance, ours: SideValue, others: tuple[SideValue, ...], today: dt.date
) -> Iterator[Notice]:
    yield from _regranting(alliance)
    for one in (ours, *others):
        if one.net is not None and one.net < 0 and one.valued:
            who = "Vous donnez" if one.key == US else f"{one.label} donne"
            yield _notice(
                "solde_negatif",
                f"{who} plus que l’alliance n’apporte : {euros(-one.net)} par an. Un partenaire qui perd "
                "finit par partir ; d’autres raisons peuvent valoir cet effort, écrivez-les.",
            )
    if ours.value and ours.by_certainty.get("suppose", 0) > ours.value * HALF:
        yield _notice("suppose", "Plus de la moitié de cette valeur est supposée : cherchez un devis.")
    if alliance.type == "positionnement" and any(
        one.kind == "argent" and one.attribution > HALF for one in alliance.gains
    ):
        yield _notice(
            "attribution",
            f"Dans une alliance de positionnement, n’attribuez pas plus de {percent(HALF)} de l’argent "
            "obtenu, sauf preuve : c’est un repère de la plateforme.",
        )
    if alliance.written is not True:
        yield _notice("non_ecrit", "Écrivez ce que chacun apporte, ce qu’il attend, et comment on se quitte.")
    yield from _end(alliance, today)


def _regranting(alliance: Alliance) -> Iterator[Notice]:
    if alliance.grant_passed_on and alliance.passing_on_allowed is not True:
        yield _notice(
            REGRANTED,
            "Une subvention publique passe d’un partenaire à l’autre. Une subvention locale ne se reverse "
            "pas, sauf si la convention le prévoit expressément : faites-le écrire par le financeur, ou "
            "demandez-lui de financer chacun directement. À faire confirmer.",
            REGRANTING,
        )
    elif alliance.grant_passed_on is None and any(one.body == "public" for one in alliance.allies):
        yield _notice(
            "reversement_a_dire",
            "Une subvention publique passe-t-elle d’un partenaire à l’autre ? Si oui, la convention doit le "
            "prévoir expressément.",
            REGRANTING,
        )


def _end(alliance: Alliance, today: dt.date) -> Iterator[Notice]:
    if alliance.ends is None:
        yield _notice(
            "sans_fin", "Aucune date de fin n’est indiquée : fixez au moins celle du prochain bilan."
        )
        return
    left = alliance.ends.since(Month(today.year, today.month))
    after = alliance.ends.plus(1)
    last = day(dt.date(after.year, after.month, 1) - dt.timedelta(days=1))
    if left < 0:
        yield _notice(
            ENDED, f"L’accord a pris fin le {last} : sa valeur ne vaut plus pour les années qui viennent."
        )
    elif left < SOON:
        yield _notice("fin_proche", f"L’accord prend fin le {last} : parlez de la suite dès maintenant.")


def _notice(code: str, text: str, source: str = "") -> Notice:
    return Notice(code=code, text=typographic(text), source=source)


def _faults(alliance: Alliance) -> Iterator[Fault]:
    def told(field: str, message: str, remedy: str) -> Fault:
        return Fault(
            kind="alliance", key=alliance.key, field=field, message=typographic(message),
            remedy=typographic(remedy),
        )  # fmt: skip

    sides = {US, *(one.key for one in alliance.allies)}
    if len(sides) != len(alliance.allies) + 1:
        yield told("allies", "Un partenaire est saisi deux fois.", "Gardez-en un seul.")
    rows: tuple[tuple[str, Amount], ...] = (
        *(("gains", one) for one in alliance.gains), *(("costs", one) for one in alliance.costs),
    )  # fmt: skip
    for field, row in rows:
        if row.side not in sides:
            yield told(
                field, f"« {row.label} » : ce partenaire n’est pas dans la liste.", "Choisissez-en un autre."
            )
        if row.amount < 0 or row.rate < 0 or (row.hours or 0.0) < 0:
            yield told(field, f"« {row.label} » : un montant est négatif.", "Écrivez des montants positifs.")
        if row.hours and not row.rate:
            yield told(
                field, f"« {row.label} » : {number(row.hours)} heures sans coût.",
                "Écrivez le coût d’une heure : celui de la personne, ou le SMIC.",
            )  # fmt: skip
    for gain in alliance.gains:
        if gain.less < 0 or not 0.0 <= gain.attribution <= 1.0:
            yield told(
                "gains", f"« {gain.label} » : une part hors de 0 à 100 %.", "Corrigez la part ou le montant."
            )
    if any(not 0 <= one.degree <= HIGHEST_DEGREE for one in alliance.words):
        yield told("words", "Un degré est hors de 0 à 4.", "Choisissez un degré de 0 à 4.")
    if len({one.outcome for one in alliance.words}) != len(alliance.words):
        yield told("words", "Un effet est décrit deux fois.", "Gardez-en un seul.")
    if alliance.shared_budget is not None and alliance.shared_budget < 0:
        yield told("shared_budget", "Le budget partagé est négatif.", "Écrivez un montant positif.")


GAINS: tuple[Gain, ...] = get_args(Gain)
BURDENS: tuple[Burden, ...] = get_args(Burden)
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
