"""What visitors propose, kept with what they agreed to, word for word; their address goes after a year."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from trajectoires.pages.models import Proposal

LICENCE = "CC BY-SA 4.0"
LICENCE_TEXT = (
    "Ce texte est de moi. J’accepte qu’il soit relu, mis en forme et publié ici sous la licence Creative "
    "Commons Attribution, partage dans les mêmes conditions 4.0 (CC\u00a0BY-SA\u00a04.0)\u00a0: chacun peut "
    "le reprendre en citant sa source et en partageant de la même façon."
)
CONTACT_TEXT = (
    "J’accepte d’être recontacté à cette adresse au sujet de cette proposition, et seulement pour cela. "
    "L’adresse est effacée au bout de douze mois."
)
EMAILS_KEPT = dt.timedelta(days=365)


@transaction.atomic
def propose(
    *, kind: str, text: str, page: str, link: str, organisation: str, email: str, now: dt.datetime
) -> Proposal:
    """Keep a proposal; whoever gives an address has agreed to be written to. Old addresses go on the way."""
    purge(now=now)
    return Proposal.objects.create(
        kind=kind,
        text=text,
        page=page,
        link=link,
        organisation=organisation,
        email=email,
        consent=bool(email),
        licence=LICENCE,
        consent_text="\n\n".join([LICENCE_TEXT, *([CONTACT_TEXT] if email else [])]),
    )


def purge(*, now: dt.datetime) -> int:
    """Erase the addresses kept for more than twelve months; how many were."""
    old = Proposal.objects.filter(received_at__lt=now - EMAILS_KEPT).exclude(email="")
    return old.update(email="", consent=False)
