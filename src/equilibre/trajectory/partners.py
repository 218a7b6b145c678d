"""From a partner told with the accounts to an alliance: what was typed, and nothing more."""

from __future__ import annotations

from equilibre.formatting import NBSP, euros, number, typographic
from equilibre.model.dossier import Partner
from equilibre.trajectory.alliances import Alliance, Ally, Gain, Gained, Spent

ALLY = "allie-1"
AVOIDED, LENT, PAID = "Coûts évités", "Moyens prêtés", "Contribution versée"


def alliance_from(partner: Partner, *, key: str) -> Alliance:
    """The alliance with this partner: its cents a year and their certainty, as they were typed.

    Hours of coordination are left out: nobody said what an hour costs (``hours_words`` asks it).
    """
    told: tuple[tuple[Gain, str, int | None], ...] = (
        ("cout_evite", AVOIDED, partner.avoided_cost),
        ("en_nature", LENT, partner.lent_means),
    )
    gains = tuple(
        Gained(key=f"apport-{rank}", kind=kind, label=label, amount=cents, certainty=partner.certainty)
        for rank, (kind, label, cents) in enumerate(told, start=1)
        if cents is not None
    )
    paid = partner.contribution
    costs = (
        ()
        if paid is None
        else (
            Spent(
                key="cout-1", kind="contribution", label=PAID, amount=paid, certainty=partner.certainty
            ),
        )
    )  # fmt: skip
    return Alliance(
        key=key,
        label=partner.name,
        type=partner.alliance,
        allies=(Ally(key=ALLY, label=partner.name, body=partner.body),),
        gains=gains,
        costs=costs,
        written=partner.written,
        shared_budget=partner.shared_action_budget,
    )


def told_words(partner: Partner) -> str:
    """« Coûts évités : 9 600 €. 36 heures de coordination, dont le coût reste à dire. »; « » without
    anything."""
    amounts = ((AVOIDED, partner.avoided_cost), (LENT, partner.lent_means), (PAID, partner.contribution))
    said = [f"{label} : {euros(cents)}." for label, cents in amounts if cents is not None]
    return typographic(" ".join([*said, hours_words(partner)]).strip())


def hours_words(partner: Partner) -> str:
    """What is left to say of the hours of coordination; « » when none were told."""
    if not partner.coordination_hours:
        return ""
    hours = number(partner.coordination_hours, 1).removesuffix(",0")
    return typographic(f"{hours}{NBSP}heures de coordination, dont le coût reste à dire.")
