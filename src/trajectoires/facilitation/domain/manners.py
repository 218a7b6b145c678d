"""How a question is put: as its format tells, in secret, or by name."""

from __future__ import annotations

import msgspec

from equilibre.facilitation.formats import Ask, Secrecy
from equilibre.formatting import NBSP
from trajectoires.facilitation.domain.refusals import RefusedError
from trajectoires.facilitation.enums import AS_TOLD, BY_NAME, SECRET
from trajectoires.facilitation.models import Session

_SECRECY: dict[str, Secrecy] = {SECRET: "secret", BY_NAME: "named"}


def as_put(ask: Ask, manner: str) -> Ask:
    """The ask of a format, as a round puts it: by name, nothing of it is secret."""
    secrecy = _SECRECY.get(manner)
    return ask if secrecy is None else msgspec.structs.replace(ask, secrecy=secrecy)


def allowed(session: Session, ask: Ask, manner: str) -> str:
    """The manner, when this ask may be put so in this session. Raises ``RefusedError``."""
    if manner == AS_TOLD:
        return AS_TOLD
    if manner not in _SECRECY or not ask.named:
        raise RefusedError("Cette question ne se vote pas ainsi. Rechargez la page.")
    if manner == BY_NAME and not session.named:
        raise RefusedError(
            f"Cette séance ne demande pas leur nom aux personnes{NBSP}: elle ne tient pas de vote nominatif. "
            f"Préparez-en une où chacun peut l’écrire, ou votez sans nom."
        )
    return manner
